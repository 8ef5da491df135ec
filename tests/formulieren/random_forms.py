"""Random forms with logic, small enough to try every answer: the ground truth for analysis and flow."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import strategies as st

from formulieren.flow.conditions import (
    OPERATORS,
    Groep,
    Operator,
    Soort,
    Vergelijking,
    Voorwaarde,
    Waardesoort,
)
from formulieren.flow.schema import (
    FormSchema,
    PrijsSchema,
    StapSchema,
    StopSchema,
    VraagSchema,
    ZaaktypeSchema,
    freeze,
)

TODAY = date(2026, 11, 22)
DAYS = [(TODAY + timedelta(days=step)).isoformat() for step in (-800, -400, *range(-4, 5))]
OPTIES = freeze({"opties": [{"waarde": w, "tekst": w.title()} for w in ("rood", "wit", "blauw")]})
# Every answer that counts as one to a question of each type: nothing else can be given.
ANSWERS: dict[str, list[Any]] = {
    "ja_nee": [True, False],
    "keuze": ["rood", "wit", "blauw"],
    "meerkeuze": [
        [w for w in ("rood", "wit", "blauw") if w in s]
        for s in ("rood", "wit", "blauw", "rood wit", "wit blauw", "rood wit blauw", "rood blauw")
    ],
    "getal": [0, 1, 2, 3, 4],
    "tekst": ["rood", "wit", "iets anders"],
    "datum": DAYS,
    "email": ["jan@voorbeeld.nl"],
}
SOORTEN = {
    "ja_nee": Waardesoort.JA_NEE,
    "keuze": Waardesoort.KEUZE,
    "meerkeuze": Waardesoort.MEERKEUZE,
    "getal": Waardesoort.GETAL,
    "tekst": Waardesoort.TEKST,
    "datum": Waardesoort.DATUM,
    "email": Waardesoort.ALLEEN_INGEVULD,
}
CONFIG: dict[str, Any] = {
    "keuze": OPTIES,
    "meerkeuze": OPTIES,
    "getal": freeze({"minimum": 0, "maximum": 4, "eenheid": ""}),
}
MOST = 700


@st.composite
def comparisons_on(draw: st.DrawFn, vraag: VraagSchema) -> Vergelijking:
    """One comparison that fits the question."""
    soort = SOORTEN[vraag.type]
    operator = draw(st.sampled_from(sorted(OPERATORS[soort])))
    if operator in (Operator.INGEVULD, Operator.LEEG):
        return Vergelijking(vraag=vraag.code, operator=operator)
    values: dict[Waardesoort, st.SearchStrategy[Any]] = {
        Waardesoort.JA_NEE: st.booleans(),
        Waardesoort.KEUZE: st.sampled_from(["rood", "wit", "blauw"]),
        Waardesoort.MEERKEUZE: st.sampled_from(["rood", "wit", "blauw"]),
        Waardesoort.GETAL: st.sampled_from([-1, 0, 1, 2, 2.5, 4, 5]),
        Waardesoort.TEKST: st.sampled_from(["rood", "WIT"]),
        Waardesoort.DATUM: st.sampled_from(DAYS[4:-2]),
    }
    if operator in (Operator.BINNEN_DAGEN, Operator.JONGER_DAN):
        return Vergelijking(vraag=vraag.code, operator=operator, waarde=draw(st.integers(0, 2)))
    return Vergelijking(vraag=vraag.code, operator=operator, waarde=draw(values[soort]))


@st.composite
def conditions_on(draw: st.DrawFn, vragen: list[VraagSchema], depth: int = 2) -> Voorwaarde:
    """A condition on some of these questions, with groups in groups."""
    if depth == 0 or draw(st.booleans()):
        return draw(comparisons_on(draw(st.sampled_from(vragen))))
    delen = draw(st.lists(conditions_on(vragen, depth - 1), min_size=1, max_size=3))
    return Groep(soort=draw(st.sampled_from(list(Soort))), delen=tuple(delen))


@st.composite
def forms(draw: st.DrawFn) -> FormSchema:
    """A form that `check_form` accepts, with at most MOST different ways to answer it."""
    earlier: list[VraagSchema] = []
    stappen: list[StapSchema] = []
    ways = 1

    def maybe(known: list[VraagSchema], chance: int = 2) -> Voorwaarde | None:
        if not known or draw(st.integers(0, chance)):
            return None
        return draw(conditions_on(known))

    for number in range(draw(st.integers(1, 4))):
        mine: list[VraagSchema] = []
        for place in range(draw(st.integers(1, 2))):
            kind = draw(st.sampled_from(list(ANSWERS)))
            if ways * (len(ANSWERS[kind]) + 1) > MOST:
                kind = "email"
            ways *= len(ANSWERS[kind]) + 1
            mine.append(
                VraagSchema(
                    code=f"v{number}_{place}",
                    type=kind,
                    label=f"Vraag {number} {place}?",
                    verplicht=kind != "email" and draw(st.booleans()),
                    toon_als=maybe(earlier, 1) if place or number else None,
                    config=CONFIG.get(kind, freeze({})),
                )
            )
        known = [*earlier, *mine]
        vragen = tuple(
            vraag if vraag.verplicht else VraagSchema(**{**_fields(vraag), "verplicht_als": maybe(known)})
            for vraag in mine
        )
        stops = tuple(
            StopSchema(als=draw(conditions_on(known)), titel=f"Einde {n}", tekst="Bel ons.")
            for n in range(draw(st.sampled_from([0, 0, 1, 2])))
        )
        stappen.append(
            StapSchema(
                slug=f"stap-{number}",
                titel=f"Stap {number}",
                vragen=vragen,
                toon_als=maybe(earlier, 1),
                stops=stops,
            )
        )
        earlier = [*earlier, *vragen]
    keuzes = tuple(
        ZaaktypeSchema(als=draw(conditions_on(earlier)), zaaktype=f"Z{n}")
        for n in range(draw(st.integers(0, 2)))
    )
    prijzen = tuple(
        PrijsSchema(tarief="leges", als=maybe(earlier, 0)) for _n in range(draw(st.integers(0, 1)))
    )
    return FormSchema(
        titel="Proef", stappen=tuple(stappen), zaaktype="TEST", zaaktype_keuzes=keuzes, prijzen=prijzen
    )


def all_answers(schema: FormSchema) -> list[dict[str, Any]]:
    """Every set of answers a resident can have given; a required question is never left open."""
    vragen = schema.vragen()
    choices = [[*ANSWERS[vraag.type], *([] if vraag.verplicht else [None])] for vraag in vragen]
    return [
        {vraag.code: value for vraag, value in zip(vragen, values, strict=True) if value is not None}
        for values in product(*choices)
    ]


def _fields(vraag: VraagSchema) -> dict[str, Any]:
    return {name: getattr(vraag, name) for name in VraagSchema.__dataclass_fields__}
