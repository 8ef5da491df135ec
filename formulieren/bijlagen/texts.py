"""What a resident reads when a file is not taken: what is wrong, and what to do. Dutch at B1."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from formulieren.bijlagen.problems import BijlageProblem
from formulieren.soorten import extensions_of

MEGABYTE = 1024 * 1024


def refusal_text(problem: BijlageProblem, *, naam: str, groups: tuple[str, ...], most: int) -> str:
    """The sentences for one refused file with the safe name `naam`; `most` files fit in the question."""
    facts = {
        "naam": naam,
        "soorten": ", ".join(extensions_of(groups)),
        "mb": settings.LOKET_UPLOAD_FILE_BYTES // MEGABYTE,
        "samen": settings.LOKET_UPLOAD_TOTAL_BYTES // MEGABYTE,
        "aantal": most,
    }
    return str(_texts()[problem] % facts)


def _texts() -> dict[BijlageProblem, str]:
    again = _("Het bestand “%(naam)s” gaat niet open. Sla het opnieuw op als pdf. Of maak er een foto van.")
    return {
        BijlageProblem.EMPTY: _("Het bestand “%(naam)s” is leeg. Kies een ander bestand."),
        BijlageProblem.TOO_LARGE: _(
            "Het bestand “%(naam)s” is te groot. Het mag niet groter zijn dan %(mb)s MB. Kies een kleiner bestand."
        ),
        BijlageProblem.TOO_MANY: _(
            "Het bestand “%(naam)s” past er niet meer bij. Bij deze vraag mag u %(aantal)s bestanden sturen."
        ),
        BijlageProblem.TOTAL: _(
            "Het bestand “%(naam)s” past er niet meer bij. Al uw bestanden mogen samen %(samen)s MB groot zijn. "
            "Verwijder een bestand of kies een kleiner bestand."
        ),
        BijlageProblem.RATE: _(
            "U hebt vandaag al veel bestanden gestuurd. Wacht een uur en stuur “%(naam)s” dan opnieuw."
        ),
        BijlageProblem.KIND: _(
            "Het bestand “%(naam)s” kunnen wij niet openen. Kies een bestand dat eindigt op: %(soorten)s."
        ),
        BijlageProblem.MISMATCH: _(
            "De naam en de inhoud van “%(naam)s” passen niet bij elkaar. Sla het bestand opnieuw op als pdf. "
            "Of maak er een foto van."
        ),
        BijlageProblem.NAME: _(
            "De naam “%(naam)s” lijkt op de naam van een programma. "
            "Geef het bestand een andere naam, met maar 1 punt."
        ),
        BijlageProblem.POLYGLOT: again,
        BijlageProblem.BROKEN: again,
        BijlageProblem.LIMITS: again,
        BijlageProblem.BOMB: again,
        BijlageProblem.PASSWORD: _(
            "Op “%(naam)s” zit een wachtwoord. Wij kunnen het bestand niet openen. "
            "Haal het wachtwoord weg en stuur het opnieuw."
        ),
        BijlageProblem.ACTIVE: _(
            "In “%(naam)s” zit een klein programma. Dat is niet veilig. "
            "Print het bestand als pdf en stuur de nieuwe pdf."
        ),
        BijlageProblem.EMBEDDED: _(
            "In “%(naam)s” zit nog een ander bestand. Stuur elk bestand apart. Of print het als pdf."
        ),
        BijlageProblem.PIXELS: _(
            "De foto “%(naam)s” is te groot. Maak de foto kleiner of kies een andere foto."
        ),
        BijlageProblem.PAGES: _(
            "Het bestand “%(naam)s” heeft te veel bladzijden. Stuur alleen wat nodig is."
        ),
        BijlageProblem.VIRUS: _(
            "In “%(naam)s” zit een virus. Wij hebben het bestand niet bewaard. "
            "Stuur een ander bestand. Laat ook uw eigen computer of telefoon nakijken."
        ),
        BijlageProblem.UNAVAILABLE: _(
            "Wij kunnen “%(naam)s” nu niet bewaren. Dat ligt aan ons. Probeer het over een paar minuten nog een keer."
        ),
    }
