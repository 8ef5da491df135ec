"""PURE: which column of a file goes to which of our fields: by a mapping file, or by what the column is called."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from producten.imports.records import MAX_COLUMNS, REQUIRED, VELDEN, ImportFout, KolommenFout

MAX_MAPPING_BYTES = 100_000

# Field -> what sources call it (in lower case, without accents and signs).
_NAMEN: dict[str, tuple[str, ...]] = {
    "bron_id": (
        "bronid",
        "id",
        "productid",
        "nummer",
        "productnummer",
        "kenmerk",
        "identificatie",
        "identifier",
    ),
    "titel": ("titel", "title", "naam", "productnaam", "product", "producttitel"),
    "kort": ("kort", "inhetkort", "samenvatting", "korteomschrijving", "omschrijving", "abstract"),
    "groep": ("groep", "productgroep", "categorie", "rubriek"),
    "upn": ("upn", "upl", "uplnaam", "uniformeproductnaam", "upnuri", "upluri"),
    "doelgroepen": ("doelgroepen", "doelgroep", "voorwie", "audience"),
    "trefwoorden": ("trefwoorden", "trefwoord", "zoekwoorden", "keywords"),
    "synoniemen": ("synoniemen", "synoniem", "anderenamen"),
    "zaaktype": ("zaaktype", "zaaktypeidentificatie", "zaaktypecode"),
    "aanvraag_url": (
        "aanvraagurl",
        "aanvraaglink",
        "onlineaanvragen",
        "linkformulier",
        "formulierurl",
        "url",
    ),
    "herzien_op": ("herzienop", "reviewdatum", "controledatum", "opnieuwbekijkenop"),
    "inleiding": ("inleiding", "watishet", "beschrijving", "tekst", "producthtml"),
    "aanvragen": ("aanvragen", "aanvraag", "hoeregeltuhet", "zoregeltuhet", "aanpak", "procedure"),
    "nodig": ("nodig", "wathebtunodig", "meenemen", "benodigdheden"),
    "voorwaarden": ("voorwaarden", "voorwaarde"),
    "kosten": ("kosten", "prijs", "bedrag", "watkosthet", "tarief"),
    "termijn": ("termijn", "hoelangduurthet", "doorlooptijd", "duur", "levertijd"),
    "bezwaar": ("bezwaar", "bezwaarenberoep"),
    "geen_reactie": ("geenreactie", "hoortunietsvanons"),
    "bijzonderheden": ("bijzonderheden", "goedomteweten", "opmerkingen", "aanvullendeinformatie"),
    "contact": ("contact", "vragen", "contactgegevens"),
}
_FIELD = {name: field for field, names in _NAMEN.items() for name in (*names, field.replace("_", ""))}


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The choice for one file: `velden` has per column (0 = first) its field, or "" when it is left out."""

    kolommen: tuple[str, ...]
    velden: tuple[str, ...]

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of a row per field."""
        return {field: cells[place] for place, field in enumerate(self.velden) if field}

    def as_dict(self) -> dict[str, str]:
        """Column -> field, in the order of the file; columns that are left out have ""."""
        return dict(zip(self.kolommen, self.velden, strict=True))


def read_mapping(content: bytes, name: str) -> dict[str, str]:
    """Column -> field out of a TOML or JSON file: a table `kolommen`. Raises ImportFout."""
    if len(content) > MAX_MAPPING_BYTES:
        raise ImportFout("Het bestand met de kolommen is te groot.")
    try:
        text = content.decode("utf-8-sig")
        found = json.loads(text) if name.lower().endswith(".json") else tomllib.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise ImportFout("Het bestand met de kolommen is geen goede TOML of JSON in UTF-8.") from problem
    table = found.get("kolommen") if isinstance(found, dict) else None
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise ImportFout(
            'Zet in het bestand met de kolommen een tabel \'kolommen\': "naam van de kolom" = "veld".'
        )
    return {str(column): value for column, value in table.items()}


def choose_fields(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> Kolommen:
    """Each column of `header` with its field: as `chosen` says, else by its name.

    With `chosen`, columns that it doesn't name are left out. Raises ImportFout for a field that doesn't exist, a
    column that isn't there and two columns for one field, KolommenFout for a field that is required and missing.
    """
    columns = tuple(" ".join(name.split())[:200] for name in header)
    _check_header(columns)
    if chosen is None:
        fields = _by_name(columns)
    else:
        wanted = {" ".join(column.split()): field.strip() for column, field in chosen.items()}
        for column, field in wanted.items():
            if column not in columns:
                raise ImportFout(
                    f"De kolom '{column[:60]}' staat niet in het bestand. Wel: {_told(columns)}."
                )
            if field and field not in VELDEN:
                raise ImportFout(f"Het veld '{field[:60]}' bestaat niet. Wel: {', '.join(VELDEN)}.")
        fields = tuple(wanted.get(column, "") for column in columns)
    used = [field for field in fields if field]
    for field in used:
        if used.count(field) > 1:
            raise ImportFout(f"Er zijn twee kolommen voor het veld '{field}'. Kies er één.")
    found = Kolommen(columns, fields)
    if missing := [field for field in REQUIRED if field not in used]:
        reason = (
            f"Er is geen kolom voor: {', '.join(missing)}. De kolommen in het bestand zijn: {_told(columns)}."
        )
        raise KolommenFout(reason, found.as_dict())
    return found


def _check_header(columns: tuple[str, ...]) -> None:
    if len(columns) > MAX_COLUMNS:
        raise ImportFout(f"Het bestand heeft {len(columns)} kolommen. Meer dan {MAX_COLUMNS} kan niet.")
    if len(columns) < 2:
        raise ImportFout(
            "Het bestand heeft maar één kolom. Zet een puntkomma of een komma tussen de kolommen, en gebruik er "
            f"minstens twee: {', '.join(REQUIRED)}."
        )
    named = [column for column in columns if column]
    for column in named:
        if named.count(column) > 1:
            raise ImportFout(
                f"De kolom '{column[:60]}' staat er twee keer in. Geef elke kolom een eigen naam."
            )


def _by_name(columns: Sequence[str]) -> tuple[str, ...]:
    """The first column that bears a name of a field gets it; a field's own name goes before its synonyms."""
    plain = [_plain(column) for column in columns]
    fields = [""] * len(columns)
    taken: set[str] = set()
    for exact in (True, False):
        for place, name in enumerate(plain):
            field = _FIELD.get(name, "")
            if (
                field
                and not fields[place]
                and field not in taken
                and (not exact or name == field.replace("_", ""))
            ):
                fields[place] = field
                taken.add(field)
    return tuple(fields)


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z0-9]", "", bare)


def _told(columns: Sequence[str]) -> str:
    return ", ".join(f"'{column[:40]}'" for column in columns[:20]) or "geen"
