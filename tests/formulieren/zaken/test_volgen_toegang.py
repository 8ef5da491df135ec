"""Who sees what of a zaak: each address × everybody who may come along (S1), and the ways in (S12, S15)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from basis.logboek.models import LogboekRegel
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierVersie
from formulieren.zaken.keuzes import InternExtern, Vertrouwelijkheid, VolgNiveau
from formulieren.zaken.models import Aanvulverzoek, Besluit, Zaak, Zaakinstellingen, Zaaktype
from formulieren.zaken.services import Receipt
from formulieren.zaken.services.aanvulling import ask_aanvulling
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_document import add_document
from tests.formulieren.zaken.volgen_support import VOLGEN, Eigenaar, make_zaaktype, send_in
from tests.support.client import CheckingClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried() -> None:
    cache.clear()


@pytest.fixture
def zaaktype(db: None) -> Zaaktype:
    return make_zaaktype()


@pytest.fixture
def mine(versie: FormulierVersie) -> tuple[Zaak, Receipt]:
    """A zaak of somebody without a login."""
    return send_in(versie)


def new_browser() -> Eigenaar:
    return Eigenaar(CheckingClient())


def text_file() -> Any:
    """A file for an employee to add; with `file` as Django's own uploads have."""
    return SimpleUploadedFile("brief.txt", b"Beste meneer, dit is onze brief aan u.", "text/plain")


def fill(zaak: Zaak, employee: Any) -> dict[str, str]:
    """A zaak with something at each address; name -> address."""
    document = add_document(
        zaak=zaak, upload=text_file(), titel="Onze brief", voor_inwoner=True, actor=employee
    )
    hidden = add_document(
        zaak=zaak, upload=SimpleUploadedFile("intern.txt", b"Alleen voor ons.", "text/plain"), actor=employee
    )
    day = zaak.uiterlijke_einddatum
    verzoek = ask_aanvulling(zaak=zaak, vraag="Wat is de kleur?", reageren_voor=day, actor=employee)
    base = f"{VOLGEN}{zaak.identificatie}/"
    found = {
        "zaak": base,
        "code": f"{base}code/",
        "vraag": f"{base}vraag/{verzoek.uuid}/",
        "document": f"{base}document/{document.uuid}/",
        "intern": f"{base}document/{hidden.uuid}/",
        "onbekend": f"{base}document/0190a7d0-0000-4000-8000-000000000000/",
        "intrekken": f"{base}intrekken/",
    }
    # Last, for a zaak with a decision can't be withdrawn any more.
    return {**found, "besluit": f"{base}besluit/"}


# Who -> what each address answers. "code" means: on to the page that asks for a code by e-mail.
STATUS_ONLY = {
    "zaak": 200, "code": 200, "vraag": "code", "document": "code", "intern": "code", "onbekend": "code",
    "intrekken": "code", "besluit": "code",
}  # fmt: skip
WITH_DOCUMENTS = {**STATUS_ONLY, "document": 200, "intern": 404, "onbekend": 404, "besluit": 404}
WHOLE = {
    "zaak": 200, "code": "zaak", "vraag": 200, "document": 200, "intern": 404, "onbekend": 404,
    "intrekken": 200, "besluit": 404,
}  # fmt: skip
NOTHING = dict.fromkeys(STATUS_ONLY, 404)


def nobody(browser: Eigenaar, receipt: Receipt, other: Receipt) -> None:
    """Only knows the address."""


def wrong_code(browser: Eigenaar, receipt: Receipt, other: Receipt) -> None:
    assert browser.client.post(VOLGEN, {"nummer": receipt.reference, "code": other.code}).status_code == 404


def owner_of_another(browser: Eigenaar, receipt: Receipt, other: Receipt) -> None:
    browser.open_whole(other)


def other_person(browser: Eigenaar, receipt: Receipt, other: Receipt) -> None:
    assert browser.log_in("lin").status_code == 302


def with_code(browser: Eigenaar, receipt: Receipt, other: Receipt) -> None:
    assert browser.follow(receipt).status_code == 302


def with_one_time_code(browser: Eigenaar, receipt: Receipt, other: Receipt) -> None:
    browser.open_whole(receipt)


def other_with_code(browser: Eigenaar, receipt: Receipt, other: Receipt) -> None:
    """Somebody else who was given reference and code: the login adds nothing."""
    browser.log_in("lin")
    browser.follow(receipt)


ROLES: list[tuple[Callable[[Eigenaar, Receipt, Receipt], None], str, dict[str, Any]]] = [
    (nobody, "status", NOTHING),
    (wrong_code, "status", NOTHING),
    (owner_of_another, "status", NOTHING),
    (other_person, "status", NOTHING),
    (with_code, "status", STATUS_ONLY),
    (other_with_code, "status", STATUS_ONLY),
    (with_code, "documenten", WITH_DOCUMENTS),
    (with_one_time_code, "status", WHOLE),
    (with_one_time_code, "documenten", WHOLE),
]


