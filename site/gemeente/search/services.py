"""Indexing live pages and finding them again.

Not Wagtail's database search: on SQLite its rank is quadratic (14.5 s for one common word at 10,000 pages)
and it finds whole words only, while Dutch glues words together ("parkeervergunning").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from gemeente.search.models import ZoekRegel

MAX_TERM = 100
_MAX_WORDS = 8
# Words that stand in nearly every question and tell pages apart in none.
_EMPTY_WORDS = frozenset(
    """
    de het een en of ik mijn u uw van voor in op aan met is hoe wat waar kan moet wil te om bij naar
    the a an my to for how do i
    """.split()  # noqa: SIM905 - a list of words reads better as text
)


def fold(text: str) -> str:
    """Lower case, without accents, every run of other signs one space: the form in which texts compare."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def stem(word: str) -> str:
    """A Dutch word without its commonest endings, so that "paspoorten" and "verhuizen" meet their kin.

    Light on purpose: matching is by part of a word, so a stem that is too long only finds less.
    """
    for ending in ("ingen", "eren", "en", "jes", "je", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if len(word) > 2 and word.endswith(("z", "v")):  # verhuizen -> verhui(s), brieven -> brie(f)
        word = word[:-1]
    return re.sub(r"([bdfgklmnprst])\1$", r"\1", word)


def search_words(term: str) -> list[str]:
    """The stems that count in a search term, at most eight, in order, none twice."""
    words = fold(term[:MAX_TERM]).split()
    telling = [w for w in words if w not in _EMPTY_WORDS] or words
    return list(dict.fromkeys(stem(w) for w in telling))[:_MAX_WORDS]


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


def as_results(rows: Any, request: Any) -> list[Resultaat]:
    """Index rows as results for the page; `rows` is a slice or list of ZoekRegel with its page."""
    return [
        Resultaat(row.page.title, row.page.get_url(request) or "", row.samenvatting, row.soort)
        for row in rows
    ]


def index_page(page: Page) -> None:
    """Put a live page in the index, or bring its row up to date."""
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
    """Synonyms that the page names and its official product name."""
    return f"{getattr(page, 'trefwoorden', '')} {getattr(page, 'upn', None) or ''}"


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
