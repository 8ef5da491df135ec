"""A published form with one question of each type, its zaaktype, and a resident who fills it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from wagtail.models import Locale, Page

from a11y_checks.gate import verdict
from formulieren.editor.loading import stappen_from_dict
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.services import save_zaaktype
from gemeente.pages.models import HomePage
from tests.support.site import make_home

STAPPEN: list[dict[str, Any]] = [
    {
        "slug": "melding",
        "titel": "Uw melding",
        "uitleg": "Vertel ons wat u ziet.",
        "vraag": [
            {
                "type": "toelichting",
                "code": "uitleg",
                "label": "Goed om te weten",
                "tekst": "Bel 112 bij gevaar.",
            },
            {
                "type": "keuze",
                "code": "soort",
                "label": "Waarover gaat het?",
                "opties": [{"waarde": "lamp", "label": "Een lamp"}, {"waarde": "boom", "label": "Een boom"}],
            },
            {
                "type": "lange_tekst",
                "code": "wat",
                "label": "Wat ziet u?",
                "fout_leeg": "Schrijf op wat u ziet.",
            },
            {"type": "datum", "code": "dag", "label": "Op welke dag?", "verplicht": False},
            {"type": "tijd", "code": "uur", "label": "Hoe laat?", "verplicht": False},
            {"type": "getal", "code": "aantal", "label": "Hoeveel?", "verplicht": False, "minimum": 1},
            {"type": "bedrag", "code": "schade", "label": "Hoeveel schade?", "verplicht": False},
            {"type": "ja_nee", "code": "gevaar", "label": "Is er gevaar?"},
            {
                "type": "meerkeuze",
                "code": "plek",
                "label": "Waar?",
                "verplicht": False,
                "opties": ["Op de weg", "Op de stoep"],
            },
        ],
    },
    {
        "slug": "gegevens",
        "titel": "Uw gegevens",
        "vraag": [
            {
                "type": "tekst",
                "code": "naam",
                "label": "Wat is uw naam?",
                "autocomplete": "name",
                "doel": "Zo weten wij wie u bent.",
                "grondslag": "publieke_taak",
            },
            {
                "type": "email",
                "code": "email",
                "label": "Wat is uw e-mailadres?",
                "verplicht": False,
                "doel": "Zo mailen wij u.",
                "grondslag": "toestemming",
            },
            {
                "type": "telefoon",
                "code": "telefoon",
                "label": "Wat is uw telefoonnummer?",
                "verplicht": False,
                "doel": "Zo bellen wij u.",
                "grondslag": "toestemming",
            },
            {
                "type": "postcode_huisnummer",
                "code": "adres",
                "label": "Wat is uw adres?",
                "verplicht": False,
                "doel": "Zo vinden wij u.",
                "grondslag": "publieke_taak",
            },
            {
                "type": "bsn",
                "code": "bsn",
                "label": "Wat is uw bsn?",
                "verplicht": False,
                "doel": "Voor de test.",
                "grondslag": "publieke_taak",
            },
            {
                "type": "iban",
                "code": "iban",
                "label": "Uw rekening?",
                "verplicht": False,
                "doel": "Voor de test.",
                "grondslag": "publieke_taak",
            },
            {"type": "toestemming", "code": "akkoord", "label": "Ja, u mag mij bellen.", "verplicht": False},
        ],
    },
]

MELDING = {"soort": "lamp", "wat": "De lamp is stuk", "gevaar": "nee"}
GEGEVENS = {"naam": "Jan Jansen"}
BSN = "111222333"
IBAN = "NL91ABNA0417164300"


@pytest.fixture
def home(db: None) -> HomePage:
    """An empty site: one home page on the default site."""
    if Page.get_first_root_node() is None:  # a test with real transactions empties all tables
        Page.add_root(
            instance=Page(
                title="Root", slug="root", locale=Locale.objects.get_or_create(language_code="nl")[0]
            )
        )
    return make_home()


@pytest.fixture
def zaaktype(db: None) -> Any:
    """A zaaktype with three statussen."""
    return save_zaaktype(
        identificatie="TEST",
        omschrijving="Proefmelding",
        doorlooptijd=28,
        servicenorm=14,
        statustypen=[
            {"volgnummer": 1, "omschrijving": "Ontvangen", "statustekst": "Wij hebben het."},
            {"volgnummer": 2, "omschrijving": "Bezig", "statustekst": "Wij zijn bezig."},
            {"volgnummer": 3, "omschrijving": "Klaar", "statustekst": "Het is klaar.", "is_eindstatus": True},
        ],
    )


def make_formulier(home: Page, *, slug: str = "proef", stappen: Any = None, **fields: Any) -> FormulierPage:
    """A draft FormulierPage under `home`."""
    page = FormulierPage(
        title=fields.pop("title", "Een melding doen"),
        slug=slug,
        live=False,
        intro="Ziet u iets dat stuk is? Meld het hier.",
        stappen=stappen_from_dict(STAPPEN if stappen is None else stappen, seed=slug),
        zaaktype_identificatie=fields.pop("zaaktype_identificatie", "TEST"),
        dank_tekst="Wij kijken er morgen naar.",
        andere_kanalen=fields.pop("andere_kanalen", "Bel ons: (0590) 01 23 45."),
        **fields,
    )
    home.add_child(instance=page)
    return page


_judged: dict[str, Any] = {}


@contextmanager
def judged_once() -> Iterator[None]:
    """A draft that looks as one before it is not judged anew: half the time of most tests here went into that.

    The key is the product's own: the hash under which the gate keeps a verdict.
    """
    with pytest.MonkeyPatch.context() as patch:
        judge = verdict._static

        def known(states: Any, page: Any) -> Any:
            key = verdict.hash_page(page, states)
            if key not in _judged:
                _judged[key] = judge(states, page)
            return _judged[key]

        patch.setattr(verdict, "_static", known)
        yield


def publish(page: Any) -> None:
    """Through the gate, as an editor would."""
    with judged_once():
        page.save_revision().publish()
    page.refresh_from_db()


@pytest.fixture
def formulier(home: HomePage, zaaktype: Any, quiet_browser: None) -> FormulierPage:
    """A live form."""
    page = make_formulier(home)
    publish(page)
    return page


@pytest.fixture
def versie(formulier: FormulierPage) -> FormulierVersie:
    """The version of the live form."""
    return FormulierVersie.objects.get(formulier=formulier)


class Resident:
    """Somebody with a browser, filling in a form."""

    def __init__(self, client: Any, slug: str = "proef") -> None:
        self.client = client
        self.slug = slug

    def url(self, step: str) -> str:
        """The address of a step, or of the pages after them."""
        return f"/formulier/{self.slug}/{step if step in ('controleren', 'ontvangen') else f'stap/{step}'}/"

    def get(self, step: str) -> Any:
        """Opens a page."""
        return self.client.get(self.url(step))

    def post(self, step: str, data: dict[str, Any] | None = None) -> Any:
        """Sends a page."""
        return self.client.post(self.url(step), data or {})

    def fill_in(self, **more: Any) -> None:
        """Both steps, well."""
        melding = {**MELDING, **{k: v for k, v in more.items() if k.split("-")[0] in _codes(0)}}
        gegevens = {**GEGEVENS, **{k: v for k, v in more.items() if k.split("-")[0] in _codes(1)}}
        assert self.post("melding", melding).status_code == 302
        assert self.post("gegevens", gegevens).status_code == 302

    def send(self, **more: Any) -> Any:
        """Both steps, then send; gives the receipt page."""
        self.fill_in(**more)
        answer = self.post("controleren")
        assert answer.status_code == 302, answer
        return self.get("ontvangen")


def _codes(step: int) -> set[str]:
    return {vraag["code"] for vraag in STAPPEN[step]["vraag"]}


@pytest.fixture
def resident(client: Any, formulier: FormulierPage) -> Resident:
    """A resident with a checking browser."""
    return Resident(client)