@pytest.mark.parametrize(
    ("become", "volgen", "expected"), ROLES, ids=lambda value: getattr(value, "__name__", None)
)
def test_everybody_gets_what_is_theirs_and_no_more(
    versie: FormulierVersie,
    mine: tuple[Zaak, Receipt],
    django_user_model: Any,
    become: Callable[[Eigenaar, Receipt, Receipt], None],
    volgen: str,
    expected: dict[str, Any],
) -> None:
    zaak, receipt = mine
    _other, other_receipt = send_in(versie)
    Zaaktype.objects.update(volgen=volgen)
    addresses = fill(zaak, django_user_model.objects.create_user("ans"))
    browser = new_browser()
    become(browser, receipt, other_receipt)
    refused = set()
    for name, address in addresses.items():
        answer = browser.client.get(address)
        assert "no-store" in answer["Cache-Control"], name
        if isinstance(expected[name], str):
            target = addresses[expected[name]]
            assert (answer.status_code, answer.get("Location")) == (302, target), name
        else:
            assert answer.status_code == expected[name], name
        if answer.status_code == 404:
            refused.add(without_token(answer.content.decode()))
        if name == "document" and answer.status_code == 200:
            assert b"".join(answer.streaming_content) == text_file().read()
            assert answer["Content-Disposition"].startswith("attachment")
    assert len(refused) <= 1, "all refusals are the same page"
    # What nobody but who proved more may read: the answers and the question.
    page = browser.client.get(addresses["zaak"]).content.decode()
    whole = expected is WHOLE
    assert ("De lamp is stuk" in page) is whole and ("Wat is de kleur?" in page) is whole
    assert ("111222333" not in page and "Onze brief" not in page) or expected in (WITH_DOCUMENTS, WHOLE)
    for name in ("vraag", "intrekken"):
        posted = browser.client.post(addresses[name], {"antwoord": "Groen", "reden": "x"})
        assert posted.status_code == (404 if expected is NOTHING else 302), name
        if expected is WHOLE:
            break  # the answer is in; the other tests withdraw
    assert Aanvulverzoek.objects.get().beantwoord_op is None or whole
    zaak.refresh_from_db()
    assert zaak.einddatum is None


def test_an_employee_gets_nothing_here_either(
    client: Any, mine: tuple[Zaak, Receipt], admin_user: Any
) -> None:
    """Employees read zaken in the admin, where it is recorded in their name."""
    client.force_login(admin_user)
    for address in fill(mine[0], admin_user).values():
        assert client.get(address).status_code == 404


def test_the_owner_by_login_sees_all_of_it_and_nobody_else_does(
    versie: FormulierVersie, admin_user: Any
) -> None:
    zaak, receipt = send_in(versie, wie="sara")
    addresses = fill(zaak, admin_user)
    sara, lin = new_browser(), new_browser()
    sara.log_in("sara")
    lin.log_in("lin")
    for name, address in addresses.items():
        assert lin.client.get(address).status_code == 404, name
        found = sara.client.get(address)
        assert found.status_code == (302 if name == "code" else WHOLE[name]), name
    # What was sent with a login, a code by e-mail alone does not open.
    paper = new_browser()
    paper.follow(receipt)
    asked = paper.client.post(addresses["code"], {"_vraag": "1"})
    assert asked.status_code == 409 and "/mijn-zaken/inloggen/?naar=" in asked.content.decode()
    assert paper.client.get(addresses["vraag"]).url == addresses["code"]


def test_a_decision_is_read_by_who_may(mine: tuple[Zaak, Receipt], admin_user: Any) -> None:
    zaak, receipt = mine
    decide(zaak=zaak, tekst="Wij maken de lamp.\n\nDat doen wij morgen.", actor=admin_user)
    url = f"{VOLGEN}{receipt.reference}/besluit/"
    browser = new_browser()
    browser.follow(receipt)
    assert browser.client.get(url).url.endswith("/code/")
    browser.open_whole(receipt)
    page = browser.client.get(url)
    html = page.content.decode()
    assert page.status_code == 200 and "<p>Dat doen wij morgen.</p>" in html
    assert "U kunt bezwaar maken tot en met" in html and "no-store" in page["Cache-Control"]
    Besluit.objects.update(bezwaar_tot="2020-01-01")
    late = browser.client.get(url).content.decode()
    assert "Die tijd is voorbij" in late and "U kunt bezwaar maken" not in late


HIDDEN: list[dict[str, Any]] = [
    {"volgen": VolgNiveau.UIT},
    {"indicatie_intern_of_extern": InternExtern.INTERN},
    {"indicatie_intern_of_extern": InternExtern.INKOMEND},
    {"vertrouwelijkheidaanduiding": Vertrouwelijkheid.VERTROUWELIJK},
    {"vertrouwelijkheidaanduiding": Vertrouwelijkheid.ZEER_GEHEIM},
]


