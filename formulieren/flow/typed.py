"""PURE: does the logic of a form fit its questions? Operators, answers, prices and numbers, each by its type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from formulieren.flow.conditions import OPERATORS, Operator, Voorwaarde, Waardesoort, comparisons
from formulieren.flow.feiten import FeitenOf, VraagFeiten
from formulieren.flow.schema import FormSchema, SchemaError
from formulieren.flow.waarden import problem_with

# As the editor's list says them.
OPERATOR_TEXTS: Mapping[Operator, str] = {
    Operator.IS: "is",
    Operator.IS_NIET: "is niet",
    Operator.INGEVULD: "is ingevuld",
    Operator.LEEG: "is niet ingevuld",
    Operator.BEVAT: "is gekozen",
    Operator.BEVAT_NIET: "is niet gekozen",
    Operator.MEER_DAN: "is meer dan",
    Operator.MINDER_DAN: "is minder dan",
    Operator.MINSTENS: "is minstens",
    Operator.HOOGSTENS: "is hoogstens",
    Operator.VOOR: "is voor",
    Operator.NA: "is na",
    Operator.BINNEN_DAGEN: "komt binnen zoveel dagen",
    Operator.JONGER_DAN: "is jonger dan zoveel jaar",
}


def check_typed(schema: FormSchema, feiten_of: FeitenOf) -> None:
    """Raises SchemaError when an operator doesn't fit its question, an answer doesn't exist, or a price can't be.

    For a form that `check_schema` accepts. Not for frozen forms: those were good when they were frozen.
    """
    vragen = {vraag.code: vraag for vraag in schema.vragen()}
    feiten: dict[str, VraagFeiten] = {}
    for voorwaarde, bron in conditions_of(schema):
        for deel in comparisons(voorwaarde):
            vraag = vragen[deel.vraag]
            known = feiten.setdefault(deel.vraag, feiten_of(vraag))
            if not known.asks:
                raise SchemaError(
                    f"De voorwaarde gaat over '{vraag.label}'. Daar antwoordt niemand op.", bron
                )
            if deel.operator not in OPERATORS[known.soort]:
                raise SchemaError(_wrong_operator(vraag.label, known.soort, deel.operator), bron)
            if problem := problem_with(known, deel.operator, deel.waarde):
                raise SchemaError(f"De voorwaarde over '{vraag.label}' klopt niet. {problem}", bron)
    for prijs in schema.prijzen:
        if prijs.vraag and not feiten_of(vragen[prijs.vraag]).is_tarief:
            raise SchemaError(
                f"'{vragen[prijs.vraag].label}' vraagt niet naar een product met een prijs. "
                "Kies een vraag van de soort ‘Product met een prijs’.",
                prijs.bron or "regels",
            )
        if prijs.aantal and not (
            feiten_of(vragen[prijs.aantal]).soort is Waardesoort.GETAL
            and feiten_of(vragen[prijs.aantal]).heel
        ):
            raise SchemaError(
                f"'{vragen[prijs.aantal].label}' zegt niet hoeveel. Kies een vraag van de soort ‘Getal’.",
                prijs.bron or "regels",
            )


def conditions_of(schema: FormSchema) -> Iterator[tuple[Voorwaarde, str]]:
    """Every condition of a form with where it stands in the editor, in the order of the form."""
    for stap in schema.stappen:
        if stap.toon_als is not None:
            yield stap.toon_als, stap.bron or "stappen"
        for vraag in stap.vragen:
            for voorwaarde in (vraag.toon_als, vraag.verplicht_als):
                if voorwaarde is not None:
                    yield voorwaarde, vraag.bron or "stappen"
        for stop in stap.stops:
            yield stop.als, stop.bron or "stappen"
    for keuze in schema.zaaktype_keuzes:
        yield keuze.als, keuze.bron or "regels"
    for prijs in schema.prijzen:
        if prijs.als is not None:
            yield prijs.als, prijs.bron or "regels"


def _wrong_operator(label: str, soort: Waardesoort, operator: Operator) -> str:
    fitting = [f"‘{text}’" for known, text in OPERATOR_TEXTS.items() if known in OPERATORS[soort]]
    choice = f"{', '.join(fitting[:-1])} of {fitting[-1]}"
    return f"‘{OPERATOR_TEXTS[operator]}’ past niet bij de vraag '{label}'. Kies: {choice}."
