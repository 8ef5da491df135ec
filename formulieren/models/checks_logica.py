"""What a form's logic refers to outside the form: prices, zaaktypen, pages, and its source in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from a11y_checks.rules.base import Bevinding, Niveau
from formulieren.flow.logica import first_difference
from formulieren.flow.schema import FormSchema
from formulieren.models.versie import current_versie
from formulieren.models.zaaktypen import zaaktype_is_known
from producten.services.tarieven import bedrag_of

if TYPE_CHECKING:
    from formulieren.models.formulier import FormulierPage


def block(rule: str, message: str, help_text: str, source: str) -> Bevinding:
    """A bevinding that forbids publishing, at its place in the editor."""
    return Bevinding(
        rule=rule, niveau=Niveau.BLOCK, criteria=(), message=message, help=help_text, source=source
    )


def check_prijzen(schema: FormSchema) -> list[Bevinding]:
    """Every tarief and choice of the price exists and has an amount today."""
    return [
        block(
            "formulier-prijs",
            _("Het tarief '%(tarief)s' heeft vandaag geen bedrag.")
            % {"tarief": ": ".join(filter(None, (prijs.tarief, prijs.keuze)))},
            _("Kies een ander tarief bij Regels. Of vul eerst een bedrag in bij Tarieven."),
            prijs.bron or "regels",
        )
        for prijs in schema.prijzen
        if prijs.tarief and bedrag_of(prijs.tarief, prijs.keuze) is None
    ]


def check_zaaktypen(schema: FormSchema) -> list[Bevinding]:
    """Every zaaktype the form can choose is one we know."""
    return [
        block(
            "formulier-zaaktype",
            _("Het zaaktype '%(zaaktype)s' kennen wij niet.") % {"zaaktype": keuze.zaaktype},
            _("Kies bij Regels een zaaktype dat bestaat."),
            keuze.bron or "regels",
        )
        for keuze in schema.zaaktype_keuzes
        if not zaaktype_is_known(keuze.zaaktype)
    ]


def check_links(stappen: Any) -> list[Bevinding]:
    """An end leads to a page that visitors can open, and has one link, not two."""
    found = []
    for child in stappen:
        stops = child.value.get("stops")
        for stop in stops.bound_blocks if stops else []:
            page, bron = stop.value.get("link_pagina"), f"stappen/{child.id}/stops/{stop.id}"
            if page is not None and not page.localized.live:
                found.append(
                    block(
                        "formulier-stop-link",
                        _("De pagina '%(pagina)s' staat niet online.") % {"pagina": page.title},
                        _("Zet die pagina eerst online. Of kies een andere link bij dit einde."),
                        bron,
                    )
                )
            if page is not None and stop.value.get("link_adres"):
                found.append(
                    block(
                        "formulier-stop-link",
                        _("Dit einde heeft twee links."),
                        _("Kies een pagina, of vul een adres in. Niet allebei."),
                        bron,
                    )
                )
    return found


def check_translation(formulier: FormulierPage, schema: FormSchema) -> list[Bevinding]:
    """A translation has the logic of its source: of the version that is live, else of its draft."""
    source = source_schema(formulier)
    difference = first_difference(source, schema) if source is not None else ""
    if not difference:
        return []
    return [
        block(
            "formulier-vertaling",
            _("Deze vertaling werkt anders dan het Nederlandse formulier. Het verschil: %(verschil)s.")
            % {"verschil": difference},
            _("Haal de vertaling opnieuw op uit het Nederlandse formulier. Vertaal alleen de teksten."),
            "stappen",
        )
    ]


def source_schema(formulier: FormulierPage) -> FormSchema | None:
    """The same form in the first language of the site; None for that form itself, and when there is none."""
    if not formulier.locale_id or formulier.locale.language_code == settings.LANGUAGE_CODE:
        return None
    others = type(formulier).objects.filter(translation_key=formulier.translation_key)
    source = others.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if source is None:
        return None
    versie = current_versie(source) if source.live else None
    return versie.form_schema if versie is not None else source.form_schema()
