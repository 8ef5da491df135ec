"""Service: the parts of a zaaktype (its statustypen and so on), each saved as a whole list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model
from django.utils.translation import gettext as _

from formulieren.zaken.keuzes import Archiefnominatie, Brondatum, Formaat
from formulieren.zaken.models import (
    Eigenschap,
    Resultaat,
    Resultaattype,
    Roltype,
    Status,
    Statustype,
    Zaakeigenschap,
    Zaaktype,
)
from formulieren.zaken.services.archief import termijn_of

Rows = Sequence[Mapping[str, Any]]
# Higher than any volgnummer in use, so that two rows can change places under the unique constraint.
_ASIDE = 10_000


def save_statustypen(zaaktype: Zaaktype, rows: Rows) -> None:
    """Exactly these, in order of volgnummer; the last one, and no other, is the eindstatus."""
    ordered = sorted(rows, key=lambda row: int(row["volgnummer"]))
    ends = [bool(row.get("is_eindstatus")) for row in ordered]
    if not ends or ends != [False] * (len(ends) - 1) + [True]:
        raise ValidationError(_("Een zaaktype heeft één eindstatus nodig, en die is de laatste."))
    known = _match(zaaktype.statustypen.all(), ordered, by="volgnummer")
    used = set(Status.objects.filter(statustype__zaaktype=zaaktype).values_list("statustype_id", flat=True))
    kept = {old.pk for old in known if old is not None}
    gone = zaaktype.statustypen.exclude(pk__in=kept)
    if lost := gone.filter(pk__in=used).first():
        raise ValidationError(
            _("Er zijn zaken met de status '%(naam)s'. Die status kunt u niet weghalen.") % {"naam": lost}
        )
    gone.delete()
    zaaktype.statustypen.update(volgnummer=F("volgnummer") + _ASIDE)
    for old, row in zip(known, ordered, strict=True):
        if old is not None and old.pk in used and old.is_eindstatus != bool(row.get("is_eindstatus")):
            raise ValidationError(
                _("Er zijn zaken met de status '%(naam)s'. Of dat het einde is, kunt u niet meer veranderen.")
                % {"naam": old}
            )
        statustype = old or Statustype(zaaktype=zaaktype)
        _fill(
            statustype,
            row,
            ("volgnummer", "omschrijving"),
            statustekst="",
            informeren=False,
            is_eindstatus=False,
        )


def save_roltypen(zaaktype: Zaaktype, rows: Rows) -> None:
    """Exactly these. A rol of a zaak keeps what kind it was when its roltype goes."""
    known = _match(zaaktype.roltypen.all(), rows, by="omschrijving")
    zaaktype.roltypen.exclude(pk__in=[old.pk for old in known if old is not None]).delete()
    for old, row in zip(known, rows, strict=True):
        _fill(old or Roltype(zaaktype=zaaktype), row, ("omschrijving",), omschrijving_generiek="initiator")


def save_eigenschappen(zaaktype: Zaaktype, rows: Rows) -> dict[str, Eigenschap]:
    """Exactly these, by name. Raises ValidationError when a zaak has one that would go."""
    known = _match(zaaktype.eigenschappen.all(), rows, by="naam")
    gone = zaaktype.eigenschappen.exclude(pk__in=[old.pk for old in known if old is not None])
    used = Zaakeigenschap.objects.filter(eigenschap__in=gone).select_related("eigenschap").first()
    if used is not None:
        raise ValidationError(
            _("Er zijn zaken met '%(naam)s'. Die eigenschap kunt u niet weghalen.")
            % {"naam": used.eigenschap}
        )
    gone.delete()
    saved = [
        _fill(
            old or Eigenschap(zaaktype=zaaktype),
            row,
            ("naam",),
            definitie="",
            formaat=Formaat.TEKST,
            lengte=255,
        )
        for old, row in zip(known, rows, strict=True)
    ]
    return {eigenschap.naam: eigenschap for eigenschap in saved}


def save_resultaattypen(zaaktype: Zaaktype, rows: Rows, *, eigenschappen: Mapping[str, Eigenschap]) -> None:
    """Exactly these. Raises ValidationError when a zaak has one that would go, or the archive can't be served."""
    known = _match(zaaktype.resultaattypen.all(), rows, by="omschrijving")
    gone = zaaktype.resultaattypen.exclude(pk__in=[old.pk for old in known if old is not None])
    used = Resultaat.objects.filter(resultaattype__in=gone).select_related("resultaattype").first()
    if used is not None:
        raise ValidationError(
            _("Er zijn zaken met het resultaat '%(naam)s'. Dat resultaat kunt u niet weghalen.")
            % {"naam": used.resultaattype}
        )
    gone.delete()
    # Only one may be the result of a withdrawal: first nobody, so that it can move to another row.
    zaaktype.resultaattypen.update(bij_intrekken=False)
    for old, row in zip(known, rows, strict=True):
        soort = _fill(
            old or Resultaattype(zaaktype=zaaktype),
            row,
            ("omschrijving",),
            toelichting="",
            archiefnominatie=Archiefnominatie.VERNIETIGEN,
            archiefactietermijn="",
            afleidingswijze=Brondatum.AFGEHANDELD,
            datumkenmerk="",
            procestermijn="",
            selectielijst="",
            bij_intrekken=False,
        )
        _check_archief(soort, eigenschappen)


def _check_archief(soort: Resultaattype, eigenschappen: Mapping[str, Eigenschap]) -> None:
    """A zaak that ends so must get a date on which it may go."""
    named = {"naam": soort.omschrijving}
    if soort.archiefnominatie == Archiefnominatie.VERNIETIGEN and not termijn_of(soort):
        raise ValidationError(
            _("Hoe lang bewaren wij een zaak met het resultaat '%(naam)s'? Vul een bewaartermijn in.") % named
        )
    eigenschap = eigenschappen.get(soort.datumkenmerk)
    dated = eigenschap is not None and eigenschap.formaat in (Formaat.DATUM, Formaat.DATUM_TIJD)
    if soort.afleidingswijze == Brondatum.EIGENSCHAP and not dated:
        raise ValidationError(
            _("Het resultaat '%(naam)s' telt vanaf een datum bij de zaak. Noem een eigenschap met een datum.")
            % named
        )
    if soort.afleidingswijze == Brondatum.TERMIJN and not soort.procestermijn:
        raise ValidationError(_("Vul de vaste tijd in bij het resultaat '%(naam)s'.") % named)


def _match[M: Model](present: Iterable[M], rows: Rows, *, by: str) -> list[M | None]:
    """For each row the object that it changes: by its `pk`, else by the field `by`; None for a new one."""
    objects = list(present)
    by_pk = {old.pk: old for old in objects}
    by_name = {str(getattr(old, by)): old for old in objects}
    named = {row["pk"] for row in rows if row.get("pk")}
    found = []
    for row in rows:
        old = by_pk.get(row["pk"]) if row.get("pk") else by_name.get(str(row[by]))
        # Renamed to what another row was called a moment ago: that one is spoken for.
        taken = old is not None and not row.get("pk") and old.pk in named
        found.append(None if taken else old)
    return found


def _fill[M: Model](target: M, row: Mapping[str, Any], required: Iterable[str], **defaults: Any) -> M:
    """`target` with the fields of `row`, checked and saved."""
    for name in required:
        setattr(target, name, row[name])
    for name, default in defaults.items():
        setattr(target, name, row.get(name, default))
    target.full_clean()
    target.save()
    return target
