"""The names that steps, questions and options of a form keep, filled in where an editor left them empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify
from wagtail import blocks

from formulieren.flow.check import RESERVED_SLUGS
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.schema import VraagSchema, freeze
from formulieren.models.logica import settle_voorwaarde
from formulieren.vragen.registry import all_types, feiten_of

COMMON = ("label", "hint", "doel", "grondslag", "foutmelding", "foutmelding_onjuist", "prefill")


def fill_names(stappen: Any) -> None:
    """Gives each step a slug, each question a code and each option a waarde, in place, from its text.

    They are kept once given: conditions, other systems and other languages go by them.
    """
    taken_slugs = {child.value.get("slug") for child in stappen} | RESERVED_SLUGS
    taken_codes = {vraag.value.get("code") for vraag in vragen_in(stappen)}
    for child in stappen:
        if not child.value.get("slug"):
            child.value["slug"] = _free(
                slugify(child.value.get("titel") or "")[:40].strip("-") or "stap", taken_slugs, "-"
            )
    for vraag in vragen_in(stappen):
        if not vraag.value.get("code"):
            name = slugify(vraag.value.get("label") or "").replace("-", "_")[:40]
            vraag.value["code"] = _free(name.strip("_").lstrip("0123456789_") or "vraag", taken_codes, "_")
        _fill_sub_codes(vraag)
    for vraag in vragen_in(stappen, within=True):
        _fill_opties(vraag)
    _settle_logic(stappen)
    _fill_blanks(stappen)


def _fill_blanks(stappen: Any) -> None:
    """A text that was never typed is "", also when data came from elsewhere: a translation can't take None."""
    stops = [stop for child in stappen for stop in child.value.get("stops") or []]
    vragen = [vraag.value for vraag in vragen_in(stappen, within=True)]
    for value in [*(child.value for child in stappen), *vragen, *stops]:
        for name, child in value.block.child_blocks.items():
            if isinstance(child, blocks.CharBlock | blocks.TextBlock) and value.get(name) is None:
                value[name] = ""


def _fill_sub_codes(vraag: Any) -> None:
    """Writes the code that each question inside a group got from its text."""
    subs = vraag.value.get("vragen") or ()
    known = all_types()[vraag.block_type].config_from_block(vraag.value).get("vragen") or ()
    for sub, found in zip(subs, known, strict=False):
        sub.value["code"] = found["code"]


def _fill_opties(vraag: Any) -> None:
    """Writes the waarde that each option got from its text, so that another text later changes nothing."""
    opties = vraag.value.get("opties")
    known = _read_opties(vraag, opties)
    if isinstance(opties, str):
        taken: set[str | None] = {optie["waarde"] for optie in known}
        vraag.value["opties"] = "\n".join(_line(vraag, optie, taken) for optie in known)
    elif opties:
        for optie, found in zip(opties, known, strict=False):
            optie["waarde"] = found["waarde"]


def _line(vraag: Any, optie: dict[str, str], taken: set[str | None]) -> str:
    """A line of a long list with its code; a text that makes no code, such as one in another script, gets a number."""
    line = f"{optie['waarde']} = {optie['tekst']}"
    if _read_opties(vraag, line) == [optie]:
        return line
    return f"{_free('optie', taken, '-')} = {optie['tekst']}"


def _read_opties(vraag: Any, opties: Any) -> list[dict[str, str]]:
    config = all_types()[vraag.block_type].config_from_block({**vraag.value, "opties": opties})
    return list(config.get("opties") or [])


def _settle_logic(stappen: Any) -> None:
    feiten = feiten_of_stappen(stappen)
    for child in stappen:
        settle_voorwaarde(child.value.get("toon_als"), feiten)
        for stop in child.value.get("stops") or []:
            settle_voorwaarde(stop.get("als"), feiten)
    for vraag in vragen_in(stappen):
        settle_voorwaarde(vraag.value.get("toon_als"), feiten)
        settle_voorwaarde(vraag.value.get("verplicht_als"), feiten)


def settle_regels(regels: Any, stappen: Any) -> None:
    """The same for the form's rules: options by their waarde, in place."""
    feiten = feiten_of_stappen(stappen)
    for child in regels or []:
        settle_voorwaarde(child.value.get("als"), feiten)


def without_logic(vraag: Any, bron: str = "") -> VraagSchema:
    """A question of a StreamValue as a schema, but for its conditions."""
    name, value = vraag.block_type, vraag.value
    texts: dict[str, Any] = {text: str(value.get(text) or "") for text in COMMON}
    return VraagSchema(
        type=name,
        code=value.get("code") or "",
        verplicht=bool(value.get("verplicht", False)),
        prefill_aanpassen=bool(value.get("prefill_aanpassen", False)),
        config=freeze(all_types()[name].config_from_block(value)),
        bron=bron,
        **texts,
    )


def feiten_of_stappen(stappen: Any) -> dict[str, VraagFeiten]:
    """What conditions must know of each question, by code."""
    schemas = map(without_logic, vragen_in(stappen))
    return {schema.code: feiten_of(schema) for schema in schemas}


def vragen_in(stappen: Any, *, within: bool = False) -> Iterator[Any]:
    """All questions; `within` adds those inside a group, each after its group."""
    for child in stappen:
        for vraag in child.value.get("vragen") or []:
            yield vraag
            if within:
                yield from vraag.value.get("vragen") or []


def _free(wish: str, taken: set[str | None], joint: str) -> str:
    name, number = wish, 2
    while name in taken:
        name, number = f"{wish}{joint}{number}", number + 1
    taken.add(name)
    return name