@pytest.mark.parametrize(
    "change", HIDDEN, ids=lambda change: "-".join(str(value) for value in change.values())
)
def test_a_zaak_that_may_not_be_followed_looks_as_one_that_never_was(
    mine: tuple[Zaak, Receipt], change: dict[str, Any]
) -> None:
    receipt = mine[1]
    browser, late = new_browser(), new_browser()
    late.open_whole(receipt)
    Zaakinstellingen.load()
    Zaaktype.objects.update(**change)
    unknown = browser.client.post(VOLGEN, {"nummer": "CCC-CCC-CCC", "code": receipt.code})
    hidden = browser.client.post(VOLGEN, {"nummer": receipt.reference, "code": receipt.code})
    assert unknown.status_code == hidden.status_code == 404
    assert without_token(unknown.content.decode()) == without_token(hidden.content.decode())
    # Who had it open before loses it too.
    assert late.client.get(f"{VOLGEN}{receipt.reference}/").status_code == 404


def test_of_what_was_destroyed_only_the_status_is_left(mine: tuple[Zaak, Receipt]) -> None:
    receipt = mine[1]
    Inzending.objects.update(state="vernietigd", laatste_stap="", hulp="")
    browser = new_browser()
    assert browser.follow(receipt).status_code == 302
    assert browser.client.get(f"{VOLGEN}{receipt.reference}/").status_code == 200
    Zaak.objects.all().delete()
    assert browser.client.get(f"{VOLGEN}{receipt.reference}/").status_code == 404


def test_a_refusal_costs_the_same_queries_whatever_the_reason(
    versie: FormulierVersie, mine: tuple[Zaak, Receipt]
) -> None:
    """A difference would tell which references exist."""
    receipt = mine[1]
    other, _other_receipt = send_in(versie, wie="sara")
    Zaakinstellingen.load()
    wrong = {
        "unknown": ("CCC-CCC-CCC", receipt.code),
        "wrong code": (receipt.reference, "XXXX-XXXX-XXXX-XXXX"),
        "of another": (other.identificatie, receipt.code),
    }
    browser = new_browser()
    browser.client.post(VOLGEN, {"nummer": "CCC-CCC-CCC", "code": "x"})  # what is looked up once a process
    counted = {}
    for why, (nummer, code) in wrong.items():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.client.post(VOLGEN, {"nummer": nummer, "code": code})
        counted[why] = len(queries)
    browser.log_in("lin")
    browser.client.get(f"{VOLGEN}CCC-CCC-CCC/")
    for why, reference in (("login, unknown", "CCC-CCC-CCC"), ("login, of another", other.identificatie)):
        with CaptureQueriesContext(connection) as queries:
            assert browser.client.get(f"{VOLGEN}{reference}/").status_code == 404
        counted[why] = len(queries)
    assert len({counted[why] for why in wrong}) == 1, counted
    assert counted["login, unknown"] == counted["login, of another"], counted


def test_reading_is_recorded_without_personal_data(mine: tuple[Zaak, Receipt]) -> None:
    receipt = mine[1]
    browser = new_browser()
    browser.open_whole(receipt)
    browser.client.get(f"{VOLGEN}{receipt.reference}/")
    lines = LogboekRegel.objects.filter(onderwerp=f"zaak:{receipt.reference}")
    told = list(lines.values_list("reden", flat=True))
    assert "De inwoner opende de zaak met nummer en code" in told
    assert "De inwoner bekeek de eigen zaak, met een code per e-mail" in told
    everything = " ".join(told)
    assert receipt.code not in everything and "jan@voorbeeld.nl" not in everything
    assert not re.search(r"[3479CFHJKMPRTVWXY]{4}-[3479CFHJKMPRTVWXY]{4}", everything)


@pytest.mark.parametrize(
    "naar",
    [
        "//kwaad.example",
        "https://kwaad.example/",
        "/beheer/",
        "/mijn-zaken/../beheer/",
        "javascript:alert(1)",
        "/\\kwaad",
        "x" * 400,
    ],
)
def test_a_login_never_leads_to_another_place(versie: FormulierVersie, naar: str) -> None:
    browser = new_browser()
    page = browser.client.get("/mijn-zaken/inloggen/", {"naar": naar})
    assert page.status_code == 200 and 'name="naar" value=""' in page.content.decode()
    assert browser.log_in("sara", naar=naar).url == "/mijn-zaken/"
    assert browser.client.get("/mijn-zaken/inloggen/", {"naar": naar}).url == "/mijn-zaken/"


def test_a_login_leads_back_to_the_zaak(versie: FormulierVersie) -> None:
    zaak, _receipt = send_in(versie, wie="sara")
    url = f"{VOLGEN}{zaak.identificatie}/"
    browser = new_browser()
    assert browser.client.get("/mijn-zaken/").url == "/mijn-zaken/inloggen/?naar=%2Fmijn-zaken%2F"
    assert browser.log_in("sara", naar=url).url == url
    assert browser.client.get(url).status_code == 200


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_each_address_of_a_zaak_is_in_the_matrix() -> None:
    """A new address about a zaak must be tried here too."""
    routes = (Path(__file__).parents[2] / "security" / "routes.txt").read_text()
    known = {"", "code/", "vraag/<uuid:uuid>/", "document/<uuid:uuid>/", "besluit/", "intrekken/"}
    prefix = "volg-uw-aanvraag/<slug:reference>/"
    found = {
        line.split(" | ")[0].removeprefix(prefix) for line in routes.splitlines() if line.startswith(prefix)
    }
    assert found == known
