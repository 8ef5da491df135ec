"""What the rules on files say: message, and help with what to do, in Dutch at B1. PURE."""

from __future__ import annotations

from dataclasses import dataclass

from a11y_checks.bevinding import Niveau
from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One rule on files. `message` may hold places for values."""

    rule: str
    niveau: Niveau
    criteria: tuple[str, ...]
    message: str
    help: str
    certainty: float = 1.0


_SAVE_AS = (
    "Open het bestand in Word en kies 'Opslaan als', 'PDF', 'Opties'. Zet een vinkje bij 'Documentstructuurlabels'. "
    "In LibreOffice kiest u 'Exporteren als PDF' en dan 'Universele toegankelijkheid (PDF/UA)'. "
    "Of maak er een webpagina van."
)

PICTURES_ONLY = Text(
    rule="document-alleen-plaatjes",
    niveau=Niveau.BLOCK,
    criteria=("1.1.1", "1.4.5"),
    message="Dit bestand bestaat uit plaatjes. Bladzijden zonder tekst om voor te lezen: {number}.",
    help="Is het een scan? Gebruik het bestand waar de scan van gemaakt is. Of zet de tekst op een webpagina.",
)
NO_TEXT = Text(
    rule="document-zonder-tekst",
    niveau=Niveau.ASK,
    criteria=("1.1.1",),
    message="In dit bestand staat geen tekst. Is het een tekening of een kaart?",
    help="Staat er wel tekst op het papier? Maak de pdf dan opnieuw en bewaar de tekst als letters. "
    "Geef bij een kaart de uitleg in woorden op de pagina.",
    certainty=0.8,
)
LOCKED = Text(
    rule="document-op-slot",
    niveau=Niveau.BLOCK,
    criteria=("1.1.1", "4.1.2"),
    message="Dit bestand is beveiligd. Een voorleesprogramma mag de tekst niet lezen.",
    help="Haal de beveiliging weg. Of sta bij de beveiliging toe dat hulpprogramma's de tekst lezen. "
    "In Acrobat heet dat 'Teksttoegang voor schermlezers inschakelen'.",
)
NOT_TAGGED = Text(
    rule="document-zonder-labels",
    niveau=Niveau.BLOCK,
    criteria=("1.3.1", "1.3.2"),
    message="Dit bestand heeft geen labels. Een voorleesprogramma weet niet wat een kop, een lijst of een tabel is.",
    help=f"Maak de pdf opnieuw, met labels. {_SAVE_AS}",
)
NO_TITLE_PDF = Text(
    rule="document-zonder-titel",
    niveau=Niveau.BLOCK,
    criteria=("2.4.2",),
    message="Dit bestand heeft geen titel.",
    help="Vul de titel in bij de eigenschappen van het bestand. In Word: 'Bestand', 'Info', 'Titel'. Maak daarna "
    "de pdf opnieuw. Bijvoorbeeld: 'Afvalkalender 2026'.",
)
NO_TITLE_OFFICE = Text(
    rule="document-zonder-titel",
    niveau=Niveau.ASK,
    criteria=("2.4.2",),
    message="Dit bestand heeft geen titel. Zegt de bestandsnaam duidelijk waar het over gaat?",
    help="Vul de titel in bij 'Bestand', 'Info', 'Titel'. Bijvoorbeeld: 'Afvalkalender 2026'.",
)
POOR_TITLE = Text(
    rule="document-titel-onduidelijk",
    niveau=Niveau.ASK,
    criteria=("2.4.2",),
    message="De titel van dit bestand is '{title}'. Zegt dat waar het over gaat?",
    help="Vul bij de eigenschappen van het bestand een titel in voor de lezer. Bijvoorbeeld: 'Afvalkalender 2026'.",
    certainty=0.9,
)
TITLE_NOT_SHOWN = Text(
    rule="document-titel-niet-zichtbaar",
    niveau=Niveau.ASK,
    criteria=("2.4.2",),
    message="Wie dit bestand opent, ziet de bestandsnaam in plaats van de titel. Is de bestandsnaam duidelijk?",
    help="Kies bij de eigenschappen van de pdf dat u de titel van het document wilt zien.",
)
NO_LANGUAGE = Text(
    rule="document-zonder-taal",
    niveau=Niveau.BLOCK,
    criteria=("3.1.1",),
    message="Dit bestand zegt niet in welke taal het is. Een voorleesprogramma kan de verkeerde stem gebruiken.",
    help="Stel de taal in. In Word: 'Controleren', 'Taal'. Maak daarna het bestand opnieuw.",
)
NO_BOOKMARKS = Text(
    rule="document-zonder-bladwijzers",
    niveau=Niveau.ASK,
    criteria=("2.4.5",),
    message="Dit bestand heeft {number} bladzijden en geen bladwijzers. Vindt een lezer snel het goede hoofdstuk?",
    help="Maak bladwijzers van de koppen: kies bij het opslaan als pdf 'Bladwijzers maken met koppen'.",
)
FIELDS_WITHOUT_NAME = Text(
    rule="document-veld-zonder-naam",
    niveau=Niveau.ASK,
    criteria=("1.3.1", "4.1.2"),
    message="Zonder naam: {number} van de {total} invulvelden. Weet iemand die niet ziet wat er in moet?",
    help="Geef elk veld een naam ('knopinfo' of 'tooltip'). Of maak een formulier op de website. "
    "Dat werkt op elke telefoon.",
)
IMAGES_WITHOUT_ALT = Text(
    rule="document-plaatje-zonder-tekst",
    niveau=Niveau.ASK,
    criteria=("1.1.1",),
    message="Zonder alternatieve tekst: {number} van de {total} plaatjes. Zijn ze alleen versiering?",
    help="Klik in Word met rechts op het plaatje en kies 'Alternatieve tekst'. Schrijf wat er te zien is. "
    "Is het versiering? Zet dan het vinkje bij 'Als decoratief markeren'.",
)
TABLES_WITHOUT_HEADER = Text(
    rule="document-tabel-zonder-koprij",
    niveau=Niveau.ASK,
    criteria=("1.3.1",),
    message="Zonder koprij: {number} van de {total} tabellen. Is duidelijk wat er in elke kolom staat?",
    help="Klik in Word in de bovenste rij en kies bij 'Tabelindeling' voor 'Veldnamenrij herhalen'. "
    "Gebruik een tabel niet om tekst naast elkaar te zetten.",
)
NO_HEADINGS = Text(
    rule="document-zonder-koppen",
    niveau=Niveau.ASK,
    criteria=("1.3.1", "2.4.6"),
    message="Dit bestand heeft geen koppen. Is de tekst zo kort dat dat niet nodig is?",
    help="Maak van elke tussentitel een kop met de stijl 'Kop 1', 'Kop 2'. Vet of groot alleen is niet genoeg.",
)
HEADING_SKIPPED = Text(
    rule="document-kop-overgeslagen",
    niveau=Niveau.ASK,
    criteria=("1.3.1",),
    message="Na een kop van niveau {before} komt een kop van niveau {after}. Ontbreekt er een tussenkop?",
    help="Gebruik na 'Kop 1' eerst 'Kop 2' en dan pas 'Kop 3'.",
)
NO_PDF_UA = Text(
    rule="document-zonder-pdf-ua",
    niveau=Niveau.NOTE,
    criteria=(),
    message="Dit bestand zegt niet dat het voldoet aan PDF/UA.",
    help="Sla het bestand op als 'PDF/UA'. Dan controleert uw programma meer dan wij hier kunnen zien.",
)
SLIDES_WITHOUT_TITLE = Text(
    rule="document-dia-zonder-titel",
    niveau=Niveau.ASK,
    criteria=("2.4.6",),
    message="Zonder titel: {number} van de {total} dia's (dia {numbers}). Is duidelijk waar elke dia over gaat?",
    help="Geef elke dia een eigen titel in het vak voor de titel. Wilt u die niet laten zien? "
    "Zet de titel buiten beeld.",
)
DEFAULT_SHEET_NAMES = Text(
    rule="document-naam-van-blad",
    niveau=Niveau.NOTE,
    criteria=("2.4.6",),
    message="Een blad heeft nog geen eigen naam: {names}.",
    help="Dubbelklik op de naam onderaan en zeg wat er op het blad staat. Bijvoorbeeld: 'Kosten per jaar'.",
)
OLD_FORMAT = Text(
    rule="document-oud-formaat",
    niveau=Niveau.ASK,
    criteria=(),
    message="Dit is een oud soort bestand ({kind}). Wij kunnen er niet in kijken. Is het toegankelijk?",
    help="Sla het op als nieuw soort bestand, bijvoorbeeld docx. Of maak er een webpagina van.",
)
UNKNOWN_KIND = Text(
    rule="document-onbekend-soort",
    niveau=Niveau.ASK,
    criteria=(),
    message="Dit soort bestand kunnen wij niet controleren. Kan iedereen het openen en lezen?",
    help="Gebruik liever een webpagina, of een pdf of Word-bestand.",
)
MAKE_A_PAGE = Text(
    rule="document-maak-webpagina",
    niveau=Niveau.NOTE,
    criteria=(),
    message="Dit bestand is kort. Aantal bladzijden: {number}.",
    help="Maak hier een webpagina van. Die leest goed op een telefoon en is makkelijk bij te werken.",
)

_AGAIN = "Maak het bestand opnieuw en zet het nog een keer op de site."
PROBLEMS: dict[Problem, tuple[str, str]] = {
    Problem.EMPTY: ("Niet gecontroleerd: het bestand is leeg.", _AGAIN),
    Problem.TOO_LARGE: (
        f"Niet gecontroleerd: het bestand is groter dan {limits.FILE_BYTES // (1024 * 1024)} MB.",
        "Maak het kleiner of verdeel het. Bijvoorbeeld met kleinere foto's.",
    ),
    Problem.MISMATCH: (
        "Niet gecontroleerd: de inhoud past niet bij de naam van het bestand.",
        "Een bestand dat op '.pdf' eindigt moet een pdf zijn. Sla het op in het goede formaat.",
    ),
    Problem.POLYGLOT: (
        "Niet gecontroleerd: dit lijkt op twee bestanden in één.",
        "Dat kan gevaarlijk zijn. Open het in het programma waarmee het gemaakt is en sla het opnieuw op.",
    ),
    Problem.PASSWORD: (
        "Niet gecontroleerd: voor dit bestand is een wachtwoord nodig.",
        "Bezoekers kunnen het ook niet openen. Haal het wachtwoord weg.",
    ),
    Problem.BROKEN: ("Niet gecontroleerd: het bestand is kapot of niet af.", _AGAIN),
    Problem.BOMB: (
        "Niet gecontroleerd: het bestand wordt bij uitpakken veel te groot.",
        f"Dat kan gevaarlijk zijn. {_AGAIN}",
    ),
    Problem.ENTITIES: (
        "Niet gecontroleerd: in het bestand staan onderdelen die er niet in horen.",
        f"Dat kan gevaarlijk zijn. {_AGAIN}",
    ),
    Problem.LIMITS: (
        "Niet gecontroleerd: het bestand is te ingewikkeld om helemaal te lezen.",
        "Verdeel het in kleinere bestanden, of maak er webpagina's van.",
    ),
    Problem.MISSING: (
        "Niet gecontroleerd: het bestand is er niet meer.",
        "Zet het bestand opnieuw op de site.",
    ),
    Problem.UNAVAILABLE: (
        "Niet gecontroleerd: de controle van bestanden kon niet starten.",
        "Probeer het over een paar minuten opnieuw. Lukt het dan niet? Vraag hulp aan het webteam.",
    ),
}
