"""What stands around every screen of the flow: the term of the answers, the ways out, help and the hidden field."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.http import urlencode

from formulieren.flow.toegang import Login
from formulieren.inloggen.registry import is_proef, label_of, middelen
from formulieren.inloggen.sessie import idle_time
from formulieren.inzendingen.termijn import WARN_BEFORE, expires_at
from formulieren.views.access import FormAccess
from formulieren.views.spam import HONEYPOT, MOMENT, moment_to_show

# The button "Later verder gaan": it stores the step first.
LATER = "_later"


def omgeving(access: FormAccess) -> dict[str, Any]:
    """Context that formulieren/_rond_de_stap.html and the forms themselves read.

    `bewaar_tot` is None before the first step is stored. Opening a page begins the term anew; `was_bijna_verlopen`
    says that less than an hour was left.
    """
    concept = access.concept
    near = concept is not None and expires_at(concept) - timezone.now() < WARN_BEFORE
    access.still_here()
    return {
        "adres": access.adres,
        "storing_paginas": access.storing_paginas,
        "bewaar_tot": expires_at(concept) if concept is not None else None,
        "was_bijna_verlopen": near,
        "later_url": access.adres.later if may_resume(access) else "",
        "wissen_url": access.adres.wissen if concept is not None else "",
        "lokveld": HONEYPOT,
        "momentveld": MOMENT,
        "moment": moment_to_show(access.request),
        "namens": concept if access.adres.namens else None,
        **login_context(access),
    }


def login_context(access: FormAccess) -> dict[str, Any]:
    """What formulieren/_inlog.html shows: who is logged in and until when, or that logging in is possible."""
    login = access.login
    may = access.versie is not None and access.schema.inloggen == Login.MAG and bool(middelen())
    if login is None:
        here = urlencode({"naar": access.request.path})
        url = f"{access.adres.inloggen}?{here}" if may and access.adres.inloggen else ""
        return {"inlog": None, "inlog_url": url}
    return {
        "inlog": login,
        "inlog_label": label_of(login.middel),
        "inlog_proef": is_proef(login.middel),
        "inlog_minuten": int(idle_time().total_seconds() // 60),
        "inlog_url": "",
    }


def may_resume(access: FormAccess) -> bool:
    """Whether a link to go on later can be asked: the form allows it, and a resident fills it in."""
    return bool(access.page is not None and access.page.hervatten and not access.adres.namens)
