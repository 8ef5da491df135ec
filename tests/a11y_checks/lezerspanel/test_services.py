"""Asking readers: what is frozen, what is refused, and the link that the table does not hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings
from wagtail.models import ModelLogEntry, PageLogEntry

from a11y_checks.leesbaarheid.segment import TextKind
from a11y_checks.lezerspanel import services, zinnen
from a11y_checks.lezerspanel.errors import LezerspanelInvalid, LezerspanelNotAllowed
from a11y_checks.lezerspanel.services import close_lezerspanel, create_lezerspanel, link_path, renew_link
from a11y_checks.lezerspanel.tokens import hash_of, new_reader, read_reader
from a11y_checks.lezerspanel.zinnen import changed_zinnen, in_delen, minutes_for, zinnen_of
from a11y_checks.models import Lezerspanel
from formulieren.editor.loading import stappen_from_dict
from formulieren.models import FormulierPage
from gemeente.roles import Rol, setup_roles
from tests.a11y_checks.lezerspanel.readers import HARD, in_days, make_draft, make_panel
from tests.support.site import make_home, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def test_the_latest_draft_is_frozen_sentence_by_sentence() -> None:
    page = make_draft()
    page.title = "Uw afval"
    revision = page.save_revision()
    panel = make_panel(page)
    texts = {zin["text"]: zin["kind"] for zin in panel.zinnen}
    assert (panel.titel, panel.revision, panel.taal) == ("Uw afval", revision, "nl")
    assert texts["Wanneer komen wij?"] == TextKind.HEADING
    assert texts[HARD] == TextKind.PARAGRAPH and texts["Wij komen op dinsdag."] == TextKind.PARAGRAPH
    assert texts["Zet de bak voor zeven uur buiten."] == TextKind.LIST_ITEM
    assert [zin["id"] for zin in panel.zinnen] == [str(n) for n in range(1, len(panel.zinnen) + 1)]
    assert PageLogEntry.objects.get(action=services.CREATED).data["zinnen"] == len(panel.zinnen)
    assert not ModelLogEntry.objects.filter(action__startswith="a11y_checks.lezerspanel").exists()


def test_of_a_form_every_step_is_asked_with_its_explanations_and_faults() -> None:
    home = publish(make_home())
    vraag = {
        "type": "tekst", "code": "wat", "label": "Wat ziet u op straat?", "verplicht": True,
        "hint": "Een paar woorden zijn genoeg.", "foutmelding": "Schrijf op wat u ziet. Dan weten wij het.",
    }  # fmt: skip
    stap = {"slug": "melding", "titel": "Uw melding vandaag", "vraag": [vraag]}
    form = FormulierPage(
        title="Iets melden", slug="melden", intro="Ziet u iets dat stuk is?",
        stappen=stappen_from_dict([stap], seed="melden"), live=False,
    )  # fmt: skip
    home.add_child(instance=form)
    form.save_revision()
    found = {zin["text"]: zin["kind"] for zin in zinnen_of(form.get_latest_revision_as_object())}
    assert found["Wat ziet u op straat?"] == TextKind.LABEL
    assert found["Een paar woorden zijn genoeg."] == TextKind.PARAGRAPH
    assert found["Schrijf op wat u ziet."] == zinnen.FOUT and found["Dan weten wij het."] == zinnen.FOUT
    assert not [text for text in found if "Ga verder" in text or "Vorige stap" in text], (
        "templates' own words"
    )


def test_parts_are_short_and_hold_every_sentence_once() -> None:
    kinds = ["paragraph"] * 6 + ["heading"] + ["paragraph"] * 12 + ["heading"] + ["paragraph"] * 2
    rows = [{"id": str(n), "kind": kind, "text": "x"} for n, kind in enumerate(kinds)]
    for length in range(len(rows) + 1):
        delen = in_delen(rows[:length])
        assert [row for deel in delen for row in deel] == rows[:length]
        assert all(1 <= len(deel) <= 10 for deel in delen)
    assert in_delen(rows)[1][0]["kind"] == "heading", "a heading begins a new screen"
    assert (minutes_for([]), minutes_for(rows), minutes_for([1] * 60)) == (1, 4, 10)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": in_days(0)}, "ends_on"),
        ({"ends_on": in_days(-1)}, "ends_on"),
        ({"ends_on": in_days(61)}, "ends_on"),
        ({"inleiding": "a" * 601}, "inleiding"),
        ({"vraag": "a" * 201}, "vraag"),
    ],
)
def test_what_is_not_right_is_named(values: dict[str, Any], field: str) -> None:
    with pytest.raises(LezerspanelInvalid) as refusal:
        make_panel(**values)
    assert list(refusal.value.fields) == [field] and not Lezerspanel.objects.exists()


def test_the_first_and_the_last_day_that_may_be_chosen() -> None:
    page, user = make_draft(), make_user()
    for days in (1, 60):
        assert create_lezerspanel(page=page, user=user, ends_on=in_days(days)).is_open


def test_a_page_that_is_too_long_or_broken_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    page, user = make_draft(), make_user()
    monkeypatch.setattr(services, "MOST_ZINNEN", 3)
    with pytest.raises(LezerspanelInvalid, match="te veel voor lezers"):
        make_panel(page, user)
    monkeypatch.setattr("a11y_checks.gate.render.anonymous_request", lambda page: None)
    with pytest.raises(LezerspanelInvalid, match="geeft zelf een fout"):
        make_panel(page, user)


def test_only_who_may_edit_the_page_may_ask_close_or_make_a_link() -> None:
    panel = make_panel()
    groups = setup_roles()
    editor = make_user("redacteur", is_superuser=False)
    editor.groups.add(groups[Rol.REDACTEUR])
    desk = make_user("klantcontact", is_superuser=False)
    desk.groups.add(groups[Rol.KLANTCONTACT])
    assert make_panel(panel.page.specific, editor).created_by == editor
    with pytest.raises(LezerspanelNotAllowed):
        make_panel(panel.page.specific, desk)
    for service in (close_lezerspanel, renew_link):
        with pytest.raises(LezerspanelNotAllowed):
            service(panel=panel, user=desk)
    assert Lezerspanel.objects.get(pk=panel.pk).is_open


def test_closing_twice_is_noted_once() -> None:
    panel = make_panel()
    for _twice in range(2):
        close_lezerspanel(panel=panel, user=panel.created_by)
    assert not panel.is_open and panel.stand == "Gesloten"
    assert PageLogEntry.objects.filter(action=services.CLOSED).count() == 1


def test_the_table_gives_nobody_the_link() -> None:
    panel = make_panel()
    token = link_path(panel).strip("/").split("/")[-1]
    row = Lezerspanel.objects.filter(pk=panel.pk).values().get()
    assert token not in str(row) and row["token_hash"] == hash_of(token)
    assert len(token) == 24, "144 bits as base64"
    assert link_path(Lezerspanel.objects.get()) == link_path(panel), "it can be shown again"


def test_after_a_new_key_the_old_link_works_and_is_shown_while_the_old_key_is_kept(settings: Any) -> None:
    panel, old = make_panel(), settings.SECRET_KEY
    link = link_path(panel)
    with override_settings(SECRET_KEY="x" * 60, SECRET_KEY_FALLBACKS=[old]):
        assert link_path(panel) == link
    with override_settings(SECRET_KEY="x" * 60, SECRET_KEY_FALLBACKS=[]):
        assert link_path(panel) == ""
        renew_link(panel=panel, user=panel.created_by)
        assert link_path(panel) not in ("", link)


def test_a_readers_name_counts_for_one_panel_and_can_not_be_made_up() -> None:
    name = new_reader(5)
    assert read_reader(5, name) == name[:24] and len(name) == 48
    assert new_reader(5) != name
    for wrong in ("", "a", name[:24], name[:-1], name[:-1] + ("A" if name[-1] != "A" else "B"), "x" + name):
        assert read_reader(5, wrong) == ""
    assert read_reader(6, name) == ""


def test_what_changed_on_the_page_since() -> None:
    panel = make_panel()
    page = panel.page.specific
    assert changed_zinnen(page, panel.zinnen) == frozenset()
    draft = page.get_latest_revision_as_object()
    draft.intro = "Andere woorden dan eerst."
    draft.save_revision()
    old = next(zin["id"] for zin in panel.zinnen if zin["text"].startswith("Lees wanneer"))
    page.refresh_from_db()
    assert changed_zinnen(page, panel.zinnen) == {old}
