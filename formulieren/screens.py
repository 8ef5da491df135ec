"""What the screens of a form show, for the live flow and for the gate's audit alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from formulieren.adres import FormAdres
from formulieren.flow.check import check_schema
from formulieren.flow.route import Route, whole_route
from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, StopSchema, VraagSchema
from formulieren.prefill.service import label_of
from formulieren.vragen.forms import StapForm, form_class
from formulieren.vragen.registry import type_of

STAP_TEMPLATE = "formulieren/stap.html"
STOP_TEMPLATE = "formulieren/stop.html"
CONTROLE_TEMPLATE = "formulieren/controleren.html"
# Anchor of a question on its step.
FIELD_ID = "vraag-%s"


@dataclass(frozen=True, slots=True)
class StapCopy:
    """The answers of one step: `items` as components/data_list.html takes them."""

    stap: StapSchema
    items: tuple[dict[str, str], ...]


def stap_url(slug: str, step: str) -> str:
    """The residents' address of a step."""
    return FormAdres(slug).stap(step)


def controle_url(slug: str) -> str:
    """The residents' address of the page to check your answers."""
    return FormAdres(slug).controle


def start_context(schema: FormSchema, *, slug: str) -> dict[str, Any]:
    """The start page: what is asked, and where it begins ("" while the draft has no steps)."""
    first = schema.stappen[0].slug if schema.stappen else ""
    return {
        "schema": schema,
        "begin_url": FormAdres(slug).stap(first) if first else "",
        "aantal_stappen": len(schema.stappen) + 1,
        "bewaar_uren": settings.LOKET_CONCEPT_HOURS,
    }


def stap_context(
    schema: FormSchema,
    the_route: Route,
    stap: StapSchema,
    form: StapForm,
    *,
    adres: FormAdres,
    stand: int = 0,
    conflict: bool = False,
) -> dict[str, Any]:
    """One step with its form; `stand` is how often the step was stored before this page was shown."""
    previous = the_route.previous(stap.slug)
    return {
        "schema": schema,
        "adres": adres,
        "stap": stap,
        "form": form,
        # Without a fragment: after "#vraag-x" in the address the error summary would not get the focus.
        "eigen_url": adres.stap(stap.slug),
        "vragen": [_vraag_row(vraag, form) for vraag in stap.vragen],
        "fouten": form.error_list() if form.is_bound else [],
        "conflict": conflict,
        "stand": stand,
        "versie": schema.sha256(),
        "vorige_url": adres.stap(previous) if previous else "",
        "geen_vragen_verplicht": not any(vraag.verplicht for vraag in stap.vragen),
        **_progress(the_route, the_route.number(stap.slug)),
    }


