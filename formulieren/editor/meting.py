"""How a form goes, from its counters: who begins and who sends, where people stop, and which question goes wrong."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.measure.models import Soort, Telling
from formulieren.flow.schema import FormSchema
from formulieren.inzendingen.keuzes import Hulp
from formulieren.inzendingen.meting import TIJDEN, sleutel
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.models import FormulierPage
from formulieren.models.versie import FormulierVersie
from formulieren.vragen.registry import type_of
from producten.keuzes import Kanaal

PERIODES = (7, 28, 91, 365)
# Below this number of starts in the period nothing is told: a figure could be one person.
KLEIN = 5

_SOORTEN = (
    Soort.PAGE,
    Soort.FORM_START,
    Soort.FORM_DONE,
    Soort.FORM_STEP,
    Soort.FORM_TRY,
    Soort.FORM_ERROR,
    Soort.FORM_TIME,
    Soort.FORM_LEFT,
)
Tellingen = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Stapmeting:
    """One step: how often it was done, how many stopped after it, and how long half of the people need at most."""

    slug: str
    titel: str
    gedaan: int
    gestopt: int
    pogingen: int
    tijd: str

    @property
    def mis(self) -> float:
        """The share of tries that came back with an error, 0 to 1."""
        return max(self.pogingen - self.gedaan, 0) / self.pogingen if self.pogingen else 0.0


@dataclass(frozen=True, slots=True)
class Vraagmeting:
    """One question: how often it was wrong, and in which share (0 to 1) of the tries of its step."""

    code: str
    label: str
    stap: str
    fouten: int
    aandeel: float


@dataclass(frozen=True, slots=True)
class Formuliermeting:
    """One form over a number of days. `vragen` begins with the worst question; only those with errors are in it.

    `kanalen` and `hulp` tell of what was sent how often it came along which channel, and who helped.
    """

    pk: int
    titel: str
    dagen: int
    bekeken: int
    begonnen: int
    verstuurd: int
    stappen: tuple[Stapmeting, ...] = ()
    vragen: tuple[Vraagmeting, ...] = ()
    kanalen: tuple[tuple[str, int], ...] = ()
    hulp: tuple[tuple[str, int], ...] = ()

    @property
    def te_klein(self) -> bool:
        """Whether the figures could be about one person."""
        return self.begonnen < KLEIN

    @property
    def afgemaakt(self) -> float:
        """The share of starts that was sent, 0 to 1."""
        return min(self.verstuurd / self.begonnen, 1.0) if self.begonnen else 0.0


def measure_formulier(formulier: FormulierPage, *, dagen: int) -> Formuliermeting:
    """The figures of one form over the last `dagen` days, in four queries."""
    form = str(formulier.translation_key)
    counted = _counted(dagen, [form])
    versie = FormulierVersie.objects.filter(formulier=formulier).order_by("-nummer").first()
    schema = versie.form_schema if versie is not None else formulier.form_schema()
    stappen = _stappen(schema, form, counted)
    whole = _whole(formulier, form, counted, dagen, stappen, _vragen(schema, form, counted, stappen))
    kanalen, hulp = _sent_how(formulier, dagen)
    return replace(whole, kanalen=kanalen, hulp=hulp)


def measure_formulieren(formulieren: Iterable[FormulierPage], *, dagen: int) -> list[Formuliermeting]:
    """Starts and completions of many forms, the most begun first, in one query."""
    pages = list(formulieren)
    counted = _counted(dagen, [str(page.translation_key) for page in pages], parts=False)
    found = [_whole(page, str(page.translation_key), counted, dagen) for page in pages]
    return sorted(found, key=lambda one: (-one.begonnen, one.titel))


def _whole(
    page: FormulierPage,
    form: str,
    counted: Tellingen,
    dagen: int,
    stappen: tuple[Stapmeting, ...] = (),
    vragen: tuple[Vraagmeting, ...] = (),
) -> Formuliermeting:
    return Formuliermeting(
        pk=page.pk,
        titel=page.title,
        dagen=dagen,
        bekeken=counted.get((Soort.PAGE.value, form), 0),
        begonnen=counted.get((Soort.FORM_START.value, form), 0),
        verstuurd=counted.get((Soort.FORM_DONE.value, form), 0),
        stappen=stappen,
        vragen=vragen,
    )


def _counted(dagen: int, forms: Collection[str], *, parts: bool = True) -> dict[tuple[str, str], int]:
    """The counters of the forms by (soort, key) since `dagen` days ago."""
    rows = Telling.objects.filter(
        soort__in=_SOORTEN, dag__gt=timezone.localdate() - dt.timedelta(days=dagen)
    ).order_by()
    if parts:
        (form,) = forms
        rows = rows.filter(sleutel__startswith=form)
    else:
        rows = rows.filter(sleutel__in=forms)
    totals = rows.values("soort", "sleutel").annotate(totaal=Sum("aantal"))
    return {(row["soort"], row["sleutel"]): row["totaal"] for row in totals}


def _sent_how(
    formulier: FormulierPage, dagen: int
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """Of the form in every language: how often it was sent along each channel and with whose help, most first."""
    sent = Inzending.objects.filter(
        versie__formulier__translation_key=formulier.translation_key,
        state=InzendingState.INGEDIEND,
        ingediend_op__gt=timezone.now() - dt.timedelta(days=dagen),
    ).order_by()
    totals = {
        name: Counter(dict(sent.values_list(name).annotate(totaal=Count("pk"))))
        for name in ("kanaal", "hulp")
    }
    return (
        tuple((str(Kanaal(value).label), number) for value, number in totals["kanaal"].most_common()),
        tuple((str(Hulp(value).label), number) for value, number in totals["hulp"].most_common()),
    )


def _stappen(schema: FormSchema, form: str, counted: Tellingen) -> tuple[Stapmeting, ...]:
    def number(soort: Soort, slug: str) -> int:
        return counted.get((soort.value, sleutel(form, slug)), 0)

    return tuple(
        Stapmeting(
            slug=stap.slug,
            titel=stap.titel,
            gedaan=number(Soort.FORM_STEP, stap.slug),
            gestopt=number(Soort.FORM_LEFT, stap.slug),
            pogingen=number(Soort.FORM_TRY, stap.slug),
            tijd=_median(form, stap.slug, counted),
        )
        for stap in schema.stappen
    )


def _median(form: str, slug: str, counted: Tellingen) -> str:
    """The group of TIJDEN in which the middle one of the people falls, in words; "" without any."""
    groups = [counted.get((Soort.FORM_TIME.value, sleutel(form, slug, name)), 0) for name in TIJDEN]
    half, seen = sum(groups) / 2, 0
    for name, number in zip(TIJDEN, groups, strict=True):
        seen += number
        if number and seen >= half:
            return _in_words()[name]
    return ""


def _in_words() -> dict[str, str]:
    return {
        "15s": _("minder dan 15 seconden"),
        "30s": _("minder dan 30 seconden"),
        "1m": _("minder dan 1 minuut"),
        "2m": _("minder dan 2 minuten"),
        "5m": _("minder dan 5 minuten"),
        "15m": _("minder dan 15 minuten"),
        "meer": _("15 minuten of langer"),
    }


def _vragen(
    schema: FormSchema, form: str, counted: Tellingen, stappen: Iterable[Stapmeting]
) -> tuple[Vraagmeting, ...]:
    tries = {stap.slug: stap.pogingen for stap in stappen}
    found = []
    for stap in schema.stappen:
        for vraag in stap.vragen:
            errors = counted.get((Soort.FORM_ERROR.value, sleutel(form, vraag.code)), 0)
            if errors and type_of(vraag).asks:
                share = min(errors / max(tries[stap.slug], 1), 1.0)
                found.append(Vraagmeting(vraag.code, vraag.label, stap.titel, errors, share))
    return tuple(sorted(found, key=lambda one: (-one.aandeel, -one.fouten, one.code)))
