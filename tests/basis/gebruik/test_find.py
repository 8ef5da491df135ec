"""Every place is found: live text, drafts that differ, rows of products, forms, settings and lists; in few queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page

from basis.gebruik.find import find_pages
from basis.gebruik.nummers import parse
from basis.gebruik.rows import object_rows, page_rows
from basis.gebruik.targets import PhoneTarget, document_target, page_target
from basis.models import PaginaBeheer, Team
from gemeente.pages.models import SiteSettings
from gemeente.roles import Rol, setup_roles
from producten.medewerker.services import save_info
from producten.models import KanaalInfo, Organisatie
from tests.basis.gebruik.conftest import OLD, make_document, make_location, phone, tekst
from tests.support.site import make_page, make_user, publish
from tests.support.whole_site import make_whole_site

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def rows(target: Any, user: Any) -> dict[str, list[tuple[str, str, str]]]:
    """Title -> (place, words found, status)."""
    found = page_rows(find_pages(target, user).page_ids, target)
    return {row.title: [(p.label, p.hit.found, p.status) for p in row.places] for row in found}


def test_pages_of_every_type_and_what_is_frozen() -> None:
    pages = make_whole_site()
    user = make_user()
    target = PhoneTarget(parse("0590 12 34 56"))
    assert rows(target, user) == {
        "Een melding doen": [("Hoe kan het ook?", "0590 12 34 56", "Online")],
        "Stadhuis": [("Telefoonnummer", "0590 12 34 56", "Online")],
        "Toegankelijkheid": [("Telefoonnummer voor meldingen", "0590 12 34 56", "Online")],
        "Verhuizen": [("Standaardroute 1 (Telefoon), telefoonnummer", "0590 12 34 56", "Online")],
    }
    found, hidden = object_rows(target, user)
    assert [(row.kind, row.frozen, row.places[0].label) for row in found] == [
        ("versie van een formulier", True, "Vaste tekst van versie 1")
    ]
    assert hidden == 0
    assert rows(page_target(pages["ProductgroepPage"]), user) == {}


def test_blocks_with_their_words_and_the_way_to_them(home: Any) -> None:
    blocks = [
        tekst('<p>Bel <a href="tel:+31590012345">ons</a>.</p>'),
        {"type": "stappen", "id": "s1", "value": {"stappen": [
            {"type": "item", "id": "i1", "value": {"titel": "Bel (0590) 01 23 45", "tekst": "", "alt": ""}}]}},
        {"type": "tabel", "id": "t1", "value": {"bijschrift": "Bellen", "tabel": {
            "columns": [{"type": "tekst", "heading": "Nummer"}], "rows": [{"values": ["0590 012345"]}],
            "caption": ""}}},
    ]  # fmt: skip
    page = make_page(home, "Afval", *blocks, intro="Bel +31 590 012345.")
    page.save_revision()
    target = phone()
    [row] = page_rows(find_pages(target, make_user()).page_ids, target)
    assert [(p.label, p.href.partition("contentpath=")[2]) for p in row.places] == [
        ("Inleiding", "intro"),
        ("Inhoud, Tekst", "inhoud.c1111111-1111-4111-8111-111111111111"),
        ("Inhoud, Stappen, Stappen, 1, Wat doet u?", "inhoud.s1.stappen.i1.titel"),
        ("Inhoud, Tabel, Tabel, 1", "inhoud.t1.tabel"),
    ]
    assert row.state == "Concept" and {p.status for p in row.places} == {"Alleen in het concept"}


def test_a_draft_that_differs_is_told_apart(page: Any) -> None:
    user = make_user()
    assert rows(phone(), user) == {"Afval": [("Inhoud, Tekst", "0590-012345", "Online")]}
    draft = page.get_latest_revision_as_object()
    draft.intro = "Of bel 0590 012345."
    draft.save_revision()
    assert {title: set(places) for title, places in rows(phone(), user).items()} == {
        "Afval": {
            ("Inhoud, Tekst", "0590-012345", "Online en in het concept"),
            ("Inleiding", "0590 012345", "Alleen in het concept"),
        }
    }
    draft.intro, draft.inhoud = "", []
    draft.save_revision()
    assert rows(phone(), user) == {"Afval": [("Inhoud, Tekst", "0590-012345", "Online")]}


def test_a_page_without_a_revision_counts_too(home: Any) -> None:
    make_page(home, "Oud", tekst("<p>Bel 0590&nbsp;01&nbsp;23&nbsp;45.</p>"))
    assert list(rows(phone(), make_user())) == ["Oud"]


def test_a_page_that_follows_another_is_named_at_its_source(page: Any, home: Any) -> None:
    page.create_alias(parent=home, update_slug="spiegel")
    target = phone()
    [row] = page_rows(find_pages(target, make_user()).page_ids, target)
    assert row.title == "Afval" and row.mirrors == ["Afval"]


def test_settings_lists_and_notes(home: Any) -> None:
    user = make_user()
    Team.objects.create(slug="afval", naam="Team Afval", telefoon="0590012345")
    Organisatie.objects.create(naam="Omgevingsdienst", telefoon="+31 590 012345")
    KanaalInfo.objects.update_or_create(kanaal="chat", defaults={"uitleg": "Of bel 0590 - 01 23 45."})
    found, _hidden = object_rows(phone(), user)
    assert sorted((row.kind, row.places[0].label, row.places[0].hit.found) for row in found) == [
        ("instellingen van de site", "Telefoonnummer", "(0590) 01 23 45"),
        ("kanaal", "Uitleg", "0590 - 01 23 45"),
        ("organisatie", "Telefoonnummer", "+31 590 012345"),
        ("team", "Telefoonnummer", "0590012345"),
    ]
    assert all(row.href for row in found)


def test_internal_notes_only_for_who_may_read_them() -> None:
    pages = make_whole_site()
    save_info(
        product=pages["ProductPage"], notities="<p>Bel 0590 012345.</p>", vragen=[("Wat?", OLD)], actor=None
    )
    found, hidden = object_rows(phone(), make_user())
    notes = [row for row in found if row.kind == "informatie voor medewerkers"]
    assert [p.label for p in notes[0].places] == [
        "Notities voor medewerkers",
        "Vraag aan de telefoon 1, antwoord",
    ]
    plain = get_user_model().objects.create_user("gast", "gast@dorp.example", "x")
    found, hidden = object_rows(phone(), plain)
    assert hidden == 2 and not [row for row in found if not row.frozen]


def test_documents_and_locations(home: Any) -> None:
    user = make_user()
    document, other = make_document("Formulier"), make_document("Ander")
    old, new = make_location(home, "Stadhuis"), make_location(home, "Wijkhuis")
    publish(
        make_page(
            home, "Afval", tekst(f'<p>Lees <a linktype="document" id="{document.pk}">het formulier</a>.</p>')
        )
    )
    publish(make_page(home, "Glas", tekst(f'<p>Lees <a href="{document.url}">het formulier</a>.</p>')))
    publish(
        make_page(home, "Hulp", tekst(f'<p>Kom naar <a linktype="page" id="{old.pk}">het stadhuis</a>.</p>'))
    )
    draft = make_page(
        home, "Nieuw", tekst(f'<p>Lees <a linktype="document" id="{document.pk}">dit stuk</a>.</p>')
    )
    draft.save_revision()
    SiteSettings.objects.update(contact=old)
    SiteSettings.objects.first().save()
    Redirect.objects.create(old_path="/oud", redirect_page=old)
    place = "Inhoud, Tekst"
    assert rows(document_target(document), user) == {
        "Afval": [(place, "het formulier", "Online")],
        "Glas": [(place, "het formulier", "Online")],
        "Nieuw": [(place, "dit stuk", "Alleen in het concept")],
    }
    assert rows(document_target(other), user) == {}
    assert rows(page_target(old), user) == {"Hulp": [(place, "het stadhuis", "Online")]}
    assert rows(page_target(new), user) == {}
    found, _hidden = object_rows(page_target(old), user)
    assert {row.places[0].label for row in found} == {"Contact", "Stuur door naar een pagina"}
    assert all(row.places[0].hit.found == "Stadhuis" and row.href for row in found)


def test_choices_of_products_and_forms() -> None:
    pages = make_whole_site()
    group = pages["ProductgroepPage"]
    location = pages["LocationPage"]
    group.kanaalroutes.create(kanaal="balie_inloop", wat_doet_u="Kom langs.", locatie=location)
    form = pages["FormulierPage"]
    form.product = pages["ProductPage"]
    publish(group)
    publish(form)
    user = make_user()
    [(label, found, status)] = rows(page_target(location), user)["Verhuizen"]
    assert label.startswith("Standaardroute 3 (") and label.endswith("locatie")
    assert (found, status) == ("Stadhuis", "Online")
    assert rows(page_target(pages["ProductPage"]), user) == {
        "Een melding doen": [("Product", "Verhuizing doorgeven", "Online")]
    }


def test_who_works_on_one_branch_sees_that_branch(home: Any, page: Any) -> None:
    own = publish(make_page(home, "Eigen", tekst("<p>Bel 0590 012345.</p>")))
    user = get_user_model().objects.create_user("tak", "tak@dorp.example", "x")
    group = Group.objects.create(name="tak")
    user.groups.add(group)
    from django.contrib.auth.models import Permission

    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=Page.objects.get(pk=own.pk), permission=change)
    found = find_pages(phone(), user)
    assert found.page_ids == [own.pk] and found.hidden == 1


def test_a_role_without_pages_finds_none(page: Any) -> None:
    user = get_user_model().objects.create_user("kcc", "kcc@dorp.example", "x")
    user.groups.add(setup_roles()[Rol.KLANTCONTACT])
    found = find_pages(phone(), user)
    assert found.page_ids == [] and found.hidden == 1


def test_the_queries_do_not_grow_with_the_pages(home: Any) -> None:
    user = make_user()
    team = Team.objects.create(slug="afval", naam="Team Afval")
    counts = []
    for number in range(12):
        made = publish(make_page(home, f"Wijk {number}", tekst("<p>Bel 0590 012345.</p>")))
        PaginaBeheer.objects.update_or_create(page_id=made.pk, defaults={"team": team})
        if number in (0, 11):
            with CaptureQueriesContext(connection) as queries:
                target = phone()
                assert len(page_rows(find_pages(target, user).page_ids, target)) == number + 1
                object_rows(target, user)
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 26
