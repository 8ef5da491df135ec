"""The English pages of the demo, made the way an editor makes them: per segment, through wagtail-localize."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale, Page, Site
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from basis.models import PaginaBeheer
from gemeente.demo import files
from gemeente.demo.content import DemoError
from toptaken.models import Toptaak

if TYPE_CHECKING:
    from gemeente.demo.loader import Demo


def load_english(demo: Demo) -> list[Any]:
    """Translate the pages of engels.toml; returns the drafts in the order in which they must go live.

    Their Dutch pages must be live, since wagtail-localize takes the text from there. Raises DemoError for a
    text that is missing, and for one whose Dutch sentence is no longer there.
    """
    data = files.read("engels")
    english = Locale.objects.get_or_create(language_code="en")[0]
    memory: dict[str, str] = {}
    drafts = []
    for row in data["pagina"]:
        memory |= dict(row["teksten"])
        draft = _translate(demo, row, memory, english)
        demo.care(draft, "klantcontact")
        _same_review(draft, _dutch(demo, row))
        drafts.append(draft)
    # The addresses of a second home page are found only after this.
    Site.clear_site_root_paths_cache()
    for number, row in enumerate(data["toptaak"]):
        dutch = _dutch(demo, row)
        Toptaak.objects.get_or_create(
            label=row["label"],
            defaults={
                "page": Page.objects.get(translation_key=dutch.translation_key, locale=english),
                "omschrijving": row["beschrijving"],
                "sort_order": 100 + number,
            },
        )
    return drafts


def _same_review(english: Any, dutch: Any) -> None:
    """Both languages are looked at on one day: what the SDG asks."""
    review = PaginaBeheer.objects.filter(page_id=dutch.pk).values_list("review_op", flat=True).first()
    if review is not None:
        PaginaBeheer.objects.filter(page_id=english.pk).update(review_op=review)


def _dutch(demo: Demo, row: dict[str, Any]) -> Any:
    key = f"{row['soort']}:{row['slug']}"
    if key not in demo.links.pages:
        raise DemoError(f"engels.toml: there is no Dutch page {key}")
    return Page.objects.get(pk=demo.links.pages[key].pk).specific


def _translate(demo: Demo, row: dict[str, Any], memory: dict[str, str], english: Locale) -> Any:
    source, _changed = TranslationSource.update_or_create_from_instance(_dutch(demo, row))
    translator = demo.users["redacteur"]
    seen = set()
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        dutch = segment.string.data
        seen.add(dutch)
        text = row["engels"] if segment.context.path == "slug" else memory.get(dutch)
        if text is None:
            if any(letter.isalpha() for letter in dutch):
                raise DemoError(f"engels.toml, {row['slug']}: no English for {dutch!r}")
            continue  # a number stays what it is
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": translator,
            },
        )
    if gone := [dutch for dutch, _text in row["teksten"] if dutch not in seen]:
        raise DemoError(f"engels.toml, {row['slug']}: the Dutch page no longer says {gone[0]!r}")
    _point_to_english_locations(source, english)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=english)
    translation.save_target(user=translator, publish=False)
    return translation.get_target_instance()


def _point_to_english_locations(source: TranslationSource, english: Locale) -> None:
    """The routes of an English page lead to the English page of a location, where there is one."""
    for segment in OverridableSegment.objects.filter(source=source, context__path__endswith=".locatie"):
        location = Page.objects.get(pk=json.loads(segment.data_json)).get_translation_or_none(english)
        if location is not None:
            SegmentOverride.objects.update_or_create(
                locale=english,
                context=segment.context,
                defaults={"data_json": json.dumps(location.pk)},
            )
