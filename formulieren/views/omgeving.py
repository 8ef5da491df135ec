"""What stands around every screen of the flow: the term of the answers, the ways out, help and the hidden field."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

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
    }


def may_resume(access: FormAccess) -> bool:
    """Whether a link to go on later can be asked: the form allows it, and a resident fills it in."""
    return bool(access.page is not None and access.page.hervatten and not access.adres.namens)
