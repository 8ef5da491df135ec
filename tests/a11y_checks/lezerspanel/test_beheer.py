"""What an editor sees: asking, the link, the results, and a panel as support for an uitzondering."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from a11y_checks.gate.uitzondering_besluit import request_uitzondering
from a11y_checks.gate.uitzondering_errors import UitzonderingInvalid
from a11y_checks.lezerspanel.answers import save_deel, save_end
from a11y_checks.lezerspanel.services import link_path
from a11y_checks.models import Lezerspanel, LezerspanelReactie, Uitzondering
from gemeente.roles import Rol, setup_roles
from tests.a11y_checks.gate.test_uitzondering_besluit import WCAG
from tests.a11y_checks.lezerspanel.readers import in_days, make_draft, make_panel
from tests.support.site import FAULTS, make_page, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


class Office:
    """A draft and an employee of each role."""

    def __init__(self) -> None:
        self.page = make_draft()
        groups = setup_roles()
        self.users = {rol: make_user(rol.value, is_superuser=False) for rol in Rol}
        for rol, user in self.users.items():
            user.groups.add(groups[rol])
        self.ask_url = reverse("a11y_lezers", args=[self.page.pk])

    def client(self, rol: Rol = Rol.REDACTEUR) -> Client:
        """Logged in with this role."""
        client = Client()
        client.force_login(self.users[rol])
        return client

    def ask(self, **fields: Any) -> Any:
        """Post the form as the redacteur."""
        return self.client().post(self.ask_url, {"ends_on": in_days(10).isoformat(), **fields})


@pytest.fixture
def office() -> Office:
    return Office()


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "lxml")


def said(answer: Any) -> str:
    return " ".join(soup(answer).get_text(" ").split())


def answer_some(panel: Lezerspanel) -> None:
    """Three readers; the third sentence is unclear to two of them."""
    for number in range(3):
        keuze = "niet_duidelijk" if number else "duidelijk"
        data = {
            "keuze-1": "duidelijk",
            "keuze-3": keuze,
            "opmerking-3": "<b>Wat is dit?</b>" if number == 1 else "",
        }
        save_deel(panel=panel, reader=f"lezer-{number}", zinnen=panel.zinnen, data=data)
    save_end(panel=panel, reader="lezer-0", data={"opmerking": "Mooi."})


def test_from_the_editor_to_the_link(office: Office) -> None:
    edit = office.client().get(reverse("wagtailadmin_pages:edit", args=[office.page.pk]))
    links = [str(link["href"]) for link in soup(edit).select("a[href]")]
    assert links.count(office.ask_url) >= 2, "in the menu at the title, and in the side panel"
    form = office.client().get(office.ask_url)
    assert form.status_code == 200 and soup(form).select_one("input[name=ends_on][value]")
    done = office.ask(inleiding="Voor wie verhuist.", vraag="Weet u het nu?")
    panel = Lezerspanel.objects.get()
    assert done.status_code == 302 and done.url == reverse("a11y_lezerspanel", args=[panel.pk])
    assert (panel.inleiding, panel.vraag, panel.ends_on) == (
        "Voor wie verhuist.",
        "Weet u het nu?",
        in_days(10),
    )
    shown = soup(office.client().get(done.url))
    address = shown.select_one("#lezers-adres")
    assert address is not None and address["value"] == f"http://testserver{link_path(panel)}"
    mail = shown.select_one("a[href^='mailto:']")
    assert mail is not None
    body = parse_qs(urlsplit(str(mail["href"])).query)["body"][0]
    assert link_path(panel) in body and "Afval" in body
    assert Client().get(link_path(panel)).status_code == 200


def test_what_is_wrong_stands_at_its_field(office: Office) -> None:
    assert "Kies tot en met welke dag" in said(office.ask(ends_on=""))
    assert "binnen 60 dagen" in said(office.ask(ends_on=in_days(90).isoformat()))
    assert "Dit is geen datum" in said(office.ask(ends_on="morgen"))
    assert office.ask(vraag="a" * 300).status_code == 200
    assert not Lezerspanel.objects.exists()


def test_the_results_stand_at_the_page_worst_on_top(office: Office) -> None:
    panel = make_panel(office.page, office.users[Rol.REDACTEUR])
    answer_some(panel)
    url = reverse("a11y_lezerspanel", args=[panel.pk])
    page = office.client(Rol.EINDREDACTEUR).get(url)
    text, rows = said(page), soup(page).select("table tbody tr")
    assert "3 lezers reageerden. 1 las tot het einde." in text and "geen bewijs" in text
    assert "nog zo in het laatste concept" in text
    assert panel.zinnen[2]["text"] in rows[0].get_text() and "2 van 3" in rows[0].get_text(" ")
    assert rows[0].select_one("svg[aria-hidden] rect[width='66.0']"), "the bar, beside the number"
    assert "<b>Wat is dit?</b>" in text, "typed text stays text"
    ordered = soup(office.client().get(f"{url}?volgorde=pagina")).select("table tbody tr th")
    assert [row.select(".lezers-uitslag__tekst")[0].get_text() for row in ordered] == [
        zin["text"] for zin in panel.zinnen
    ]
    side = said(office.client().get(reverse("wagtailadmin_pages:edit", args=[office.page.pk])))
    assert "3 lezers reageerden." in side
    listed = said(office.client().get(office.ask_url))
    assert "1 van 2 zinnen" in listed


def test_it_says_what_changed_since(office: Office) -> None:
    panel = make_panel(office.page, office.users[Rol.REDACTEUR])
    office.page.intro = "Heel andere woorden."
    office.page.save_revision()
    text = said(office.client().get(reverse("a11y_lezerspanel", args=[panel.pk])))
    assert (
        "1 zin staat niet meer in het laatste concept" in text
        and text.count("Staat niet meer op de pagina") == 1
    )


def test_closing_renewing_and_removing(office: Office) -> None:
    panel = make_panel(office.page, office.users[Rol.REDACTEUR])
    answer_some(panel)
    url, old = reverse("a11y_lezerspanel", args=[panel.pk]), link_path(panel)
    client = office.client()
    assert "nieuwe link" in said(client.post(url, {"action": "renew"}, follow=True))
    assert Client().get(old).status_code == 404
    reactie = LezerspanelReactie.objects.get(reader="lezer-1")
    gone = client.post(url, {"action": "remove", "reactie": reactie.pk, "place": "3"}, follow=True)
    assert "De opmerking is weg." in said(gone) and "Wat is dit?" not in said(gone)
    for wrong in ("", "x", "9" * 30, "-1", "٣"):
        answer = client.post(url, {"action": "remove", "reactie": wrong, "place": "3"}, follow=True)
        assert "niet meer" in said(answer)
    assert "Kies wat u wilt doen." in said(client.post(url, {"action": "weg"}, follow=True))
    closed = client.post(url, {"action": "close"}, follow=True)
    assert "gesloten" in said(closed) and not soup(closed).select("#lezers-adres")


def test_the_file(office: Office) -> None:
    panel = make_panel(office.page, office.users[Rol.REDACTEUR])
    answer_some(panel)
    answer = office.client().get(reverse("a11y_lezerspanel_csv", args=[panel.pk]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="lezers-afval-{panel.pk}.csv"'
    assert panel.zinnen[2]["text"] in answer.content.decode()


def test_who_may_not_edit_the_page_sees_nothing(office: Office) -> None:
    panel = make_panel(office.page, office.users[Rol.REDACTEUR])
    names = ("a11y_lezerspanel", "a11y_lezerspanel_csv")
    urls = [office.ask_url, *(reverse(name, args=[panel.pk]) for name in names)]
    for rol in (Rol.KLANTCONTACT, Rol.CRISISCOORDINATOR):
        for url in urls:
            for answer in (office.client(rol).get(url), office.client(rol).post(url, {"action": "close"})):
                assert answer.status_code in {302, 403, 405}, (rol, url)
                assert "Wanneer komen wij?" not in answer.content.decode()
    for url in urls:
        assert "/beheer/login/" in Client().get(url).url
    panel.refresh_from_db()
    assert panel.is_open


def test_without_a_key_for_the_link_a_new_one_is_offered(office: Office) -> None:
    panel = make_panel(office.page, office.users[Rol.REDACTEUR])
    Lezerspanel.objects.update(nonce="van-een-andere-sleutel")
    shown = office.client().get(reverse("a11y_lezerspanel", args=[panel.pk]))
    assert "niet meer laten zien" in said(shown) and soup(shown).select("button[value=renew]")


class TestOnderbouwing:
    """A panel supports the request for an uitzondering."""

    @pytest.fixture
    def faulty(self, office: Office) -> Any:
        page = make_page(office.page.get_parent().specific, "Straat", FAULTS["vague link"])
        page.save_revision()
        return page

    def form(self, office: Office, page: Any) -> tuple[str, BeautifulSoup]:
        url = reverse("a11y_uitzondering_vragen", args=[page.pk])
        return url, soup(office.client(Rol.EINDREDACTEUR).get(url))

    def test_there_is_nothing_to_choose_without_answers(self, office: Office, faulty: Any) -> None:
        make_panel(faulty, office.users[Rol.REDACTEUR])
        assert not self.form(office, faulty)[1].select("[name=lezerspanel]")

    def test_asked_with_it_and_shown_to_who_decides(self, office: Office, faulty: Any) -> None:
        panel = make_panel(faulty, office.users[Rol.REDACTEUR])
        answer_some(panel)
        url, form = self.form(office, faulty)
        options = {
            str(option["value"]): option.get_text() for option in form.select("[name=lezerspanel] option")
        }
        assert "3 lezers" in options[str(panel.pk)]
        marks = [str(box["value"]) for box in form.select("input[name=bevindingen]")]
        dates = {"ends_on": in_days(30).isoformat(), "measure_on": in_days(20).isoformat()}
        data = {"bevindingen": marks, "reason": "Het moet nu.", **WCAG, **dates, "lezerspanel": panel.pk}
        assert office.client(Rol.EINDREDACTEUR).post(url, data).status_code == 302
        item = Uitzondering.objects.get()
        assert item.lezerspanel == panel
        shown = office.client(Rol.WEBBEHEERDER).get(reverse("a11y_uitzondering", args=[item.pk]))
        assert "3 lezers. Zinnen met een antwoord: 2. Daarvan duidelijk voor de meesten: 1." in said(shown)
        assert soup(shown).select(f"a[href='{reverse('a11y_lezerspanel', args=[panel.pk])}']")
        panel.delete()
        item.refresh_from_db()
        assert item.lezerspanel is None, "the uitzondering stays"

    def test_a_panel_of_another_page_is_refused(self, office: Office, faulty: Any) -> None:
        other = make_panel(office.page, office.users[Rol.REDACTEUR])
        answer_some(other)
        with pytest.raises(UitzonderingInvalid) as refusal:
            request_uitzondering(
                page=faulty, bevindingen=[], reason="x", ends_on=timezone.localdate(),
                user=office.users[Rol.EINDREDACTEUR], lezerspanel=other,
            )  # fmt: skip
        assert "andere pagina" in refusal.value.fields["lezerspanel"]
