"""What a crisis message must be before it shows: whole, short, plain text, and free of what static rules refuse."""

from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from a11y_checks.gate.crisis import banner_faults

MAX_TITLE, MAX_TEXT, MAX_PHONE = 100, 400, 30

_HTML = re.compile(r"<\s*[a-z/!][^>]*>?|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_ADDRESS = re.compile(r"\bhttps?://|\bwww\.|\]\(", re.IGNORECASE)
# There is no link in the message, so these words lead nowhere.
_POINTS_NOWHERE = re.compile(
    r"\b(klik|tik|druk) (hier|op de link)\b|\b(lees|zie|bekijk) (hier|meer|verder)\b|\bdeze link\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"[\d\s()+-]+")
_SHOUTED = 12  # a longer text in capitals alone is no abbreviation


def message_problems(titel: str, tekst: str, telefoon: str = "") -> dict[str, str]:
    """Name of the field -> what is wrong with it, in Dutch; empty when the message may show at once.

    Static rules on the template with these texts decide. Nothing here waits for a browser or looks at a page.
    """
    values = {"titel": titel.strip(), "tekst": tekst.strip(), "telefoon": telefoon.strip()}
    problems = _whole(values) | _lengths(values)
    for name in ("titel", "tekst"):
        if name not in problems and (problem := _plain(values[name])):
            problems[name] = problem
    if values["telefoon"] and not (_PHONE.fullmatch(telefoon) and re.search(r"\d{3}", telefoon)):
        problems["telefoon"] = _("Vul alleen een telefoonnummer in, zoals 112 of (0590) 01 23 45.")
    if problems:
        return problems
    html = render_to_string("components/crisis_banner.html", {"crisisbericht": values})
    for fault in banner_faults(html):
        field = "titel" if fault.excerpt.startswith("<h") else "tekst"
        problems.setdefault(field, f"{fault.message} {fault.help}".strip())
    return problems


def _whole(values: dict[str, str]) -> dict[str, str]:
    problems = {}
    if not values["titel"]:
        problems["titel"] = _("Vul een titel in. Anders weten bezoekers niet waar het over gaat.")
    if not values["tekst"]:
        problems["tekst"] = _("Vul het bericht in. Zeg wat mensen moeten doen.")
    return problems


def _lengths(values: dict[str, str]) -> dict[str, str]:
    most = {"titel": MAX_TITLE, "tekst": MAX_TEXT, "telefoon": MAX_PHONE}
    return {
        name: _("Maak dit korter: hoogstens %(number)d tekens.") % {"number": number}
        for name, number in most.items()
        if len(values[name]) > number
    }


def _plain(text: str) -> str:
    """What makes this more than plain text, or hard to read; "" when nothing does."""
    if _HTML.search(text):
        return _("Gebruik geen HTML. Schrijf gewone tekst.")
    if _ADDRESS.search(text):
        return _("Een adres van een website is hier geen link. Zeg in woorden waar mensen meer lezen.")
    if _POINTS_NOWHERE.search(text):
        return _("In dit bericht kan geen link. Zeg in woorden wat mensen moeten doen.")
    if len(text) > _SHOUTED and text.isupper():
        return _("Schrijf niet alles in hoofdletters. Dat leest moeilijk.")
    return ""
