"""PURE: what a UPL file changes in the names that are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from producten.upl.records import UplRecord


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in the catalogue: what it says now, and whether an earlier list already dropped it."""

    record: UplRecord
    verdwenen: bool = False


@dataclass(frozen=True, slots=True)
class UplDiff:
    """Every record of the file and every known name, each in exactly one group.

    `returned` had vanished and is back (changed or not); `vanished` are known and not in the file;
    `absent` had vanished before and still is not in the file.
    """

    new: tuple[UplRecord, ...] = ()
    changed: tuple[UplRecord, ...] = ()
    unchanged: tuple[UplRecord, ...] = ()
    returned: tuple[UplRecord, ...] = ()
    vanished: tuple[UplRecord, ...] = ()
    absent: tuple[UplRecord, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether loading the file would change nothing."""
        return not (self.new or self.changed or self.returned or self.vanished)


def diff(known: Mapping[str, KnownName], records: Iterable[UplRecord]) -> UplDiff:
    """Compare the names that are `known` (by URI) with the `records` of a file (one per URI)."""
    groups: dict[str, list[UplRecord]] = {"new": [], "changed": [], "unchanged": [], "returned": []}
    seen: set[str] = set()
    for record in records:
        seen.add(record.uri)
        groups[_group(known.get(record.uri), record)].append(record)
    gone = [name for uri, name in known.items() if uri not in seen]
    return UplDiff(
        new=tuple(groups["new"]),
        changed=tuple(groups["changed"]),
        unchanged=tuple(groups["unchanged"]),
        returned=tuple(groups["returned"]),
        vanished=tuple(name.record for name in gone if not name.verdwenen),
        absent=tuple(name.record for name in gone if name.verdwenen),
    )


def _group(known: KnownName | None, record: UplRecord) -> str:
    if known is None:
        return "new"
    if known.verdwenen:
        return "returned"
    return "unchanged" if known.record == record else "changed"
