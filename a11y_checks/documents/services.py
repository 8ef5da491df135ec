"""Checks files, keeps the results, takes answers to questions, and tells the gate what a page links to."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry
from wagtail.utils.file import hash_filelike

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.documents.inspect.facts import DocumentFacts, NotChecked, Problem
from a11y_checks.documents.inspect.run import inspect_file
from a11y_checks.documents.rules import judge, judge_problem
from a11y_checks.documents.usage import documents_on
from a11y_checks.documents.version import document_rules_version
from a11y_checks.models import DocumentControle

logger = logging.getLogger("loket.documents")

# Says nothing of the file itself, so the next look tries again.
_TRY_AGAIN = {Problem.UNAVAILABLE, Problem.MISSING}


class AnswerRefused(Exception):
    """A question about a file was not answered; the text says why, in Dutch."""


def check_document(*, document: Any) -> DocumentControle:
    """Look inside the document's file now and store what was found; answers to questions are kept.

    Takes about half a second and at most half a minute, so never inside a transaction that others wait for.
    """
    facts, problem, file_hash = _inspect(document)
    bevindingen = [judge_problem(problem)] if problem else judge(facts)
    stored = {**facts.to_dict(), "version": document_rules_version(), "name": document.file.name}
    if problem:
        stored["problem"] = problem.value
        logger.warning("document %s not checked: %s", document.pk, problem.value)
    controle, _created = DocumentControle.objects.update_or_create(
        document_id=document.pk,
        defaults={
            "file_hash": file_hash,
            "kind": facts.kind[:20],
            "pages": facts.pages,
            "facts": stored,
            "bevindingen": [bevinding.to_dict() for bevinding in bevindingen],
            "error": bevindingen[0].message[:300] if problem else "",
        },
    )
    return controle


def _inspect(document: Any) -> tuple[DocumentFacts, Problem | None, str]:
    """The facts, or those of a file that wasn't checked with the reason; and the hash of what was read."""
    unknown = DocumentFacts(kind=document.file_extension.lower()[:20] or "anders")
    file_hash = document.file_hash
    try:
        with document.open_file() as file:
            file_hash = hash_filelike(file)
            return inspect_file(file, document.file_extension.lower()), None, file_hash
    except (FileNotFoundError, ValueError):
        return unknown, Problem.MISSING, file_hash
    except OSError:
        logger.exception("the file of document %s could not be read", document.pk)
        return unknown, Problem.UNAVAILABLE, file_hash
    except NotChecked as refusal:
        return unknown, refusal.problem, file_hash


def is_current(controle: DocumentControle, document: Any) -> bool:
    """Whether the stored check is of today's file by today's rules."""
    facts = controle.facts
    same_file = controle.file_hash == document.file_hash and facts.get("name") == document.file.name
    return (
        same_file
        and facts.get("version") == document_rules_version()
        and facts.get("problem") not in {problem.value for problem in _TRY_AGAIN}
    )


def controle_of(document: Any) -> DocumentControle:
    """The check of the document as it is now: stored, or else done now."""
    known = DocumentControle.objects.filter(document_id=document.pk).first()
    if known is not None:
        document.get_file_hash()  # an import may have saved the document without
        if is_current(known, document):
            return known
    return check_document(document=document)


def open_bevindingen(controle: DocumentControle) -> list[Bevinding]:
    """What is wrong and what is still asked: an answer holds for the file that it was given on."""
    answered = {a["rule"] for a in controle.answers if a["file_hash"] == controle.file_hash}
    return [b for b in controle.findings if b.niveau is not Niveau.ASK or b.rule not in answered]


def document_bevindingen(page: Any) -> list[Bevinding]:
    """What stops or questions publishing a page because of the files it links to, each at its field.

    The fingerprint holds the file's own hash: another file asks again. Notes stay with the document.
    """
    sources = documents_on(page)
    documents = get_document_model().objects.filter(pk__in=sources).order_by("pk")
    found = []
    for document in documents:
        controle = controle_of(document)
        for bevinding in open_bevindingen(controle):
            if bevinding.niveau is Niveau.NOTE:
                continue
            found.append(
                replace(
                    bevinding,
                    message=_("Document '%(title)s': %(message)s")
                    % {"title": document.title, "message": bevinding.message},
                    excerpt=f"{document.title} {controle.file_hash[:12]}",
                    source=sources[document.pk],
                )
            )
    return found


@transaction.atomic
def answer_question(*, document: Any, rule: str, reason: str, user: Any) -> DocumentControle:
    """Keep a person's answer "this is good as it is" to a question about the file as it stands now.

    Raises AnswerRefused without the right to change the document, without a reason, and for what is no open
    question (a fault can't be answered away; for that there is the uitzondering).
    """
    policy = policy_registry.get_by_type(get_document_model())
    if not policy.user_has_permission_for_instance(user, "change", document):
        raise AnswerRefused(_("U mag dit document niet veranderen."))
    if not reason.strip():
        raise AnswerRefused(_("Schrijf op waarom dit goed is."))
    controle = DocumentControle.objects.select_for_update().get(document_id=document.pk)
    open_rules = {b.rule for b in open_bevindingen(controle) if b.niveau is Niveau.ASK}
    if rule not in open_rules or not is_current(controle, document):
        raise AnswerRefused(_("Deze vraag is er niet meer. Kijk opnieuw naar het document."))
    controle.answers = [
        *controle.answers,
        {
            "rule": rule,
            "file_hash": controle.file_hash,
            "reason": " ".join(reason.split())[:500],
            "user": user.get_username(),
            "on": timezone.now().isoformat(timespec="seconds"),
        },
    ]
    controle.save(update_fields=["answers", "checked_at"])
    return controle


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What one round over all documents found: ids of what was looked at, and of what is not in order."""

    looked_at: tuple[int, ...]
    with_faults: tuple[int, ...]
    with_questions: tuple[int, ...]
    not_checked: tuple[int, ...]


def check_documents(*, everything: bool = False, limit: int | None = None) -> CheckRun:
    """Check every document that was not checked in its present form; with `everything` also those that were.

    For the command and the worker: needs no browser. `limit`: how many files are looked at, so that a round
    stays short; the answer then covers the documents up to there. What gave no answer waits a day in such rounds.
    """
    looked_at: list[int] = []
    faults: list[int] = []
    questions: list[int] = []
    not_checked: list[int] = []
    for document in _all_documents():
        known = getattr(document, "controle", None)
        if everything or known is None or not is_current(known, document):
            if limit is not None and known is not None and known.error and known.checked_at > _yesterday():
                continue
            if len(looked_at) == limit:
                break
            known = check_document(document=document)
            looked_at.append(document.pk)
        levels = {bevinding.niveau for bevinding in open_bevindingen(known)}
        if known.error:
            not_checked.append(document.pk)
        elif Niveau.BLOCK in levels:
            faults.append(document.pk)
        elif Niveau.ASK in levels:
            questions.append(document.pk)
    return CheckRun(tuple(looked_at), tuple(faults), tuple(questions), tuple(not_checked))


def _yesterday() -> datetime:
    return timezone.now() - timedelta(days=1)


def _all_documents() -> Iterator[Any]:
    """Every document, in pieces by key: looking takes long and no cursor should stay open meanwhile."""
    model, last = get_document_model(), 0
    while batch := list(model.objects.filter(pk__gt=last).select_related("controle").order_by("pk")[:100]):
        yield from batch
        last = batch[-1].pk
