"""What somebody asks in the address of "Waar staat dit?": read, checked, and turned into a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.models import Page

from basis.gebruik import nummers
from basis.gebruik.registry import house_style
from basis.gebruik.targets import ObjectTarget, PhoneTarget, document_target, page_target
from basis.models import LocationPage

#: More titles than this nobody reads: type more of the name.
MOST_CHOICES = 25
_LONGEST = 100

KINDS = {
    "nummer": gettext_lazy("Een telefoonnummer"),
    "document": gettext_lazy("Een document"),
    "locatie": gettext_lazy("Een locatie"),
    "pagina": gettext_lazy("Een andere pagina"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the `kind`, the words or number, and the id once one was chosen. `error` is a Dutch sentence."""

    kind: str
    text: str
    target: PhoneTarget | ObjectTarget | None = None
    error: str = ""

    @property
    def query(self) -> dict[str, str]:
        """For an address that asks the same."""
        key = str(self.target.pk) if isinstance(self.target, ObjectTarget) else ""
        return {"wat": self.kind, "q": self.text, **({"id": key} if key else {})}


def ask(data: Mapping[str, str]) -> Question:
    """The question in `wat`, `q` and `id` of an address; what is no question stays empty."""
    kind = data.get("wat", "")
    kind = kind if kind in KINDS else "nummer"
    text = data.get("q", "").replace("\x00", "").strip()[:_LONGEST]
    if kind == "nummer":
        return _ask_number(text)
    if not data.get("id", ""):
        return Question(kind, text)
    thing = chosen(kind, data.get("id", ""))
    if thing is None:
        return Question(kind, text, error=_("Dit bestaat niet meer. Zoek het opnieuw."))
    return Question(kind, text, document_target(thing) if kind == "document" else page_target(thing))


def _ask_number(text: str) -> Question:
    if not text:
        return Question("nummer", "")
    try:
        return Question("nummer", text, PhoneTarget(nummers.parse(text), style=house_style()))
    except nummers.NoNumber:
        return Question("nummer", text, error=no_number())


def no_number() -> str:
    """What to type instead."""
    return _("Dit is geen telefoonnummer. Vul het hele nummer in, zoals 0590 01 23 45 of 14 0590.")


def titles(kind: str, text: str) -> QuerySet[Any]:
    """The documents, locations or pages with these words in their title, by title."""
    if kind == "document":
        found = get_document_model().objects.order_by("title", "pk")
    elif kind == "locatie":
        found = LocationPage.objects.order_by("title", "pk")
    else:
        found = Page.objects.filter(depth__gt=1).order_by("title", "pk")
    for word in text.split()[:8]:
        found = found.filter(title__icontains=word)
    return found


def chosen(kind: str, key: str) -> Any:
    """The document or the specific page with this id, or None."""
    if not (key.isascii() and key.isdigit() and len(key) < 12):
        return None
    if kind == "document":
        return get_document_model().objects.filter(pk=key).first()
    model: Any = LocationPage if kind == "locatie" else Page
    page = model.objects.filter(pk=key, depth__gt=1).first()
    return page.specific if page is not None else None


def with_new(question: Question, data: Mapping[str, str]) -> Question:
    """The question with what comes instead, from `nieuw`. With an `error` when that can't be."""
    target, new = question.target, data.get("nieuw", "").replace("\x00", "").strip()[:_LONGEST]
    if target is None or not new:
        return question
    if isinstance(target, PhoneTarget):
        try:
            number = nummers.parse(new)
        except nummers.NoNumber:
            return _wrong(question, no_number())
        if number == target.nummer:
            return _wrong(question, _("Dit is hetzelfde nummer. Vul het nieuwe nummer in."))
        return Question(question.kind, question.text, PhoneTarget(target.nummer, number, target.style))
    thing = chosen(question.kind, new)
    if thing is None:
        return _wrong(question, _("Wat u koos, bestaat niet meer. Kies iets anders."))
    if thing.pk == target.pk:
        return _wrong(question, _("U koos hetzelfde. Kies wat ervoor in de plaats komt."))
    if question.kind != "document" and not thing.live:
        return _wrong(question, _("Deze pagina staat niet online. Kies een pagina die online staat."))
    old = chosen(question.kind, str(target.pk))
    if old is None:
        return _wrong(question, _("Dit bestaat niet meer. Zoek het opnieuw."))
    made = document_target(old, thing) if question.kind == "document" else page_target(old, thing)
    return Question(question.kind, question.text, made)


def _wrong(question: Question, error: str) -> Question:
    return Question(question.kind, question.text, question.target, error)
