"""PURE: the shapes of one UPL name and of a refusal."""

from dataclasses import dataclass

# Column names of the national file, in its order. A flag is "X" or empty.
VLAGGEN: tuple[str, ...] = (
    "Rijk",
    "Provincie",
    "Waterschap",
    "Gemeente",
    "Burger",
    "Bedrijf",
    "Dienstenwet",
    "Autonomie",
    "Medebewind",
    "Aanvraag",
    "Subsidie",
    "Melding",
    "Verplichting",
    "DigiDMacht",
)


class UplError(ValueError):
    """The file is refused as a whole.

    `reason` is one Dutch sentence for a person; `line` the line in the file (1 = header), or None when the
    fault is in the file itself.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason if line is None else f"Regel {line}: {reason}")


@dataclass(frozen=True, slots=True, order=True)
class Grondslag:
    """One legal ground: its OWMS address, the article as text, and a link to the law (each may be empty)."""

    uri: str
    label: str
    link: str

    def to_dict(self) -> dict[str, str]:
        """The shape kept in the database."""
        return {"uri": self.uri, "label": self.label, "link": self.link}

    @classmethod
    def from_dict(cls, data: dict[str, str]) -> "Grondslag":
        """The opposite of `to_dict`."""
        return cls(data.get("uri", ""), data.get("label", ""), data.get("link", ""))


@dataclass(frozen=True, slots=True)
class UplRecord:
    """One product name: all rows of the file with the same `uri` taken together.

    `vlaggen` holds names from VLAGGEN in that order, `sdg` the codes of the Single Digital Gateway ("B4") in
    the order of the file, `grondslagen` the legal grounds in the order of the file, each once.
    """

    uri: str
    naam: str
    vlaggen: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    grondslagen: tuple[Grondslag, ...] = ()


@dataclass(frozen=True, slots=True)
class UplBestand:
    """What one file says: its names in the order of the file, and how many rows it took."""

    records: tuple[UplRecord, ...]
    rows: int
