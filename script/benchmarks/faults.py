"""The faults of forms and zaken with the long counts of the reliability page, in parts by seed.

Each part is a test, most of tests/fault, with a seed and a count of its own, on a database of its own. A part that
fails names its seed; the same seed does the same again. Nothing here is timed as a figure.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEST = "tests/fault/part.py"
# The name of the fault, how many in all, how many a part.
FAULTS = {
    "posts_over_http": (20_000, 2_000),
    "posts_in_the_flow": (180_000, 20_000),
    "steps_in_any_order": (50_000, 10_000),
    "replays": (10_000, 1_000),
    "editing": (50_000, 5_000),
    # Answers of a ZGW backend that get lost, late or mangled (F4), in any order.
    "answers": (3_360, 168),
    # Rounds of 19 named points (F1), and processes killed at any moment.
    "kill_points": (25, 5),
    "kill_moments": (1_000, 50),
    "two_workers": (2_500, 500),
    "lost_leases": (2_500, 500),
    "probes": (1_000, 500),
    "two_people": (1_000, 500),
    # Forms that are sent while the backend is away for seven days (F3).
    "outage_of_a_week": (50_000, 5_000),
    # People with a sign in each field (S17).
    "canary": (10_000, 2_000),
}
# The file of a fault that needs other fixtures than the rest.
FILES = {
    **dict.fromkeys(("kill_points", "kill_moments"), "tests/fault/part_kill.py"),
    **dict.fromkeys(
        ("two_workers", "lost_leases", "probes", "two_people", "outage_of_a_week"),
        "tests/fault/part_outbox.py",
    ),
    "answers": "tests/fault/part_answers.py",
    "canary": "tests/security/test_canary.py",
}


def part(name: str, seed: int, count: int) -> bool:
    """Whether this part ended well; what went wrong is printed by pytest itself."""
    environment = os.environ | {"FAULT": name, "FAULT_SEED": str(seed), "FAULT_COUNT": str(count)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "--tb=short",
        FILES.get(name, TEST),
    ]
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    outcome = "good" if done.returncode == 0 else "BAD"
    print(f"{name:20} seed {seed:6} {count:7}  {outcome}  {time.monotonic() - started:6.0f} s", flush=True)
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-40:]))
    return done.returncode == 0


def main() -> None:
    """Run the parts of each fault; exit code 1 when one failed."""
    parser = argparse.ArgumentParser(prog="script/bench faults", description=__doc__.splitlines()[0])
    parser.add_argument("--fault", choices=sorted(FAULTS), help="only this one")
    parser.add_argument("--share", type=float, default=1.0, help="which part of the counts, e.g. 0.1")
    parser.add_argument("--seed", type=int, default=1000, help="seed of the first part")
    options = parser.parse_args()
    failed = 0
    for name in [options.fault] if options.fault else FAULTS:
        total, size = FAULTS[name]
        left, seed = max(1, int(total * options.share)), options.seed
        while left > 0:
            failed += not part(name, seed, min(size, left))
            seed, left = seed + 1, left - size
    print(f"{failed} parts failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
