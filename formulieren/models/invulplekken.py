"""Places that a template left open: marked for the editor, and refused by the gate while they are there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from a11y_checks.rules.base import Bevinding
from formulieren.flow.schema import FormSchema
from formulieren.models.checks_logica import block

if TYPE_CHECKING:
    from formulieren.models.formulier import FormulierPage

# Stored in texts, so the same in every language.
_MARK = "[vul in: "


def open_plek(naam: str) -> str:
    """The mark for a fact that only the municipality knows, such as `telefoonnummer`."""
    return f"{_MARK}{naam}]"


def check_invulplekken(formulier: FormulierPage, schema: FormSchema) -> list[Bevinding]:
    """A finding for each field in which a mark still stands."""
    texts = {
        "intro": formulier.intro,
        "dank_tekst": formulier.dank_tekst,
        "mail_tekst": formulier.mail_tekst,
        "andere_kanalen": formulier.andere_kanalen,
        "stappen": json.dumps([stap.to_dict() for stap in schema.stappen], ensure_ascii=False),
    }
    return [
        block(
            "formulier-invulplek",
            _("Hier staat nog een plek die u moet invullen: %(plek)s")
            % {"plek": text[text.index(_MARK) :].partition("]")[0] + "]"},
            _("Vul dit in of haal het weg. Anders lezen bewoners dit."),
            field,
        )
        for field, text in texts.items()
        if _MARK in text
    ]
