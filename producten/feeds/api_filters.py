"""What may be asked of the API: each parameter read, or refused with a sentence that says what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from producten.feeds.public import default_site, public_products
from producten.keuzes import Doelgroep, Kanaal
from producten.models import ProductUpn
from producten.services.bulk import resolve_each

PER_PAGE = 20
MOST_PER_PAGE = 100
MOST_CHARACTERS = 300
# Which products have a kanaal follows from their group, their own rows, live forms and live locaties: too much to ask
# the database in one question. The answer may be this many seconds old, less than caches keep the answers themselves.
_KANAAL_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiVraag:
    """What is asked: filters that are not given are "" or None."""

    taal: str
    doelgroep: str = ""
    thema: str = ""
    upn: str = ""
    kanaal: str = ""
    gewijzigd_sinds: datetime | None = None
    q: str = ""
    pagina: int = 1
    per_pagina: int = PER_PAGE


def read_vraag(
    params: QueryDict, allowed: Callable[[str], bool] | None = None
) -> tuple[ApiVraag, dict[str, str]]:
    """The question in `params`, and what is wrong with it per parameter (Dutch); with errors don't use the first."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name in params:
        reader = _READERS.get(name) if allowed is None or allowed(name) else None
        if reader is None:
            known = ", ".join(known for known in _READERS if allowed is None or allowed(known))
            errors[name[:60]] = _("Dit filter kent de API niet. U kunt kiezen uit: {namen}.").format(
                namen=known
            )
            continue
        try:
            if len(params.getlist(name)) > 1:
                raise ValueError(_("Geef dit filter één keer."))
            text = str(params[name]).strip()
            if len(text) > MOST_CHARACTERS or "\0" in text:
                raise ValueError(_("Dit is te lang of heeft tekens die niet kunnen."))
            values[name] = reader(text)
        except ValueError as wrong:
            errors[name] = str(wrong)
    return ApiVraag(**{"taal": settings.LANGUAGE_CODE, **values}), errors


def find_products(vraag: ApiVraag) -> Any:
    """The public products that answer the question, in the order of primary keys."""
    pages = public_products(default_site(), vraag.taal)
    if vraag.doelgroep:
        pages = pages.annotate(doelgroepen_tekst=Cast("doelgroepen", TextField()))
        pages = pages.filter(doelgroepen_tekst__contains=f'"{vraag.doelgroep}"')
    if vraag.thema:
        pages = pages.filter(themas__slug=vraag.thema)
    if vraag.upn:
        by_uri, by_name = Q(upn__uri=vraag.upn), Q(upn__naam=vraag.upn.lower())
        extra = ProductUpn.objects.filter(by_uri | by_name).values("product")
        pages = pages.filter(by_uri | by_name | Q(pk__in=extra))
    if vraag.gewijzigd_sinds:
        pages = pages.filter(last_published_at__gte=vraag.gewijzigd_sinds)
    for word in vraag.q.split():
        found = Q()
        for name in ("title", "kort", "trefwoorden", "synoniemen", "upn__naam"):
            found |= Q(**{f"{name}__icontains": word})
        pages = pages.filter(found)
    if vraag.kanaal:
        pages = pages.filter(pk__in=_with_kanaal(vraag.kanaal, vraag.taal))
    return pages.order_by("pk")


def _with_kanaal(kanaal: str, taal: str) -> list[int]:
    """Public products with a route along `kanaal` that leads somewhere."""
    key = f"producten-api-kanaal:{taal}"
    known: dict[str, list[int]] | None = cache.get(key)
    if known is None:
        known = {value: [] for value in Kanaal.values}
        light = public_products(default_site(), taal).only("path", "aanbod")
        for page, routes in resolve_each(light):
            for route in routes:
                if route.ends_somewhere:
                    known[route.kanaal].append(page.pk)
        cache.set(key, known, _KANAAL_SECONDS)
    return known[kanaal]


def _one_of(values: list[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in values:
            raise ValueError(_("Kies een van deze: {waarden}.").format(waarden=", ".join(values)))
        return text

    return read


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            raise ValueError(
                _("Geef een getal van {least} tot en met {most}.").format(least=least, most=most)
            )
        return int(text)

    return read


def _text(text: str) -> str:
    if not text:
        raise ValueError(_("Dit filter is leeg."))
    return text


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
        if moment is None and (day := parse_date(text)):
            moment = datetime.combine(day, time.min)
    except ValueError:
        moment = None
    if moment is None:
        raise ValueError(_("Geef een datum zoals 2026-01-31, of een moment zoals 2026-01-31T09:00:00Z."))
    try:
        aware = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
        return aware.astimezone(UTC)
    except OverflowError as wrong:
        raise ValueError(_("Deze datum kan niet.")) from wrong


_READERS: dict[str, Callable[[str], Any]] = {
    "doelgroep": _one_of(list(Doelgroep.values)),
    "thema": _text,
    "upn": _text,
    "kanaal": _one_of(list(Kanaal.values)),
    "gewijzigd_sinds": _moment,
    "q": _text,
    "taal": _one_of([code for code, _naam in settings.LANGUAGES]),
    "pagina": _number(1, 1_000_000),
    "per_pagina": _number(1, MOST_PER_PAGE),
}
