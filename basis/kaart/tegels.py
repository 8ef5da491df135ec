"""What a tile is: bytes that are really a picture of a kind that we know."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

MAX_BYTES = 512 * 1024


class GeenTegel(Exception):
    """There is no tile now. `rest`: the source is not well, so leave it alone for a moment."""

    def __init__(self, why: str, *, rest: bool = False) -> None:
        super().__init__(why)
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Tegel:
    """A picture; `seconds` is how long others may keep it."""

    content: bytes
    soort: str  # its content type
    seconds: int

    @property
    def etag(self) -> str:
        """A strong entity tag."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:24]}"'


def sniff(content: bytes) -> str:
    """The content type by the first bytes; "" for what is no picture of ours."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return ""
