"""Question type: a place, such as where something is broken. Words come first; a map may fill in coordinates."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import Part, VraagType
from formulieren.vragen.postcode_huisnummer import adres_texts, read_adres
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import PartsInput

# The European Netherlands in degrees of WGS 84, a little wide, so that the whole coast lies inside.
LON = (3.2, 7.3)
LAT = (50.7, 53.7)
_DECIMALS = 6  # some ten centimetres
MAX_LENGTH = 300


class Locatie(VraagType):
    """An address, a description or a point: one of them is enough.

    Stored as {"omschrijving": "", "postcode": "", "huisnummer": None, "toevoeging": "", "lon": None, "lat": None};
    lon and lat are both numbers of degrees (WGS 84) or both None. Only a map or another system fills them in.
    Not personal by itself: it says where something is, and not who asks.
    """

    name = "locatie"
    label = gettext_lazy("Plek")
    icon = "site"
    # It is about another place than the resident's own, so the browser fills in nothing.
    parts = (
        Part(name="postcode", label=gettext_lazy("Postcode"), autocomplete="off", width=10),
        Part(
            name="huisnummer",
            label=gettext_lazy("Huisnummer"),
            inputmode="numeric",
            autocomplete="off",
            width=6,
        ),
        Part(name="toevoeging", label=gettext_lazy("Toevoeging"), autocomplete="off", width=6),
        Part(
            name="omschrijving",
            label=gettext_lazy("Of beschrijf de plek. Bijvoorbeeld: bij de speeltuin in het park."),
            autocomplete="off",
            width=0,
        ),
    )

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """The inputs, and two hidden ones for a map."""
        return PartsInput(self.parts, hidden=("lon", "lat"))

    def to_raw(self, value: Any) -> dict[str, str]:
        """The inputs."""
        if not isinstance(value, dict):
            return {}
        names = [*(part.name for part in self.parts), "lon", "lat"]
        return {name: "" if value.get(name) is None else str(value[name]) for name in names}

    def normalise(self, vraag: VraagSchema, raw: Any) -> dict[str, Any] | None:
        """The place, or None when all inputs are blank."""
        if raw in (None, ""):
            return None
        if not isinstance(raw, dict):
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        texts = adres_texts(raw)
        try:
            omschrijving = clean_line(raw.get("omschrijving"), max_length=MAX_LENGTH)
        except AnswerError as error:
            raise AnswerError(error.message, "omschrijving") from None
        lon, lat = self._point(raw.get("lon"), raw.get("lat"))
        if not any((*texts.values(), omschrijving)) and lon is None:
            return None
        adres = {"postcode": "", "huisnummer": None, "toevoeging": ""}
        if any(texts.values()):
            adres = read_adres(texts)
        return {"omschrijving": omschrijving, **adres, "lon": lon, "lat": lat}

    def _point(self, lon: Any, lat: Any) -> tuple[float, float] | tuple[None, None]:
        given = [_degrees(lon), _degrees(lat)]
        if given == [None, None]:
            return None, None
        east, north = given
        # Swapped, both numbers fall outside: 52 is no longitude and 5 no latitude of the Netherlands.
        if east is None or north is None or not LON[0] <= east <= LON[1] or not LAT[0] <= north <= LAT[1]:
            raise AnswerError(_("Deze plek ligt niet in Nederland. Vul een adres in of beschrijf de plek."))
        return east, north

    def required_text(self, vraag: VraagSchema) -> str:
        """Two ways."""
        return _("Vul een postcode en een huisnummer in. Of beschrijf de plek.")

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """A line for the address, one for the description and one for the point, as far as they are there."""
        lines = []
        if value.get("postcode"):
            number = f"{value['huisnummer']} {value.get('toevoeging', '')}".strip()
            words = {"postcode": value["postcode"], "nummer": number}
            lines.append(_("%(postcode)s, huisnummer %(nummer)s") % words)
        if value.get("omschrijving"):
            lines.append(value["omschrijving"])
        if value.get("lon") is not None:
            lines.append(_("Punt op de kaart: %(lat)s, %(lon)s") % {"lat": value["lat"], "lon": value["lon"]})
        return "\n".join(lines)


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


TYPE = Locatie()
