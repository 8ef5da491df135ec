"""The outbox's work: each row is one thing in the ZGW backend, made once. A second run finds what the first made."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from basis.faults import crash_point
from formulieren.inzendingen.models import OutboxItem
from formulieren.inzendingen.outbox import NeedsHuman, remember
from formulieren.zaken.client import ZgwRefused, zaken_client
from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.keuzes import Generiek
from formulieren.zaken.models import Resultaat, Status, Zaak, Zaakeigenschap, Zaakobject, Zgwinstellingen
from formulieren.zaken.services.geometrie import GeometrieFout, checked
from formulieren.zaken.zgw import kinds, payloads
from formulieren.zaken.zgw.antwoorden import company_of, person_of, toelichting_of
from formulieren.zaken.zgw.catalogus import Zaaktypeversie, versie_on
from formulieren.zaken.zgw.outcome import for_outbox
from formulieren.zaken.zgw.payloads import koppeling_body, status_body, zaakobject_body

NOT_UNIQUE = "identificatie-niet-uniek"
UNIQUE = "unique"
ONE_INITIATOR = frozenset({"max-occurences", "max-occurrences"})


def send_zaak(item: OutboxItem) -> None:
    """Makes the zaak with our own identificatie; adopts it when an earlier try made it and the answer was lost."""
    zaak = _zaak(item)
    if zaak.zgw_url:
        return remember(item, zaak.zgw_url)
    with for_outbox(), override("nl"):
        settings = Zgwinstellingen.load()
        versie = usable_versie(zaak, settings)
        kenmerk = str(item.inzending.uuid)
        body = payloads.zaak_body(
            identificatie=zaak.identificatie,
            kenmerk=kenmerk,
            bronorganisatie=settings.bronorganisatie,
            zaaktype=versie.zaaktype.url,
            startdatum=zaak.startdatum,
            registratiedatum=timezone.localdate(zaak.registratiedatum),
            omschrijving=zaak.omschrijving,
            toelichting=toelichting_of(item.inzending),
            kanaal=zaak.get_kanaal_display(),
            geometrie=_geometrie(zaak),
            has_price=item.inzending.prijs is not None,
        )
        with zaken_client(settings) as client:
            crash_point("zgw-zaak:before-call")
            try:
                url = client.create_zaak(body).url
            except ZgwRefused as error:
                if NOT_UNIQUE not in error.codes:
                    raise
                url = _adopted(client, zaak, settings.bronorganisatie, kenmerk)
            crash_point("zgw-zaak:answer-before-save")
    Zaak.objects.filter(pk=zaak.pk).update(zgw_url=url)
    remember(item, url)
    return None


def send_rol(item: OutboxItem) -> None:
    """Makes the initiator. Without anybody to name there is no rol: the API refuses an empty one."""
    zaak = _sent_zaak(item)
    person = person_of(zaak)
    with for_outbox(), override("nl"):
        versie = usable_versie(zaak)
        roltype = versie.roltype(Generiek.INITIATOR)
        if roltype is None:
            raise NeedsHuman(
                _(
                    "Het zaaktype %(zaaktype)s heeft geen roltype voor de initiator. Voeg dat toe in de catalogus."
                )
                % {"zaaktype": versie.zaaktype.identificatie[:40]}
            )
        body = payloads.rol_body(
            zaak=zaak.zgw_url, roltype=roltype.url, **person, **company_of(item.inzending)
        )
        if body is None:
            return
        with zaken_client() as client:

            def found() -> str:
                rollen = client.rollen(zaak.zgw_url)
                return next((rol.url for rol in rollen if rol.generiek == Generiek.INITIATOR), "")

            _once(item, lambda: client.create_rol(body).url, found, done=ONE_INITIATOR)


def send_eigenschap(item: OutboxItem) -> None:
    """Gives the zaak the value of one eigenschap. A backend takes a second one too: each retry looks first."""
    row = Zaakeigenschap.objects.select_related("eigenschap").filter(pk=item.key).first()
    if row is None:
        return
    zaak = _sent_zaak(item)
    with for_outbox(), override("nl"):
        eigenschap = usable_versie(zaak).eigenschap(row.eigenschap.naam)
        if eigenschap is None:
            raise NeedsHuman(
                _(
                    "Het zaaktype heeft in de catalogus geen eigenschap %(naam)s. Zet de waarde zelf bij de zaak."
                )
                % {"naam": row.eigenschap.naam}
            )
        url = eigenschap.url
        with zaken_client() as client:
            body = {"zaak": zaak.zgw_url, "eigenschap": url, "waarde": row.waarde}
            _once(
                item,
                lambda: client.create_zaakeigenschap(zaak.zgw_url, body),
                lambda: client.zaakeigenschappen(zaak.zgw_url).get(url, ""),
            )


def send_zaakobject(item: OutboxItem) -> None:
    """Says what the zaak is about. A backend takes a second one too: each retry looks first."""
    row = Zaakobject.objects.filter(pk=item.key).first()
    if row is None:
        return
    zaak = _sent_zaak(item)
    body = zaakobject_body(
        zaak=zaak.zgw_url,
        object_type=row.object_type,
        identificatie=row.identificatie,
        relatie=row.toelichting,
    )
    with for_outbox(), override("nl"), zaken_client() as client:

        def found() -> str:
            for one in client.zaakobjecten(zaak.zgw_url):
                # A backend may add fields of its own.
                if (
                    one.object_type == row.object_type
                    and row.identificatie.items() <= one.identificatie.items()
                ):
                    return one.url
            return ""

        _once(item, lambda: client.create_zaakobject(body), found)


def send_koppeling(item: OutboxItem) -> None:
    """Links a document to the zaak; a link that is there already is done."""
    document = OutboxItem.objects.filter(
        inzending_id=item.inzending_id, kind=kinds.DOCUMENT, key=item.key
    ).first()
    if document is None or not document.remote_url:
        return  # the file was refused or removed: there is nothing to link
    zaak = _sent_zaak(item)
    body = koppeling_body(zaak=zaak.zgw_url, document=document.remote_url, titel="")
    with for_outbox(), override("nl"), zaken_client() as client:

        def found() -> str:
            links = client.koppelingen(zaak.zgw_url)
            return next((one.url for one in links if one.informatieobject == body["informatieobject"]), "")

        _once(item, lambda: client.create_koppeling(body), found, done=frozenset({UNIQUE}))


def send_status(item: OutboxItem) -> None:
    """Sets a status at its stored moment, so that a second try is the same status."""
    row = Status.objects.select_related("statustype").filter(pk=item.key).first()
    if row is None or row.zgw_url:
        return
    zaak = _sent_zaak(item)
    with for_outbox(), override("nl"):
        versie = usable_versie(zaak)
        kind = next(
            (
                one
                for one in versie.statustypen
                if (one.volgnummer, one.omschrijving)
                == (row.statustype.volgnummer, row.statustype.omschrijving)
            ),
            None,
        )
        is_first = not Status.objects.filter(zaak=zaak, pk__lt=row.pk).exists()
        kind = kind or (versie.first_status if is_first else None)
        if kind is None:
            raise NeedsHuman(
                _(
                    "Het zaaktype heeft in de catalogus geen status %(naam)s. Zet de status zelf in het zaaksysteem."
                )
                % {"naam": row.statustype.omschrijving}
            )
        body = status_body(
            zaak=zaak.zgw_url,
            statustype=kind.url,
            gezet_op=row.datum_status_gezet,
            toelichting=row.statustoelichting,
        )
        statustype = kind.url
        with zaken_client() as client:

            def found() -> str:
                statussen = client.statussen(zaak.zgw_url)
                same = [one for one in statussen if one.statustype == statustype]
                near = [
                    one for one in same if abs((one.gezet_op - row.datum_status_gezet).total_seconds()) < 1
                ]
                return near[0].url if near else ""

            url = _once(item, lambda: client.create_status(body).url, found, done=frozenset({UNIQUE}))
    if url:
        # A notification may have brought the same status in a moment earlier: then that row has the address.
        taken = Status.objects.filter(zgw_url=url).exclude(pk=row.pk).exists()
        if not taken:
            Status.objects.filter(pk=row.pk).update(zgw_url=url)


def send_resultaat(item: OutboxItem) -> None:
    """Sets how the zaak ended, before its last status."""
    row = Resultaat.objects.select_related("resultaattype").filter(pk=item.key).first()
    if row is None:
        return
    zaak = _sent_zaak(item)
    with for_outbox(), override("nl"):
        naam = row.resultaattype.omschrijving
        kind = next((one for one in usable_versie(zaak).resultaattypen if one.omschrijving == naam), None)
        if kind is None:
            raise NeedsHuman(
                _(
                    "Het zaaktype heeft in de catalogus geen resultaat %(naam)s. Sluit de zaak in het zaaksysteem."
                )
                % {"naam": naam}
            )
        body = {"zaak": zaak.zgw_url, "resultaattype": kind.url, "toelichting": row.toelichting[:1000]}
        with zaken_client() as client:
            _once(
                item,
                lambda: client.create_resultaat(body),
                lambda: client.zaak(zaak.zgw_url).resultaat,
                done=frozenset({UNIQUE}),
            )


def _once(
    item: OutboxItem,
    make: Callable[[], str],
    find: Callable[[], str],
    *,
    done: frozenset[str] = frozenset(),
) -> str:
    """Makes something unless an earlier try did; keeps and gives its address ("" when it is there but can't be seen).

    A first try doesn't look: nothing can be there. With one of the codes `done` the backend says that it is there.
    """
    if item.remote_url:
        return item.remote_url
    url = find() if item.attempts > 1 else ""
    if not url:
        crash_point(f"{item.kind}:before-call")
        try:
            url = make()
        except ZgwRefused as error:
            if not error.codes & done:
                raise
            url = _look(find)
        crash_point(f"{item.kind}:answer-before-save")
    if url:
        remember(item, url)
    return url


def _look(find: Callable[[], str]) -> str:
    """What is there already; "" when we may not look: it is there all the same."""
    try:
        return find()
    except ZgwRefused:
        return ""


def _adopted(client: ZakenClient, zaak: Zaak, bronorganisatie: str, kenmerk: str) -> str:
    found = client.find_zaak(identificatie=zaak.identificatie, bronorganisatie=bronorganisatie)
    if found is None:
        raise NeedsHuman(
            _(
                "Het zaaksysteem heeft dit nummer al, maar toont de zaak niet. Geef Loket daar het recht zaken.lezen."
            )
        )
    if not payloads.is_ours(found, kenmerk):
        raise NeedsHuman(
            _(
                "In het zaaksysteem staat een andere zaak met dit nummer. Maak de zaak daar zelf met een nieuw nummer."
            )
        )
    return found.url


def usable_versie(zaak: Zaak, settings: Zgwinstellingen | None = None) -> Zaaktypeversie:
    """The version of the zaaktype that held on the day of sending; NeedsHuman when there is none."""
    versie = versie_on(zaak.zaaktype.identificatie, zaak.startdatum, settings)
    if versie is None:
        words = {
            "zaaktype": zaak.zaaktype.identificatie[:50],
            "datum": date_format(zaak.startdatum, "j F Y"),
        }
        raise NeedsHuman(
            _(
                "De catalogus heeft geen gepubliceerd zaaktype %(zaaktype)s voor %(datum)s. Publiceer dat eerst."
            )
            % words
        )
    return versie


def _zaak(item: OutboxItem) -> Zaak:
    return Zaak.objects.select_related("zaaktype", "inzending").get(inzending_id=item.inzending_id)


def _sent_zaak(item: OutboxItem) -> Zaak:
    """The zaak with its address in the backend; it goes before every other row."""
    zaak = _zaak(item)
    if not zaak.zgw_url:
        raise NeedsHuman(_("De zaak staat nog niet in het zaaksysteem. Doe eerst de taak die de zaak maakt."))
    return zaak


def _geometrie(zaak: Zaak) -> dict[str, object] | None:
    try:
        return checked(zaak.zaakgeometrie)
    except GeometrieFout:
        raise NeedsHuman(
            _(
                "Het punt op de kaart ligt niet in Nederland. Zet de plek zelf bij de zaak, en sluit deze taak."
            )
        ) from None
