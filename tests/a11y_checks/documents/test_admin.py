"""Uploading, the list, answering and removing, through the admin as an editor uses it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupCollectionPermission

from a11y_checks.documents.inventory import as_csv, documents_for, inventory, safe_cell
from a11y_checks.documents.removal import RemovalRefused, remove_document, replaced_by
from a11y_checks.documents.services import check_document
from a11y_checks.documents.usage import used_by
from a11y_checks.models import DocumentControle
from tests.support.client import CheckingClient
from tests.support.document_files import make_pdf
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

UNTAGGED = make_pdf(pages=5, tagged=False)
NO_LABELS = "Dit bestand heeft geen labels."


@pytest.fixture
def editor(client: CheckingClient) -> CheckingClient:
    client.force_login(make_user())
    return client


def linking(document: Any, text: str = "") -> dict[str, Any]:
    link = text or f'<a linktype="document" id="{document.pk}">afvalkalender van dit jaar (pdf, 1 kB)</a>'
    return {"type": "tekst", "value": f"<p>Lees de {link}.</p>", "id": "a1111111-1111-4111-8111-111111111111"}


def root_collection() -> Any:
    return Collection.get_first_root_node().pk


def upload(data: bytes = UNTAGGED, name: str = "folder.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_adding_stores_the_document_and_says_what_is_wrong(editor: CheckingClient) -> None:
    posted = {"title": "Folder", "file": upload(), "collection": root_collection(), "tags": ""}
    html = editor.post(reverse("wagtaildocs:add"), posted, follow=True).content.decode()
    document = get_document_model().objects.get()
    assert "maar kan zo niet online" in html
    assert NO_LABELS in html
    assert reverse("a11y_document", args=[document.pk]) in html
    assert document.controle.kind == "pdf"


def test_adding_several_shows_the_findings_with_each_form(editor: CheckingClient) -> None:
    answer = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Folder", "files[]": upload(), "collection": root_collection()},
    )
    data = json.loads(answer.content)
    assert data["success"]
    assert NO_LABELS in data["form"]
    assert 'name="doc-' in data["form"]


def in_the_dialogue(data: bytes) -> dict[str, Any]:
    prefix = "document-chooser-upload-"
    return {
        f"{prefix}title": "Folder",
        f"{prefix}file": upload(data),
        f"{prefix}collection": root_collection(),
    }


def test_the_dialogue_shows_what_is_wrong_and_lets_it_be_chosen_anyway(editor: CheckingClient) -> None:
    address = reverse("wagtaildocs_chooser:create")
    shown = json.loads(editor.post(address, in_the_dialogue(UNTAGGED)).content)
    assert shown["step"] == "reshow_creation_form"
    assert NO_LABELS in shown["htmlFragment"]
    document = get_document_model().objects.get()
    chosen = json.loads(editor.post(address, {"toch": document.pk}).content)
    assert (chosen["step"], chosen["result"]["id"]) == ("chosen", str(document.pk))
    assert editor.post(address, {"toch": "0"}).status_code == 302  # Wagtail's answer to who may not


def test_the_dialogue_chooses_a_good_file_at_once(editor: CheckingClient) -> None:
    answer = editor.post(reverse("wagtaildocs_chooser:create"), in_the_dialogue(make_pdf(pages=5)))
    assert json.loads(answer.content)["step"] == "chosen"
    wrong = json.loads(editor.post(reverse("wagtaildocs_chooser:create"), {}).content)
    assert wrong["step"] == "reshow_creation_form"


def test_replacing_the_file_checks_the_new_one(editor: CheckingClient, make_document: Any) -> None:
    document = make_document(data=UNTAGGED)
    address = reverse("wagtaildocs:edit", args=[document.pk])
    assert NO_LABELS in editor.get(address).content.decode()
    good = upload(make_pdf(pages=5), "nieuw.pdf")
    posted = {"title": "Folder", "file": good, "collection": root_collection(), "tags": ""}
    assert NO_LABELS not in editor.post(address, posted, follow=True).content.decode()
    assert "Geen fouten gevonden" in editor.get(address).content.decode()


def test_a_question_is_answered_on_the_screen_of_the_document(
    editor: CheckingClient, make_document: Any
) -> None:
    document = make_document(data=make_pdf(pages=5, shows_title=False))
    address = reverse("a11y_document", args=[document.pk])
    assert "Is dit goed zo?" in editor.get(address).content.decode()
    posted = {"rule": "document-titel-niet-zichtbaar", "reason": "De naam is duidelijk."}
    html = editor.post(address, posted, follow=True).content.decode()
    assert "De naam is duidelijk." in html
    assert "Is dit goed zo?" not in html
    assert "Schrijf op waarom" in editor.post(address, {"rule": "x"}, follow=True).content.decode()
    assert "opnieuw gecontroleerd" in editor.post(address, {"opnieuw": "1"}, follow=True).content.decode()


def test_the_list_tells_use_faults_and_proposals(editor: CheckingClient, make_document: Any) -> None:
    used, unused = make_document("Kalender", data=UNTAGGED), make_document("Los", "los.pdf")
    short = make_document("Kort", "kort.pdf", make_pdf(pages=2))
    never = make_document("Nooit bekeken", "nooit.pdf", make_pdf(pages=6))
    for document in (used, unused, short):
        check_document(document=document)
    page = make_page(make_home(), "Afval", linking(used), linking(short))
    rows = {row.document.pk: row for row in inventory(documents_for(make_user("ander")))}
    assert [p.pk for p in rows[used.pk].pages] == [page.pk]
    assert rows[used.pk].status == "fout"
    assert (rows[unused.pk].status, rows[unused.pk].voorstellen) == ("goed", ["weg"])
    assert rows[short.pk].voorstellen == ["pagina"]
    assert rows[never.pk].status == "onbekend"
    report = reverse("a11y_documents")
    html = editor.get(report).content.decode()
    assert "U ziet 4 documenten." in " ".join(html.split())
    for query, there, absent in (
        ({"status": "fout"}, "Kalender", "Los"),
        ({"usage": "nee"}, "Los", "Kalender"),
        ({"voorstel": "pagina"}, "Kort", "Kalender"),
        ({"query": "KALEN"}, "Kalender", "Kort"),
        ({"kind": "pdf", "status": "onbekend"}, "Nooit bekeken", "Kalender"),
    ):
        listed = editor.get(report, query).content.decode().split("<tbody>")[1]
        assert there in listed
        assert absent not in listed
    assert "geen documenten die erbij passen" in editor.get(report, {"query": "qqq"}).content.decode()
    assert editor.get(report, {"status": "nonsens", "p": "x"}).status_code == 200


def test_the_csv_holds_the_rows_and_no_formula(editor: CheckingClient, make_document: Any) -> None:
    check_document(document=make_document("=HYPERLINK(1)", data=UNTAGGED))
    answer = editor.get(reverse("a11y_documents"), {"vorm": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Titel"
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert NO_LABELS in rows[1][6]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1", "\ufeff=1"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    assert [safe_cell(value) for value in ("Folder", 5, "", "a=b")] == ["Folder", "5", "", "a=b"]


def test_use_is_seen_in_live_pages_drafts_and_typed_addresses(make_document: Any) -> None:
    live, draft, typed, unused = (make_document(f"D{n}", f"d{n}.pdf") for n in range(4))
    home = publish(make_home())
    page = publish(make_page(home, "Online", linking(live)))
    page.inhoud = page.inhoud.stream_block.to_python([linking(draft)])
    page.save_revision()
    other = make_page(home, "Getypt", linking(None, f'<a href="{typed.url}">kalender (pdf, 1 kB)</a>'))
    other.save_revision()
    found = {pk: [item.pk for item in items] for pk, items in used_by().items()}
    assert found == {live.pk: [page.pk], draft.pk: [page.pk], typed.pk: [other.pk]}
    assert unused.pk not in found


def test_removing_leads_the_old_address_to_a_page(editor: CheckingClient, make_document: Any) -> None:
    document, home = make_document(), publish(make_home())
    page, old = publish(make_page(home)), document.url
    address = reverse("a11y_document_remove", args=[document.pk])
    assert "Haal weg en leid door" in editor.get(address).content.decode()
    assert "Kies een pagina of een document" in editor.post(address, {}).content.decode()
    assert get_document_model().objects.exists()
    assert "is weg" in editor.post(address, {"page": page.pk}, follow=True).content.decode()
    assert not get_document_model().objects.exists()
    answer = editor.get(old)
    assert (answer.status_code, answer["Location"]) == (301, page.url)


def test_removing_leads_to_the_newer_document_and_redirects_follow(make_document: Any) -> None:
    user, first = make_user(), make_document("A", "a.pdf")
    second, third = make_document("B", "b.pdf"), make_document("C", "c.pdf")
    oldest = remove_document(document=first, redirect_to=second, user=user)
    remove_document(document=second, redirect_to=third, user=user)
    oldest.refresh_from_db()
    assert oldest.redirect_link == third.url
    assert Redirect.objects.count() == 2


def test_what_is_used_or_leads_nowhere_stays(editor: CheckingClient, make_document: Any) -> None:
    document, other, user = make_document(), make_document("B", "b.pdf"), make_user("ander")
    draft = make_page(make_home(), "Concept", linking(document))
    for target in (other, draft, None):
        with pytest.raises(RemovalRefused):
            remove_document(document=other, redirect_to=target, user=user)
    with pytest.raises(RemovalRefused) as refusal:
        remove_document(document=document, redirect_to=other, user=user)
    assert [page.pk for page in refusal.value.used_by] == [draft.pk]
    html = editor.get(reverse("a11y_document_remove", args=[document.pk])).content.decode()
    assert "Dit kan nog niet" in html
    assert get_document_model().objects.count() == 2
    assert not Redirect.objects.exists()


def test_a_newer_version_is_recognised_and_another_year_is_not(make_document: Any) -> None:
    old, new = make_document("A", "folder-v1.pdf"), make_document("B", "folder-v2.pdf", make_pdf(pages=6))
    year = [make_document(name, f"kalender-{name}.pdf", make_pdf(pages=number))
            for number, name in enumerate(("2025", "2026"), start=7)]  # fmt: skip
    twin = make_document("C", "heel-anders.pdf", make_pdf(pages=6))
    found = {pk: newer.pk for pk, newer in replaced_by([old, new, *year, twin]).items()}
    assert found == {old.pk: new.pk, new.pk: twin.pk}


def test_who_may_not_change_documents_sees_nothing(client: CheckingClient, make_document: Any) -> None:
    document, user = make_document(), make_user("lezer", is_superuser=False)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for address in (
        reverse("a11y_documents"),
        reverse("a11y_document", args=[document.pk]),
        reverse("a11y_document_remove", args=[document.pk]),
    ):
        assert client.get(address).status_code == 302
    with pytest.raises(RemovalRefused):
        remove_document(document=document, redirect_to=make_document("B", "b.pdf"), user=user)


def test_an_editor_of_one_collection_sees_and_removes_only_there(
    client: CheckingClient, make_document: Any
) -> None:
    mine = Collection.get_first_root_node().add_child(name="Afval")
    own, foreign = make_document("Eigen", collection=mine), make_document("Vreemd", "v.pdf")
    group = Group.objects.create(name="Afval")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_document", "change_document"):
        GroupCollectionPermission.objects.create(
            group=group, collection=mine, permission=Permission.objects.get(codename=codename)
        )
    user = make_user("redacteur", is_superuser=False)
    user.groups.add(group)
    client.force_login(user)
    html = client.get(reverse("a11y_documents")).content.decode()
    assert "Eigen" in html
    assert "Vreemd" not in html
    assert client.get(reverse("a11y_document", args=[foreign.pk])).status_code == 302
    with pytest.raises(RemovalRefused):
        remove_document(document=foreign, redirect_to=own, user=user)


def test_the_command_tells_by_its_exit_code(make_document: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_documents")
    make_document()
    call_command("check_documents")
    assert "Bekeken: 1. Met fouten: 0." in capsys.readouterr().out
    make_document("Fout", "fout.pdf", UNTAGGED)
    with pytest.raises(CommandError) as ended:
        call_command("check_documents")
    assert ended.value.returncode == 1
    assert f"Fout: {NO_LABELS}" in capsys.readouterr().out
    make_document("Kapot", "kapot.pdf", b"%PDF-1.7")
    with pytest.raises(CommandError) as ended:
        call_command("check_documents", "--all")
    assert ended.value.returncode == 2
    assert "Bekeken: 3." in capsys.readouterr().out
    assert DocumentControle.objects.count() == 3


def test_the_csv_of_nothing_is_a_heading() -> None:
    assert as_csv([]).count("\n") == 1
