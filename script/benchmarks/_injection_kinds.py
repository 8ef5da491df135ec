"""The kinds of fault that an editor can make through the fields of a page, as data for the benchmark and its test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
GOOD = "<p>Wij halen uw afval op. Dat doen wij elke week.</p>"
_LONG = "Wij halen uw afval op een vaste dag op. Zet de container voor half acht aan de straat. "
_ENGLISH = (
    "You can make an appointment with the desk and you have to bring your passport and a photo of your face."
)
_GERMAN = "Sie können mit uns einen Termin machen und Sie müssen Ihren Pass mitbringen, denn das ist für uns wichtig."
_FRENCH = (
    "Vous pouvez prendre un rendez-vous avec nous et vous devez apporter votre passeport pour le dossier."
)
_TURKISH = (
    "Bizimle bir randevu almak için bu formu doldurun ve sizin için gerekli olan pasaport ile birlikte gelin."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault: blocks to add after good text, or fields to change. `browser`: only a browser can see it.

    `untypeable` is what the editor must take out of the text: when it does, nobody can make the fault.
    """

    name: str
    blocks: tuple[Block, ...] = ()
    fields: tuple[tuple[str, Any], ...] = ()
    browser: bool = False
    untypeable: str = ""


def text(html: str) -> Block:
    """A block of running text."""
    return {"type": "tekst", "value": html}


def heading(words: str, niveau: str = "h2") -> Block:
    """A heading block."""
    return {"type": "kop", "value": {"niveau": niveau, "tekst": words}}


def picture(**extra: Any) -> Block:
    """An image block; the benchmark fills in the image itself."""
    return {"type": "afbeelding", "value": {"alt": "", "decoratief": False, "bijschrift": "", **extra}}


