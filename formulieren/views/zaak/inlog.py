"""Log in for one's own zaken: the page with the choice, and where it may lead to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from formulieren.inloggen.registry import is_proef, label_of, middelen
from formulieren.inloggen.sessie import EXPIRED_KEY, Ingelogd, idle_time
from formulieren.views.access import private

# Where a login that began here may lead to; each is opened with GET.
BACK = frozenset(
    {
        "mijn_zaken",
        "mijn_zaken_klaar",
        "volg_zaak",
        "volg_code",
        "volg_vraag",
        "volg_besluit",
        "volg_intrekken",
    }
)


def login_page(
    request: HttpRequest, naar: str, *, mislukt: bool = False, te_vaak: bool = False, status: int = 200
) -> HttpResponse:
    """The page to log in for one's own zaken."""
    context = {
        "eigen_url": reverse("formulieren:mijn_zaken_inloggen"),
        "naar": naar,
        "middelen": middelen(),
        "mislukt": mislukt,
        "te_vaak": te_vaak,
        "verlopen": request.session.pop(EXPIRED_KEY, False) if EXPIRED_KEY in request.session else False,
        "minuten": int(idle_time().total_seconds() // 60),
    }
    return private(render(request, "formulieren/mijn_zaken_inloggen.html", context, status=status))


def safe_back(path: str) -> str:
    """`path` when it is a page about one's own zaken, else "" (no open redirect)."""
    if not path.startswith("/") or len(path) > 300:
        return ""
    try:
        match = resolve(path)
    except (Resolver404, ValueError):
        return ""
    return path if match.namespaces == ["formulieren"] and match.url_name in BACK else ""


def login_facts(login: Ingelogd) -> dict[str, Any]:
    """What formulieren/_inlog.html shows."""
    return {
        "inlog": login,
        "inlog_label": label_of(login.middel),
        "inlog_proef": is_proef(login.middel),
        "inlog_minuten": int(idle_time().total_seconds() // 60),
    }
