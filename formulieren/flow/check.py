"""PURE: is this description of a form acceptable? Names, numbers and sizes; the types check their config."""

from __future__ import annotations

import re
from collections.abc import Collection

from formulieren.flow.conditions import MAX_DEPTH, MAX_NODES, Groep, Voorwaarde, comparisons, size
from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, VraagSchema

CODE_RE = re.compile(r"[a-z][a-z0-9_]{0,49}\Z")
SLUG_RE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
# Names that the form's own machinery posts, and paths beside the steps.
RESERVED_CODES = frozenset({"csrfmiddlewaretoken"})
RESERVED_SLUGS = frozenset({"controleren", "ontvangen"})
MAX_STAPPEN = 30
MAX_VRAGEN = 200
# Of each kind: stops in a step, prices and zaaktypen in a form.
MAX_REGELS = 30


def check_schema(schema: FormSchema) -> None:
    """Raises SchemaError when the form can't be shown: no steps, doubled or malformed names, too large."""
    if not schema.stappen:
        raise SchemaError("Dit formulier heeft geen stappen. Voeg minstens één stap toe.", "stappen")
    if len(schema.stappen) > MAX_STAPPEN or len(schema.vragen()) > MAX_VRAGEN:
        raise SchemaError(
            f"Een formulier heeft hoogstens {MAX_STAPPEN} stappen en {MAX_VRAGEN} vragen.", "stappen"
        )
    slugs: set[str] = set()
    codes: set[str] = set()
    for stap in schema.stappen:
        _check_stap(stap, slugs)
        earlier = frozenset(codes)
        _check_condition(stap.toon_als, earlier, stap.bron)
        for vraag in stap.vragen:
            _check_vraag(vraag, codes)
            _check_condition(vraag.toon_als, earlier, vraag.bron)
        for vraag in stap.vragen:
            _check_condition(vraag.verplicht_als, codes, vraag.bron)
        _check_stops(stap, codes)
    _check_first(schema)
    _check_regels(schema, codes)


def _check_stap(stap: StapSchema, slugs: set[str]) -> None:
    path = stap.bron or "stappen"
    if not stap.titel.strip():
        raise SchemaError("Deze stap heeft geen titel. Geef elke stap een titel.", path)
    if not SLUG_RE.match(stap.slug) or len(stap.slug) > 50 or stap.slug in RESERVED_SLUGS:
        raise SchemaError(f"De naam '{stap.slug}' kan geen adres van een stap zijn.", path)
    if stap.slug in slugs:
        raise SchemaError(f"Twee stappen heten '{stap.slug}'. Geef elke stap een eigen titel.", path)
    slugs.add(stap.slug)
    if not stap.vragen:
        raise SchemaError(
            f"De stap '{stap.titel}' heeft geen vragen. Voeg een vraag toe of haal de stap weg.", path
        )


def _check_vraag(vraag: VraagSchema, codes: set[str]) -> None:
    path = vraag.bron or "stappen"
    if not CODE_RE.match(vraag.code) or vraag.code in RESERVED_CODES:
        raise SchemaError(
            f"De code '{vraag.code}' mag niet. Gebruik kleine letters, cijfers en _. Begin met een letter.",
            path,
        )
    if vraag.code in codes:
        raise SchemaError(
            f"De code '{vraag.code}' staat twee keer in dit formulier. Geef elke vraag een eigen code.", path
        )
    codes.add(vraag.code)
    if not vraag.label.strip():
        raise SchemaError("Deze vraag heeft geen tekst. Schrijf wat u wilt vragen.", path)


def _check_first(schema: FormSchema) -> None:
    """Everyone gets the first step: there is no answer yet on which to hide it."""
    if all(vraag.toon_als is not None for vraag in schema.stappen[0].vragen):
        path = schema.stappen[0].bron or "stappen"
        raise SchemaError("De eerste stap heeft een vraag nodig die iedereen krijgt.", path)


def _check_condition(voorwaarde: Voorwaarde | None, known: Collection[str], bron: str) -> None:
    """A condition looks back only. So a route never turns in circles, and no answer hides its own question."""
    depth, nodes = size(voorwaarde)
    if depth > MAX_DEPTH or nodes > MAX_NODES:
        raise SchemaError(
            "Deze voorwaarde is te groot. Maak haar kleiner of maak er twee van.", bron or "stappen"
        )
    if voorwaarde is not None and _says_nothing(voorwaarde):
        raise SchemaError("Zeg wanneer dit geldt: maak een voorwaarde.", bron or "stappen")
    for deel in comparisons(voorwaarde):
        if not deel.vraag:
            raise SchemaError("Kies in deze voorwaarde over welke vraag zij gaat.", bron or "stappen")
        if deel.vraag not in known:
            raise SchemaError(
                f"De voorwaarde gaat over '{deel.vraag}'. Die vraag komt niet in een eerdere stap voor. "
                "Kies de code van een vraag die eerder komt.",
                bron or "stappen",
            )


def _says_nothing(voorwaarde: Voorwaarde) -> bool:
    """Whether a group without parts stands anywhere in it."""
    if not isinstance(voorwaarde, Groep):
        return False
    return not voorwaarde.delen or any(_says_nothing(deel) for deel in voorwaarde.delen)


def _check_stops(stap: StapSchema, codes: Collection[str]) -> None:
    if len(stap.stops) > MAX_REGELS:
        raise SchemaError(f"Een stap kan hoogstens {MAX_REGELS} keer stoppen.", stap.bron or "stappen")
    for stop in stap.stops:
        path = stop.bron or "stappen"
        _check_condition(stop.als, codes, path)
        if not stop.titel.strip() or not stop.tekst.strip():
            raise SchemaError("Zeg waarom iemand hier stopt en wat die dan kan doen.", path)
        if bool(stop.link_tekst.strip()) != bool(stop.link_url.strip()):
            raise SchemaError("Geef een link altijd een adres en een tekst.", path)
        if stop.link_url and not stop.link_url.startswith(("https://", "/", "tel:")):
            raise SchemaError("Het adres van de link moet beginnen met https:// of /.", path)


def _check_regels(schema: FormSchema, codes: Collection[str]) -> None:
    if len(schema.zaaktype_keuzes) > MAX_REGELS or len(schema.prijzen) > MAX_REGELS:
        raise SchemaError(f"Een formulier heeft hoogstens {MAX_REGELS} regels van elke soort.", "regels")
    for keuze in schema.zaaktype_keuzes:
        _check_condition(keuze.als, codes, keuze.bron)
        if not keuze.zaaktype.strip():
            raise SchemaError("Kies het zaaktype dat bij deze voorwaarde hoort.", keuze.bron or "regels")
    for prijs in schema.prijzen:
        _check_condition(prijs.als, codes, prijs.bron)
        if bool(prijs.tarief) == bool(prijs.vraag):
            raise SchemaError("Kies een tarief, of de vraag waarin iemand het kiest.", prijs.bron or "regels")
        for code in filter(None, (prijs.vraag, prijs.aantal)):
            if code not in codes:
                raise SchemaError(f"De vraag '{code}' staat niet in dit formulier.", prijs.bron or "regels")