def table(caption: str, headings: tuple[str, ...], *rows: tuple[str, ...]) -> Block:
    """A table block."""
    columns = [{"type": "tekst", "heading": words} for words in headings]
    cells = {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": ""}
    return {"type": "tabel", "value": {"bijschrift": caption, "tabel": cells}}


def panel(background: str, colour: str, html: str = GOOD, title: str = "Let op") -> Block:
    """A highlighted panel."""
    return {
        "type": "uitgelicht",
        "value": {"titel": title, "tekst": html, "achtergrond": background, "tekstkleur": colour},
    }


def video(**extra: Any) -> Block:
    """A video block; "film" and "vtt" as a file are filled in by the benchmark."""
    value = {
        "titel": "Zo scheidt u afval",
        "bestand": None,
        "adres": "",
        "ondertiteling": None,
        "uitgeschreven": GOOD,
    }
    return {"type": "video", "value": value | extra}


def _link(words: str, address: str = "https://voorbeeld.example/afval") -> Block:
    return text(f'<p>Voor het ophalen van uw afval kijkt u bij <a href="{address}">{words}</a>.</p>')


def _each(make: Callable[[str], Block], name: str, values: tuple[str, ...]) -> list[Kind]:
    return [Kind(f"{name}: {value}", (make(value),)) for value in values]


_PICTURES = [
    Kind("image without alternative text", (picture(),)),
    Kind("image with a space as text", (picture(alt="   "),)),
    Kind("image with dots as text", (picture(alt="..."),)),
    Kind("image: text longer than the field", (picture(alt="x" * 201),)),
    Kind(
        "image: text repeats the caption",
        (picture(alt="Het stadhuis van dichtbij", bijschrift="Het stadhuis van dichtbij"),),
    ),
    Kind(
        "image with a caption marked decoration",
        (picture(decoratief=True, bijschrift="De nieuwe milieustraat"),),
    ),
    *_each(
        lambda alt: picture(alt=alt),
        "image text",
        ("IMG_2034.jpg", "DSC00123", "foto", "afbeelding", "logo", "picture", "image1.png", "een foto"),
    ),
]
_LINKS = [
    *_each(
        _link,
        "link text",
        (
            "klik hier",
            "hier",
            "lees meer",
            "deze link",
            "click here",
            "read more",
            "meer informatie",
            "download",
        ),
    ),
    *_each(
        lambda address: _link(address, address), "address as text", ("https://voorbeeld.example/afval/2026",)
    ),
    Kind(
        "one link text, two places",
        (_link("de afvalwijzer"), _link("de afvalwijzer", "https://ander.example/")),
    ),
    Kind(
        "link without text", (text('<p>Kijk bij <a href="https://voorbeeld.example/"> </a> voor meer.</p>'),)
    ),
    Kind(
        "link to a file on another site",
        (_link("de afvalkalender", "https://voorbeeld.example/kalender.pdf"),),
    ),
    Kind("link to a place that is not there", (_link("de tarieven van dit jaar", "#tarieven-onbekend"),)),
    Kind("a whole paragraph as link", (_link(_LONG * 3),)),
    Kind("link without a place", (_link("de afvalwijzer van dit jaar", "#"),)),
]
_HEADINGS = [
    Kind("small heading in the text first", (text("<h4>Wanneer komen wij?</h4><p>Op dinsdag.</p>"),)),
    Kind("empty heading block", (heading(" "),)),
    Kind(
        "empty heading in the text",
        (heading("Ophalen"), text("<h3></h3><p>Op dinsdag.</p>")),
        untypeable="<h3",
    ),
    Kind("heading longer than the field", (heading("Ophalen " * 20),)),
    Kind("heading that says nothing", (heading("Kop 1"), text(GOOD))),
    Kind("English heading that says nothing", (heading("Untitled"), text(GOOD))),
    Kind("same heading twice", (heading("Tijden"), text(GOOD), heading("Tijden"), text(GOOD))),
    Kind("heading without text below it", (heading("Let op de dagen"), heading("Ophalen"), text(GOOD))),
    Kind("heading in capitals", (heading("WANNEER HALEN WIJ UW AFVAL OP"), text(GOOD))),
    Kind("bold line as heading", (text(f"<p><b>Wanneer komen wij?</b></p>{GOOD}"),)),
    Kind("h1 in the text", (text(f"<h1>Nog een titel</h1>{GOOD}"),), untypeable="<h1"),
]
_LISTS = [
    Kind("list of dashes", (text("<p>Neem mee:<br/>- uw paspoort<br/>- een pasfoto<br/>- geld</p>"),)),
    Kind("list of bullets", (text("<p>• uw paspoort</p><p>• een pasfoto</p><p>• geld om te betalen</p>"),)),
    Kind(
        "list of numbers", (text("<p>1. Maak een afspraak.</p><p>2. Kom naar ons toe.</p><p>3. Betaal.</p>"),)
    ),
    Kind("paragraphs made with empty lines", (text(f"<p>{_LONG}<br/><br/>{_LONG}</p>"),)),
    Kind(
        "columns made with spaces",
        (text("<p>Maandag\xa0\xa0\xa0\xa09.00<br/>Dinsdag\xa0\xa0\xa0\xa010.00</p>"),),
    ),
]
_TABLES = [
    Kind("table without caption", (table("", ("Dag", "Tijd"), ("maandag", "9.00")),)),
    Kind("table with a space as caption", (table("  ", ("Dag", "Tijd"), ("maandag", "9.00")),)),
    Kind("table with an empty header", (table("Tijden", ("Dag", ""), ("maandag", "9.00")),)),
    Kind("table without any header", (table("Tijden", ("", ""), ("maandag", "9.00"), ("dinsdag", "9.00")),)),
    Kind("capitals in a table", (table("Tijden", ("Dag", "Tijd"), ("LET OP DEZE DAG GESLOTEN", "9.00")),)),
]
_WORDS = [
    Kind("sentence in capitals", (text("<p>LET OP DE BALIE IS OP MAANDAG GESLOTEN.</p>"),)),
    Kind("spaces between letters", (text("<p>W e l k o m bij de gemeente.</p>"),)),
    Kind("a whole paragraph in italics", (text(f"<p><i>{_LONG * 2}</i></p>"),)),
    *[
        Kind(f"part in {name}", (text(f"<p>{words}</p>"),))
        for name, words in (
            ("English", _ENGLISH),
            ("German", _GERMAN),
            ("French", _FRENCH),
            ("Turkish", _TURKISH),
        )
    ],
    Kind("face of signs", (text("<p>Fijn dat u uw afval scheidt :-)</p>"),)),
    Kind("arrow of signs", (text("<p>Ga naar de balie ==> neem een nummer.</p>"),)),
    Kind(
        "odd alphabet",
        (text("<p>\U0001d416\U0001d41e\U0001d425\U0001d424\U0001d428\U0001d426 bij de gemeente.</p>"),),
    ),
    Kind("row of emoji", (text("<p>Gefeliciteerd \U0001f389\U0001f389\U0001f389\U0001f389\U0001f389</p>"),)),
    Kind("instruction by colour", (text("<p>De dagen die in het rood staan, zijn wij dicht.</p>"),)),
    Kind("instruction by colour and shape", (text("<p>Klik op de ronde groene knop.</p>"),)),
    Kind("instruction by place", (text("<p>Klik op de knop rechts en vul het formulier in.</p>"),)),
    Kind("English instruction by place", (text("<p>Use the menu on the left.</p>"),)),
    Kind("long text without headings", tuple(text(f"<p>{_LONG * 4}</p>") for _ in range(7))),
]
_PASTED = [
    Kind(f"pasted {name}", (text(html),), untypeable=mark)
    for name, html, mark in (
        ("underlining", "<p><u>Let op</u> de tijden.</p>", "<u"),
        ("coloured letters", '<p><font color="#ccc">Let op</font> de tijden.</p>', "<font"),
        ("own style", '<p style="text-align: justify">Let op de tijden.</p>', "style="),
        ("moving text", "<p><marquee>Let op</marquee></p>", "<marquee"),
        ("layout table", "<table><tr><td>Let op</td></tr></table>", "<table"),
        ("frame", '<iframe src="https://voorbeeld.example/"></iframe><p>Let op.</p>', "<iframe"),
        ("script", "<p>Let op<script>alert(1)</script></p>", "<script"),
    )
]
_PANELS = [
    *[
        Kind(f"panel {background} with letters {colour}", (panel(background, colour),), browser=True)
        for background, colour in (
            ("geel", "wit"),
            ("wit", "wit"),
            ("donkergroen", "groen"),
            ("lichtgroen", "wit"),
            ("oranje", "wit"),
        )
    ],
    Kind(
        "vague link in a panel",
        (panel("wit", "zwart", '<p>Voor de tijden <a href="https://v.example/">klik hier</a>.</p>'),),
    ),
    Kind("capitals in a panel", (panel("wit", "zwart", "<p>DE BALIE IS VANDAAG DE HELE DAG DICHT.</p>"),)),
    Kind(
        "capitals as steps",
        (
            {
                "type": "stappen",
                "value": {"stappen": [{"titel": "MAAK EERST EEN AFSPRAAK BIJ ONS", "tekst": ""}]},
            },
        ),
    ),
    Kind(
        "vague link text in steps by colour",
        (
            {
                "type": "stappen",
                "value": {"stappen": [{"titel": "Stuur op", "tekst": "Druk op de groene knop."}]},
            },
        ),
    ),
]
_VIDEOS = [
    Kind("video without captions", (video(bestand="film"),)),
    Kind("video without its text", (video(bestand="film", ondertiteling="vtt", uitgeschreven=""),)),
    Kind("video of the wrong kind of file", (video(bestand="vtt", ondertiteling="vtt"),)),
    Kind("video block without a video", (video(),)),
    Kind("video elsewhere without its text", (video(adres="https://video.example/1", uitgeschreven=""),)),
]
_PAGES = [
    Kind("page without title", fields=(("title", ""),)),
    Kind("title that fits any page", fields=(("title", "Nieuwe pagina"),)),
    Kind("title that is a file", fields=(("title", "folder_def.pdf"),)),
    Kind("page in English", (text(f"<p>{_ENGLISH} {_ENGLISH}</p><p>{_ENGLISH}</p>"),)),
]
KINDS: tuple[Kind, ...] = (
    *_PICTURES, *_LINKS, *_HEADINGS, *_LISTS, *_TABLES, *_WORDS, *_PASTED, *_PANELS, *_VIDEOS, *_PAGES,
)  # fmt: skip
