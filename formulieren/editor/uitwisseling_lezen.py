"""Reads the file of a form strictly: what is not exactly as we write it is refused, with the reason in Dutch."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from formulieren.editor.uitwisseling import FORMAAT, PAGINA_VELDEN, UitwisselingError
from formulieren.flow.reading import schema_from_dict
from formulieren.flow.schema import SCHEMA_VERSION, FormSchema, SchemaError, VraagSchema
from formulieren.flow.typed import check_typed
from formulieren.vragen.registry import feiten_of, type_of
from formulieren.vragen.tarief import Tarief
from producten.services.tarieven import TariefRegel, TariefStand

#: The largest file, in bytes: a form of 200 questions stays far below it.
MAX_BYTES = 2_000_000
# No form is that deep; Python itself gives up somewhere below a thousand.
MAX_DEPTH = 40
_KEYS = {"formaat", "schema_version", "taal", "pagina", "formulier"}
_DEFAULTS: Mapping[str, Any] = {
    "slug": "", "product_upl": "", "intro": "", "bericht_soort": "", "bewaar_dagen": None, "hervatten": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Gelezen:
    """A file that can become a draft."""

    schema: FormSchema
    taal: str
    slug: str
    product_upl: str
    velden: Mapping[str, Any]  # by the names of PAGINA_VELDEN


def read_form(content: bytes) -> Gelezen:
    """The form in a file; UitwisselingError for anything that isn't one."""
    data = _envelope(_json(content))
    pagina = {**_DEFAULTS, **data["pagina"]}
    for name, default in _DEFAULTS.items():
        good = int if default is None else type(default)
        if type(pagina[name]) is not good and not (default is None and pagina[name] is None):
            raise UitwisselingError(_("In het bestand klopt ‘%(naam)s’ niet.") % {"naam": name})
    return Gelezen(
        schema=_schema(data["formulier"], data["schema_version"]),
        taal=data["taal"],
        slug=pagina["slug"],
        product_upl=pagina["product_upl"],
        velden={name: pagina[name] for name in PAGINA_VELDEN},
    )


def _json(content: bytes) -> Any:
    if len(content) > MAX_BYTES:
        raise UitwisselingError(
            _("Dit bestand is te groot. Kies een bestand van hoogstens %(mb)s MB.")
            % {"mb": MAX_BYTES // 1_000_000}
        )
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_number,
        )
    except (ValueError, RecursionError) as error:
        if isinstance(error, UitwisselingError):
            raise
        raise UitwisselingError(
            _(
                "Dit is geen JSON-bestand, of het is beschadigd. Kies een bestand dat u hier eerder downloadde."
            )
        ) from error
    _check_plain(data)
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise UitwisselingError(_("In dit bestand staat iets dubbel. Download het formulier opnieuw."))
    return data


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _check_plain(data: Any) -> None:
    """Nothing deeper than we write, and no text that a database can't hold."""
    level = [data]
    for _depth in range(MAX_DEPTH):
        texts = [item for item in level if isinstance(item, str)]
        texts += [key for item in level if isinstance(item, dict) for key in item]
        if any("\x00" in text or not _is_unicode(text) for text in texts):
            raise UitwisselingError(_("In dit bestand staan tekens die wij niet kunnen bewaren."))
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise UitwisselingError(_("Dit bestand zit anders in elkaar dan een formulier."))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _envelope(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict) or data.get("formaat") != FORMAAT:
        raise UitwisselingError(
            _(
                "Dit bestand is geen formulier. Kies een bestand dat u bij ‘Versies van dit formulier’ downloadde."
            )
        )
    version = data.get("schema_version")
    if type(version) is int and version > SCHEMA_VERSION:
        raise UitwisselingError(
            _("Dit bestand komt van een nieuwere versie van deze software. Vraag uw beheerder om een update.")
        )
    shapes = {"schema_version": int, "taal": str, "pagina": dict, "formulier": dict}
    wrong = [name for name, kind in shapes.items() if type(data.get(name)) is not kind]
    unknown = [*(set(data) - _KEYS), *(set(data["pagina"]) - set(_DEFAULTS) if "pagina" not in wrong else ())]
    if wrong or unknown:
        raise UitwisselingError(
            _("In het bestand klopt ‘%(naam)s’ niet.") % {"naam": sorted([*wrong, *unknown])[0][:50]}
        )
    return data


def _schema(data: dict[str, Any], version: int) -> FormSchema:
    try:
        schema = schema_from_dict({**_with_places(data), "schema_version": version})
        for vraag in schema.vragen():
            _check_type(vraag)
        check_typed(schema, feiten_of)
    except SchemaError as error:
        place = f" ({error.path})" if " " in error.path else ""
        raise UitwisselingError(
            _("Dit formulier klopt niet. %(reden)s%(plek)s") % {"reden": error.message, "plek": place}
        ) from error
    return schema


def _check_type(vraag: VraagSchema) -> None:
    """As the gate does, but a tarief that this site doesn't have is no fault of the file: the editor is told."""
    vraag_type = type_of(vraag)
    if isinstance(vraag_type, Tarief):
        vraag_type = Tarief(lambda codes: [_any_tarief(code) for code in codes])
    try:
        vraag_type.check_config(vraag)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        if isinstance(error, SchemaError):
            raise
        # The types check what an editor can make; a file can have a list where a word belongs.
        raise SchemaError(
            _("De instellingen van ‘%(vraag)s’ kloppen niet.") % {"vraag": vraag.label}, vraag.bron
        ) from error


def _any_tarief(code: str) -> TariefStand:
    regel = TariefRegel(keuze="", bedrag=Decimal(), vanaf=date.min)
    return TariefStand(code=code, naam=code, toelichting="", regels=(regel,))


def _with_places(data: dict[str, Any]) -> dict[str, Any]:
    """The form with, as its places, words for who reads why it is refused."""
    found = dict(data)
    for name in ("zaaktype_keuzes", "prijzen"):
        _place(found, name, _("regel %(nummer)s"))
    _place(found, "stappen", _("stap %(nummer)s"))
    for stap in found["stappen"] if isinstance(found.get("stappen"), list) else ():
        if isinstance(stap, dict):
            _place(stap, "vragen", stap["bron"] + _(", vraag %(nummer)s"))
            _place(stap, "stops", stap["bron"] + _(", einde %(nummer)s"))
    return found


def _place(data: dict[str, Any], name: str, words: str) -> None:
    """Gives each object in the list `name` its place; what isn't a list or an object stays for the strict reader."""
    if isinstance(items := data.get(name), list):
        data[name] = [
            {**item, "bron": words % {"nummer": number}} if isinstance(item, dict) else item
            for number, item in enumerate(items, start=1)
        ]
