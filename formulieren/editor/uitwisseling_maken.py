"""Makes a draft of a form that came from a file: exactly that form or none, and never live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from formulieren.editor.loading import regels_from_dict, stappen_from_dict
from formulieren.editor.sjablonen import free_slug, may_begin
from formulieren.editor.uitwisseling import UitwisselingError, normal
from formulieren.editor.uitwisseling_lezen import Gelezen
from formulieren.editor.versies_verschil import compare
from formulieren.flow.conditions import Operator, Waardesoort
from formulieren.flow.feiten import VraagFeiten, feiten_by_code
from formulieren.flow.schema import FormSchema, SchemaError
from formulieren.flow.waarden import waarde_as_text
from formulieren.models import FormulierPage
from formulieren.models.zaaktypen import zaaktype_is_known
from formulieren.prefill.registry import find as find_prefill
from formulieren.vragen.registry import feiten_of
from formulieren.vragen.tarief import standen_of
from producten.models import ProductPage
from producten.services.paginas import add_draft
from producten.services.tarieven import bedrag_of

_CODED = (Waardesoort.KEUZE, Waardesoort.MEERKEUZE, Waardesoort.TEKST)
_COUNTS = (Operator.BINNEN_DAGEN, Operator.JONGER_DAN)
# What another site has and this one may not: the editor is told, the gate asks for it.
_LOCAL = {"zaaktype", "tarief", "tarieven", "prefill"}
_TEXTS = ("officieel_bericht", "inloggen", "dank_tekst", "mail_tekst", "andere_kanalen")


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """The new draft, and what its editor still has to look at."""

    formulier: FormulierPage
    opmerkingen: tuple[str, ...]


def import_form(gelezen: Gelezen, parent: Page, *, user: Any) -> Ingelezen:
    """A draft of the form below `parent`, owned by `user`, with a free address. All of it or nothing.

    Raises PermissionDenied when `user` may not add a form there, UitwisselingError when the editor couldn't have
    made this form.
    """
    if not may_begin(parent, user):
        raise PermissionDenied
    slug = free_slug(slugify(gelezen.slug)[:100].strip("-") or "formulier", parent)
    page = formulier_of(gelezen, slug=slug)
    page.product = _product(gelezen.product_upl, parent)
    try:
        with transaction.atomic():
            add_draft(parent, page, user)
    except ValidationError as error:
        raise UitwisselingError(_reason(error)) from error
    return Ingelezen(page, tuple(_remarks(gelezen, page)))


def formulier_of(gelezen: Gelezen, *, slug: str) -> FormulierPage:
    """An unsaved FormulierPage that is exactly the form of the file; UitwisselingError when that can't be."""
    data = normal(gelezen.schema)
    page = FormulierPage(
        title=data["titel"],
        slug=slug,
        zaaktype_identificatie=data["zaaktype"],
        **{name: data[name] for name in _TEXTS},
        **gelezen.velden,
    )
    feiten = feiten_by_code(gelezen.schema, feiten_of)
    try:
        page.stappen = stappen_from_dict([_stap(stap, feiten) for stap in data["stappen"]], seed=slug)
        page.regels = regels_from_dict(list(_regels(data, feiten)), seed=slug)
    except SchemaError as error:
        raise UitwisselingError(error.message) from error
    _check_fields(page)
    _check_blocks(page)
    made = page.form_schema()
    if normal(made) != data:
        where = next((deel.kop for deel in compare(gelezen.schema, made)), gelezen.schema.titel)
        raise UitwisselingError(
            _("Wij kunnen dit formulier niet precies zo overnemen. Het gaat om: %(plek)s.") % {"plek": where}
        )
    return page


def _stap(stap: Mapping[str, Any], feiten: Mapping[str, VraagFeiten]) -> dict[str, Any]:
    return {
        "slug": stap["slug"],
        "titel": stap["titel"],
        "uitleg": stap["uitleg"],
        "vraag": [_vraag(vraag, feiten) for vraag in stap["vragen"]],
        "toon_als": _typed(stap["toon_als"], feiten),
        "stop": [
            {
                **{name: stop[name] for name in ("titel", "tekst", "link_tekst")},
                "link_adres": stop["link_url"],
                "als": _typed(stop["als"], feiten),
            }
            for stop in stap["stops"]
        ],
    }


def _vraag(vraag: Mapping[str, Any], feiten: Mapping[str, VraagFeiten]) -> dict[str, Any]:
    """As an editor's file has it: settings beside texts, and nothing that is empty."""
    config = dict(vraag["config"])
    if vraag["type"] == "keuze_lang":  # one text, a line each
        config["opties"] = "\n".join(f"{optie['waarde']} = {optie['tekst']}" for optie in config["opties"])
    if "vragen" in config:
        config["vragen"] = [_vraag(sub, feiten) for sub in config["vragen"]]
    own = {name: value for name, value in vraag.items() if name != "config" and value not in ("", None)}
    for name in ("toon_als", "verplicht_als"):
        if name in own:
            own[name] = _typed(own[name], feiten)
    return {**config, **own}


def _regels(data: Mapping[str, Any], feiten: Mapping[str, VraagFeiten]) -> Iterator[dict[str, Any]]:
    for kind, items in (("zaaktype", data["zaaktype_keuzes"]), ("prijs", data["prijzen"])):
        for item in items:
            yield {"type": kind, **item, "als": _typed(item["als"], feiten)}


