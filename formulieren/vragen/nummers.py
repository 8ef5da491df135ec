"""What the types for numbers of registers share: reading digits that people type with spaces, dots and hyphens."""

from __future__ import annotations

from typing import Any

from formulieren.vragen.texts import clean_line

_SEPARATORS = str.maketrans("", "", " .-")


def compact(raw: Any, *, max_length: int = 40) -> str:
    """`raw` as one line without spaces, dots and hyphens; AnswerError as in `clean_text`."""
    return clean_line(raw, max_length=max_length).translate(_SEPARATORS)
