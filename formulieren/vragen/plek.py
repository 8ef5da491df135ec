"""A point on the map: read from degrees, checked, and told in words for who sees no map."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basis.kaart.gebied import Midden
from basis.kaart.services import the_kaart
from formulieren.flow.validate import AnswerError
from formulieren.vragen.texts import clean_line

# The European Netherlands in degrees of WGS 84, a little wide, so that the whole coast lies inside.
LON = (3.2, 7.3)
LAT = (50.7, 53.7)
_DECIMALS = 6  # some ten centimetres
SHOWN = 5  # decimals of what people read: a metre
# Eight directions, clockwise from the north.
RICHTINGEN = (
    gettext_lazy("ten noorden"),
    gettext_lazy("ten noordoosten"),
    gettext_lazy("ten oosten"),
    gettext_lazy("ten zuidoosten"),
    gettext_lazy("ten zuiden"),
    gettext_lazy("ten zuidwesten"),
    gettext_lazy("ten westen"),
    gettext_lazy("ten noordwesten"),
)
NEAR = 20  # metres


def read_point(lon: Any, lat: Any) -> tuple[float, float] | tuple[None, None]:
    """Longitude and latitude in degrees of WGS 84, None and None when both are blank; AnswerError for nonsense.

    A point lies in the Netherlands and, when there is a map, in the area of that map.
    """
    east, north = _degrees(lon), _degrees(lat)
    if east is None and north is None:
        return None, None
    # Swapped, both numbers fall outside: 52 is no longitude and 5 no latitude of the Netherlands.
    if east is None or north is None or not LON[0] <= east <= LON[1] or not LAT[0] <= north <= LAT[1]:
        raise AnswerError(_("Deze plek ligt niet in Nederland. Vul een adres in of beschrijf de plek."))
    kaart = the_kaart()
    if kaart is not None and not kaart.gebied.has(east, north):
        raise AnswerError(
            _(
                "Deze plek ligt niet op onze kaart. Kies een ander punt, vul een adres in of beschrijf de plek."
            )
        )
    return east, north


def point_words(lon: float, lat: float) -> str:
    """Where the point is, as seen from the middle of the map, with its degrees. Without a middle the degrees alone."""
    kaart = the_kaart()
    midden = kaart.midden if kaart is not None else None
    words = word_patterns(midden)
    degrees = _fill(
        words["graden"],
        noord=number_format(lat, SHOWN, use_l10n=True),
        oost=number_format(lon, SHOWN, use_l10n=True),
    )
    if midden is None:
        return degrees
    metres, direction = midden.towards(lon, lat)
    richting = str(RICHTINGEN[direction])
    if metres <= NEAR:
        place = words["bij"]
    elif metres < 1000:
        place = _fill(words["meter"], aantal=str(metres), richting=richting)
    else:
        far = number_format(metres / 1000, 1, use_l10n=True)
        place = _fill(words["kilometer"], aantal=far, richting=richting)
    return f"{place} ({degrees})"


def word_patterns(midden: Midden | None) -> dict[str, str]:
    """The words of `point_words` with {noord}, {oost}, {aantal} and {richting} still to fill in; for the script too."""
    holes = {"noord": "{noord}", "oost": "{oost}", "aantal": "{aantal}", "richting": "{richting}"}
    words = {"graden": _("%(noord)s noord, %(oost)s oost") % holes}
    if midden is not None:
        holes["naam"] = midden.naam
        words |= {
            "bij": _("bij %(naam)s") % holes,
            "meter": _("%(aantal)s meter %(richting)s van %(naam)s") % holes,
            "kilometer": _("%(aantal)s kilometer %(richting)s van %(naam)s") % holes,
            "richtingen": "|".join(str(richting) for richting in RICHTINGEN),
        }
    return words


def _fill(pattern: str, **values: str) -> str:
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


def _degrees(raw: Any) -> float | None:
    """The number, None when blank; an AnswerError when it is none."""
    if isinstance(raw, float):
        raw = repr(raw)
    text = clean_line(raw, max_length=30)
    if not text:
        return None
    whole, _dot, part = text.partition(".")
    if not (whole + part).isascii() or not (whole + part).isdigit() or not whole:
        raise AnswerError(_("Wij begrijpen deze plek niet. Vul een adres in of beschrijf de plek."))
    return round(float(text), _DECIMALS)
