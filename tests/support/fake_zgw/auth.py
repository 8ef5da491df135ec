"""Who calls: the token and its scopes.

A real backend answers 403, never 401: `invalid-jwt-signature` for another secret, `jwt-expired` for a token made
more than an hour ago, `permission_denied` without a token or without the scope. A token from 30 seconds ahead is taken.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import jwt

from tests.support.fake_zgw.messages import Request
from tests.support.fake_zgw.problems import denied

JWT_LIFE = 3600

# The least that a site with forms needs: see the list in the handbook.
LEAST = frozenset(
    {
        "catalogi.lezen",
        "zaken.lezen",
        "zaken.aanmaken",
        "zaken.bijwerken",
        "documenten.lezen",
        "documenten.aanmaken",
        "documenten.bijwerken",
        "documenten.lock",
        "notificaties.consumeren",
    }
)
# What the people who handle the zaak have besides.
CLERK = LEAST | {"zaken.statussen.toevoegen", "zaken.verwijderen", "documenten.verwijderen"}

LEVELS = [
    "openbaar",
    "beperkt_openbaar",
    "intern",
    "zaakvertrouwelijk",
    "vertrouwelijk",
    "confidentieel",
    "geheim",
    "zeer_geheim",
]


@dataclass
class Application:
    """A client that may call."""

    secret: str
    scopes: frozenset[str] = LEAST
    max_vertrouwelijkheid: str = "zeer_geheim"


def identify(request: Request, applications: dict[str, Application]) -> Application:
    """The application behind the token, or a 403 that says what is wrong with the token."""
    header = request.headers.get("authorization", "")
    if not header.startswith("Bearer "):
        raise denied()
    token = header.removeprefix("Bearer ")
    try:
        claimed = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        raise denied("De JWT is geen geldige JWT.", "jwt-decode-error") from None
    client_id = str(claimed.get("client_id", ""))
    application = applications.get(client_id)
    if application is None:
        raise denied("Client identifier bestaat niet", "invalid-client-identifier")
    try:
        claims = jwt.decode(token, application.secret, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.ExpiredSignatureError:
        raise denied("Het JWT is verlopen", "jwt-expired") from None
    except jwt.PyJWTError:
        raise denied("Client credentials zijn niet geldig", "invalid-jwt-signature") from None
    if "iat" not in claims:
        raise denied("De JWT mist het `iat` claim", "jwt-missing-iat-claim")
    if time.time() - float(claims["iat"]) > JWT_LIFE:
        raise denied("Het JWT is verlopen", "jwt-expired")
    request.client_id, request.scopes = client_id, application.scopes
    return application


def need(request: Request, *scopes: str) -> None:
    """A 403 unless the caller has one of `scopes`."""
    if not request.may(*scopes):
        raise denied("Je hebt geen toestemming om deze actie uit te voeren.")


def need_level(application: Application, vertrouwelijkheid: str) -> None:
    """A 403 for a zaak that is more secret than the client may see."""
    if LEVELS.index(vertrouwelijkheid) > LEVELS.index(application.max_vertrouwelijkheid):
        raise denied()
