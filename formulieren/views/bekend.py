"""What registers know of the resident, on the screens of a form: shown in the place of the question, or filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from formulieren.flow.schema import StapSchema, VraagSchema
from formulieren.flow.toegang import Login
from formulieren.inzendingen.antwoorden import ConceptGone, refresh_known
from formulieren.inzendingen.persoon import bsn_of
from formulieren.prefill.registry import find
from formulieren.prefill.service import Bekend, known_answers, label_of
from formulieren.screens import with_source
from formulieren.vragen.registry import type_of

if TYPE_CHECKING:
    from formulieren.views.access import FormAccess

_NOTHING = Bekend()


class Known:
    """The known answers of one request; each step's facts are asked for once, and only when that step is at hand."""

    def __init__(self, access: FormAccess) -> None:
        self._access = access
        self._found: dict[str, Bekend] = {}

    def of(self, stap: StapSchema) -> Bekend:
        """What is known for the questions of this step; nothing for who did not prove who it is."""
        if stap.slug not in self._found:
            asked = [vraag for vraag in stap.vragen if vraag.prefill]
            bsn = self._bsn() if asked else ""
            self._found[stap.slug] = known_answers(asked, bsn) if bsn else _NOTHING
        return self._found[stap.slug]

    def fixed(self, stap: StapSchema) -> dict[str, Any]:
        """The answers that are not asked: by question code, always the register's own."""
        values = self.of(stap).waarden
        return {
            vraag.code: values[vraag.code]
            for vraag in stap.vragen
            if vraag.code in values and not vraag.prefill_aanpassen
        }

    def suggested(self, stap: StapSchema) -> dict[str, Any]:
        """The answers that are filled in, and may be changed."""
        fixed = self.fixed(stap)
        return {code: value for code, value in self.of(stap).waarden.items() if code not in fixed}

    def open_stap(self, stap: StapSchema) -> StapSchema:
        """The step with only the questions that are asked."""
        fixed = self.fixed(stap)
        if not fixed:
            return stap
        return replace(stap, vragen=tuple(vraag for vraag in stap.vragen if vraag.code not in fixed))

    def registers(self, stap: StapSchema, answers: dict[str, Any]) -> dict[str, str]:
        """Of the answers to this step those that a register gave, with its name; one that was changed is typed."""
        values = self.of(stap).waarden
        return {
            vraag.code: vraag.prefill
            for vraag in stap.vragen
            if vraag.code in values and answers.get(vraag.code) == values[vraag.code]
        }

    def context(self, stap: StapSchema) -> dict[str, Any]:
        """What formulieren/_bekend.html shows."""
        fixed = self.fixed(stap)
        shown = [vraag for vraag in stap.vragen if vraag.code in fixed]
        return {
            "bekend": [_item(vraag, fixed[vraag.code]) for vraag in shown],
            "bekend_correctie": _correcties(shown),
            "register_weg": [str(bron.label) for bron in self.of(stap).onbereikbaar],
        }

    def refresh(self) -> None:
        """Before the resident checks the answers: what a register says now takes the place of what it said before.

        A register that can't be asked changes nothing.
        """
        access = self._access
        if access.concept is None or access.storage.answers is None:
            return
        kept = access.storage.answers
        for stap in access.route.stappen:
            if not any(vraag.code in kept.registers for vraag in stap.vragen):
                continue
            fresh = {
                code: value
                for code, value in self.fixed(stap).items()
                if code in kept.registers and (code not in kept or kept[code] != value)
            }
            if fresh:
                try:
                    refresh_known(inzending=access.concept, stap=stap, values=fresh)
                except ConceptGone:
                    return
                access.storage.__dict__.pop("answers", None)
                access.stored_again()

    def _bsn(self) -> str:
        access = self._access
        if access.versie is None or access.schema.inloggen == Login.NIET:
            return ""
        if access.login is not None:
            return access.login.bsn
        if access.adres.namens:
            return bsn_of(access.concept) if access.concept is not None else access.storage.bsn_getoond
        return ""


def _item(vraag: VraagSchema, value: Any) -> dict[str, str]:
    return {
        "key": vraag.label,
        "value": with_source(type_of(vraag).display(vraag, value), label_of(vraag.prefill)),
        "bron": vraag.bron,
    }


def _correcties(vragen: list[VraagSchema]) -> list[str]:
    """How a mistake is mended, once for each register."""
    found = [find(vraag.prefill) for vraag in vragen]
    return list(dict.fromkeys(str(one[0].correctie) for one in found if one is not None))
