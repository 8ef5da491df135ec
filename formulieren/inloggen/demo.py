"""The demo login: choose one of the invented people. It proves nothing, and is there only with LOKET_DEMO_ALLOWED."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.inloggen.base import LoginFailed, Middel, Niveau, Persoon
from formulieren.prefill.proefpersonen import PROEFPERSONEN, find_code

CHOOSE = gettext_lazy("Kies wie u wilt zijn.")
_SALT = "loket.proef-login"
_SECONDS = 60


class ProefLogin(Middel):
    """Goes to a page of this site that lists invented people, and comes back with a signed choice."""

    naam = "proef"
    label = gettext_lazy("Proef-login")
    uitleg = gettext_lazy("U kiest een verzonnen persoon. Hiermee bewijst u niet wie u bent.")
    proef = True

    def start(self, request: HttpRequest, *, state: str, terug: str) -> str:
        """The list of people; it knows the way back itself."""
        return f"{reverse('formulieren:proef_login')}?{urlencode({'state': state})}"

    def finish(self, request: HttpRequest) -> Persoon:
        """Who was chosen, for this state and within a minute. The choice names nobody: a code, not a BSN."""
        if not settings.LOKET_DEMO_ALLOWED:
            raise LoginFailed
        try:
            chosen = signing.loads(request.GET.get("code", ""), salt=_SALT, max_age=_SECONDS)
        except signing.BadSignature:
            raise LoginFailed from None
        persoon = find_code(str(chosen.get("persoon", "")))
        if persoon is None or chosen.get("state") != request.GET.get("state", ""):
            raise LoginFailed
        return Persoon(persoon.bsn, Niveau.MIDDEN)


def choices() -> list[tuple[str, str]]:
    """Whom one can be: code and name, each marked as invented."""
    return [
        (one.code, _("%(naam)s, verzonnen BSN %(bsn)s") % {"naam": one.naam, "bsn": one.bsn})
        for one in PROEFPERSONEN
    ]


def code_for(persoon: str, state: str) -> str:
    """What the browser brings back: signed, for one login that began."""
    return signing.dumps({"persoon": persoon, "state": state}, salt=_SALT)


def back_url(*, state: str, code: str) -> str:
    """Where the browser comes back."""
    terug = reverse("formulieren:inloggen_terug", kwargs={"middel": ProefLogin.naam})
    return f"{terug}?{urlencode({'state': state, 'code': code})}"
