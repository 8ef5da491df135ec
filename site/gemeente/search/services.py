"""Indexing live pages and finding them again.

Not Wagtail's database search: on SQLite its rank is quadratic (14.5 s for one common word at 10,000 pages)
and it finds whole words only, while Dutch glues words together ("parkeervergunning").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from basis.words import fold, search_words
from gemeente.search.models import ZoekRegel


@dataclass(frozen=True, slots=True)
class Resultaat:
    """One found page as the search page shows it."""

    title: str
    url: str
    samenvatting: str
    soort: str


def find(term: str, language: str) -> QuerySet[ZoekRegel]:
    """Index rows in which every word of `term` stands, best first: title, then keywords, then text.

    One query; linear in the number of live pages.
    """
    words = search_words(term)
    if not words:
        return ZoekRegel.objects.none()
    found = ZoekRegel.objects.filter(taal=language, page__live=True).select_related("page", "page__locale")
    score: Any = Value(0)
    for word in words:
        found = found.filter(
            Q(titel_gevouwen__contains=word)
            | Q(trefwoorden_gevouwen__contains=word)
            | Q(tekst_gevouwen__contains=word)
        )
        for condition, points in (
            (Q(titel_gevouwen__startswith=word), 4),
            (Q(titel_gevouwen__contains=word), 8),
            (Q(trefwoorden_gevouwen__contains=word), 5),
        ):
            score = score + Case(
                When(condition, then=Value(points)), default=Value(0), output_field=IntegerField()
            )
    return found.annotate(score=score).order_by(F("score").desc(), "titel_gevouwen", "pk")


def word_conditions(word: str) -> tuple[Q, Q]:
    """Conditions on a page: `word` (a stem) in its title or keywords, and in its text. For searches beside this one."""
    title = Q(zoekregel__titel_gevouwen__contains=word) | Q(zoekregel__trefwoorden_gevouwen__contains=word)
    return title, Q(zoekregel__tekst_gevouwen__contains=word)


def as_results(rows: Any, request: Any) -> list[Resultaat]:
    """Index rows as results for the page; `rows` is a slice or list of ZoekRegel with its page."""
    return [
        Resultaat(row.page.title, row.page.get_url(request) or "", row.samenvatting, row.soort)
        for row in rows
    ]


def index_page(page: Page) -> None:
    """Put a live page in the index, or bring its row up to date; one that is to go live later is not in it yet.

    Wagtail says of a page that was published for a later day that it was published.
    """
    if not page.live:
        forget_page(page)
        return
    specific = page.specific
    with override(page.locale.language_code):
        soort = str(specific._meta.verbose_name)
    summary = getattr(specific, "kort", "") or getattr(specific, "intro", "") or page.search_description
    ZoekRegel.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "taal": page.locale.language_code,
            "soort": soort[:50],
            "samenvatting": strip_tags(str(summary))[:300],
            "titel_gevouwen": fold(page.title)[:300],
            "trefwoorden_gevouwen": fold(_keywords(specific)),
            "tekst_gevouwen": fold(_page_text(specific))[:20_000],
        },
    )


def forget_page(page: Page) -> None:
    """Take a page out of the index."""
    ZoekRegel.objects.filter(page_id=page.pk).delete()


def _keywords(page: Any) -> str:
    """Keywords and synonyms that the page names, and its official product name."""
    words = f"{getattr(page, 'trefwoorden', '')} {getattr(page, 'synoniemen', '')}"
    return f"{words} {getattr(page, 'upn', None) or ''}"


def _page_text(page: Any) -> str:
    """Lead and every text field of the page's own type, without markup."""
    parts = [str(getattr(page, "intro", "")), str(getattr(page, "kort", ""))]
    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            parts += value.stream_block.get_searchable_content(value)
        elif isinstance(field, RichTextField):
            parts.append(strip_tags(str(value)))
    return " ".join(str(part) for part in parts)
