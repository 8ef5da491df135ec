"""Service: what we have of one person as a ZIP: JSON for a machine, HTML for a reader, and all files."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from formulieren.bijlagen import storage
from formulieren.bijlagen.models import Bijlage
from formulieren.bijlagen.services import BijlageNotReleased, bijlagen_of, content
from formulieren.bijlagen.storage import FileMissing
from formulieren.inzendingen.antwoorden import StoredAnswers
from formulieren.inzendingen.models import Antwoord, Inzending
from formulieren.inzendingen.persoon import bsn_of
from formulieren.vragen.registry import type_of
from formulieren.vragen.texts import GRONDSLAGEN, HIDDEN
from formulieren.zaken.services.betrokkene import Stuk
from formulieren.zaken.services.betrokkene_export_zaak import internal_files, zaak_data
from formulieren.zaken.services.ontvangstbewijs import read_ontvangstbewijs

TEMPLATE = "formulieren/export/betrokkene.html"
# The form of the JSON; a change that a reader of it would notice makes it one more.
FORMAT = 2


def export_betrokkene(stukken: Iterable[Stuk], *, now: datetime | None = None) -> IO[bytes]:
    """A ZIP in an unnamed file, at its beginning: gegevens.json, gegevens.html and bestanden/.

    Whole and readable: sensitive answers stand in it unmasked, for they are the person's own. Files that the scanner
    didn't release are named and left out; those that the municipality made for itself are not in it.
    """
    moment = timezone.localtime(now or timezone.now())
    # Beside the uploads: a folder that nobody else reads. The file has no name, and goes when it is closed.
    file: IO[bytes] = tempfile.TemporaryFile(dir=storage.folder())  # noqa: SIM115 - the caller closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = [_part(archive, stuk) for stuk in stukken]
        data = {"formaat": FORMAT, "gemaakt_op": moment, "inzendingen": parts}
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        archive.writestr("gegevens.json", text)
        archive.writestr("gegevens.html", render_to_string(TEMPLATE, {"moment": moment, "delen": parts}))
    file.seek(0)
    return file


def _part(archive: zipfile.ZipFile, stuk: Stuk) -> dict[str, Any]:
    inzending = stuk.inzending
    name = inzending.reference or f"concept-{inzending.pk}"
    internal = internal_files(stuk.zaak)
    bestanden = [
        _file(archive, f"bestanden/{name}", bijlage)
        for bijlage in bijlagen_of(inzending.uuid)
        if bijlage.pk not in internal
    ]
    if (pdf := read_ontvangstbewijs(inzending)) is not None:
        path = f"bestanden/{name}/ontvangstbewijs.pdf"
        archive.writestr(path, pdf)
        bestanden.append({"naam": "ontvangstbewijs.pdf", "pad": path, "grootte": len(pdf), "opmerking": ""})
    return {
        "formulier": inzending.versie.titel,
        "kenmerk": inzending.reference or "",
        "stand": inzending.get_state_display(),
        "kanaal": inzending.get_kanaal_display(),
        "taal": inzending.taal,
        "begonnen_op": inzending.begonnen_op,
        "veranderd_op": inzending.gewijzigd_op,
        "ontvangen_op": inzending.ingediend_op,
        "ingelogd_met": inzending.inlogmiddel,
        "bsn_van_wie_het_stuurde": bsn_of(inzending),
        "nagekeken_wie": inzending.get_identiteit_display() if inzending.identiteit else "",
        "hulp": inzending.get_hulp_display() if inzending.hulp else "",
        "prijs": inzending.prijs,
        "prijsregels": inzending.prijsregels,
        "antwoorden": list(_answers(inzending)),
        "bestanden": bestanden,
        "zaak": zaak_data(stuk.zaak) if stuk.zaak is not None else None,
        "links_om_verder_te_gaan": list(inzending.hervatlinks.values_list("gemaakt_op", flat=True)),
        "verstuurd": [
            {"taak": item.kind, "stand": item.get_state_display(), "klaar_op": item.done_at}
            for item in inzending.outbox.order_by("pk")
        ],
        "wissen": {
            "mag": stuk.oordeel.may_go,
            "waarom_niet": str(stuk.oordeel.reden),
            "tot": stuk.oordeel.tot,
        },
    }


def _answers(inzending: Inzending) -> Iterator[dict[str, Any]]:
    """Every stored answer, also one that another answer hides by now."""
    stored = StoredAnswers(inzending)
    sources = dict(Antwoord.objects.filter(inzending=inzending).values_list("code", "register"))
    for stap in inzending.versie.form_schema.stappen:
        for vraag in stap.vragen:
            if vraag.code not in stored:
                continue
            value = stored[vraag.code]
            text = type_of(vraag).display(vraag, value)
            yield {
                "stap": stap.titel,
                "vraag": vraag.label,
                "code": vraag.code,
                "soort": vraag.type,
                "antwoord": value,
                "tekst": _whole(value) if HIDDEN in text else text,
                "doel": vraag.doel,
                "grondslag": str(GRONDSLAGEN.get(vraag.grondslag, "")),
                "uit_register": sources.get(vraag.code, ""),
            }


def _whole(value: Any) -> str:
    """An answer that screens show in part, in full."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _file(archive: zipfile.ZipFile, folder: str, bijlage: Bijlage) -> dict[str, Any]:
    # Two files may have one name; the number keeps them apart.
    path = f"{folder}/{bijlage.pk}-{bijlage.naam}"
    entry = {"naam": bijlage.naam, "pad": path, "grootte": bijlage.grootte, "opmerking": ""}
    try:
        pieces = content(bijlage)
        with archive.open(path, "w") as target:
            for piece in pieces:
                target.write(piece)
    except (BijlageNotReleased, FileMissing):
        missing = _("De virusscanner heeft dit bestand niet goedgekeurd. Daarom zit het er niet bij.")
        return {**entry, "pad": "", "opmerking": missing}
    return entry
