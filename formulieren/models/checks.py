"""A form's own facts that forbid publishing, as bevindingen at their field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from a11y_checks.rules.base import Bevinding
from formulieren.flow.privacy import missing_of
from formulieren.flow.schema import FormSchema, SchemaError, VraagSchema
from formulieren.models.checks_logica import (
    block,
    check_links,
    check_prijzen,
    check_translation,
    check_zaaktypen,
)
from formulieren.models.invulplekken import check_invulplekken
from formulieren.models.zaaktypen import check_zaken, zaaktype_is_known
from formulieren.prefill.checks import check_prefill
from formulieren.vragen.registry import check_form, type_of

if TYPE_CHECKING:
    from formulieren.models.formulier import FormulierPage


def check_formulier(formulier: FormulierPage) -> list[Bevinding]:
    """Everything that keeps a form from going live."""
    schema = formulier.form_schema()
    try:
        check_form(schema)
    except SchemaError as error:
        return [
            block(
                "formulier-schema",
                error.message,
                _("Pas dit aan bij Stappen. Publiceer daarna opnieuw."),
                error.path,
            ),
            *_check_page(formulier),
        ]
    return [
        *_check_page(formulier),
        *check_invulplekken(formulier, schema),
        *_check_vragen(schema),
        *check_prefill(schema),
        *check_prijzen(schema),
        *check_zaaktypen(schema),
        *check_zaken(formulier, schema),
        *check_links(formulier.stappen),
        *check_translation(formulier, schema),
    ]


def _check_page(formulier: FormulierPage) -> list[Bevinding]:
    found = []
    if not zaaktype_is_known(formulier.zaaktype_identificatie):
        found.append(
            block(
                "formulier-zaaktype",
                _("Dit formulier heeft geen zaaktype dat wij kennen."),
                _("Kies een zaaktype dat bestaat. Elke inzending wordt een zaak van dat type."),
                "zaaktype_identificatie",
            )
        )
    if formulier.slug_is_taken():
        found.append(
            block(
                "formulier-adres",
                _("Een ander formulier heeft al het adres '%(slug)s'.") % {"slug": formulier.slug},
                _("Geef dit formulier een ander adres bij Promoten, bijvoorbeeld met een extra woord."),
                "slug",
            )
        )
    if not formulier.andere_kanalen.strip():
        found.append(
            block(
                "formulier-andere-kanalen",
                _("Er staat niet hoe iemand dit zonder formulier kan regelen."),
                _(
                    "Noem de telefoon, de balie of een brief. Bijvoorbeeld: bel ons en wij vullen het samen in."
                ),
                "andere_kanalen",
            )
        )
    return found


def _check_vragen(schema: FormSchema) -> list[Bevinding]:
    found = []
    for vraag in schema.vragen():
        if vraag.verplicht and type_of(vraag).contact_role(vraag) == "email":
            found.append(
                block(
                    "formulier-email-verplicht",
                    _("De vraag '%(vraag)s' maakt een e-mailadres verplicht.") % {"vraag": vraag.label},
                    _("Zet Verplicht uit. Wie geen e-mail heeft, ziet de bevestiging op het scherm."),
                    vraag.bron,
                )
            )
        if type_of(vraag).is_personal(vraag):
            found += _check_privacy(vraag)
    return found


def _check_privacy(vraag: VraagSchema) -> list[Bevinding]:
    """A question for a personal datum says for what it is asked and by which right (AVG, articles 5, 6 and 13)."""
    missing = missing_of(vraag.doel, vraag.grondslag)
    found = []
    if "doel" in missing:
        found.append(
            block(
                "formulier-doel-ontbreekt",
                _("Bij de vraag '%(vraag)s' staat niet waarom u dit vraagt.") % {"vraag": vraag.label},
                _(
                    "Vul dit in bij 'Waarom vraagt u dit?'. Heeft u het gegeven niet nodig? Haal de vraag dan weg."
                ),
                vraag.bron,
            )
        )
    if "grondslag" in missing:
        found.append(
            block(
                "formulier-grondslag-ontbreekt",
                _("Bij de vraag '%(vraag)s' staat niet waarom u dit mag vragen.") % {"vraag": vraag.label},
                _("Kies een reden bij 'Waarom mag u dit vragen?'. Past er geen? Haal de vraag dan weg."),
                vraag.bron,
            )
        )
    return found
