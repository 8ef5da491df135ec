"""Checks forms against the catalogue: at publishing, and each night against the version that then holds."""

from __future__ import annotations

import logging
from datetime import date

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from formulieren.flow.schema import FormSchema
from formulieren.models import FormulierPage
from formulieren.models.versie import current_versie
from formulieren.models.zaaktypen import zaaktype_is_known
from formulieren.zaken.client import ZgwError, ZgwNotConfigured, zgw_is_on
from formulieren.zaken.keuzes import Generiek
from formulieren.zaken.mapping.check import (
    EigenschapFeiten,
    Probleem,
    ZaaktypeFeiten,
    check_form,
    check_zaaktype,
    local_feiten,
    reachable_zaaktypen,
)
from formulieren.zaken.mapping.regels import Koppeling, koppeling_of
from formulieren.zaken.models import KoppelingBevinding
from formulieren.zaken.zgw.catalogus import Zaaktypeversie, forget, versie_on

logger = logging.getLogger("loket.zgw")
# A catalogue that didn't answer is left alone this many seconds: an editor's screen waits for it once.
REST = 60
_DOWN = "zgw:catalogus:onbereikbaar"


class CatalogusOnbereikbaar(Exception):
    """The catalogue can't be asked now; `reden` says why, in Dutch."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


def problems_of(schema: FormSchema, koppeling: Koppeling, *, on: date | None = None) -> list[Probleem]:
    """Everything that doesn't fit, for every zaaktype that the form can lead to.

    Against the remote catalogue as it holds on a day (today) when zaken go to a backend, else against our own.
    Raises CatalogusOnbereikbaar.
    """
    day = on or timezone.localdate()
    found = check_form(schema, koppeling)
    for identificatie in reachable_zaaktypen(schema):
        if not zgw_is_on():
            found += check_zaaktype(schema, koppeling, local_feiten(identificatie))
            continue
        versie = _versie(identificatie, day)
        if versie is None:
            found.append(_unpublished(identificatie))
            continue
        found += list(_check_versie(versie, identificatie))
        found += check_zaaktype(schema, koppeling, feiten_of(versie, day))
    return list(dict.fromkeys(found))


def feiten_of(versie: Zaaktypeversie, day: date) -> ZaaktypeFeiten:
    """A remote version as the mapping's check reads it: only the kinds of document that may be used on that day."""
    return ZaaktypeFeiten(
        identificatie=versie.zaaktype.identificatie,
        eigenschappen={
            one.naam: EigenschapFeiten(formaat=one.formaat, lengte=one.lengte, waarden=one.waarden)
            for one in versie.eigenschappen
        },
        documenttypen=frozenset(
            one.omschrijving for one in versie.documenttypen if not one.concept and one.holds_on(day)
        ),
    )


def check_published() -> int:
    """Checks every live form anew and replaces the list of bevindingen; their number.

    For each problem a line in the operators' log. A catalogue that can't be reached leaves the list as it was.
    """
    forget()
    cache.delete(_DOWN)
    found: list[KoppelingBevinding] = []
    forms = FormulierPage.objects.live().select_related("locale")
    for formulier in forms:
        versie = current_versie(formulier)
        if versie is None:
            continue
        schema = versie.form_schema
        try:
            problems = problems_of(schema, koppeling_of(formulier))
        except CatalogusOnbereikbaar as error:
            logger.error("The forms can't be checked against the catalogue: %s", error.reden)
            return KoppelingBevinding.objects.count()
        problems += [
            Probleem(
                tekst=_("Het zaaktype %(zaaktype)s kennen wij niet.") % {"zaaktype": name},
                hulp="",
                zaaktype=name,
            )
            for name in reachable_zaaktypen(schema)
            if not zaaktype_is_known(name)
        ]
        for problem in problems:
            logger.error(
                "Form %s does not fit zaaktype %s: %s", formulier.pk, problem.zaaktype or "-", problem.tekst
            )
            text = f"{problem.tekst} {problem.hulp}".strip()[:500]
            found.append(KoppelingBevinding(formulier=formulier, zaaktype=problem.zaaktype[:50], tekst=text))
    _replace(found)
    return len(found)


@transaction.atomic
def _replace(found: list[KoppelingBevinding]) -> None:
    """What was there before keeps the day on which it was found."""
    old = {(row.formulier_id, row.zaaktype, row.tekst): row.sinds for row in KoppelingBevinding.objects.all()}
    KoppelingBevinding.objects.all().delete()
    for row in found:
        row.sinds = old.get((row.formulier_id, row.zaaktype, row.tekst), row.sinds)
    KoppelingBevinding.objects.bulk_create(found)


def _versie(identificatie: str, day: date) -> Zaaktypeversie | None:
    known = cache.get(_DOWN)
    if known:
        raise CatalogusOnbereikbaar(known)
    try:
        return versie_on(identificatie, day)
    except ZgwNotConfigured as error:
        raise CatalogusOnbereikbaar(error.what) from None
    except ZgwError as error:
        reden = _("Het zaaksysteem geeft nu geen antwoord op vragen over zaaktypen (%(call)s).") % {
            "call": error.call
        }
        cache.set(_DOWN, reden, REST)
        raise CatalogusOnbereikbaar(reden) from None


def _unpublished(identificatie: str) -> Probleem:
    return Probleem(
        tekst=_("De catalogus heeft vandaag geen gepubliceerd zaaktype %(zaaktype)s.")
        % {"zaaktype": identificatie},
        hulp=_("Publiceer het zaaktype in het zaaksysteem, of kies een ander zaaktype."),
        zaaktype=identificatie,
    )


def _check_versie(versie: Zaaktypeversie, identificatie: str) -> list[Probleem]:
    found = []
    words = {"zaaktype": identificatie}
    if not versie.statustypen:
        found.append(
            Probleem(
                tekst=_("Het zaaktype %(zaaktype)s heeft geen status waarmee een zaak begint.") % words,
                hulp=_("Voeg statussen toe aan het zaaktype in de catalogus."),
                zaaktype=identificatie,
            )
        )
    if versie.roltype(Generiek.INITIATOR) is None:
        found.append(
            Probleem(
                tekst=_("Het zaaktype %(zaaktype)s heeft geen roltype voor de initiator.") % words,
                hulp=_("Voeg dat roltype toe aan het zaaktype in de catalogus."),
                zaaktype=identificatie,
            )
        )
    return found
