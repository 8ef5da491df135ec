"""Sent inzendingen in every stand, made without the wizard: what the tests of keeping and destroying share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from formulieren.bijlagen import storage
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.inzendingen.kenmerk import draw_reference
from formulieren.inzendingen.models import (
    Antwoord,
    Hervatlink,
    Inzending,
    InzendingState,
    OutboxItem,
    OutboxState,
)
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.models.versie import freeze
from formulieren.zaken.models import (
    Aanvulverzoek,
    Besluit,
    Eenmaalcode,
    Eigenschap,
    Intrekking,
    Ontvangstbewijs,
    Opschorting,
    Resultaat,
    Resultaattype,
    Rol,
    Status,
    Verlenging,
    Vernietigingsstop,
    Zaak,
    Zaakeigenschap,
    Zaakinformatieobject,
    Zaakobject,
    Zaaktype,
)
from tests.formulieren.conftest import make_formulier

TODAY = date(2026, 6, 15)
NOW = timezone.make_aware(datetime.combine(TODAY, time(12)))
CANARY = "Kanarie-Zwartkop-77"


def frozen(home: Any, *, slug: str = "proef", **fields: Any) -> FormulierVersie:
    """A version of a form that was never through the gate: fast, and all that these tests need."""
    page = make_formulier(home, slug=slug, **fields)
    home.refresh_from_db()
    return freeze(page)


@dataclass(frozen=True)
class Stand:
    """How a sent inzending stands. `age` is in whole days since the end of its zaak; None while it is open."""

    age: int | None = 31
    outbox: tuple[str, ...] = (OutboxState.KLAAR,)
    stop: str = ""  # "", "gezet" or "opgeheven"


def make_sent(versie: FormulierVersie, stand: Stand, *, today: date = TODAY, text: str = CANARY) -> Inzending:
    """One sent inzending with everything that can hang on it except a file."""
    zaaktype = Zaaktype.objects.get()
    moment = timezone.make_aware(datetime.combine(today - timedelta(days=400), time(9)))
    inzending = Inzending.objects.create(
        versie=versie, state=InzendingState.INGEDIEND, reference=draw_reference(), code_hash="x",
        ingediend_op=moment, gewijzigd_op=moment, stappen={"melding": 1}, laatste_stap="melding",
        prijsregels=[{"omschrijving": text}], hulp="naaste", identiteit="bekend",
    )  # fmt: skip
    Antwoord.objects.create(inzending=inzending, stap="melding", code="wat", waarde=text)
    formulier: FormulierPage | None = versie.formulier
    zaak = Zaak.objects.create(
        identificatie=str(inzending.reference), zaaktype=zaaktype, inzending=inzending,
        omschrijving=versie.titel, registratiedatum=moment, startdatum=moment.date(),
        uiterlijke_einddatum=moment.date(),
        einddatum=None if stand.age is None else today - timedelta(days=stand.age),
        bewaar_dagen=formulier.bewaar_dagen if formulier is not None else None,
    )  # fmt: skip
    Rol.objects.create(zaak=zaak, naam=text, emailadres="kanarie@voorbeeld.nl")
    Status.objects.create(
        zaak=zaak,
        statustype=zaaktype.statustypen.first(),
        statustoelichting=f"Beste {text}",
        datum_status_gezet=moment,
    )
    Ontvangstbewijs.objects.create(inzending=inzending, geheim=text, sleutel_id="1", sha256="0")
    Hervatlink.objects.create(inzending=inzending, slug="proef", token_hash=uuid4().hex)
    for number, state in enumerate(stand.outbox):
        OutboxItem.objects.create(inzending=inzending, kind="proef", key=str(number), state=state)
    if stand.stop:
        Vernietigingsstop.objects.create(
            zaak=zaak, reden="Proef", opgeheven_op=moment if stand.stop == "opgeheven" else None
        )
    return inzending


def fill_zaak(zaak: Zaak, *, text: str = CANARY, user: Any = None) -> None:
    """A row with `text` in every table that belongs to a zaak, and a file on the disk."""
    soort, _new = Resultaattype.objects.get_or_create(zaaktype=zaak.zaaktype, omschrijving="Klaar")
    naam, _new = Eigenschap.objects.get_or_create(zaaktype=zaak.zaaktype, naam="naam")
    Resultaat.objects.create(zaak=zaak, resultaattype=soort, toelichting=text)
    Zaakeigenschap.objects.create(zaak=zaak, eigenschap=naam, waarde=text)
    Zaakobject.objects.create(zaak=zaak, object_type="adres", identificatie={"naam": text}, toelichting=text)
    stil = Opschorting.objects.create(zaak=zaak, reden=text, begin=zaak.startdatum, eind=zaak.startdatum)
    Verlenging.objects.create(
        zaak=zaak, reden=text, oude_datum=zaak.startdatum, nieuwe_datum=zaak.startdatum + timedelta(days=7)
    )
    Intrekking.objects.create(zaak=zaak, reden=text)
    Eenmaalcode.objects.create(zaak=zaak, code_hash="0")
    document = Zaakinformatieobject.objects.create(zaak=zaak, bijlage=add_file(zaak.inzending), titel=text)
    vraag = Aanvulverzoek.objects.create(
        zaak=zaak, vraag=text, antwoord=text, reageren_voor=zaak.startdatum, opschorting=stil
    )
    vraag.documenten.add(document)
    Besluit.objects.create(
        zaak=zaak, datum=zaak.startdatum, ingangsdatum=zaak.startdatum, verzonden_op=zaak.startdatum,
        tekst=text, document=document,
    )  # fmt: skip
    Vernietigingsstop.objects.create(
        zaak=zaak, reden=text, reden_opheffen=text, opgeheven_op=zaak.registratiedatum
    )
    first = OutboxItem.objects.filter(inzending_id=zaak.inzending_id).first()
    OutboxItem.objects.create(
        inzending_id=zaak.inzending_id, kind="proef", key="na", state=OutboxState.KLAAR, after=first
    )
    Zaak.objects.filter(pk=zaak.pk).update(zaakgeometrie={"type": "Point", "coordinates": [6.5, 53.2]})


def add_file(inzending: Inzending, content: bytes = b"kanarie") -> Bijlage:
    """A released file, really on the disk."""
    bijlage = Bijlage(
        uuid=uuid4(), inzending_uuid=inzending.uuid, vraag="foto", grootte=len(content), soort="pdf",
        sha256="0", scan="schoon", state=BijlageState.GOEDGEKEURD,
    )  # fmt: skip
    bijlage.naam = f"{CANARY}.pdf"
    storage.write(bijlage.uuid, [content])
    bijlage.save()
    return bijlage


def holding() -> set[int]:
    """The inzendingen (primary keys) in whose rows anything of the person is left."""
    found: set[int] = set()
    for queryset, field in (
        (Antwoord.objects.all(), "inzending_id"),
        (Hervatlink.objects.all(), "inzending_id"),
        (Ontvangstbewijs.objects.all(), "inzending_id"),
        (OutboxItem.objects.all(), "inzending_id"),
        (Rol.objects.all(), "zaak__inzending_id"),
        (Status.objects.exclude(statustoelichting=""), "zaak__inzending_id"),
        (Inzending.objects.exclude(laatste_stap="", hulp="", identiteit=""), "pk"),
        (Inzending.objects.exclude(stappen={}, prijsregels=[]), "pk"),
    ):
        found |= set(queryset.values_list(field, flat=True))
    owners = Bijlage.objects.values_list("inzending_uuid", flat=True)
    return found | set(Inzending.objects.filter(uuid__in=list(owners)).values_list("pk", flat=True))


def holds_anything(inzending: Inzending) -> bool:
    """Whether anything of the person is left in the tables of this inzending."""
    return inzending.pk in holding()
