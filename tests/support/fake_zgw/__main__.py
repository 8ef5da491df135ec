"""The fake as a process of its own: it outlives the processes under test. Prints its address and waits."""

from __future__ import annotations

import argparse
import signal
import threading

from tests.support.fake_zgw.server import FakeZgw


def main() -> None:
    """`python -m tests.support.fake_zgw [--port N]`; ends on SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=0)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: stop.set())
    with FakeZgw(port=parser.parse_args().port) as fake:
        fake.add_zaaktype(identificatie="TEST")
        print(fake.state.base, flush=True)  # noqa: T201 - how the starter learns the port
        stop.wait()


if __name__ == "__main__":
    main()
