"""What readers said as support for an uitzondering: choosing a panel when asking, and its numbers for who decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from a11y_checks.lezerspanel.beheer import PANEL_URL
from a11y_checks.lezerspanel.results import in_one_sentence, measure_panel
from a11y_checks.lezerspanel.services import may_ask_readers
from a11y_checks.lezerspanel.zinnen import changed_zinnen
from a11y_checks.models import Lezerspanel


class LezerspanelField(forms.ModelChoiceField):
    """The panels of one page that somebody answered, each with its result in a sentence. Not required."""

    def __init__(self, *, page: Any) -> None:
        super().__init__(
            queryset=panels_with_answers(page),
            required=False,
            label=_("Wat zeggen lezers?"),
            help_text=_("Niet verplicht. Kies een lezerspanel als dat laat zien dat de tekst duidelijk is."),
            empty_label=_("Geen lezerspanel"),
        )

    def label_from_instance(self, obj: Any) -> str:
        """The result in one sentence."""
        return in_one_sentence(obj)


def panels_with_answers(page: Any) -> QuerySet[Lezerspanel]:
    """The panels of `page` that have something to say, newest first."""
    answered = Q(reacties__isnull=False) | Q(totalen__isnull=False)
    return Lezerspanel.objects.filter(answered, page_id=page.pk).distinct()


@dataclass(frozen=True, slots=True)
class Onderbouwing:
    """For who decides: the result, how many sentences the page has changed since, and where to read more.

    `changed` is None when the page can't be rendered; `url` is "" for who may not open the results.
    """

    sentence: str
    changed: int | None
    url: str


def onderbouwing_of(panel: Lezerspanel | None, user: Any) -> Onderbouwing | None:
    """What the panel says today, or None when no panel was chosen."""
    if panel is None:
        return None
    changed = changed_zinnen(panel.page.specific, panel.zinnen)
    return Onderbouwing(
        sentence=in_one_sentence(panel, measure_panel(panel)),
        changed=None if changed is None else len(changed),
        url=reverse(PANEL_URL, args=[panel.pk]) if may_ask_readers(panel.page, user) else "",
    )
