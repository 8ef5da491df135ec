"""The desk's pages: who may open them, what they show, and that nothing of it is public."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gemeente.roles import Rol, setup_roles
from producten.medewerker.services import save_info
from tests.producten.factories import make_group, make_index, make_live, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

LIJST = "/medewerker/producten/"
KANARIE = "kanariepiet"


@pytest.fixture
def products() -> list[Any]:
    index = make_index()
    group = make_group(index)
    made = [
        make_product(group, "paspoort", title="Paspoort aanvragen", kort="U komt langs."),
        make_product(group, "rijbewijs", title="Rijbewijs aanvragen"),
        make_product(group, "cafe", title="Café beginnen"),
    ]
    made[1].synoniemen = "roze pasje"
    made[1].save_revision()
    make_live(index, group, *made)
    return made


@pytest.fixture
def desk(client: Client) -> Client:
    """Logged in with the role of the desk and nothing else."""
    user = get_user_model().objects.create_user("balie", "balie@elzenvoort.example", "geheim-geheim")
    user.groups.add(setup_roles()[Rol.KLANTCONTACT])
    client.force_login(user)
    return client


def write(product: Any, notities: str = f"<p>Let op: {KANARIE}.</p>", *vragen: tuple[str, str]) -> None:
    save_info(product=product, notities=notities, vragen=vragen, actor=None)


def titles(response: Any) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [heading.get_text() for heading in soup.select(".loket-resultaten h3")]


def addresses(product: Any) -> list[str]:
    return [LIJST, *(f"{LIJST}{product.pk}/{part}" for part in ("", "intern/", "print/"))]


def test_without_a_login_you_are_sent_to_the_login_and_back(products, plain_client):
    for address in addresses(products[0]):
        answer = plain_client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/beheer/login/?next=%2Fmedewerker%2Fproducten%2F")
        assert answer["Cache-Control"] == "private, no-store"


def test_a_login_without_the_permission_is_refused(products, client):
    user = get_user_model().objects.create_user("iemand", "iemand@elzenvoort.example", "geheim-geheim")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    write(products[0])
    for address in addresses(products[0]):
        answer = client.get(address)
        assert answer.status_code == 403
        assert KANARIE not in answer.content.decode()


def test_no_answer_may_be_kept_or_indexed(products, desk):
    write(products[0])
    for address in addresses(products[0]):
        answer = desk.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_only_get_and_head(products, desk):
    assert {desk.post(address).status_code for address in addresses(products[0])} == {405}


def test_the_first_side_is_what_residents_see(products, desk):
    write(products[0], "<p>Geheim.</p>", ("Mag het sneller?", "Ja."))
    html = desk.get(f"{LIJST}{products[0].pk}/").content.decode()
    public = Client().get(products[0].url).content.decode()
    start, end = public.index('<p class="utrecht-paragraph utrecht-paragraph--lead'), public.index("</main>")
    assert public[start:end].strip() in html
    assert "Geheim." not in html
    assert "Voor medewerkers (1 vraag)" in html


def test_the_second_side_has_notes_answers_and_who_knows_more(products, desk):
    from basis.models import PaginaBeheer, Team

    team = Team.objects.create(naam="Burgerzaken", slug="burgerzaken", telefoon="0590 11 22 33")
    PaginaBeheer.objects.filter(page_id=products[0].pk).update(team=team, review_op="2020-01-31")
    write(
        products[0],
        "<h3>Spoed</h3><p>Bel de chef.</p>",
        ("Mag het sneller?", "Ja, met spoed.\nDat kost meer."),
    )
    soup = BeautifulSoup(desk.get(f"{LIJST}{products[0].pk}/intern/").content, "html.parser")
    (answer,) = soup.select('h3:-soup-contains("Mag het sneller?") + div')
    assert answer.get_text(" ", strip=True) == "Ja, met spoed. Dat kost meer."
    assert soup.find("h3", string="Spoed") is not None
    facts = {
        dt.get_text(): dd.get_text(" ", strip=True)
        for dt, dd in zip(soup.select("dt"), soup.select("dt + dd"), strict=True)
    }
    assert facts["Wie weet meer?"].startswith("Burgerzaken, 0590 11 22 33")
    assert facts["Opnieuw bekijken op"] == "31 januari 2020. Die dag is voorbij: de tekst kan oud zijn."
    assert facts["Telefoon"].startswith("0590 12 34 56")
    assert facts["Adres voor inwoners"].endswith(products[0].url)


def test_the_print_page_has_the_content_without_menus_and_with_the_address(products, desk):
    soup = BeautifulSoup(desk.get(f"{LIJST}{products[0].pk}/print/").content, "html.parser")
    assert [h1.get_text() for h1 in soup.select("h1")] == ["Paspoort aanvragen"]
    assert soup.select(".loket-balie__adres")[0].get_text().endswith(products[0].url)
    assert soup.find("nav", attrs={"aria-label": "Hoofdmenu"}) is None
    assert "css/balie-print" in str(soup.head)


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("paspoort", ["Paspoort aanvragen"]),
        ("roze", ["Rijbewijs aanvragen"]),
        ("CAFE", ["Café beginnen"]),
        ("curaçao", ["Paspoort aanvragen"]),
        ("paspoort curacao", ["Paspoort aanvragen"]),
        ("rijbewijs curacao", []),
        ("chef", ["Rijbewijs aanvragen"]),
        ("strong", []),
        ("aanvragen", ["Paspoort aanvragen", "Rijbewijs aanvragen"]),
        ("' OR 1=1 --", []),
    ],
)
def test_search_reads_public_and_internal_text_together(products, desk, term, found):
    write(products[0], "", ("Ik ben op Curaçao, wat nu?", "Ga naar het consulaat."))
    write(products[1], "<p><strong>Bel</strong></p><p>de chef</p>")
    assert titles(desk.get(LIJST, {"q": term})) == found


def test_search_marks_the_words_and_escapes_the_text(products, desk):
    write(products[0], "", ("Is <b>dit</b> mijn consulaat?", "Het consulaat is open."))
    html = desk.get(LIJST, {"q": "consulaat"}).content.decode()
    assert '<mark class="loket-vondst">consulaat</mark>' in html
    assert "Is &lt;b&gt;dit&lt;/b&gt; mijn" in html
    assert html.count("<mark") == 2


def test_an_unusable_term_gets_a_message(products, desk):
    assert desk.get(LIJST, {"q": "x" * 101}).status_code == 400
    assert desk.get(LIJST, {"q": "!!!"}).status_code == 400
    assert len(titles(desk.get(LIJST))) == 3


def test_drafts_and_unknown_products_are_not_found(products, desk):
    products[0].unpublish()
    for address in addresses(products[0])[1:]:
        assert desk.get(address).status_code == 404
    assert titles(desk.get(LIJST, {"q": "paspoort"})) == []


def test_the_list_takes_a_constant_number_of_queries(products, desk):
    def queries() -> int:
        desk.get(LIJST, {"q": "aanvragen"})
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIJST, {"q": "aanvragen"})
        return len(captured)

    write(products[0], "<p>aanvragen</p>", ("aanvragen?", "ja"))
    few = queries()
    write(products[1], "<p>aanvragen</p>", ("aanvragen?", "ja"), ("nog eens aanvragen?", "nee"))
    assert queries() == few


def test_nothing_internal_is_public(products, admin_user):
    """The canary: one word in the notes, a question and an answer, looked for at every public address."""
    anonymous, employee = Client(), Client()
    employee.force_login(admin_user)
    product = products[0]
    public = [
        product.url,
        product.get_parent().url,
        product.get_parent().get_parent().url,
        "/",
        f"/zoeken/?q={KANARIE}",
        "/zoeken/?q=paspoort",
        "/sitemap.xml",
        "/producten/feeds/sc.xml",
        "/api/producten/",
        f"/api/producten/{product.pk}/",
        "/api/openapi.json",
        "/robots.txt",
    ]
    before = {address: anonymous.get(address).getvalue() for address in public}
    write(product, f"<p>{KANARIE}</p>", (f"{KANARIE}?", f"{KANARIE}!"))
    assert KANARIE in employee.get(f"{LIJST}{product.pk}/intern/").content.decode()
    for address in public:
        for who in (anonymous, employee):
            answer = who.get(address)
            assert answer.status_code == 200, address
            assert answer.getvalue() == before[address], address
            assert b"/medewerker/" not in answer.getvalue(), address
            if KANARIE not in address:
                assert KANARIE.encode() not in answer.getvalue(), address


def test_the_word_stands_in_no_index_and_no_revision(products):
    from gemeente.search.models import ZoekRegel
    from gemeente.search.services import find

    product = products[0]
    write(product, f"<p>{KANARIE}</p>", (f"{KANARIE}?", f"{KANARIE}!"))
    product.save_revision().publish()
    assert not find(KANARIE, "nl").exists()
    for rule in ZoekRegel.objects.values():
        assert KANARIE not in str(rule)
    assert KANARIE not in str(product.get_latest_revision().content)
