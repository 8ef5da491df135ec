"""Spam without a CAPTCHA: a field that people don't see, a signed moment, and a rate per network.

None of them loses an answer, and none asks anything of a person: who is taken for a bot presses once more.
"""

from __future__ import annotations

import ipaddress
import time

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from basis.security.limits import rate_limit

# Not a name that browsers or password managers fill in by themselves.
HONEYPOT = "_laat_dit_leeg"
MOMENT = "_moment"
HOUR = 60 * 60
_SALT = "formulieren.moment"


def new_moment() -> str:
    """The present second, signed: when the page was made that a browser will send back."""
    return signing.Signer(salt=_SALT).sign(str(int(time.time())))


def moment_to_show(request: HttpRequest) -> str:
    """For a page that comes back with what was typed: the moment it had when that is ours, else the present one."""
    posted = request.POST.get(MOMENT, "")
    return posted if _seconds_since(posted) is not None else new_moment()


def honeypot_filled(request: HttpRequest) -> bool:
    """Whether something filled in the field that people don't see."""
    return bool(request.POST.get(HONEYPOT, ""))


def too_fast(request: HttpRequest) -> bool:
    """Whether the page was sent back faster than anybody can fill it in, or was never shown at all."""
    if not settings.LOKET_SPAM_SECONDS:
        return False
    seconds = _seconds_since(request.POST.get(MOMENT, ""))
    return seconds is None or seconds < settings.LOKET_SPAM_SECONDS


def may_submit(request: HttpRequest) -> bool:
    """Counts one sent form of this network; False when there were too many this hour."""
    return rate_limit("versturen", network_key(request), settings.LOKET_SUBMITS_PER_HOUR, HOUR)


def network_key(request: HttpRequest) -> str:
    """A key for the visitor's network, not traceable to it: of IPv6 the first 64 bits, which one household has."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.LOKET_BEHIND_PROXY:
        # The last name is the one our own proxy wrote; what stands before it, anybody can make up.
        text = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()[:100] or text
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        network = text
    else:
        bits = 64 if address.version == 6 else 32
        network = str(ipaddress.ip_network((address, bits), strict=False))
    day = int(time.time() // 86_400)
    return salted_hmac("formulieren.netwerk", f"{day}|{network}", algorithm="sha256").hexdigest()[:24]


def _seconds_since(moment: str) -> int | None:
    """How many seconds ago the signed `moment` was; None when it is not one of ours."""
    try:
        made = int(signing.Signer(salt=_SALT).unsign(moment[:200]))
    except (signing.BadSignature, ValueError):
        return None
    return int(time.time()) - made
