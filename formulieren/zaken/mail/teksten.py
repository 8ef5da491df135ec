"""What each kind of mail about a zaak says, in the active language: no answers, no code, no names of files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from formulieren.bijlagen.models import BijlageState
from formulieren.inzendingen.outbox import RetryLater
from formulieren.zaken.models import Status, Zaak
from formulieren.zaken.services.berichten import BerichtSoort
from formulieren.zaken.services.volgen import allowed_levels


@dataclass(frozen=True, slots=True)
class Tekst:
    """A heading, paragraphs, and dates with what they are."""

    kop: str
    alineas: tuple[str, ...]
    datums: tuple[tuple[str, str], ...] = ()


Maker = Callable[[Zaak, str], Tekst | None]


def _status(zaak: Zaak, key: str) -> Tekst | None:
    status = zaak.statussen.select_related("statustype").filter(pk=key).first()
    if status is None or not status.statustype.informeren or _withdrawn(zaak, status):
        return None
    alineas = [status.statustype.statustekst, status.statustoelichting]
    if status.statustype.is_eindstatus and (resultaat := getattr(zaak, "resultaat", None)) is not None:
        alineas.append(resultaat.resultaattype.toelichting)
    return Tekst(
        kop=_("Nieuws over uw aanvraag: %(status)s") % {"status": status.statustype.omschrijving},
        alineas=tuple(alinea for alinea in alineas if alinea),
        datums=() if zaak.einddatum else _promised(zaak),
    )


def _aanvulverzoek(zaak: Zaak, key: str) -> Tekst | None:
    verzoek = zaak.aanvulverzoeken.filter(pk=key).first()
    if verzoek is None or not verzoek.is_open:
        return None
    alineas = [_("Lees de vraag op de pagina van uw aanvraag. Daar geeft u ook antwoord.")]
    if verzoek.document_gevraagd:
        alineas.append(_("Wij vragen u ook om een bestand, bijvoorbeeld een foto of een pdf."))
    if verzoek.opschorting_id is not None:
        alineas.append(_("Wij gaan verder als wij uw antwoord hebben. Tot dan staat onze termijn stil."))
    return Tekst(
        kop=_("Wij hebben een vraag voor u"),
        alineas=tuple(alineas),
        datums=((_("Antwoord geven kan tot en met"), _day(verzoek.reageren_voor)),),
    )


def _verlenging(zaak: Zaak, key: str) -> Tekst | None:
    verlenging = zaak.verlengingen.filter(pk=key).first()
    if verlenging is None:
        return None
    return Tekst(
        kop=_("Wij hebben meer tijd nodig"),
        alineas=(_("De reden is: %(reden)s") % {"reden": verlenging.reden},),
        datums=(
            (_("Dit was onze laatste dag"), _day(verlenging.oude_datum)),
            (_("Dit is nu onze laatste dag"), _day(verlenging.nieuwe_datum)),
        ),
    )


def _opschorting(zaak: Zaak, key: str) -> Tekst | None:
    pk, _colon, part = key.partition(":")
    opschorting = zaak.opschortingen.filter(pk=pk).first()
    if opschorting is None or zaak.einddatum is not None:
        return None
    if part == "begin":
        if opschorting.eind is not None:
            return None  # it goes on again: the other mail says so, with the new date
        return Tekst(
            kop=_("Wij kunnen nu niet verder"),
            alineas=(
                _("De reden is: %(reden)s") % {"reden": opschorting.reden},
                _("Onze termijn staat nu stil. U hoort het als wij weer verdergaan."),
            ),
            datums=((_("De termijn staat stil vanaf"), _day(opschorting.begin)),),
        )
    return Tekst(
        kop=_("Wij gaan weer verder"),
        alineas=(_("Onze termijn stond stil. Nu loopt die weer. Dit zijn de nieuwe datums."),),
        datums=_promised(zaak),
    )


def _document(zaak: Zaak, key: str) -> Tekst | None:
    document = zaak.documenten.select_related("bijlage").filter(pk=key, voor_inwoner=True).first()
    if document is None or document.vertrouwelijkheidaanduiding not in allowed_levels():
        return None
    if document.bijlage is not None and document.bijlage.state == BijlageState.QUARANTAINE:
        raise RetryLater(
            "BijlageWacht", counts=False
        )  # a mail about a file that can't be opened yet helps nobody
    if document.bijlage is None or document.bijlage.state != BijlageState.GOEDGEKEURD:
        return None
    return Tekst(
        kop=_("Er is een document voor u"),
        alineas=(_("U kunt het document downloaden op de pagina van uw aanvraag."),),
    )


def _besluit(zaak: Zaak, key: str) -> Tekst | None:
    besluit = getattr(zaak, "besluit", None)
    if besluit is None or str(besluit.pk) != key:
        return None
    alineas = [_("U kunt ons besluit lezen op de pagina van uw aanvraag.")]
    if besluit.bezwaar_tot is None:
        return Tekst(kop=_("Wij hebben een besluit genomen"), alineas=tuple(alineas))
    alineas.append(_("Bent u het niet eens met het besluit? Dan kunt u bezwaar maken."))
    return Tekst(
        kop=_("Wij hebben een besluit genomen"),
        alineas=tuple(alineas),
        datums=((_("Bezwaar maken kan tot en met"), _day(besluit.bezwaar_tot)),),
    )


def _intrekking(zaak: Zaak, key: str) -> Tekst | None:
    intrekking = getattr(zaak, "intrekking", None)
    if intrekking is None or str(intrekking.pk) != key:
        return None
    return Tekst(
        kop=_("U hebt uw aanvraag ingetrokken"),
        alineas=(
            _("Wij doen niets meer met uw aanvraag."),
            _("Hebt u dit niet zelf gedaan? Bel ons dan meteen."),
        ),
        datums=((_("Ingetrokken op"), _day(intrekking.moment.date())),),
    )


TEKSTEN: dict[BerichtSoort, Maker] = {
    BerichtSoort.STATUS: _status,
    BerichtSoort.AANVULVERZOEK: _aanvulverzoek,
    BerichtSoort.VERLENGING: _verlenging,
    BerichtSoort.OPSCHORTING: _opschorting,
    BerichtSoort.DOCUMENT: _document,
    BerichtSoort.BESLUIT: _besluit,
    BerichtSoort.INTREKKING: _intrekking,
}


def _withdrawn(zaak: Zaak, status: Status) -> bool:
    """Whether this is the end by a withdrawal, of which another mail tells."""
    return status.statustype.is_eindstatus and getattr(zaak, "intrekking", None) is not None


def _promised(zaak: Zaak) -> tuple[tuple[str, str], ...]:
    """By when we want to be done, and by when we must."""
    wanted = ((_("Wij willen klaar zijn op"), _day(zaak.streefdatum)),) if zaak.streefdatum else ()
    return (*wanted, (_("Wij moeten klaar zijn op"), _day(zaak.uiterlijke_einddatum)))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