def controle_context(
    schema: FormSchema,
    the_route: Route,
    answers: Mapping[str, Any],
    *,
    adres: FormAdres,
    registers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The page to check your answers; `registers` as in `answer_copy`."""
    return {
        "schema": schema,
        "adres": adres,
        "eigen_url": adres.controle,
        "stappen_kopie": answer_copy(the_route, answers, adres=adres, registers=registers),
        "vorige_url": adres.stap(the_route.slugs[-1]),
        **_progress(the_route, len(the_route.slugs) + 1),
    }


def stop_context(
    schema: FormSchema, the_route: Route, stop: StopSchema, *, adres: FormAdres
) -> dict[str, Any]:
    """The page where the form ends early: why, what else to do, and the way back to the last step."""
    return {
        "schema": schema,
        "adres": adres,
        "stop": stop,
        "vorige_url": adres.stap(the_route.slugs[-1]),
    }


def answer_copy(
    the_route: Route,
    answers: Mapping[str, Any],
    *,
    adres: FormAdres | None = None,
    masked: bool = False,
    registers: Mapping[str, str] | None = None,
) -> list[StapCopy]:
    """All answers in order, for a reader.

    `adres` adds a link to change each answer; `masked` hides the sensitive ones altogether; `registers` names by
    code the register that gave an answer, which is then said.
    """
    return [
        StapCopy(
            stap,
            tuple(
                _item(vraag, answers, masked, adres.stap(stap.slug) if adres else "", registers or {})
                for vraag in stap.vragen
                if type_of(vraag).asks
            ),
        )
        for stap in the_route.stappen
    ]


def with_source(text: str, register: str) -> str:
    """An answer with the register that gave it; "" for one that is no longer there."""
    source = register or _("een register van de overheid")
    return f"{text}\n" + _("Komt uit: %(register)s") % {"register": source}


def audit_screens(schema: FormSchema, slug: str) -> list[tuple[str, Callable[[HttpRequest], HttpResponse]]]:
    """(name, render) for each screen of the flow: what a visitor can meet, without any visitor's data.

    Empty while the draft can't be shown; `check_formulier` then says why.
    """
    try:
        check_schema(schema)
    except SchemaError:
        return []
    screens: list[tuple[str, Callable[[HttpRequest], HttpResponse]]] = []
    the_route, adres = whole_route(schema), FormAdres(slug)
    for stap in schema.stappen:
        screens.append((f"stap {stap.slug}", _renderer(schema, stap, adres, None)))
        if any(vraag.verplicht and type_of(vraag).asks for vraag in stap.vragen):
            screens.append((f"stap {stap.slug}, met fouten", _renderer(schema, stap, adres, QueryDict())))
        for number, stop in enumerate(stap.stops, start=1):
            context = stop_context(schema, the_route, stop, adres=adres)
            screens.append((f"stap {stap.slug}, einde {number}", partial(_stop_page, context=context)))

    def check_page(request: HttpRequest) -> HttpResponse:
        return render(request, CONTROLE_TEMPLATE, controle_context(schema, the_route, {}, adres=adres))

    return [*screens, ("controleren", check_page)]


def _stop_page(request: HttpRequest, *, context: dict[str, Any]) -> HttpResponse:
    return render(request, STOP_TEMPLATE, context)


def _renderer(
    schema: FormSchema, stap: StapSchema, adres: FormAdres, data: QueryDict | None
) -> Callable[[HttpRequest], HttpResponse]:
    def show(request: HttpRequest) -> HttpResponse:
        form = form_class(stap)(data)
        return render(
            request, STAP_TEMPLATE, stap_context(schema, whole_route(schema), stap, form, adres=adres)
        )

    return show


def _vraag_row(vraag: VraagSchema, form: StapForm) -> dict[str, Any]:
    veld = form[vraag.code] if type_of(vraag).asks else None
    return {"vraag": vraag, "veld": veld, "id": FIELD_ID % vraag.code}


def _item(
    vraag: VraagSchema,
    answers: Mapping[str, Any],
    masked: bool,
    change_url: str,
    registers: Mapping[str, str],
) -> dict[str, str]:
    vraag_type = type_of(vraag)
    if vraag.code not in answers:
        text = vraag_type.display_blank()
    else:
        text = (vraag_type.masked if masked else vraag_type.display)(vraag, answers[vraag.code])
    if vraag.code in registers:
        text = with_source(text, label_of(registers[vraag.code]))
    item = {"key": vraag.label, "value": text, "bron": vraag.bron}
    # What a register says is not changed here: its own page says how.
    if change_url and (vraag.code not in registers or vraag.prefill_aanpassen):
        item["change_url"] = f"{change_url}#{FIELD_ID % vraag.code}"
        item["change_label"] = _("Verander: %(vraag)s") % {"vraag": vraag.label}
    return item


def _progress(the_route: Route, number: int) -> dict[str, Any]:
    """Where the resident is: the steps by name with their place, the check page as the last one."""
    names = [*(stap.titel for stap in the_route.stappen), _("Controleren en versturen")]
    return {
        "nummer": number,
        "totaal": len(names),
        "voortgang": [{"titel": name} for name in names],
    }
