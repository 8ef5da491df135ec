"""Internal knowledge about products: keeping it with its history, and finding it again. Never for a public page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.log_actions import log

from basis.words import fold, search_words
from producten.medewerker.zoekbron import word_conditions
from producten.models import Medewerkerinfo, Medewerkervraag, ProductPage

LOG_ACTION = "producten.medewerkerinfo"
VIEW = "producten.view_medewerkerinfo"
CHANGE = "producten.change_medewerkerinfo"

# What a stem is worth: in the title, at the start of it, and in what the desk wrote itself.
_IN_TITLE, _TITLE_STARTS, _INTERNAL = 8, 4, 6


def save_info(
    *, product: ProductPage, notities: str, vragen: Sequence[tuple[str, str]], actor: Any
) -> Medewerkerinfo:
    """Replace what the desk knows about `product`; `vragen` are questions with their answers, in order.

    One transaction, with an entry in the history. Returns the stored row.
    """
    with transaction.atomic():
        info, _made = Medewerkerinfo.objects.get_or_create(product=product)
        before = contents(info.pk)
        info.notities = notities
        info.vragen.set([Medewerkervraag(vraag=vraag, antwoord=antwoord) for vraag, antwoord in vragen])
        info.save()
        return settle(info, before=before, actor=actor)


def contents(info_id: int | None) -> dict[str, Any]:
    """What is stored now: `notities` as HTML and `vragen` as pairs of question and answer; empty for an unknown id."""
    notities = Medewerkerinfo.objects.filter(pk=info_id).values_list("notities", flat=True).first() or ""
    rows = Medewerkervraag.objects.filter(info_id=info_id).order_by("sort_order", "pk")
    return {"notities": notities, "vragen": [list(row) for row in rows.values_list("vraag", "antwoord")]}


def settle(info: Medewerkerinfo, *, before: dict[str, Any], actor: Any) -> Medewerkerinfo:
    """After a save: who and when, the text to search in, and what changed in the history (nothing when nothing did)."""
    after = contents(info.pk)
    info.zoektekst = fold(as_text(after))
    info.gewijzigd_door, info.gewijzigd_op = actor, timezone.now()
    Medewerkerinfo.objects.filter(pk=info.pk).update(
        zoektekst=info.zoektekst, gewijzigd_door=actor, gewijzigd_op=info.gewijzigd_op
    )
    if after != before:
        log(instance=info, action=LOG_ACTION, user=actor, data={"voor": before, "na": after})
    return info


def as_text(stored: dict[str, Any]) -> str:
    """All of it as plain text: notes, questions, answers."""
    return " ".join(
        [plain(stored["notities"]), *(f"{vraag} {antwoord}" for vraag, antwoord in stored["vragen"])]
    )


def plain(rich_text: str) -> str:
    """Rich text without its tags, with a space where a tag stood."""
    return " ".join(html.unescape(strip_tags(rich_text.replace("<", " <"))).split())


def desk_products() -> QuerySet[ProductPage]:
    """The live products in the site's first language: what the desk knows is kept once, not per translation."""
    return ProductPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)


def product_for_desk(product_id: int) -> ProductPage | None:
    """A live product by its id; for a translation the product that it was translated from. None when there is none."""
    product = ProductPage.objects.live().select_related("locale").filter(pk=product_id).first()
    if product is None or product.locale.language_code == settings.LANGUAGE_CODE:
        return product
    return desk_products().filter(translation_key=product.translation_key).first()


def info_of(product: ProductPage) -> Medewerkerinfo | None:
    """What the desk knows about this product, with its questions; None when nobody wrote anything yet."""
    rows = Medewerkerinfo.objects.filter(product_id=product.pk).select_related("gewijzigd_door")
    return rows.prefetch_related("vragen").first()


def find_products(term: str) -> QuerySet[ProductPage]:
    """Live products in which every word stands, in public or internal text; best first. Without words: all, by title.

    One query, linear in the number of products; rows bring their internal text and questions along (two more).
    """
    found = desk_products().select_related("medewerkerinfo").prefetch_related("medewerkerinfo__vragen")
    score: Any = Value(0)
    for word in search_words(term):
        title, text = word_conditions(word)
        internal = Q(medewerkerinfo__zoektekst__contains=word)
        found = found.filter(title | text | internal)
        for condition, points in (
            (title, _IN_TITLE),
            (Q(title__istartswith=word), _TITLE_STARTS),
            (internal, _INTERNAL),
        ):
            score = score + Case(
                When(condition, then=Value(points)), default=Value(0), output_field=IntegerField()
            )
    return found.defer("inhoud").annotate(score=score).order_by("-score", "title", "pk")
