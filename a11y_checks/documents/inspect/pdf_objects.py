"""Small, forgiving ways to read PDF objects: a hostile file may put anything anywhere. PURE."""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NullObject, NumberObject


def at(container: Any, key: str) -> Any:
    """The object under `key` of a dictionary, references followed; None when it is not there."""
    if not isinstance(container, DictionaryObject) or key not in container:
        return None
    found = container.raw_get(key).get_object()
    return None if found is None or isinstance(found, NullObject) else found


def items(array: Any) -> list[Any]:
    """The objects of an array, references followed; [] for anything else."""
    if not isinstance(array, ArrayObject):
        return []
    return [found for raw in array if (found := raw.get_object()) is not None]


def children(container: Any, key: str) -> list[Any]:
    """What stands under `key`, whether that is one object or an array of them."""
    found = at(container, key)
    return items(found) if isinstance(found, ArrayObject) else [found] if found is not None else []


def number(found: Any) -> int:
    """A whole number, 0 for anything else. Permissions are signed in some files and unsigned in others."""
    return int(found) if isinstance(found, NumberObject) else 0


def text(found: Any) -> str:
    """A text string; "" for anything else, bytes read as Latin-1."""
    if isinstance(found, bytes):
        return found.decode("latin-1")
    return str(found) if isinstance(found, str) else ""


class Walk:
    """Remembers where a walk has been and stops it after `limit` steps: files can hold loops and oceans."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self._seen: set[int] = set()
        self.full = False

    def enter(self, found: Any) -> bool:
        """Whether to go into this dictionary: it is one, it is new, and there is room."""
        if not isinstance(found, DictionaryObject) or id(found) in self._seen:
            return False
        if self._left <= 0:
            self.full = True
            return False
        self._left -= 1
        self._seen.add(id(found))
        return True
