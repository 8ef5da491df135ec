"""What keeps a form from going live: logging in that can't be done, and known answers that don't fit."""

from __future__ import annotations

from django.utils.translation import gettext as _

from a11y_checks.rules.base import Bevinding
from formulieren.flow.schema import FormSchema
from formulieren.flow.toegang import Login
from formulieren.inloggen.registry import middelen
from formulieren.models.checks_logica import block
from formulieren.prefill.base import PASSENDE_VRAGEN
from formulieren.prefill.registry import find


def check_prefill(schema: FormSchema) -> list[Bevinding]:
    """A form behind a login needs a means to log in; a known answer a register, a fitting type and a login."""
    found = []
    if schema.inloggen != Login.NIET and not middelen():
        found.append(
            block(
                "formulier-login-ontbreekt",
                _("Op dit formulier moet iemand kunnen inloggen, maar deze website heeft geen login."),
                _("Kies bij Inloggen: niet nodig. Of vraag de beheerder om een login aan te sluiten."),
                "inloggen",
            )
        )
    for vraag in schema.vragen():
        if not vraag.prefill:
            continue
        bekend = find(vraag.prefill)
        if bekend is None:
            found.append(
                block(
                    "formulier-prefill-onbekend",
                    _("Het antwoord op '%(vraag)s' komt uit een register dat wij niet kennen.")
                    % {"vraag": vraag.label},
                    _("Kies bij 'Weten wij dit al?' een register dat er wel is. Of laat het leeg."),
                    vraag.bron,
                )
            )
        elif vraag.type not in PASSENDE_VRAGEN[bekend[1].soort]:
            found.append(
                block(
                    "formulier-prefill-past-niet",
                    _("Bij de vraag '%(vraag)s' past geen antwoord van de soort '%(feit)s'.")
                    % {"vraag": vraag.label, "feit": bekend[1].label},
                    _("Kies bij 'Weten wij dit al?' iets anders. Of maak er een ander soort vraag van."),
                    vraag.bron,
                )
            )
        if schema.inloggen == Login.NIET:
            found.append(
                block(
                    "formulier-prefill-zonder-login",
                    _("Wij weten het antwoord op '%(vraag)s' alleen van iemand die inlogt.")
                    % {"vraag": vraag.label},
                    _("Kies bij Inloggen: mag of moet. Of laat 'Weten wij dit al?' leeg."),
                    vraag.bron,
                )
            )
    return found
