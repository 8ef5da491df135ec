"""Who is logged in on this request: kept sealed in the session, until logging out or doing nothing for a while."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import bsn as stdnum_bsn

from formulieren.crypto import Sealed, SealError, keyring
from formulieren.inloggen.base import LoginFailed, Middel, Niveau, Persoon

SESSION_KEY = "ingelogd"
# Why somebody is not logged in any more; read once, by the page to log in.
EXPIRED_KEY = "login_verlopen"
# What a session holds of a resident's forms and zaken; a logout or another person takes it away.
_FORM_KEYS = ("wizard_formulier_", "bewaard_", "login_", "volgen")
# Of each use within this many seconds only the first is written.
TOUCH_SECONDS = 60


class LoginNeeded(Exception):
    """What was asked for is only for who is logged in; views.toegang answers with the page to log in."""


@dataclass(frozen=True, slots=True)
class Ingelogd:
    """Somebody who is logged in. `persoon_hmac` finds all that is theirs without opening any BSN."""

    persoon_hmac: str
    middel: str
    niveau: Niveau
    sinds: datetime
    tot: datetime
    bsn: str = field(repr=False)

    @property
    def masked(self) -> str:
        """The last three digits: enough to recognise, too few to use."""
        return f"••••••{self.bsn[-3:]}"


def idle_time() -> timedelta:
    """After how long without a page somebody is logged out: the setting, kept between 15 and 60 minutes."""
    return timedelta(minutes=min(max(int(settings.LOKET_LOGIN_IDLE_MINUTES), 15), 60))


def longest_time() -> timedelta:
    """After how long everybody is logged out, busy or not: the setting, at most 12 hours."""
    return timedelta(hours=min(max(int(settings.LOKET_LOGIN_HOURS), 1), 12))


def person_hash(bsn: str) -> str:
    """The keyed hash of a BSN, the same as that of a typed answer (inzendingen.antwoorden): one look-up for both."""
    return keyring().fingerprint("antwoord:bsn", bsn)


def log_in(request: HttpRequest, middel: Middel, persoon: Persoon) -> Ingelogd:
    """Logs somebody in, under a new session id. Raises LoginFailed when the BSN can't be one.

    Who was logged in before as somebody else leaves nothing behind; what was typed without a login stays.
    """
    try:
        if len(persoon.bsn) not in (8, 9):  # stdnum fills shorter ones up with zeros
            raise NumberError
        bsn = str(stdnum_bsn.validate(persoon.bsn))
    except NumberError:
        raise LoginFailed from None
    before = request.session.get(SESSION_KEY)
    hashed = person_hash(bsn)
    if isinstance(before, dict) and before.get("hmac") != hashed:
        _clear(request)
    zout = secrets.token_hex(8)
    sealed = keyring().seal(bsn, context=_context(zout))
    now = timezone.now().timestamp()
    request.session.cycle_key()
    request.session.pop(EXPIRED_KEY, None)
    request.session[SESSION_KEY] = {
        "middel": middel.naam,
        "niveau": int(persoon.niveau),
        "geheim": sealed.ciphertext,
        "sleutel": sealed.key_id,
        "zout": zout,
        "hmac": hashed,
        "sinds": now,
        "laatst": now,
    }
    _set_term(request)
    found = ingelogd(request)
    if found is None:
        raise LoginFailed
    return found


def ingelogd(request: HttpRequest) -> Ingelogd | None:
    """Who is logged in on this request, or None. Asking counts as using the site: the idle time begins again.

    This is the one place to ask it; only for pages that are private already, as it reads the session.
    """
    kept = request.session.get(SESSION_KEY)
    if kept is None:
        return None
    now = timezone.now()
    try:
        since, last = float(kept["sinds"]), float(kept["laatst"])
        sealed = Sealed(str(kept["sleutel"]), str(kept["geheim"]))
        bsn = str(keyring().unseal(sealed, context=_context(str(kept["zout"]))))
        niveau = Niveau(kept["niveau"])
        hashed, middel = str(kept["hmac"]), str(kept["middel"])
        begin = datetime.fromtimestamp(since, tz=now.tzinfo)
    except (KeyError, TypeError, ValueError, OverflowError, OSError, SealError):
        request.session.pop(SESSION_KEY)
        return None
    moment = now.timestamp()
    if hashed != person_hash(bsn):
        request.session.pop(SESSION_KEY)
        return None
    if (
        not since <= last <= moment + TOUCH_SECONDS
        or moment - last > idle_time().total_seconds()
        or moment - since > longest_time().total_seconds()
    ):
        request.session.pop(SESSION_KEY)
        request.session[EXPIRED_KEY] = True
        return None
    if moment - last >= TOUCH_SECONDS:
        request.session[SESSION_KEY] = {**kept, "laatst": moment}
        _set_term(request)
    return Ingelogd(
        persoon_hmac=hashed,
        middel=middel,
        niveau=niveau,
        sinds=begin,
        tot=min(now + idle_time(), begin + longest_time()),
        bsn=bsn,
    )


def log_out(request: HttpRequest) -> None:
    """Takes login and forms out of the session, under a new id. Concepts stay with the person who began them."""
    _clear(request)
    request.session.cycle_key()


def has_login(request: HttpRequest) -> bool:
    """Whether the session claims a login, judged or not: then its term is that of the login."""
    return SESSION_KEY in request.session


def _clear(request: HttpRequest) -> None:
    """An employee who tries a form stays logged in as employee; for everybody else nothing is left."""
    if not request.user.is_authenticated:
        request.session.flush()
        return
    for key in list(request.session.keys()):
        if key == SESSION_KEY or key.startswith(_FORM_KEYS):
            del request.session[key]


def _set_term(request: HttpRequest) -> None:
    """The session outlives the login by an hour, so that the page to log in can say what happened."""
    if not request.user.is_authenticated:
        request.session.set_expiry(idle_time() + timedelta(hours=1))


def _context(zout: str) -> str:
    return f"login/{zout}"
