"""Question type: a place, such as where something is broken. Words come first; a map may fill in coordinates."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basis.kaart.gebied import MAX_ZOOM, MIN_ZOOM
from basis.kaart.services import Kaart, the_kaart
from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import Part, VraagType
from formulieren.vragen.plek import point_words, read_point, word_patterns
from formulieren.vragen.postcode_huisnummer import adres_texts, read_adres
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import PartsInput

MAX_LENGTH = 300
_STYLES = ["vendor/leaflet/leaflet.css", "formulieren/kaart.css"]
# django-stubs doesn't know yet that a script may be an object.
_SCRIPTS: list[Any] = [
    forms.Script("vendor/leaflet/leaflet.js", defer=True),
    forms.Script("formulieren/kaart.js", defer=True),
]


class LocatieInput(PartsInput):
    """The inputs of an address and a description, and a map below them where the browser can show one.

    A point stands in two hidden inputs. Who has no script sees it in words, and can say that it should go.
    """

    template_name = "formulieren/widgets/locatie.html"

    @property
    def media(self) -> forms.Media:
        """The script and style of the map; nothing where there is no map."""
        if the_kaart() is None:
            return forms.Media()
        return forms.Media(css={"all": _STYLES}, js=_SCRIPTS)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The inputs, the point in words, and what the script must know of the map."""
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, dict) else {}
        point = _shown_point(given)
        # A point that was refused does not come back: without a script nobody could take it away.
        context["hidden"] = []
        context |= {
            "naam": name,
            "base": context["widget"]["attrs"].get("id") or f"id_{name}",
            "punt": point,
            "punt_tekst": point_words(*point) if point else "",
            "weg": given.get("weg") == "ja",
            "disabled": bool(context["widget"]["attrs"].get("disabled")),
            "kaart": _for_script(the_kaart()),
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        """The posted texts, and whether the point must go."""
        return {**super().value_from_datadict(data, files, name), "weg": data.get(f"{name}-weg", "")}


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
        """The inputs, and a map below them."""
        return LocatieInput(self.parts, hidden=("lon", "lat"))

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
        lon, lat = (None, None) if raw.get("weg") == "ja" else read_point(raw.get("lon"), raw.get("lat"))
        if not any((*texts.values(), omschrijving)) and lon is None:
            return None
        adres = {"postcode": "", "huisnummer": None, "toevoeging": ""}
        if any(texts.values()):
            adres = read_adres(texts)
        return {"omschrijving": omschrijving, **adres, "lon": lon, "lat": lat}

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
            words = {"plek": point_words(value["lon"], value["lat"])}
            lines.append(_("Punt op de kaart: %(plek)s") % words)
        return "\n".join(lines)


def _shown_point(given: dict[str, Any]) -> tuple[float, float] | None:
    """The point of an answer when it can be kept."""
    try:
        lon, lat = read_point(given.get("lon"), given.get("lat"))
    except AnswerError:
        return None
    return (lon, lat) if lon is not None and lat is not None else None


def _for_script(kaart: Kaart | None) -> dict[str, Any]:
    """What static/formulieren/kaart.js reads from the page; {} without a map."""
    if kaart is None:
        return {}
    area, zooms = kaart.gebied, (MIN_ZOOM, MAX_ZOOM)
    tile = reverse("kaart_tegel", kwargs={"z": 0, "x": 0, "y": 0})
    return {
        "bron": tile.replace("/0/0/0.png", "/{z}/{x}/{y}.png"),
        "gebied": f"{area.west},{area.south},{area.east},{area.north}",
        "start": f"{kaart.start[0]},{kaart.start[1]}",
        "midden": f"{kaart.midden.lon},{kaart.midden.lat}" if kaart.midden else "",
        "zooms": f"{zooms[0]},{zooms[1]}",
        "naam": kaart.naam,
        "woorden": word_patterns(kaart.midden),
    }


TYPE = Locatie()
