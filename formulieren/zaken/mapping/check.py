"""Does the mapping of a form fit the form and every zaaktype that it can lead to? In Dutch, for who can mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from formulieren.flow.schema import FormSchema, VraagSchema
from formulieren.zaken.keuzes import Formaat
from formulieren.zaken.mapping.doelen import fits, fits_format, longest, options
from formulieren.zaken.mapping.regels import Koppeling, Regel
from formulieren.zaken.models import Eigenschap, KoppelingDoel


@dataclass(frozen=True, slots=True, kw_only=True)
class EigenschapFeiten:
    """What an eigenschap asks of its value, wherever it was read."""

    formaat: str
    lengte: int
    waarden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaaktypeFeiten:
    """What a zaaktype can take: eigenschappen by name, and its kinds of document (None: not known here)."""

    identificatie: str
    eigenschappen: dict[str, EigenschapFeiten]
    documenttypen: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Probleem:
    """Something that doesn't fit. `vraag` is the code of the question, "" for the whole form."""

    tekst: str
    hulp: str
    vraag: str = ""
    zaaktype: str = ""


def reachable_zaaktypen(schema: FormSchema) -> list[str]:
    """Every zaaktype that a sending of this form can make a zaak of: the form's own first."""
    names = [schema.zaaktype, *(keuze.zaaktype for keuze in schema.zaaktype_keuzes)]
    return list(dict.fromkeys(name for name in names if name))


def local_feiten(identificatie: str) -> ZaaktypeFeiten:
    """A zaaktype as our own store has it. One query."""
    rows = Eigenschap.objects.filter(zaaktype__identificatie=identificatie)
    return ZaaktypeFeiten(
        identificatie=identificatie,
        eigenschappen={
            row.naam: EigenschapFeiten(formaat=row.formaat, lengte=row.lengte, waarden=tuple(row.waarden))
            for row in rows
        },
    )


def check_form(schema: FormSchema, koppeling: Koppeling) -> list[Probleem]:
    """What is wrong whatever the zaaktype: unknown questions, and answers that can't go where they are sent."""
    vragen = {vraag.code: vraag for vraag in schema.vragen()}
    found = []
    for regel in koppeling.regels:
        vraag = vragen.get(regel.vraag)
        if vraag is None:
            found.append(
                Probleem(
                    tekst=_("De koppeling noemt de vraag '%(code)s', maar die staat niet in het formulier.")
                    % {"code": regel.vraag},
                    hulp=_("Open de koppeling van dit formulier en sla die opnieuw op."),
                    vraag=regel.vraag,
                )
            )
        elif not fits(vraag, regel.doel):
            found.append(
                Probleem(
                    tekst=_("Het antwoord op '%(vraag)s' kan niet naar: %(doel)s.")
                    % {"vraag": vraag.label, "doel": str(KoppelingDoel(regel.doel).label).lower()},
                    hulp=_("Kies bij de koppeling iets dat past, of geef dit antwoord niet door."),
                    vraag=regel.vraag,
                )
            )
    return found


def check_zaaktype(schema: FormSchema, koppeling: Koppeling, feiten: ZaaktypeFeiten) -> list[Probleem]:
    """What doesn't fit one zaaktype: its eigenschappen, and its kinds of document when those are known."""
    vragen = {vraag.code: vraag for vraag in schema.vragen()}
    found = []
    for regel in koppeling.to(KoppelingDoel.EIGENSCHAP):
        vraag = vragen.get(regel.vraag)
        if vraag is not None and fits(vraag, regel.doel):
            found += list(_check_eigenschap(vraag, regel, feiten))
    if feiten.documenttypen is not None:
        found += list(_check_documenten(schema, koppeling, feiten))
    return found


def _check_eigenschap(vraag: VraagSchema, regel: Regel, feiten: ZaaktypeFeiten) -> Iterator[Probleem]:
    words = {"vraag": vraag.label, "naam": regel.naam, "zaaktype": feiten.identificatie}
    eigenschap = feiten.eigenschappen.get(regel.naam)

    def wrong(tekst: str, hulp: str) -> Probleem:
        return Probleem(tekst=tekst, hulp=hulp, vraag=vraag.code, zaaktype=feiten.identificatie)

    if eigenschap is None:
        yield wrong(
            _("Het zaaktype %(zaaktype)s heeft geen eigenschap '%(naam)s'.") % words,
            _("Kies bij de koppeling een eigenschap die bestaat. Of voeg die toe aan het zaaktype."),
        )
        return
    if not fits_format(vraag, eigenschap.formaat):
        yield wrong(
            _("Het antwoord op '%(vraag)s' past niet in de eigenschap '%(naam)s': dat is een %(formaat)s.")
            % {**words, "formaat": str(Formaat(eigenschap.formaat).label).lower()}
            if eigenschap.formaat in Formaat.values
            else _("Wij kennen het formaat van de eigenschap '%(naam)s' niet.") % words,
            _("Kies bij de koppeling een andere eigenschap of een andere vraag."),
        )
        return
    yield from _check_length(vraag, eigenschap, words, wrong)


def _check_length(
    vraag: VraagSchema,
    eigenschap: EigenschapFeiten,
    words: dict[str, str],
    wrong: Callable[[str, str], Probleem],
) -> Iterator[Probleem]:
    most = longest(vraag)
    if eigenschap.waarden:
        allowed = set(eigenschap.waarden)
        missing = [text for value, text in options(vraag) if value not in allowed and text not in allowed]
        if missing or not options(vraag):
            yield wrong(
                _("De eigenschap '%(naam)s' kent het antwoord '%(antwoord)s' niet.")
                % {**words, "antwoord": missing[0]}
                if missing
                else _("De eigenschap '%(naam)s' kent alleen vaste waarden. Bij '%(vraag)s' kan alles.")
                % words,
                _("Geef de vraag precies de antwoorden die het zaaktype kent."),
            )
    elif eigenschap.lengte and most is not None and most > eigenschap.lengte:
        yield wrong(
            _(
                "Het antwoord op '%(vraag)s' kan %(meest)s tekens lang zijn. In '%(naam)s' passen er %(lengte)s."
            )
            % {**words, "meest": most, "lengte": eigenschap.lengte},
            _("Maak het antwoord korter bij de vraag, of kies een andere eigenschap."),
        )


def _check_documenten(schema: FormSchema, koppeling: Koppeling, feiten: ZaaktypeFeiten) -> Iterator[Probleem]:
    known = feiten.documenttypen or frozenset()
    files = [vraag.code for vraag in schema.vragen() if vraag.type == "bestand"]
    names: Sequence[str] = [koppeling.document_type(code) for code in files]
    if koppeling.informatieobjecttype:  # without one the receipt stays here
        names = [koppeling.informatieobjecttype, *names]
    for name in dict.fromkeys(names):
        if not name:
            yield Probleem(
                tekst=_("Dit formulier vraagt om bestanden, maar heeft geen soort document daarvoor."),
                hulp=_("Open de koppeling van dit formulier en kies een soort document."),
                zaaktype=feiten.identificatie,
            )
        elif name not in known:
            yield Probleem(
                tekst=_("Documenten van soort '%(soort)s' kunnen nu niet bij het zaaktype %(zaaktype)s.")
                % {"soort": name, "zaaktype": feiten.identificatie},
                hulp=_("Kies bij de koppeling een soort die bij het zaaktype hoort en die gepubliceerd is."),
                zaaktype=feiten.identificatie,
            )
