"""The B1 scorer: how well it orders and catches, beside textstat's yardsticks, and what it costs.

Quality is cross-validated by document on the development data, which is no part of the project: --data names it, and
../shared/readability/dev.jsonl is tried. Cost is the processor time per 1,000 words on sentences that were not seen
before, and the memory that importing and first use add, each in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "readability" / "dev.jsonl"
_SENTENCES = 4000
_PER_PAGE = 40
_COST = "import sys; sys.path.insert(0, 'script/benchmarks'); import leesbaarheid; leesbaarheid.cost()"
# Sentences of our own in many variants: each is new to the caches, as on a page that was just written.
_STARTS = ("Indien u", "Als u", "Wij zien dat u", "Voordat de gemeente")
_PARTS = (
    "een vergunning aanvraagt", "verhuist naar een ander adres", "de vigerende voorwaarden raadpleegt",
    "een afspraak maakt", "tijdig bezwaar aantekent tegen het besluit",
)  # fmt: skip
_ENDS = (
    "krijgt u binnen 8 weken bericht.", "wordt uw verzoek zo spoedig mogelijk in behandeling genomen.",
    "betaalt u het bedrag meteen.", "kunt u ons bellen.", "dient u een legitimatiebewijs mee te nemen.",
)  # fmt: skip


def _pages() -> list[str]:
    sentences = [
        f"{_STARTS[n % 4]} in straat {n} {_PARTS[n % 5]}, {_ENDS[(n // 5) % 5]}" for n in range(_SENTENCES)
    ]
    return [" ".join(sentences[at : at + _PER_PAGE]) for at in range(0, _SENTENCES, _PER_PAGE)]


def cost() -> None:
    """Print processor time per 1,000 words and the memory of this process, for `main`."""
    bare = _memory()
    from a11y_checks.leesbaarheid import measure_text

    measure_text("Dit is de eerste zin.", yardsticks=False)
    pages = _pages()
    words = sum(len(page.split()) for page in pages)
    begun = time.process_time()
    for page in pages:
        measure_text(page, yardsticks=False)
    spent = (time.process_time() - begun) * 1e6 / words
    print(f"CPU per 1,000 words  {spent:6.1f} ms  n = {words} words, every sentence new")
    print(
        f"growth with length   {_growth():6.2f} times the time for twice the words in one sentence (2 is linear)"
    )
    print(f"memory it adds       {_memory() - bare:6.1f} MB at its most")


def _growth() -> float:
    """The processor time for a sentence without an end beside that for half of it."""
    from a11y_checks.leesbaarheid import measure_text

    times = []
    for count in (20_000, 40_000):
        text = "Indien de vergunninghouder wordt geacht te zijn verhuisd " * (count // 8) + "."
        begun = time.process_time()
        measure_text(text, yardsticks=False)
        times.append(time.process_time() - begun)
    return times[1] / times[0]


def _memory() -> float:
    """The most memory this process had so far, in MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print both tables; without the data only the cost."""
    parser = argparse.ArgumentParser(prog="script/bench leesbaarheid", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="development data, one JSON record a line")
    data = parser.parse_args().data
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    sys.stdout.flush()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", _COST], cwd=ROOT, env=environment, check=True)
    print()
    if not data.exists():
        print("No development data here: quality was not measured.")
        return
    from a11y_checks.leesbaarheid.corpus import read_corpus
    from a11y_checks.leesbaarheid.evaluate import as_table, evaluate

    print(as_table(evaluate(read_corpus(data))))


if __name__ == "__main__":
    main()
