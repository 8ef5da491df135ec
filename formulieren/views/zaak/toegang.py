"""Which zaken this browser may see, and how much of them; kept in the session, which times out."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from formulieren.inloggen.sessie import EXPIRED_KEY, Ingelogd, ingelogd
from formulieren.views.access import private
from formulieren.views.zaak.nummer import not_found
from formulieren.zaken.keuzes import VolgNiveau
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.volgen import Rights, code_suffices, visible_zaken

# Session keys; `inloggen.sessie` takes all that begin with "volgen" away at a logout.
OPEN_KEY = "volgen"  # reference -> [opened at, last used at], unix time
FRESH_KEY = "volgen_vers"  # reference -> when a one-time code was used
ASKED_KEY = "volgen_gevraagd"  # reference -> uuid of the one-time code that this browser asked for
# Seconds without a page after which a zaak is closed again, and after which it is in any case.
IDLE = 30 * 60
LONGEST = 4 * 60 * 60
# How long a one-time code gives the whole zaak.
FRESH_FOR = 60 * 60
# Of each use within this many seconds only the first is written.
TOUCH = 60
# More zaken than this in one browser: the oldest one is closed.
MOST_OPEN = 20


class ZaakView(View):
    """A page about one zaak. Whoever may not see the zaak gets the same 404 at each of its addresses."""

    # Whether reference and code alone are too little for this page.
    whole = False
    rights: Rights
    zaak: Zaak
    login: Ingelogd | None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Finds out what this browser may, before anything else is looked at."""
        self.login = ingelogd(request)
        rights = rights_for(request, str(kwargs["reference"]), self.login)
        if rights is None:
            return _login_again(request) or not_found(request)
        if self.whole and not rights.whole:
            return private(redirect("formulieren:volg_code", reference=rights.zaak.identificatie))
        self.rights, self.zaak = rights, rights.zaak
        return super().dispatch(request, *args, **kwargs)

    def url(self, name: str = "volg_zaak", **kwargs: Any) -> str:
        """The address of a page about this zaak."""
        return reverse(f"formulieren:{name}", kwargs={"reference": self.zaak.identificatie, **kwargs})


def rights_for(request: HttpRequest, reference: str, login: Ingelogd | None) -> Rights | None:
    """What this browser may with the zaak of `reference`; None for every zaak that is not its own.

    The same queries for a zaak of somebody else and for one that never was.
    """
    opened = _opened(request)
    here = reference in opened
    if not here and login is None:
        return None
    zaak = visible_zaken().filter(identificatie=reference).first()
    if zaak is None:
        return None
    hashed = zaak.inzending.persoon_hmac
    mine = login is not None and bool(hashed) and login.persoon_hmac == hashed
    here = here and zaak.zaaktype.volgen != VolgNiveau.UIT
    if not mine and not here:
        return None
    if here:
        _touch(request, reference, opened)
    return Rights(zaak, login=mine, fresh=here and _is_fresh(request, reference) and code_suffices(zaak))


def open_zaak(request: HttpRequest, zaak: Zaak) -> None:
    """Reference and code were right: the zaak is open in this browser, under a new session id."""
    now = int(time.time())
    opened = dict(sorted(_opened(request).items(), key=lambda item: item[1][1])[-MOST_OPEN + 1 :])
    request.session.cycle_key()
    request.session[OPEN_KEY] = {**opened, zaak.identificatie: [now, now]}


def open_whole(request: HttpRequest, zaak: Zaak) -> None:
    """A one-time code was right: the whole zaak is open for a while, under a new session id."""
    request.session.cycle_key()
    request.session[FRESH_KEY] = {**_dict(request, FRESH_KEY), zaak.identificatie: int(time.time())}


def remember_asked(request: HttpRequest, zaak: Zaak, uuid: object) -> None:
    """The one-time code that was mailed works in this browser alone."""
    request.session[ASKED_KEY] = {**_dict(request, ASKED_KEY), zaak.identificatie: str(uuid)}


def asked(request: HttpRequest, zaak: Zaak) -> str:
    """The uuid of the one-time code that this browser asked for, "" for none."""
    return str(_dict(request, ASKED_KEY).get(zaak.identificatie, ""))


def forget_asked(request: HttpRequest, zaak: Zaak) -> None:
    """The code was used."""
    waiting = _dict(request, ASKED_KEY)
    waiting.pop(zaak.identificatie, None)
    request.session[ASKED_KEY] = waiting


def close_zaken(request: HttpRequest) -> None:
    """No zaak is open in this browser any more; under a new session id."""
    for key in (OPEN_KEY, FRESH_KEY, ASKED_KEY):
        request.session.pop(key, None)
    request.session.cycle_key()


def closes_at(request: HttpRequest, reference: str) -> int | None:
    """When (unix time) this page closes by itself if nothing happens; None when a login keeps it open."""
    found = _opened(request).get(reference)
    return min(found[1] + IDLE, found[0] + LONGEST) if found else None


def to_login(path: str) -> HttpResponse:
    """To the page to log in for one's own zaken, and back to `path`."""
    return private(redirect(f"{reverse('formulieren:mijn_zaken_inloggen')}?{urlencode({'naar': path})}"))


def _login_again(request: HttpRequest) -> HttpResponse | None:
    """A login that ended just now is told about; it says nothing of the zaak."""
    return to_login(request.path) if EXPIRED_KEY in request.session else None


def _opened(request: HttpRequest) -> dict[str, list[int]]:
    """Reference -> [opened at, last used at] of the zaken that are open in this browser."""
    now = time.time()
    found = {}
    for reference, moments in _dict(request, OPEN_KEY).items():
        if not isinstance(moments, list) or len(moments) != 2 or not all(isinstance(m, int) for m in moments):
            continue
        if 0 <= now - moments[0] + TOUCH <= LONGEST + TOUCH and now - moments[1] <= IDLE:
            found[str(reference)] = moments
    return found


def _touch(request: HttpRequest, reference: str, opened: dict[str, list[int]]) -> None:
    first, last = opened[reference]
    if (now := int(time.time())) - last >= TOUCH:
        request.session[OPEN_KEY] = {**opened, reference: [first, now]}


def _is_fresh(request: HttpRequest, reference: str) -> bool:
    moment = _dict(request, FRESH_KEY).get(reference)
    return isinstance(moment, int) and 0 <= time.time() - moment + TOUCH <= FRESH_FOR + TOUCH


def _dict(request: HttpRequest, key: str) -> dict[str, Any]:
    stored: Any = request.session.get(key)
    return dict(stored) if isinstance(stored, dict) else {}
