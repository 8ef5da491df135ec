"""Service: subscribes the webhook at the Notificaties API, with a new secret."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from zgw_consumers.constants import APITypes
from zgw_consumers.models import Service

from formulieren.zaken.client import ZgwNotConfigured, client_for
from formulieren.zaken.client.notificaties import NotificatiesClient
from formulieren.zaken.models import Zgwinstellingen
from formulieren.zaken.notificaties.geheim import draw_secret, set_hash
from formulieren.zaken.notificaties.ontvangen import ZAKEN_KANAAL


def subscribe(*, actor: Any = None) -> str:
    """Draws a secret, subscribes with it, and ends the subscriptions before it; the address that is called.

    Raises the errors of `client.errors`; then the secret before it counts again, and so does its subscription.
    """
    service = _service()
    callback_url = f"{settings.LOKET_BASE_URL}{reverse('zgw_notificaties')}"
    before = Zgwinstellingen.load().webhook_hash
    with client_for(service, NotificatiesClient) as client:
        old = client.abonnementen(callback_url=callback_url)
        # Kept before the call: the API tries the webhook while it answers.
        secret = draw_secret(actor=actor)
        try:
            client.subscribe(callback_url=callback_url, auth=secret, kanaal=ZAKEN_KANAAL)
        except Exception:
            set_hash(before, actor=actor, reden="Geheim voor berichten van het zaaksysteem teruggezet")
            raise
        for abonnement in old:
            client.unsubscribe(abonnement.url)
    return callback_url


def _service() -> Service:
    found = list(Service.objects.filter(api_type=APITypes.nrc)[:2])
    if len(found) != 1:
        raise ZgwNotConfigured(_("Maak precies één dienst van het soort NRC (Notificaties)."))
    return found[0]
