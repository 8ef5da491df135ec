"""An auditor that ends with the command that started it: it stops when its standard input closes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence


def _end_with_parent() -> None:
    """Waits for the end of stdin. The parent holds the other side, so this comes however the parent ends.

    Not through sys.stdin: its lock, held here, would break the end of the interpreter.
    """
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main(argv: Sequence[str]) -> int:
    """Run the auditor with these arguments; its exit code."""
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    from a11y_checks.browser import auditor

    return auditor.main(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
