"""PURE: an answer to compare with, from how an editor types it to what a condition holds."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from formulieren.flow.conditions import Operator, Waardesoort
from formulieren.flow.feiten import VraagFeiten

MAX_DAGEN = 3660
MAX_JAREN = 150
_YES = {"ja": True, "nee": False, "yes": True, "no": False}
_DATE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})\Z")
_NUMBER = re.compile(r"-?(?:[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})(?:,[0-9]{1,4})?\Z")
_COUNTS = {Operator.BINNEN_DAGEN: MAX_DAGEN, Operator.JONGER_DAN: MAX_JAREN}


def waarde_from_text(feiten: VraagFeiten, operator: Operator, text: str) -> Any:
    """The JSON value that `text` means for a question with these facts; the text itself when it means nothing.

    Dates are typed dd-mm-jjjj, numbers the Dutch way (1.250,50), an option by its waarde or its text, in any case.
    """
    text = " ".join(text.split())
    if operator in (Operator.INGEVULD, Operator.LEEG):
        return None
    if operator in _COUNTS:
        return int(text) if re.fullmatch("[0-9]{1,5}", text) else text
    match feiten.soort:
        case Waardesoort.JA_NEE:
            return _YES.get(text.casefold(), text)
        case Waardesoort.GETAL:
            return _number(text)
        case Waardesoort.DATUM:
            return _date(text)
        case Waardesoort.KEUZE | Waardesoort.MEERKEUZE:
            return _optie(feiten, text)
    return text


def waarde_as_text(waarde: Any) -> str:
    """The opposite of `waarde_from_text`: how an editor would type it."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int | float):
        return str(waarde).replace(".", ",")
    try:
        return date.fromisoformat(str(waarde)).strftime("%d-%m-%Y")
    except ValueError:
        return str(waarde)


def problem_with(feiten: VraagFeiten, operator: Operator, waarde: Any) -> str:
    """What is wrong with comparing answers with `waarde`, as a Dutch sentence that says what to do; "" for nothing."""
    if operator in (Operator.INGEVULD, Operator.LEEG):
        return ""
    if highest := _COUNTS.get(operator):
        good = type(waarde) is int and 0 <= waarde <= highest
        return "" if good else f"Vul een heel getal in van 0 tot en met {highest}."
    match feiten.soort:
        case Waardesoort.JA_NEE:
            return "" if isinstance(waarde, bool) else "Vul ja of nee in."
        case Waardesoort.GETAL:
            good = isinstance(waarde, int | float) and not isinstance(waarde, bool)
            return "" if good else f"'{waarde}' is geen getal. Vul een getal in, bijvoorbeeld 25."
        case Waardesoort.DATUM:
            return "" if _is_date(waarde) else f"'{waarde}' is geen datum. Vul in: dag-maand-jaar."
        case Waardesoort.KEUZE | Waardesoort.MEERKEUZE:
            known = ", ".join(list(feiten.opties.values())[:10])
            return (
                "" if waarde in feiten.opties else f"Het antwoord '{waarde}' bestaat niet. Kies uit: {known}."
            )
    return "" if isinstance(waarde, str) and waarde.strip() else "Vul een antwoord in om mee te vergelijken."


def _number(text: str) -> Any:
    if not _NUMBER.match(text):
        return text
    plain = text.replace(".", "").replace(",", ".")
    number = float(plain)
    return int(number) if number.is_integer() else number


def _date(text: str) -> str:
    found = _DATE.match(text)
    if found is None:
        return text
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def _is_date(waarde: Any) -> bool:
    try:
        return isinstance(waarde, str) and date.fromisoformat(waarde).isoformat() == waarde
    except ValueError:
        return False


def _optie(feiten: VraagFeiten, text: str) -> str:
    if text in feiten.opties:
        return text
    wanted = text.casefold()
    # First by the texts, which an editor reads; the code of one option can be the text of another.
    opties = list(feiten.opties.items())[::-1]
    by_text = {" ".join(name.split()).casefold(): waarde for waarde, name in opties}
    by_code = {waarde.casefold(): waarde for waarde, _name in opties}
    return by_text.get(wanted) or by_code.get(wanted) or text
