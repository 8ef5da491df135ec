"""Roles: a table of who may do what in the admin, tried over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site, WorkflowState

from formulieren.zaken.services import save_zaaktype
from gemeente.pages.models import ContentPage, Crisisbericht
from gemeente.roles import Rol, setup_roles
from tests.a11y_checks.gate.test_routes import form_data
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

R, E, W, F, B, K, C = (
    Rol.REDACTEUR, Rol.EINDREDACTEUR, Rol.WEBBEHEERDER, Rol.FUNCTIONEEL_BEHEERDER, Rol.BEHANDELAAR,
    Rol.KLANTCONTACT, Rol.CRISISCOORDINATOR,
)  # fmt: skip
EDITORS = {R, E, W, F}
EVERYBODY = set(Rol)


class Desk:
    """A site with one page, and an employee of each role."""

    def __init__(self) -> None:
        self.home = publish(make_home())
        self.page = publish(make_page(self.home))
        self.site = Site.objects.get(is_default_site=True)
        groups = setup_roles()
        self.users = {}
        for rol in Rol:
            self.users[rol] = make_user(rol.value, is_superuser=False)
            self.users[rol].groups.add(groups[rol])

    def client(self, rol: Rol) -> Client:
        """Logged in with this role."""
        client = Client(raise_request_exception=False)
        client.force_login(self.users[rol])
        return client


@pytest.fixture
def desk() -> Desk:
    return Desk()


# What, its address, and the roles that may open it. Everybody else is sent away: 302 to the home of the admin, or 403.
Address = Callable[[Desk], str]
SCREENS: list[tuple[str, Address, set[Rol]]] = [
    ("admin home", lambda d: reverse("wagtailadmin_home"), EVERYBODY),
    ("own account", lambda d: reverse("wagtailadmin_account"), EVERYBODY),
    ("edit a page", lambda d: reverse("wagtailadmin_pages:edit", args=[d.page.pk]), EDITORS),
    (
        "new page",
        lambda d: reverse("wagtailadmin_pages:add", args=["pages", "contentpage", d.home.pk]),
        EDITORS,
    ),
    ("history", lambda d: reverse("wagtailadmin_pages:history", args=[d.page.pk]), EDITORS),
    ("unpublish", lambda d: reverse("wagtailadmin_pages:unpublish", args=[d.page.pk]), {E, W, F}),
    ("delete a live page", lambda d: reverse("wagtailadmin_pages:delete", args=[d.page.pk]), {E, W, F}),
    ("images", lambda d: reverse("wagtailimages:index"), EDITORS),
    ("documents", lambda d: reverse("wagtaildocs:index"), EDITORS),
    (
        "crisis message",
        lambda d: reverse("wagtailsettings:edit", args=["pages", "crisisbericht", d.site.pk]),
        {C},
    ),
    (
        "site settings",
        lambda d: reverse("wagtailsettings:edit", args=["pages", "sitesettings", d.site.pk]),
        {W},
    ),
    ("toptaken", lambda d: reverse("wagtailsnippets_toptaken_toptaak:list"), {W}),
    ("zaken", lambda d: reverse("zaken:index"), {F, B, K}),
    ("zaken in time", lambda d: reverse("zaken_op_tijd"), {F, B, K}),
    ("who is away", lambda d: reverse("zaken_afwezig"), {F, B, K}),
    ("users", lambda d: reverse("wagtailusers_users:index"), set()),
    ("groups", lambda d: reverse("wagtailusers_groups:index"), set()),
    ("sites", lambda d: reverse("wagtailsites:index"), set()),
    ("redirects", lambda d: reverse("wagtailredirects:index"), set()),
    ("workflows", lambda d: reverse("wagtailadmin_workflows:index"), set()),
    ("collections", lambda d: reverse("wagtailadmin_collections:index"), set()),
]


@pytest.mark.parametrize("rol", Rol)
def test_who_may_open_what(rol: Rol, desk: Desk) -> None:
    client = desk.client(rol)
    wrong = []
    for name, address, allowed in SCREENS:
        answer = client.get(address(desk))
        opened = answer.status_code == 200
        if opened != (rol in allowed) or answer.status_code not in {200, 302, 403}:
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


def test_nobody_comes_in_without_logging_in(desk: Desk, plain_client: Client) -> None:
    for name, address, _allowed in SCREENS:
        answer = plain_client.get(address(desk))
        assert answer.status_code == 302, name
        assert answer.url.startswith("/beheer/login/?next="), name


def test_running_it_again_mends_and_doubles_nothing() -> None:
    make_home()
    first = setup_roles()
    first[Rol.REDACTEUR].permissions.clear()
    GroupPagePermission.objects.filter(group=first[Rol.EINDREDACTEUR]).delete()
    before = (Group.objects.count(), WorkflowState.objects.count())
    again = setup_roles()
    assert (Group.objects.count(), WorkflowState.objects.count()) == before
    assert again[Rol.REDACTEUR].permissions.filter(codename="access_admin").exists()
    root = Page.get_first_root_node()
    assert root.get_workflow().name == "Goedkeuring door de eindredactie"
    assert root.get_workflow().tasks.count() == 1
    codes = GroupPagePermission.objects.filter(group=again[Rol.EINDREDACTEUR]).values_list(
        "permission__codename"
    )
    assert ("publish_page",) in codes and len(codes) == len(set(codes))


def post(client: Client, page: ContentPage, action: str) -> Any:
    data = {k: v for k, v in form_data(page).items() if not k.startswith("action-")} | {action: action}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)


def test_an_editor_sees_submit_and_no_publish(desk: Desk) -> None:
    for rol, publishes in [(R, False), (E, True), (W, True), (F, True)]:
        html = desk.client(rol).get(reverse("wagtailadmin_pages:edit", args=[desk.page.pk])).content
        names = {b.get("name") for b in BeautifulSoup(html, "lxml").select("button[name^=action-]")}
        assert ("action-publish" in names) is publishes, rol
        assert "action-submit" in names, rol


def test_a_forged_publish_by_an_editor_only_saves_a_draft(desk: Desk) -> None:
    page = make_page(desk.home, "Concept")
    page.save_revision()
    post(desk.client(R), page, "action-publish")
    page.refresh_from_db()
    assert not page.live
    live = desk.page
    live.title = "Stiekem"
    post(desk.client(R), live, "action-publish")
    assert ContentPage.objects.get(pk=live.pk).title == "Afval"
    assert ContentPage.objects.get(pk=live.pk).get_latest_revision_as_object().title == "Stiekem", (
        "the draft is kept"
    )


def approve(desk: Desk, page: ContentPage, rol: Rol) -> Any:
    task = page.current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    return desk.client(rol).post(
        url, {"comment": ""}, headers={"referer": "http://testserver/beheer/"}, follow=True
    )


def test_editor_submits_and_the_other_publishes(desk: Desk) -> None:
    page = make_page(desk.home, "Grofvuil")
    page.save_revision()
    assert post(desk.client(R), page, "action-submit").status_code == 200
    page.refresh_from_db()
    assert page.workflow_in_progress and not page.live
    assert any(E.value in message.to[0] for message in mail.outbox), "the eindredacteur hears of it"
    approve(desk, page, R)
    page.refresh_from_db()
    assert not page.live, "nobody approves their own page"
    approve(desk, page, E)
    page.refresh_from_db()
    assert page.live and not page.workflow_in_progress
    assert Client().get(page.get_url()).status_code == 200


def test_approving_a_bad_page_keeps_the_task_and_says_why(desk: Desk) -> None:
    page = make_page(desk.home, "Slecht", FAULTS["vague link"])
    page.save_revision()
    post(desk.client(R), page, "action-submit")
    page.refresh_from_db()
    answer = approve(desk, page, E)
    page.refresh_from_db()
    assert answer.status_code == 200
    assert not page.live and page.workflow_in_progress
    assert "De pagina is niet gepubliceerd" in answer.content.decode()


def crisis_url(desk: Desk) -> str:
    return reverse("wagtailsettings:edit", args=["pages", "crisisbericht", desk.site.pk])


def test_one_person_switches_the_crisis_message_on_and_off(desk: Desk) -> None:
    client = desk.client(C)
    message = {"actief": "on", "titel": "Hoog water", "tekst": "Blijf weg van de kade.", "telefoon": ""}
    assert client.post(crisis_url(desk), message).status_code == 302
    assert b"Hoog water" in Client().get("/").content
    assert client.post(crisis_url(desk), {**message, "tekst": " "}).status_code == 200
    assert b"Blijf weg" in Client().get("/").content, "a wrong message changes nothing"
    del message["actief"]
    assert client.post(crisis_url(desk), message).status_code == 302
    assert b"Hoog water" not in Client().get("/").content


@pytest.mark.parametrize("rol", [r for r in Rol if r is not Rol.CRISISCOORDINATOR])
def test_nobody_else_does(rol: Rol, desk: Desk) -> None:
    desk.client(rol).post(crisis_url(desk), {"actief": "on", "titel": "Grap", "tekst": "Haha."})
    assert not Crisisbericht.for_site(desk.site).actief


def test_who_only_sees_zaken_changes_none(desk: Desk) -> None:
    save_zaaktype(
        identificatie="TEST",
        omschrijving="Proef",
        doorlooptijd=28,
        servicenorm=14,
        statustypen=[
            {"volgnummer": 1, "omschrijving": "Klaar", "statustekst": "Klaar.", "is_eindstatus": True}
        ],
    )
    client = desk.client(K)
    assert client.get(reverse("zaken:index")).status_code == 200
    for action in ("edit", "delete"):
        answer = client.get(f"/beheer/zaken/{action}/1/")
        assert answer.status_code in {302, 403, 404}, action
    assert client.get("/beheer/zaken/new/").status_code in {302, 403, 404}
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "/beheer/zaken/" in home
    for hidden in ("/beheer/images/", "/beheer/users/", "/beheer/settings/", "/beheer/snippets/"):
        assert hidden not in home, hidden
