"""Loads the Uniforme Productnamenlijst: one transaction, all or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from producten.models import UniformeProductnaam, UplLijst
from producten.models.upn import VLAG_VELDEN
from producten.upl.diff import KnownName, UplDiff, diff
from producten.upl.parse import parse
from producten.upl.records import UplBestand, UplError

_VELDEN = ["naam", *VLAG_VELDEN.values(), "sdg_codes", "grondslagen", "verdwenen_op"]
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class UplReport:
    """What loading a list did. Counts are names, `rows` are lines of the file without its header.

    `used_vanished` holds the titles of products whose name is no longer on the list.
    """

    name: str
    rows: int
    names: int
    municipal: int
    new: int
    changed: int
    returned: int
    vanished: int
    unchanged: int
    peildatum: date | None
    nothing_changed: bool
    used_vanished: tuple[str, ...] = ()
    older_than_known: bool = False

    def lines(self) -> list[str]:
        """The report in Dutch, a sentence a line."""
        out = [
            _("{naam}: {regels} regels, {namen} namen, waarvan {gemeentelijk} voor gemeenten.").format(
                naam=self.name, regels=self.rows, namen=self.names, gemeentelijk=self.municipal
            )
        ]
        if self.nothing_changed:
            out.append(_("Er is niets veranderd."))
        else:
            out.append(
                _("Nieuw: {new}. Veranderd: {changed}. Terug: {returned}. Verdwenen: {vanished}.").format(
                    new=self.new, changed=self.changed, returned=self.returned, vanished=self.vanished
                )
            )
        if self.vanished > self.names:
            out.append(_("Let op: er verdwenen meer namen dan er over zijn. Is dit de hele lijst?"))
        if self.older_than_known:
            out.append(_("Let op: er was al een nieuwere lijst geladen."))
        if self.used_vanished:
            number = len(self.used_vanished)
            text = ngettext(
                "Let op: {number} product gebruikt een naam die verdwenen is: {titles}.",
                "Let op: {number} producten gebruiken een naam die verdwenen is: {titles}.",
                number,
            )
            out.append(text.format(number=number, titles="; ".join(self.used_vanished)))
        return out


def load_upl(*, content: bytes, name: str, peildatum: date | None = None, actor: Any = None) -> UplReport:
    """Upsert the list in `content` (bytes of a CSV file called `name`) on its URIs.

    Names that are not in the file are marked as vanished and never deleted. `actor` is the user who loads it,
    or None for a command. Raises UplError, and changes nothing, when anything in the file is wrong or
    `peildatum` lies in the future.
    """
    if peildatum is not None and peildatum > timezone.localdate():
        raise UplError(_("De datum van de lijst ligt in de toekomst."))
    bestand = parse(content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        last = UplLijst.objects.first()
        names = {upn.uri: upn for upn in UniformeProductnaam.objects.select_for_update()}
        known = {uri: KnownName(upn.to_record(), upn.verdwenen) for uri, upn in names.items()}
        changes = diff(known, bestand.records)
        newest = max((d for d in UplLijst.objects.values_list("peildatum", flat=True) if d), default=None)
        same = last is not None and last.sha256 == digest and peildatum in (None, last.peildatum)
        report = _report(bestand, changes, name=name, peildatum=peildatum, newest=newest, same=same)
        if not report.nothing_changed:
            _write(changes, names, gone_on=peildatum or timezone.localdate())
            _keep_list(report, digest, actor)
    return report


def current_list() -> UplLijst | None:
    """The list that was loaded last, or None when none ever was."""
    return UplLijst.objects.first()


def _report(
    bestand: UplBestand,
    changes: UplDiff,
    *,
    name: str,
    peildatum: date | None,
    newest: date | None,
    same: bool,
) -> UplReport:
    gone = {record.uri for record in (*changes.vanished, *changes.absent)}
    return UplReport(
        name=name,
        rows=bestand.rows,
        names=len(bestand.records),
        municipal=sum("Gemeente" in record.vlaggen for record in bestand.records),
        new=len(changes.new),
        changed=len(changes.changed),
        returned=len(changes.returned),
        vanished=len(changes.vanished),
        unchanged=len(changes.unchanged),
        peildatum=peildatum,
        nothing_changed=changes.empty and same,
        used_vanished=_titles_using(gone),
        older_than_known=bool(peildatum and newest and peildatum < newest),
    )


def _titles_using(gone: set[str]) -> tuple[str, ...]:
    """Titles of products with a main name among `gone` (URIs), sorted."""
    used = UniformeProductnaam.objects.filter(producten__isnull=False)
    rows = used.values_list("uri", "producten__title").order_by("producten__title")
    return tuple(title for uri, title in rows if uri in gone)


def _write(changes: UplDiff, names: dict[str, UniformeProductnaam], *, gone_on: date) -> None:
    fresh = []
    for record in changes.new:
        upn = UniformeProductnaam()
        upn.take_over(record)
        fresh.append(upn)
    touched = []
    for record in (*changes.changed, *changes.returned):
        names[record.uri].take_over(record)
        touched.append(names[record.uri])
    for record in changes.vanished:
        names[record.uri].verdwenen_op = gone_on
        touched.append(names[record.uri])
    UniformeProductnaam.objects.bulk_create(fresh, batch_size=_BATCH)
    UniformeProductnaam.objects.bulk_update(touched, _VELDEN, batch_size=_BATCH)


def _keep_list(report: UplReport, digest: str, actor: Any) -> None:
    UplLijst.objects.create(
        naam=report.name[:255],
        sha256=digest,
        peildatum=report.peildatum,
        geladen_door=actor,
        regels=report.rows,
        namen=report.names,
        gemeentelijk=report.municipal,
        aantallen={
            "nieuw": report.new,
            "veranderd": report.changed,
            "terug": report.returned,
            "verdwenen": report.vanished,
        },
    )
