"""Random walks over all routes by which a page can go live (reliability row F13), in parts by seed.

Each part is the walk of tests/a11y_checks/gate/test_random_walk.py on a database of its own, with a seed of its own.
A part that fails names the step and its kind; the same seed walks the same way again. Nothing here is timed as a
figure: the outcome is that no step of any part put a bad page online.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEST = "tests/a11y_checks/gate/test_random_walk.py"
PART = 2_500


def walk(seed: int, steps: int) -> bool:
    """Whether the walk with this seed ended well; what went wrong is printed by pytest itself."""
    environment = os.environ | {"GATE_WALK_SEED": str(seed), "GATE_WALK_STEPS": str(steps)}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=short", TEST]
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    outcome = "good" if done.returncode == 0 else "BAD"
    print(f"seed {seed:6}  {steps:6} steps  {outcome}  {time.monotonic() - started:6.0f} s", flush=True)
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-40:]))
    return done.returncode == 0


def main() -> None:
    """Walk `--steps` steps in parts; exit code 1 when a part failed."""
    parser = argparse.ArgumentParser(prog="script/bench gate_walk", description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=50_000, help="steps in all")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first part")
    options = parser.parse_args()
    seed, left, failed = options.seed, max(1, options.steps), 0
    while left > 0:
        failed += not walk(seed, min(PART, left))
        seed, left = seed + 1, left - PART
    print(f"{options.steps} steps, {failed} parts failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
