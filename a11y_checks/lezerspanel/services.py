"""Asking residents to read a draft, closing that, and a new link."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from a11y_checks.gate.passing import is_gated
from a11y_checks.gate.render import RenderFailed
from a11y_checks.lezerspanel.errors import LezerspanelInvalid, LezerspanelNotAllowed
from a11y_checks.lezerspanel.tokens import hash_of, new_nonce, shown_token, token_of
from a11y_checks.lezerspanel.zinnen import MOST_ZINNEN, zinnen_of
from a11y_checks.models import Lezerspanel
from a11y_checks.models.lezerspanel import open_panels

MAX_DAYS = 60
MAX_INLEIDING = 600
MAX_VRAAG = 200

CREATED = "a11y_checks.lezerspanel_created"
CLOSED = "a11y_checks.lezerspanel_closed"
LINK_RENEWED = "a11y_checks.lezerspanel_link_renewed"


def may_ask_readers(page: Any, user: Any) -> bool:
    """Whether `user` may ask residents about this page, and see what they said: whoever may edit it."""
    gated = is_gated(page) or is_gated(page.specific_class)
    return bool(page.pk and gated and page.permissions_for_user(user).can_edit())


def create_lezerspanel(
    *, page: Any, user: Any, ends_on: dt.date | None, inleiding: str = "", vraag: str = ""
) -> Lezerspanel:
    """Freeze the sentences of the latest draft and open them for answers until and with `ends_on`.

    Raises LezerspanelNotAllowed or LezerspanelInvalid. Renders the page before it opens a transaction.
    """
    if not may_ask_readers(page, user):
        raise LezerspanelNotAllowed(_("U mag voor deze pagina geen lezers vragen."))
    inleiding, vraag = inleiding.strip(), " ".join(vraag.split())
    problems = _end_problems(ends_on)
    if len(inleiding) > MAX_INLEIDING:
        problems["inleiding"] = _("Gebruik niet meer dan %(number)d tekens.") % {"number": MAX_INLEIDING}
    if len(vraag) > MAX_VRAAG:
        problems["vraag"] = _("Gebruik niet meer dan %(number)d tekens.") % {"number": MAX_VRAAG}
    if problems or ends_on is None:
        raise LezerspanelInvalid(problems)
    draft = page.get_latest_revision_as_object()
    zinnen = _frozen(draft)
    nonce = new_nonce()
    with transaction.atomic():
        panel = Lezerspanel.objects.create(
            page_id=page.pk,
            revision=draft.latest_revision,
            titel=draft.title,
            taal=draft.locale.language_code,
            inleiding=inleiding,
            vraag=vraag,
            zinnen=zinnen,
            nonce=nonce,
            token_hash=hash_of(token_of(nonce)),
            ends_on=ends_on,
            created_by=user,
        )
        _note(panel, CREATED, user)
    return panel


def _frozen(draft: Any) -> list[dict[str, str]]:
    try:
        zinnen = zinnen_of(draft)
    except RenderFailed as failure:
        problem = _("De pagina geeft zelf een fout. Vraag hulp aan het webteam.")
        raise LezerspanelInvalid({"": problem}) from failure
    if not zinnen:
        raise LezerspanelInvalid({"": _("Er staat nog geen tekst op deze pagina.")})
    if len(zinnen) > MOST_ZINNEN:
        problem = ngettext(
            "Deze pagina heeft %(number)d zin. Dat is te veel voor lezers. Vraag het per deel van de tekst.",
            "Deze pagina heeft %(number)d zinnen. Dat is te veel voor lezers. Vraag het per deel van de tekst.",
            len(zinnen),
        )
        raise LezerspanelInvalid({"": problem % {"number": len(zinnen)}})
    return zinnen


def _end_problems(ends_on: dt.date | None) -> dict[str, str]:
    if ends_on is None:
        return {"ends_on": _("Kies tot en met welke dag mensen kunnen reageren.")}
    today = timezone.localdate()
    if ends_on <= today:
        return {"ends_on": _("Kies een dag na vandaag. Mensen hebben tijd nodig om te lezen.")}
    if ends_on > today + dt.timedelta(days=MAX_DAYS):
        return {"ends_on": _("Kies een dag binnen %(days)d dagen.") % {"days": MAX_DAYS}}
    return {}


def close_lezerspanel(*, panel: Lezerspanel, user: Any) -> Lezerspanel:
    """Take no more answers from now on; what came in stays. A second time changes nothing.

    Raises LezerspanelNotAllowed.
    """
    _check_editor(panel, user)
    with transaction.atomic():
        if open_panels().filter(pk=panel.pk).update(closed_at=timezone.now()) == 1:
            _note(panel, CLOSED, user)
    panel.refresh_from_db()
    return panel


def renew_link(*, panel: Lezerspanel, user: Any) -> Lezerspanel:
    """A new secret link; the old one stops at once. Answers stay. Raises LezerspanelNotAllowed."""
    _check_editor(panel, user)
    panel.nonce = new_nonce()
    panel.token_hash = hash_of(token_of(panel.nonce))
    with transaction.atomic():
        panel.save(update_fields=["nonce", "token_hash"])
        _note(panel, LINK_RENEWED, user)
    return panel


def _check_editor(panel: Lezerspanel, user: Any) -> None:
    if not may_ask_readers(panel.page, user):
        raise LezerspanelNotAllowed(_("U mag deze vraag aan lezers niet veranderen."))


def link_path(panel: Lezerspanel) -> str:
    """The path of the secret link, in the language of the page; "" when only a new link can be shown."""
    token = shown_token(panel.nonce, panel.token_hash)
    if not token:
        return ""
    with translation.override(panel.taal):
        return reverse("lezerspanel:start", args=[token])


def _note(panel: Lezerspanel, action: str, user: Any) -> None:
    """A line in the page's history."""
    log(
        instance=panel.page.specific_deferred,
        action=action,
        user=user,
        data={"lezerspanel": panel.pk, "ends_on": panel.ends_on.isoformat(), "zinnen": len(panel.zinnen)},
    )
