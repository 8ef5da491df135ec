"""PURE: is this description of a form acceptable? Names, numbers and sizes; the types check their config."""

from __future__ import annotations

import re

from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, VraagSchema

CODE_RE = re.compile(r"[a-z][a-z0-9_]{0,49}\Z")
SLUG_RE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
# Names that the form's own machinery posts, and paths beside the steps.
RESERVED_CODES = frozenset({"csrfmiddlewaretoken"})
RESERVED_SLUGS = frozenset({"controleren", "ontvangen"})
MAX_STAPPEN = 30
MAX_VRAGEN = 200


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
        for vraag in stap.vragen:
            _check_vraag(vraag, codes)


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
