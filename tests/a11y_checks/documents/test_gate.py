"""A page that links to a document that isn't good does not go live; the document itself is kept."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from wagtail.models import get_page_models

from a11y_checks.bevinding import Niveau
from a11y_checks.documents import services
from a11y_checks.documents.services import (
    AnswerRefused,
    answer_question,
    check_document,
    check_documents,
    controle_of,
    document_bevindingen,
    open_bevindingen,
)
from a11y_checks.gate import PublishRefused
from a11y_checks.mixins import GatedPage
from a11y_checks.models import DocumentControle
from tests.support.document_files import make_docx, make_pdf
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

BLOCK_ID = "a1111111-1111-4111-8111-111111111111"
UNTAGGED = make_pdf(pages=5, tagged=False)
ASKING = make_pdf(pages=5, shows_title=False)


def linking(document: Any, *, typed: bool = False) -> dict[str, Any]:
    """A text block with a link to the document, chosen or typed."""
    link = f'<a href="{document.url}">' if typed else f'<a linktype="document" id="{document.pk}">'
    text = f"<p>Lees de {link}afvalkalender van dit jaar (pdf, 1 kB)</a>.</p>"
    return {"type": "tekst", "value": text, "id": BLOCK_ID}


@pytest.mark.parametrize("typed", [False, True], ids=["chosen", "typed address"])
def test_a_page_with_a_bad_document_is_refused_at_its_block(make_document: Any, typed: bool) -> None:
    document = make_document(data=UNTAGGED)
    page = make_page(publish(make_home()), "Afval", linking(document, typed=typed))
    with pytest.raises(PublishRefused) as refusal:
        publish(page)
    (bevinding,) = refusal.value.bevindingen
    assert bevinding.rule == "document-zonder-labels"
    assert bevinding.source == f"inhoud/{BLOCK_ID}"
    assert bevinding.message.startswith("Document 'Folder': ")


def test_a_page_with_a_good_document_goes_live(make_document: Any) -> None:
    page = publish(make_page(publish(make_home()), "Afval", linking(make_document())))
    assert page.live


def test_a_document_nobody_links_to_stops_nothing(make_document: Any) -> None:
    make_document(data=UNTAGGED)
    assert publish(make_page(publish(make_home()))).live


def test_a_file_that_could_not_be_checked_stops_the_page(make_document: Any) -> None:
    page = make_page(make_home(), "Afval", linking(make_document(data=b"%PDF-1.7 kapot")))
    assert [b.rule for b in document_bevindingen(page)] == ["document-niet-gecontroleerd"]
    document = make_document(name="weg.pdf")
    document.file.storage.delete(document.file.name)
    assert controle_of(document).error.startswith("Niet gecontroleerd: het bestand is er niet meer")


def test_a_question_is_answered_once_and_returns_with_another_file(make_document: Any) -> None:
    document = make_document(data=ASKING)
    page = make_page(make_home(), "Afval", linking(document))
    (question,) = document_bevindingen(page)
    assert question.niveau is Niveau.ASK
    controle = answer_question(
        document=document, rule=question.rule, reason="De naam is goed.", user=make_user()
    )
    assert (controle.answers[0]["user"], controle.answers[0]["reason"]) == (
        "eindredacteur",
        "De naam is goed.",
    )
    assert document_bevindingen(page) == []
    document.file = ContentFile(make_pdf(pages=6, shows_title=False), name="nieuw.pdf")
    document._set_document_file_metadata()
    document.save()
    (again,) = document_bevindingen(page)
    assert again.rule == question.rule
    assert again.fingerprint() != question.fingerprint()


def test_an_answer_needs_a_reason_a_right_and_an_open_question(make_document: Any) -> None:
    document, user = make_document(data=make_pdf(pages=5, shows_title=False, tagged=False)), make_user()
    check_document(document=document)
    rule = "document-titel-niet-zichtbaar"
    for refused in (
        {"rule": rule, "reason": "  ", "user": user},
        {"rule": rule, "reason": "Goed", "user": make_user("vreemde", is_superuser=False)},
        {"rule": "document-zonder-labels", "reason": "Goed", "user": user},  # a fault, no question
        {"rule": "bestaat-niet", "reason": "Goed", "user": user},
    ):
        with pytest.raises(AnswerRefused):
            answer_question(document=document, **refused)
    assert DocumentControle.objects.get().answers == []


def test_a_check_is_kept_until_the_file_or_the_rules_change(make_document: Any) -> None:
    document = make_document()
    with mock.patch.object(services, "inspect_file", wraps=services.inspect_file) as looked:
        controle_of(document)
        controle_of(document)
        assert looked.call_count == 1
        document.file = ContentFile(make_docx(), name="folder.docx")
        document._set_document_file_metadata()
        document.save()
        assert controle_of(document).kind == "docx"
        with mock.patch.object(services, "document_rules_version", return_value="nieuwe regels"):
            controle_of(document)
        assert looked.call_count == 3


def test_a_file_that_changed_without_its_hash_is_seen_by_the_full_round(make_document: Any) -> None:
    document = make_document()
    controle_of(document)
    with document.file.storage.open(document.file.name, "wb") as file:
        file.write(UNTAGGED)
    assert check_documents().with_faults == ()
    assert check_documents(everything=True).with_faults == (document.pk,)


def test_a_round_of_the_worker_is_short_and_what_gives_no_answer_keeps_nobody_waiting(
    make_document: Any,
) -> None:
    first, second, third = (make_document(f"D{n}", f"d{n}.pdf") for n in range(3))
    first.file.storage.delete(first.file.name)
    assert check_documents(limit=2).looked_at == (first.pk, second.pk)
    assert check_documents(limit=2).looked_at == (third.pk,)
    assert check_documents().looked_at == (first.pk,)


def test_saving_a_document_checks_it(make_document: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = make_document(data=UNTAGGED)
    assert [b.rule for b in open_bevindingen(document.controle)] == ["document-zonder-labels"]


@pytest.mark.parametrize(
    "model", [model for model in get_page_models() if issubclass(model, GatedPage)], ids=lambda m: m.__name__
)
def test_every_page_type_asks_after_its_documents(model: type[Any]) -> None:
    """A type that overrides gate_checks without super() would let documents through."""
    marker = mock.Mock(name="bevinding")
    with mock.patch("a11y_checks.mixins.document_bevindingen", return_value=[marker]):
        assert marker in model(title="Afval", slug="afval").gate_checks()
