"""Pictures: the number of pixels by their header, before anything is unpacked. PURE."""

from __future__ import annotations

import warnings
from typing import BinaryIO

from formulieren.bijlagen.inspect import limits
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused

_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_MOST_BOXES = 200


def check_image(file: BinaryIO, kind: str) -> None:
    """Raises BijlageRefused: PIXELS over the limit, BROKEN when there is no header to read."""
    width, height = _heic_size(file) if kind == "heic" else _size(file, _FORMATS[kind])
    if not width or not height:
        raise BijlageRefused(BijlageProblem.BROKEN)
    if width * height > limits.PIXELS:
        raise BijlageRefused(BijlageProblem.PIXELS)


def _size(file: BinaryIO, name: str) -> tuple[int, int]:
    from PIL import Image, UnidentifiedImageError

    # Our own limit follows; Pillow's would refuse the pictures of new telephones.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Reads the header only: the picture itself is never unpacked.
            with Image.open(file, formats=[name]) as image:
                return image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise BijlageRefused(BijlageProblem.BROKEN) from problem


def _heic_size(file: BinaryIO) -> tuple[int, int]:
    """The largest picture that the container declares (boxes meta/iprp/ipco/ispe of ISO 23008-12)."""
    end = file.seek(0, 2)
    meta = next((box for box in _boxes(file, 0, end) if box[0] == b"meta"), None)
    if meta is None:
        return 0, 0
    iprp = next((box for box in _boxes(file, meta[1] + 4, meta[2]) if box[0] == b"iprp"), None)
    ipco = next((b for b in _boxes(file, iprp[1], iprp[2]) if b[0] == b"ipco"), None) if iprp else None
    sizes = [(0, 0)]
    for name, start, _stop in _boxes(file, ipco[1], ipco[2]) if ipco else []:
        if name == b"ispe":
            file.seek(start + 4)
            data = file.read(8)
            sizes.append((int.from_bytes(data[:4]), int.from_bytes(data[4:])))
    return max(sizes, key=lambda size: size[0] * size[1])


def _boxes(file: BinaryIO, start: int, end: int) -> list[tuple[bytes, int, int]]:
    """(name, first byte of the content, end) of the boxes between two places; stops at nonsense."""
    found: list[tuple[bytes, int, int]] = []
    while start + 8 <= end and len(found) < _MOST_BOXES:
        file.seek(start)
        header = file.read(16)
        size, content = int.from_bytes(header[:4]), start + 8
        if size == 1:
            size, content = int.from_bytes(header[8:16]), start + 16
        elif size == 0:
            size = end - start
        if size < content - start or start + size > end:
            break
        found.append((header[4:8], content, start + size))
        start += size
    return found
