"""What keeps a form from going live because of its zaken: the mapping and the zaaktypen, as bevindingen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from a11y_checks.rules.base import Bevinding
from formulieren.flow.schema import FormSchema
from formulieren.models import FormulierPage
from formulieren.models.checks_logica import block
from formulieren.models.versie import current_versie
from formulieren.zaken.mapping.check import reachable_zaaktypen
from formulieren.zaken.mapping.regels import koppeling_of
from formulieren.zaken.zgw.nakijken import CatalogusOnbereikbaar, problems_of


def check_at_publishing(formulier: FormulierPage, schema: FormSchema) -> list[Bevinding]:
    """Every problem, at its question. A catalogue that doesn't answer refuses only what it was never asked about.

    So a text can be mended during an outage: the zaaktypen and the questions that are mapped are those of the version
    that is live, and the nightly check looks at them again.
    """
    koppeling = koppeling_of(formulier)
    try:
        problems = problems_of(schema, koppeling)
    except CatalogusOnbereikbaar as error:
        if formulier.live and _same_zaken(formulier, schema):
            return []
        help_text = _(
            "Probeer het straks opnieuw. Duurt het lang? Kijk bij 'Verbinding met het zaaksysteem'."
        )
        return [block("formulier-catalogus", error.reden, help_text, "zaaktype_identificatie")]
    places = {vraag.code: vraag.bron for vraag in schema.vragen()}
    return [
        block(
            "formulier-koppeling",
            problem.tekst,
            problem.hulp,
            places.get(problem.vraag) or "zaaktype_identificatie",
        )
        for problem in problems
    ]


def _same_zaken(formulier: FormulierPage, schema: FormSchema) -> bool:
    """Whether nothing changed that the catalogue has to do with: the zaaktypen, and the questions with their types."""
    live = current_versie(formulier)
    if live is None:
        return False
    before = live.form_schema
    return reachable_zaaktypen(before) == reachable_zaaktypen(schema) and _questions(before) == _questions(
        schema
    )


def _questions(schema: FormSchema) -> list[tuple[str, str, object]]:
    return [(vraag.code, vraag.type, vraag.to_dict()["config"]) for vraag in schema.vragen()]
