"""Templates of forms (sjablonen/*.toml) that every municipality needs, and how an editor begins with one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from formulieren.editor.loading import regels_from_dict, stappen_from_dict
from formulieren.inloggen.keuzes import LoginKeuze
from formulieren.models import FormulierPage
from formulieren.models.invulplekken import open_plek
from formulieren.models.zaaktypen import zaaktype_is_known
from producten.services.paginas import add_draft

FOLDER = Path(__file__).resolve().parents[1] / "sjablonen"
_TEXTS = ("intro", "dank_tekst", "mail_tekst", "andere_kanalen", "bericht_soort")
_KNOWN = {
    "naam", "omschrijving", "titel", "slug", "zaaktype", "officieel_bericht", "alleen_concept", "inloggen", "stap",
    "regel",
    *_TEXTS,
}  # fmt: skip
_PLACE = re.compile(r"\{(\w+)\}")
# What a template leaves to the municipality, and how an editor reads it while it is still open.
GEGEVENS: Mapping[str, Any] = {
    "gemeente": gettext_lazy("naam van de gemeente"),
    "telefoon": gettext_lazy("telefoonnummer"),
    "bezoekadres": gettext_lazy("adres van de balie"),
    "postadres": gettext_lazy("postadres"),
}
GegevensLookup = Callable[[Page], Mapping[str, str]]
_lookups: list[GegevensLookup] = []


class SjabloonError(ValueError):
    """There is no such template, or its file is not as it should be."""


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """One template. `code` is the name of its file; `dicht` says why a form made of it starts closed, or is ""."""

    code: str
    naam: str
    omschrijving: str
    dicht: str
    data: Mapping[str, Any]


def register_gegevens(lookup: GegevensLookup) -> None:
    """Adds a function that gives the values of GEGEVENS for a page's site; from an AppConfig.ready."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def gegevens_for(page: Page) -> dict[str, str]:
    """What is known of the municipality to which `page` belongs, by the names of GEGEVENS."""
    found: dict[str, str] = {}
    for lookup in _lookups:
        found |= {name: " ".join(value.split()) for name, value in lookup(page).items() if value.strip()}
    return found


@cache
def sjablonen() -> tuple[Sjabloon, ...]:
    """All templates, in order of their names. Raises SjabloonError for a file with keys that nobody reads."""
    found = [_read(path) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda sjabloon: sjabloon.naam.lower()))


def sjabloon(code: str) -> Sjabloon:
    """The template named `code`; SjabloonError when there is none."""
    for one in sjablonen():
        if one.code == code:
            return one
    raise SjabloonError(f"no template named {code!r}")


def formulier_from(one: Sjabloon, gegevens: Mapping[str, str], *, slug: str = "") -> FormulierPage:
    """An unsaved FormulierPage with everything of the template, the municipality's own facts filled in.

    A fact that isn't known is marked; the gate refuses the mark. A zaaktype that doesn't exist is left out, and
    the gate asks for one. A template that may not be used yet makes a closed form.
    """
    data = texts_for(one, gegevens)
    now = timezone.now() if one.dicht else None
    seed = slug or data["slug"]
    page = FormulierPage(
        title=data["titel"],
        slug=seed,
        officieel_bericht=data["officieel_bericht"],
        zaaktype_identificatie=data["zaaktype"] if zaaktype_is_known(data["zaaktype"]) else "",
        inloggen=data.get("inloggen", LoginKeuze.NIET),
        # Closed as soon as it opens: it never was open.
        opent_op=now,
        sluit_op=now,
        **{name: data.get(name, "") for name in _TEXTS},
    )
    page.stappen = stappen_from_dict(data["stap"], seed=seed)
    page.regels = regels_from_dict(data.get("regel", []), seed=seed)
    return page


def texts_for(one: Sjabloon, gegevens: Mapping[str, str]) -> dict[str, Any]:
    """The template as plain data, the municipality's own facts filled in; unknown ones are marked."""
    return dict(_filled(one.data, gegevens))


@transaction.atomic
def begin(one: Sjabloon, parent: Page, *, user: Any) -> FormulierPage:
    """A draft of the template below `parent`, owned by `user`, with a free address.

    Raises PermissionDenied when `user` may not add a form there.
    """
    if not may_begin(parent, user):
        raise PermissionDenied
    page = formulier_from(one, gegevens_for(parent), slug=free_slug(one.data["slug"], parent))
    return add_draft(parent, page, user)


def may_begin(parent: Page, user: Any) -> bool:
    """Whether `user` may add a form below `parent`."""
    return bool(
        FormulierPage.can_create_at(parent.specific) and parent.permissions_for_user(user).can_add_subpage()
    )


def _read(path: Path) -> Sjabloon:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := sorted(set(data) - _KNOWN):
        raise SjabloonError(f"template {path.stem} has unknown keys: {', '.join(unknown)}")
    return Sjabloon(path.stem, data["naam"], data["omschrijving"], data.get("alleen_concept", ""), data)


def _filled(value: Any, gegevens: Mapping[str, str]) -> Any:
    """`value` with each {place} filled in, all the way down."""
    if isinstance(value, str):
        return _PLACE.sub(lambda place: _fact(place[1], gegevens), value)
    if isinstance(value, Mapping):
        return {key: _filled(item, gegevens) for key, item in value.items()}
    return [_filled(item, gegevens) for item in value] if isinstance(value, list) else value


def _fact(name: str, gegevens: Mapping[str, str]) -> str:
    if name not in GEGEVENS:
        raise SjabloonError(f"a template has an unknown place: {name}")
    return gegevens.get(name) or open_plek(str(GEGEVENS[name]))


def free_slug(wish: str, parent: Page) -> str:
    """`wish`, or with a number when a form has that address or a page stands there already."""
    number, slug = 1, wish
    while (
        parent.get_children().filter(slug=slug).exists()
        or FormulierPage.objects.filter(slug=slug, locale_id=parent.locale_id).exists()
    ):
        number += 1
        slug = f"{wish}-{number}"
    return slug
