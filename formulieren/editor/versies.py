"""The versions of a form for its editors: when, by whom, how often used; and which two are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from wagtail.models import PageLogEntry

from formulieren.flow.schema import FormSchema, SchemaError
from formulieren.models import FormulierPage, FormulierVersie

#: How the draft is named in an address; a version by its number.
CONCEPT = "concept"
_PUBLISHED = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled")
# A version is made inside the publication; Wagtail's log gets its line in the same moment.
_LOGGED_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersieRegel:
    """One version in the list; `door` is "" when nobody knows who published it."""

    nummer: int
    gemaakt_op: datetime
    door: str
    verstuurd: int
    bezig: int
    nu_live: bool


def versies_of(formulier: FormulierPage) -> list[VersieRegel]:
    """All versions of a form, the newest first. Two queries."""
    versies = list(
        FormulierVersie.objects.filter(formulier=formulier)
        .annotate(
            verstuurd=Count("inzendingen", filter=Q(inzendingen__reference__isnull=False)),
            bezig=Count("inzendingen", filter=Q(inzendingen__reference__isnull=True)),
        )
        .order_by("-nummer")
        .values("nummer", "gemaakt_op", "verstuurd", "bezig")
    )
    log = _publications(formulier) if versies else []
    return [
        VersieRegel(
            **versie,
            door=_publisher(versie["gemaakt_op"], log),
            nu_live=formulier.live and number == 0,
        )
        for number, versie in enumerate(versies)
    ]


def schema_named(formulier: FormulierPage, draft: FormulierPage, naam: str) -> FormSchema | None:
    """The draft ("concept") or the version with this number; None when there is none, or it can't be read."""
    if naam == CONCEPT:
        return draft.form_schema()
    if not (naam.isascii() and naam.isdecimal() and len(naam) < 10):
        return None
    versie = FormulierVersie.objects.filter(formulier=formulier, nummer=int(naam)).first()
    try:
        return versie.form_schema if versie is not None else None
    except SchemaError:
        return None


def _publications(formulier: FormulierPage) -> list[Any]:
    entries = PageLogEntry.objects.filter(page_id=formulier.pk, action__in=_PUBLISHED)
    return list(entries.select_related("user").order_by("timestamp"))


def _publisher(gemaakt_op: datetime, log: list[Any]) -> str:
    """Who published at that moment: the line of the log that is nearest to it."""
    near = [(abs(entry.timestamp - gemaakt_op), number) for number, entry in enumerate(log)]
    apart, number = min(near, default=(timedelta.max, 0))
    if apart > _LOGGED_WITHIN:
        return ""
    user = log[number].user
    return str(user.get_full_name() or user.get_username()) if user is not None else ""
