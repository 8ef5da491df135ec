"""What the panel "Controle voor publicatie" shows of one draft: rows by level, counts in words, what was answered."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import signing
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.criteria import AUDITED_VERSION, CRITERIA, described, legal_set
from a11y_checks.editor.leesbaarheid_look import LeesbaarheidLook, look_at_leesbaarheid
from a11y_checks.editor.links import content_path
from a11y_checks.gate import PublishRefused
from a11y_checks.gate.oordeel import needs_answer, oordelen_for
from a11y_checks.gate.uitzondering import covered_by, fingerprint_of
from a11y_checks.gate.verdict import quick_look
from a11y_checks.models import BevindingOordeel, OordeelKeuze, Uitzondering

logger = logging.getLogger("loket.gate")

SALT = "a11y_checks.oordeel"
B1 = "b1:"
_CERTAINTY = (
    (0.95, gettext_lazy("Zeker")),
    (0.8, gettext_lazy("Bijna zeker")),
    (0.6, gettext_lazy("Waarschijnlijk")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the panel tells it. `token` is set for a question that can be answered."""

    bevinding: Bevinding
    key: str
    criteria: tuple[str, ...]
    duty: str
    certainty: str
    path: str
    oordeel: BevindingOordeel | None = None
    uitzondering: Uitzondering | None = None
    token: str = ""
    for_webteam: bool = False

    @property
    def screenshot(self) -> str:
        """The element as the browser saw it, as a data address; "" when there is no picture."""
        picture = str(getattr(self.bevinding, "screenshot", "") or "")
        return picture if picture.startswith("data:image/") else ""


@dataclass
class Look:
    """The rows by level. `complete`: the browser has looked too. `problem`: why there is nothing to show."""

    faults: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    answered: list[Row] = field(default_factory=list)
    leesbaarheid: LeesbaarheidLook | None = None
    complete: bool = False
    problem: str = ""

    @property
    def stopping(self) -> int:
        """How many things stand between this draft and the site."""
        return len(self.faults) + len(self.questions)

    @cached_property
    def summary(self) -> str:
        """In words: "2 fouten, 1 vraag, 3 opmerkingen". A level without findings is left out."""
        if self.problem:
            return self.problem
        faults, questions, notes = len(self.faults), len(self.questions), len(self.notes)
        counted = [
            (faults, ngettext("%(number)d fout", "%(number)d fouten", faults)),
            (questions, ngettext("%(number)d vraag", "%(number)d vragen", questions)),
            (notes, ngettext("%(number)d opmerking", "%(number)d opmerkingen", notes)),
        ]
        shown = [text % {"number": number} for number, text in counted if number]
        if not self.stopping:
            shown.insert(0, _("Geen fouten gevonden die een computer kan vinden"))
        return ", ".join(shown)


def look_at(page: Any) -> Look:
    """What is known now of a draft as it stands in memory. Never raises: the editor must go on working."""
    try:
        quick = quick_look(page)
        found = [*page.gate_checks(), *quick.bevindingen]
    except PublishRefused as refusal:
        return Look(problem=refusal.reason)
    except Exception:
        logger.exception("no panel for page %s: a check broke", page.pk)
        return Look(problem=_("De controle ging stuk op deze tekst. Vraag hulp aan het webteam."))
    look = Look(leesbaarheid=_leesbaarheid(page, quick.leesbaarheid), complete=quick.complete)
    _sort_into(look, page, found)
    return look


def _leesbaarheid(page: Any, level: dict[str, Any]) -> LeesbaarheidLook | None:
    """The reading level of the draft; None when it is not in Dutch, or when that check broke: the rest still counts."""
    try:
        return look_at_leesbaarheid(page, level)
    except Exception:
        logger.exception("no reading level for page %s", page.pk)
        return None


def _sort_into(look: Look, page: Any, found: list[Bevinding]) -> None:
    given = oordelen_for(page, found)
    stopping = [b for b in found if b.niveau is Niveau.BLOCK or needs_answer(b)]
    remaining, uitzondering = covered_by(page, stopping)
    kept = {id(b) for b in remaining}
    asked: set[str] = set()
    for bevinding in found:
        key = fingerprint_of(page, bevinding)
        oordeel = given.get(key)
        if bevinding.rule.startswith(B1) and bevinding.niveau is not Niveau.BLOCK:
            continue  # the list of sentences says the same, with more
        if needs_answer(bevinding):
            if key in asked:
                continue  # the same words twice in one block: one answer is for both
            asked.add(key)
        if not (bevinding.niveau is Niveau.BLOCK or needs_answer(bevinding)):
            look.notes.append(_row(page, bevinding))
        elif needs_answer(bevinding) and oordeel is not None and oordeel.keuze == OordeelKeuze.GOED:
            look.answered.append(_row(page, bevinding, oordeel=oordeel))
        elif id(bevinding) not in kept:
            look.notes.append(_row(page, bevinding, uitzondering=uitzondering))
        elif bevinding.niveau is Niveau.BLOCK:
            look.faults.append(_row(page, bevinding))
        else:
            look.questions.append(_row(page, bevinding, oordeel=oordeel))


def _row(page: Any, bevinding: Bevinding, **extra: Any) -> Row:
    key = fingerprint_of(page, bevinding)
    return Row(
        bevinding=bevinding,
        key=key,
        criteria=tuple(described(number) for number in bevinding.criteria),
        duty=_duty(bevinding),
        certainty=_certainty(bevinding),
        path=content_path(bevinding.source),
        token=question_token(page, key, bevinding) if needs_answer(bevinding) and page.pk else "",
        for_webteam=bevinding.niveau is Niveau.ASK and not needs_answer(bevinding),
        **extra,
    )


def _duty(bevinding: Bevinding) -> str:
    if bevinding.rule.startswith(B1):
        return _("Afspraak van de gemeente, geen eis van de wet")
    today = date.today()
    law = legal_set(today)
    if law is not None and bevinding.is_legal(today):
        return _("Wettelijk verplicht (WCAG %(version)s)") % {"version": law.version}
    if any(number in CRITERIA for number in bevinding.criteria):
        return _("Extra (WCAG %(version)s)") % {"version": AUDITED_VERSION}
    return _("Goed gebruik, geen eis van de wet")


def _certainty(bevinding: Bevinding) -> str:
    text = next((text for least, text in _CERTAINTY if bevinding.certainty >= least), None)
    return str(text) if text else _("Niet zeker, kijk zelf")


def question_token(page: Any, key: str, bevinding: Bevinding) -> str:
    """The question as it is shown, signed: an answer counts for what this page really asked, saved or not."""
    return signing.dumps([page.pk, key, bevinding.rule, bevinding.message], salt=SALT)


def read_token(page: Any, token: str) -> tuple[str, str, str]:
    """Fingerprint, rule and message of a question. Raises BadSignature for a token of elsewhere."""
    pk, key, rule, message = signing.loads(token, salt=SALT)
    if pk != page.pk:
        raise signing.BadSignature("a question of another page")
    return key, rule, message
