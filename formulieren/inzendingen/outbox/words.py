"""What people read about a task: the service it needs, its kind and why it waits, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.inzendingen.outbox.register import label_of

_TIME_OUTS = {"ConnectTimeout", "ReadTimeout", "Timeout", "TimeoutError"}
_NO_CONNECTION = {
    "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "BrokenPipeError", "gaierror",
    "SMTPServerDisconnected", "SMTPConnectError", "ChunkedEncodingError", "SSLError",
}  # fmt: skip


def service_in_words(service: str) -> str:
    """The name of a service outside the site, to begin a sentence with."""
    names = {
        "": _("De site zelf"),
        "zgw-zaken": _("Het zaaksysteem (zaken)"),
        "zgw-documenten": _("Het zaaksysteem (documenten)"),
        "zgw-catalogi": _("Het zaaksysteem (zaaktypen)"),
        "mail": _("De mailserver"),
    }
    return names.get(service, service)


def kind_in_words(kind: str) -> str:
    """What the task does."""
    return label_of(kind)


def cause_in_words(error: str) -> str:
    """Why it failed, from the kind of the error; "" when it was not tried yet."""
    if not error:
        return ""
    if error in _TIME_OUTS:
        return _("Er kwam geen antwoord op tijd.")
    if error in _NO_CONNECTION:
        return _("Wij kregen geen verbinding.")
    if error.startswith("HTTP 429"):
        return _("De dienst had het te druk.")
    if error.startswith("HTTP 5"):
        return _("De dienst had een storing (%(code)s).") % {"code": error}
    if "jwt" in error or error.startswith("HTTP 401"):
        return _("Onze toegang geldt niet meer. Kijk of de klok van de server goed staat.")
    if "date-in-future" in error:
        return _("De klok van het zaaksysteem loopt achter op die van ons.")
    if " " in error and not error.startswith("HTTP "):
        return error  # a reason that is a sentence already
    return _("Er ging iets mis: %(fout)s.") % {"fout": error}


def waits_for(item: OutboxItem) -> str:
    """What has to happen before this task is done."""
    if item.state == OutboxState.KLAAR:
        return _("Nergens op: de taak is klaar.")
    if item.state == OutboxState.MENS:
        return _("Een mens. Wij proberen het niet zelf opnieuw.")
    if item.state == OutboxState.BEZIG:
        return _("Wij zijn er nu mee bezig.")
    if item.after is not None and item.after.state != OutboxState.KLAAR:
        return _("Eerst moet dit klaar zijn: %(taak)s.") % {"taak": kind_in_words(item.after.kind)}
    return (
        _("Wij proberen het vanzelf opnieuw. U hoeft niets te doen.")
        if item.attempts
        else _("De taak komt zo.")
    )
