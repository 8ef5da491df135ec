"""Keeps what a reader sends: by parts, in any order, once or twice, and never more than the form asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from a11y_checks.lezerspanel.errors import LezerspanelClosed
from a11y_checks.lezerspanel.tokens import hash_of
from a11y_checks.models import Lezerspanel, LezerspanelKeuze, LezerspanelReactie
from a11y_checks.models.lezerspanel import open_panels

#: More answers teach nothing new about a text, and bound what a leaked link can fill the table with.
MOST_REACTIES = 200
MAX_OPMERKING = 500


def find_panel(token: str) -> Lezerspanel:
    """The open panel of this link. Raises LezerspanelClosed, the same for unknown, over and closed."""
    panel = open_panels().filter(token_hash=hash_of(token)).first()
    if panel is None:
        raise LezerspanelClosed
    return panel


def find_reactie(panel: Lezerspanel, reader: str) -> LezerspanelReactie | None:
    """What this reader sent before."""
    return LezerspanelReactie.objects.filter(panel=panel, reader=reader).first()


def is_full(panel: Lezerspanel) -> bool:
    """Whether enough people answered; who began may still finish."""
    return LezerspanelReactie.objects.filter(panel=panel).count() >= MOST_REACTIES


def save_deel(
    *, panel: Lezerspanel, reader: str, zinnen: list[dict[str, str]], data: Mapping[str, Any]
) -> None:
    """Keep the choices and remarks on these sentences: they take the place of what this reader sent on them before.

    `data`: the posted form, `keuze-ID` and `opmerking-ID`. What the form can't send is dropped. When nothing at all is
    filled in and nothing was before, no row is made. Raises LezerspanelClosed.
    """
    ids = [zin["id"] for zin in zinnen]
    given = {number: data.get(f"keuze-{number}", "") for number in ids}
    keuzes = {number: value for number, value in given.items() if value in LezerspanelKeuze.values}
    texts = {number: clean_text(data.get(f"opmerking-{number}", "")) for number in ids}
    opmerkingen = {number: text for number, text in texts.items() if text}

    def keep(reactie: LezerspanelReactie) -> None:
        reactie.keuzes = {k: v for k, v in reactie.keuzes.items() if k not in given} | keuzes
        reactie.opmerkingen = {k: v for k, v in reactie.opmerkingen.items() if k not in given} | opmerkingen

    _store(panel, reader, keep, is_blank=not (keuzes or opmerkingen))


def save_end(*, panel: Lezerspanel, reader: str, data: Mapping[str, Any]) -> None:
    """Keep the answer to the editor's own question and the last remark, and note that this reader is done.

    Raises LezerspanelClosed.
    """
    antwoord = clean_text(data.get("antwoord", "")) if panel.vraag else ""
    opmerking = clean_text(data.get("opmerking", ""))

    def keep(reactie: LezerspanelReactie) -> None:
        reactie.antwoord, reactie.opmerking = antwoord, opmerking
        reactie.done_on = reactie.done_on or timezone.localdate()

    _store(panel, reader, keep, is_blank=not (antwoord or opmerking))


def clean_text(value: Any) -> str:
    """Typed text as it is kept: no control characters, line ends as one character, at most MAX_OPMERKING."""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c == "\n" or (c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF))
    return kept.strip()[:MAX_OPMERKING].strip()


def _store(panel: Lezerspanel, reader: str, keep: Any, *, is_blank: bool) -> None:
    with transaction.atomic():
        # The row of the panel is the lock: two parts of one reader, or two last readers, one after the other.
        standing = open_panels().select_for_update().filter(pk=panel.pk).first()
        if standing is None:
            raise LezerspanelClosed
        reactie = find_reactie(standing, reader)
        if reactie is None:
            if is_blank:
                return
            if is_full(standing):
                raise LezerspanelClosed
            reactie = LezerspanelReactie(panel=standing, reader=reader, started_on=timezone.localdate())
        keep(reactie)
        reactie.save()
