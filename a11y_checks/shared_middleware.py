"""Tells who saved shared data in the admin what that does to the pages that show it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from a11y_checks.gate.sample import SampleFault, SampleLook, look_at_samples
from a11y_checks.gate.shared import collecting

# More lines than this nobody reads; the report in the admin has them all.
_MOST_FAULTS = 5


class SharedDataMiddleware:
    """After a save in the admin: a look at a sample page of each type, and a warning when it got a fault.

    Stands after MessageMiddleware, which stores the messages of an answer. The save itself is never stopped.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(self.admin_path):
            return self.get_response(request)
        with collecting() as collected:
            response = self.get_response(request)
        if collected.instances or collected.page_ids:
            _say(request, look_at_samples(collected))
        return response


def _say(request: HttpRequest, look: SampleLook) -> None:
    """One message per fault, and one that counts the pages that are audited again."""
    for fault in look.faults[:_MOST_FAULTS]:
        messages.warning(request, _sentence(fault))
    if len(look.faults) > _MOST_FAULTS:
        messages.warning(
            request,
            _("Er zijn nog %(number)d fouten meer. Kijk bij Rapporten, Toegankelijkheid: voortgang.")
            % {"number": len(look.faults) - _MOST_FAULTS},
        )
    if look.faults and look.pages:
        messages.warning(
            request,
            ngettext(
                "Uw wijziging is bewaard. %(number)d pagina die dit toont, blijft online en wordt binnen een dag "
                "opnieuw gecontroleerd.",
                "Uw wijziging is bewaard. %(number)d pagina's die dit tonen, blijven online en worden binnen een "
                "dag opnieuw gecontroleerd.",
                look.pages,
            )
            % {"number": look.pages},
        )


def _sentence(fault: SampleFault) -> str:
    text = f"{fault.bevinding.message} {fault.bevinding.help}".strip()
    if fault.page is None:
        return _("Let op de tekst zelf: %(text)s") % {"text": text}
    return _("Door uw wijziging heeft de pagina '%(title)s' nu een fout: %(text)s") % {
        "title": fault.page.title,
        "text": text,
    }
