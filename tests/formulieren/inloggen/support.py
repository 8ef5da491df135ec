"""A form behind a login, and residents who log in with the demo login as a browser would."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from formulieren.inloggen.sessie import SESSION_KEY
from formulieren.models import FormulierPage
from tests.formulieren.conftest import make_formulier, publish

SLUG = "achter"
DOEL: dict[str, Any] = {"doel": "Voor de test.", "grondslag": "publieke_taak"}

STAPPEN: list[dict[str, Any]] = [
    {
        "slug": "wie",
        "titel": "Wie bent u?",
        "vraag": [
            {"type": "tekst", "code": "naam", "label": "Wat is uw naam?", "prefill": "brp.naam", **DOEL},
            {
                "type": "postcode_huisnummer",
                "code": "adres",
                "label": "Wat is uw adres?",
                "prefill": "brp.adres",
                **DOEL,
            },
            {
                "type": "email",
                "code": "email",
                "label": "Wat is uw e-mailadres?",
                "verplicht": False,
                "prefill": "profiel.email",
                "prefill_aanpassen": True,
                **DOEL,
            },
        ],
    },
    {
        "slug": "wat",
        "titel": "Wat wilt u?",
        "vraag": [
            {"type": "lange_tekst", "code": "wens", "label": "Wat wilt u?"},
            {
                "type": "bestand",
                "code": "brief",
                "label": "Stuur de brief mee",
                "verplicht": False,
                "soorten": ["tekst"],
                **DOEL,
            },
        ],
    },
]


def make_achter(home: Any, inloggen: str = "moet", **more: Any) -> FormulierPage:
    """A live form behind a login."""
    page = make_formulier(
        home, slug=more.pop("slug", SLUG), stappen=more.pop("stappen", STAPPEN), inloggen=inloggen, **more
    )
    publish(page)
    return page


class Bezoeker:
    """Somebody with a browser. `wie` is a code of formulieren.prefill.proefpersonen."""

    def __init__(self, client: Client, slug: str = SLUG) -> None:
        self.client = client
        self.slug = slug

    def url(self, rest: str = "") -> str:
        """An address of the form."""
        return f"/formulier/{self.slug}/{rest}"

    def get(self, rest: str) -> Any:
        """Opens one of its pages."""
        return self.client.get(self.url(rest))

    def post(self, rest: str, data: dict[str, Any] | None = None) -> Any:
        """Sends one of its pages."""
        return self.client.post(self.url(rest), data or {})

    def log_in(self, wie: str = "sara", naar: str = "") -> Any:
        """From the choice by the demo's list back to the form; the last answer."""
        return self.client.get(self.to_return(wie, naar))

    def to_return(self, wie: str = "sara", naar: str = "") -> str:
        """The same up to the address at which the browser comes back."""
        started = self.post("inloggen/", {"middel": "proef", "naar": naar})
        assert started.status_code == 302, started.status_code
        state = parse_qs(urlsplit(started["Location"]).query)["state"][0]
        chosen = self.client.post("/proef-login/", {"persoon": wie, "state": state})
        assert chosen.status_code == 302, chosen.status_code
        return str(chosen["Location"])

    def log_out(self) -> Any:
        """The button."""
        return self.client.post("/uitloggen/")

    def fill_in(self) -> None:
        """Both steps, for Sara or Lin, of whom everything is known."""
        assert self.post("stap/wie/", {"email": "zelf@voorbeeld.nl"}).status_code == 302
        assert self.post("stap/wat/", {"wens": "Een boom"}).status_code == 302

    @property
    def session_id(self) -> str:
        """The session's id as the browser has it."""
        cookie = self.client.cookies.get("sessionid")
        return str(cookie.value) if cookie is not None else ""

    @property
    def is_logged_in(self) -> bool:
        """Whether the session claims a login."""
        return SESSION_KEY in self.client.session

    def age(self, **changes: float) -> None:
        """Moves the moments of the login in the session by so many seconds."""
        session = self.client.session
        session[SESSION_KEY] = {
            **session[SESSION_KEY],
            **{name: session[SESSION_KEY][name] + seconds for name, seconds in changes.items()},
        }
        session.save()


def goes_to_login(response: Any, naar: str = "", slug: str = SLUG) -> bool:
    """Whether the answer leads to the page to log in of the form, and from there back to `naar`."""
    if response.status_code != 302:
        return False
    parts = urlsplit(response["Location"])
    back = parse_qs(parts.query).get("naar", [""])[0]
    return parts.path == f"/formulier/{slug}/inloggen/" and (not naar or back == naar)
