"""Shows how far an audit is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 30
_LINE_EVERY = 10


class Progress:
    """Writes to `stream` (stderr, so that the findings on stdout stay clean)."""

    def __init__(self, stream: TextIO, what: str, *, bar: bool) -> None:
        self._stream = stream
        self._what = what
        self._bar = bar
        self._drawn = 0
        self._said = -1

    def show(self, done: int, total: int, current: str = "") -> None:
        """`done` of `total` pages are ready; `current` is the address of the last one."""
        if self._bar:
            share = done / total if total else 0.0
            filled = round(_WIDTH * min(share, 1.0))
            line = f"{self._what} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total} {current}"[:110]
            self._stream.write("\r" + line.ljust(self._drawn))
            self._drawn = len(line)
            self._stream.flush()
        elif done != self._said and done % _LINE_EVERY == 0 and done:
            self._plain(done, total)

    def end(self, done: int, total: int) -> None:
        """Close the bar, or say the last count."""
        if self._bar:
            self.show(done, total)
            self._stream.write("\n")
        elif done != self._said:
            self._plain(done, total)

    def _plain(self, done: int, total: int) -> None:
        self._said = done
        self._stream.write(f"{self._what}: {done} van {total} pagina's\n")
        self._stream.flush()
