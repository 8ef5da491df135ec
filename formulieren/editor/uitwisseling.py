"""A form as a file: its JSON for another site or as a copy to keep. Without ids, people or amounts of this site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from formulieren.flow.check import check_schema
from formulieren.flow.schema import SCHEMA_VERSION, FormSchema, SchemaError, thaw
from formulieren.flow.typed import check_typed
from formulieren.models import FormulierPage
from formulieren.vragen.registry import all_types, feiten_of

FORMAAT = "loket-formulier"
#: What a form has beside its schema and that is the same everywhere. When it is open is for each site to say.
PAGINA_VELDEN = ("intro", "bericht_soort", "bewaar_dagen", "hervatten")
_CONDITIONS = ("toon_als", "verplicht_als", "als")


class UitwisselingError(ValueError):
    """A form can't go into or come out of a file; the message says why, in Dutch."""


def export_form(schema: FormSchema, formulier: FormulierPage) -> dict[str, Any]:
    """The file as plain JSON: `schema` (the draft or a version), and of `formulier` what stands around it.

    The product is named by its national name (UPL), when it has one. Raises UitwisselingError for a draft that
    isn't whole: nobody could read it back.
    """
    try:
        check_schema(schema)
        check_typed(schema, feiten_of)
    except SchemaError as error:
        raise UitwisselingError(error.message) from error
    product = formulier.product
    return {
        "formaat": FORMAAT,
        "schema_version": SCHEMA_VERSION,
        "taal": formulier.locale.language_code,
        "pagina": {
            "slug": formulier.slug,
            "product_upl": product.upn.uri if product is not None and product.upn is not None else "",
            **{name: getattr(formulier, name) for name in PAGINA_VELDEN},
        },
        "formulier": normal(schema),
    }


def normal(schema: FormSchema) -> dict[str, Any]:
    """A form as JSON in one spelling: without places in the editor, all settings written out, conditions short."""
    data: dict[str, Any] = schema.to_dict()
    del data["schema_version"]
    data = _slim(data)
    for stap in data["stappen"]:
        for vraag in stap["vragen"]:
            vraag["config"] = _settings(vraag)
    return data


def _settings(vraag: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a question, those that were left out with the value that they then have."""
    vraag_type = all_types().get(vraag["type"])
    given = {name: value for name, value in vraag["config"].items() if value is not None}
    config = {**(thaw(vraag_type.defaults) if vraag_type is not None else {}), **given}
    if isinstance(subs := config.get("vragen"), list):
        config["vragen"] = [{**sub, "config": _settings(sub)} if _has_settings(sub) else sub for sub in subs]
    return config


def _has_settings(sub: Any) -> bool:
    return (
        isinstance(sub, Mapping)
        and isinstance(sub.get("type"), str)
        and isinstance(sub.get("config"), Mapping)
    )


def _slim(value: Any) -> Any:
    """Without `bron`, and each condition without groups of one."""
    if isinstance(value, Mapping):
        return {
            name: _short(item) if name in _CONDITIONS else _slim(item)
            for name, item in value.items()
            if name != "bron"
        }
    return [_slim(item) for item in value] if isinstance(value, list) else value


def _short(voorwaarde: Any) -> Any:
    """A group of one part says what the part says, unless it turns it round."""
    if not isinstance(voorwaarde, Mapping) or "delen" not in voorwaarde:
        return voorwaarde
    delen = [_short(deel) for deel in voorwaarde["delen"]]
    if len(delen) == 1 and voorwaarde["soort"] != "geen":
        return delen[0]
    return {"soort": voorwaarde["soort"], "delen": delen}