def _typed(voorwaarde: Any, feiten: Mapping[str, VraagFeiten]) -> Any:
    """A condition as an editor types it."""
    if voorwaarde is None:
        return None
    if "delen" in voorwaarde:
        delen = [_typed(deel, feiten) for deel in voorwaarde["delen"]]
        if any("delen" in part for deel in delen if "delen" in deel for part in deel["delen"]):
            raise UitwisselingError(
                _("Een voorwaarde heeft meer dan twee lagen. Zo'n voorwaarde kunt u hier niet maken.")
            )
        return {"soort": voorwaarde["soort"], "delen": delen}
    waarde, known = voorwaarde["waarde"], feiten[voorwaarde["vraag"]]
    if known.soort not in _CODED and voorwaarde["operator"] not in _COUNTS:
        waarde = waarde_as_text(waarde)
    return {**voorwaarde, "waarde": "" if waarde is None else waarde}


def _check_fields(page: FormulierPage) -> None:
    """The lengths and numbers that an editor's form keeps to."""
    for name in ("title", "zaaktype_identificatie", *_TEXTS, "intro", "bericht_soort", "bewaar_dagen"):
        field: Any = page._meta.get_field(name)
        value, most = getattr(page, name), getattr(field, "max_length", None)
        try:
            field.clean(value, page)
            if most is not None and len(value) > most:  # a TextField leaves that to forms
                raise ValidationError(
                    _("Maak de tekst korter: hoogstens %(aantal)s tekens.") % {"aantal": most}
                )
        except ValidationError as error:
            raise UitwisselingError(
                _("Bij ‘%(veld)s’: %(reden)s") % {"veld": str(field.verbose_name), "reden": error.messages[0]}
            ) from error


def _check_blocks(page: FormulierPage) -> None:
    """What an editor's form would refuse of the steps and the rules, but for what only this site lacks."""
    for name in ("stappen", "regels"):
        value = getattr(page, name)
        try:
            value.stream_block.clean(value)
        except ValidationError as error:
            for place, leaf in _leaves(error, ()):
                if leaf.code != "invalid_choice" or not _LOCAL & set(place):
                    words = {"veld": place[-1] if place else name, "reden": leaf.messages[0]}
                    raise UitwisselingError(_("Bij ‘%(veld)s’: %(reden)s") % words) from error


def _leaves(
    error: ValidationError, place: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], ValidationError]]:
    """(names of the fields on the way, error) of each thing that is wrong."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from ((place, leaf) for leaf in error.error_list)
        return
    whole: Any = getattr(error, "non_block_errors", None)
    yield from ((place, leaf) for leaf in (whole.as_data() if whole else ()))
    for name, child in inner.items():
        yield from _leaves(child, (*place, name) if isinstance(name, str) else place)


def _product(uri: str, parent: Page) -> ProductPage | None:
    """The one product of this site with that national name; None when there is none, or more."""
    if not uri:
        return None
    found = list(ProductPage.objects.filter(upn__uri=uri, locale_id=parent.locale_id).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def _remarks(gelezen: Gelezen, page: FormulierPage) -> Iterator[str]:
    schema = gelezen.schema
    zaaktypen = [schema.zaaktype, *(keuze.zaaktype for keuze in schema.zaaktype_keuzes)]
    for code in dict.fromkeys(code for code in zaaktypen if not zaaktype_is_known(code)):
        yield (
            _("Het zaaktype ‘%(code)s’ kennen wij hier niet. Kies een ander zaaktype.") % {"code": code}
            if code
            else _("Kies nog een zaaktype. Zonder zaaktype kan het niet online.")
        )
    for code in dict.fromkeys(_missing_tarieven(schema)):
        yield _("Het tarief ‘%(code)s’ heeft hier geen bedrag. Kies een ander tarief.") % {"code": code}
    if gelezen.product_upl and page.product is None:
        yield _("Het product van dit formulier is hier niet gevonden. Kies zelf een product.")
    for vraag in schema.vragen():
        if vraag.prefill and find_prefill(vraag.prefill) is None:
            yield _("Wij kunnen het antwoord op ‘%(vraag)s’ hier niet zelf opzoeken.") % {
                "vraag": vraag.label
            }
    for stap in schema.stappen:
        for stop in stap.stops:
            if stop.link_url.startswith("/"):
                yield _("Kijk of de link ‘%(link)s’ hier ook bestaat.") % {"link": stop.link_url}
    if gelezen.taal != page.locale.language_code:
        yield _("De teksten zijn in een andere taal dan deze plek. Vertaal ze.")


def _missing_tarieven(schema: FormSchema) -> Iterator[str]:
    for prijs in schema.prijzen:
        if prijs.tarief and bedrag_of(prijs.tarief, prijs.keuze) is None:
            yield ": ".join(filter(None, (prijs.tarief, prijs.keuze)))
    for vraag in schema.vragen():
        if feiten_of(vraag).is_tarief:
            known = {stand.code for stand in standen_of(list(vraag.config["tarieven"])) if stand.bekend}
            yield from (code for code in vraag.config["tarieven"] if code not in known)


def _reason(error: ValidationError) -> str:
    return _("Dit formulier klopt niet. %(reden)s") % {"reden": " ".join(error.messages)}
