"""The blocks with which an editor makes conditions, ends and rules, and their way to the pure schema.

Logic lives once: nothing here is offered for translation except the texts of an end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from formulieren.flow.conditions import Groep, Operator, Soort, Vergelijking, Voorwaarde
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.schema import PrijsSchema, StopSchema, ZaaktypeSchema
from formulieren.flow.waarden import waarde_from_text
from formulieren.models.zaaktypen import zaaktype_choices

MAX_DELEN = 20
MAX_STOPS = 10
MAX_REGELS = 30
_JOINT = "|"  # a tarief's code is a slug and never has one
Feiten = Mapping[str, VraagFeiten]

# What an end or a zaaktype has while its editor has made no condition; `check_schema` refuses it.
NO_CONDITION = Groep(soort=Soort.EEN, delen=())

SOORTEN = (
    (Soort.ALLE.value, _("Alle regels hieronder kloppen")),
    (Soort.EEN.value, _("Minstens één regel hieronder klopt")),
    (Soort.GEEN.value, _("Geen regel hieronder klopt")),
)
OPERATORS = (
    (Operator.IS.value, _("is")),
    (Operator.IS_NIET.value, _("is niet")),
    (Operator.BEVAT.value, _("is gekozen")),
    (Operator.BEVAT_NIET.value, _("is niet gekozen")),
    (Operator.INGEVULD.value, _("is ingevuld")),
    (Operator.LEEG.value, _("is niet ingevuld")),
    (Operator.MEER_DAN.value, _("is meer dan")),
    (Operator.MINSTENS.value, _("is minstens")),
    (Operator.MINDER_DAN.value, _("is minder dan")),
    (Operator.HOOGSTENS.value, _("is hoogstens")),
    (Operator.VOOR.value, _("is voor")),
    (Operator.NA.value, _("is na")),
    (Operator.BINNEN_DAGEN.value, _("komt binnen zoveel dagen")),
    (Operator.JONGER_DAN.value, _("is jonger dan zoveel jaar")),
)


def tarief_keuzes() -> list[tuple[str, str]]:
    """("paspoort|Kind", "Paspoort: Kind") for all there is in the price list, for the editor."""
    keuzes: dict[int, list[str]] = {}
    for tarief_id, naam in apps.get_model("producten", "TariefKeuze").objects.values_list(
        "tarief_id", "naam"
    ):
        keuzes.setdefault(tarief_id, []).append(naam)
    rows = apps.get_model("producten", "Tarief").objects.values_list("pk", "code", "naam")
    return [
        (f"{code}{_JOINT}{keuze}", f"{naam}: {keuze}" if keuze else naam)
        for pk, code, naam in rows
        for keuze in keuzes.get(pk, [""])
    ]


def code_of_vraag(*, required: bool = True, **kwargs: Any) -> blocks.RegexBlock:
    """The field for the code of a question that stands elsewhere in the form."""
    return blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]{0,49}$",
        error_messages={"invalid": _("Vul de code van een vraag in, zoals die bij de vraag staat.")},
        required=required,
        **kwargs,
    )


def _soort_block() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=SOORTEN, default=Soort.ALLE.value, label=_("Wanneer?"))


class VergelijkingBlock(blocks.StructBlock):
    """One answer against one value."""

    vraag = code_of_vraag(
        label=_("Code van de vraag"),
        help_text=_("De code staat onderaan bij elke vraag. Kies een eerdere vraag."),
    )
    operator = blocks.ChoiceBlock(choices=OPERATORS, default=Operator.IS.value, label=_("Vergelijking"))
    waarde = blocks.CharBlock(
        label=_("Antwoord"),
        help_text=_("Een antwoord uit de lijst, ja of nee, een getal, of een datum: dag-maand-jaar."),
        required=False,
        max_length=200,
    )

    class Meta:
        label = _("Regel")
        label_format = "{vraag} {operator} {waarde}"
        icon = "check"


class GroepBlock(blocks.StructBlock):
    """Comparisons that count together, inside a condition."""

    soort = _soort_block()
    delen = blocks.ListBlock(VergelijkingBlock(), label=_("Regels"), min_num=1, max_num=MAX_DELEN)

    class Meta:
        label = _("Groep van regels")
        icon = "list-ul"


class VoorwaardeBlock(blocks.StructBlock):
    """A condition: comparisons and groups of them. Without any it is no condition."""

    soort = _soort_block()
    delen = blocks.StreamBlock(
        [("regel", VergelijkingBlock()), ("groep", GroepBlock())],
        label=_("Regels"),
        required=False,
        max_num=MAX_DELEN,
    )

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """None: a condition is the same in every language."""
        return []

    class Meta:
        icon = "cogs"


class StopBlock(blocks.StructBlock):
    """Where the form ends early, with why and what else to do."""

    als = VoorwaardeBlock(label=_("Stop alleen als"))
    titel = blocks.CharBlock(label=_("Kop"), max_length=100)
    tekst = blocks.TextBlock(
        label=_("Waarom stopt het hier, en wat kan iemand dan doen?"), max_length=1000, rows=3
    )
    link_tekst = blocks.CharBlock(label=_("Tekst van de link"), required=False, max_length=100)
    link_pagina = blocks.PageChooserBlock(label=_("Link naar een pagina van deze site"), required=False)
    link_adres = blocks.RegexBlock(
        regex=r"^(https://|/|tel:)\S{1,400}$",
        label=_("Of een ander adres"),
        help_text=_("Begint met https://, / of tel:."),
        error_messages={"invalid": _("Begin het adres met https://, / of tel:.")},
        required=False,
    )

    class Meta:
        label = _("Stop hier")
        label_format = "{titel}"
        icon = "warning"


class ZaaktypeBlock(blocks.StructBlock):
    """Another zaaktype for who answers so."""

    als = VoorwaardeBlock(label=_("Alleen als"))
    zaaktype = blocks.ChoiceBlock(choices=zaaktype_choices, label=_("Dan wordt het een zaak van dit type"))

    class Meta:
        label = _("Ander zaaktype")
        icon = "folder-open-inverse"


class PrijsBlock(blocks.StructBlock):
    """A line of the price, from the price list."""

    tarief = blocks.ChoiceBlock(
        choices=tarief_keuzes,
        label=_("Tarief"),
        help_text=_("Het bedrag staat in de prijslijst. Wij nemen het bedrag van de dag van versturen."),
        required=False,
    )
    vraag = code_of_vraag(
        required=False,
        label=_("Of: code van de vraag waar iemand een product kiest"),
        help_text=_("Een vraag van de soort ‘Product met een prijs’."),
    )
    aantal = code_of_vraag(
        required=False,
        label=_("Code van de vraag die zegt hoeveel"),
        help_text=_("Een vraag van de soort ‘Getal’. Leeg: één keer."),
    )
    als = VoorwaardeBlock(label=_("Alleen als"))

    class Meta:
        label = _("Prijs")
        icon = "tag"


class RegelsBlock(blocks.StreamBlock):
    """What follows from the answers as a whole: the zaaktype and the price."""

    zaaktype = ZaaktypeBlock()
    prijs = PrijsBlock()

    class Meta:
        label = _("Regels")
        max_num = 2 * MAX_REGELS
        required = False


def voorwaarde_of(value: Any, feiten: Feiten) -> Voorwaarde | None:
    """The condition of a VoorwaardeBlock's value, None without any comparison; values typed by their question."""
    delen: list[Voorwaarde] = []
    for child in (value or {}).get("delen") or []:
        if child.block_type == "regel":
            delen.append(_vergelijking(child.value, feiten))
        elif inner := tuple(_vergelijking(deel, feiten) for deel in child.value.get("delen") or []):
            delen.append(Groep(soort=_soort(child.value), delen=inner))
    if not delen:
        return None
    soort = _soort(value)
    if len(delen) == 1 and soort is not Soort.GEEN:
        return delen[0]
    return Groep(soort=soort, delen=tuple(delen))


def stop_of(value: Any, feiten: Feiten, bron: str) -> StopSchema:
    """The end of a StopBlock's value; an end without a condition keeps an empty group, which no check accepts."""
    page = value.get("link_pagina")
    return StopSchema(
        als=voorwaarde_of(value.get("als"), feiten) or NO_CONDITION,
        titel=value.get("titel") or "",
        tekst=value.get("tekst") or "",
        link_tekst=value.get("link_tekst") or "",
        link_url=(page.localized.get_url() or "" if page else value.get("link_adres") or ""),
        bron=bron,
    )


def regels_of(
    regels: Any, feiten: Feiten, field: str = "regels"
) -> tuple[tuple[ZaaktypeSchema, ...], tuple[PrijsSchema, ...]]:
    """The choices of a zaaktype and the lines of the price, from the StreamValue."""
    zaaktypen, prijzen = [], []
    for child in regels or []:
        value, bron = child.value, f"{field}/{child.id}"
        als = voorwaarde_of(value.get("als"), feiten)
        if child.block_type == "zaaktype":
            zaaktypen.append(
                ZaaktypeSchema(als=als or NO_CONDITION, zaaktype=value.get("zaaktype") or "", bron=bron)
            )
        else:
            tarief, _joint, keuze = (value.get("tarief") or "").partition(_JOINT)
            prijzen.append(
                PrijsSchema(
                    tarief=tarief,
                    keuze=keuze,
                    vraag=value.get("vraag") or "",
                    aantal=value.get("aantal") or "",
                    als=als,
                    bron=bron,
                )
            )
    return tuple(zaaktypen), tuple(prijzen)


def settle_voorwaarde(value: Any, feiten: Feiten) -> None:
    """Writes an option that was typed by its text as its waarde, in place: texts differ per language."""
    for child in (value or {}).get("delen") or []:
        for deel in [child.value] if child.block_type == "regel" else child.value.get("delen") or []:
            known = feiten.get(deel.get("vraag") or "")
            if known is not None and known.opties and deel.get("waarde"):
                deel["waarde"] = str(waarde_from_text(known, Operator.IS, deel["waarde"]))


def _vergelijking(value: Mapping[str, Any], feiten: Feiten) -> Vergelijking:
    code = value.get("vraag") or ""
    operator = Operator(value.get("operator") or Operator.IS.value)
    text = str(value.get("waarde") or "")
    known = feiten.get(code)
    waarde = text if known is None else waarde_from_text(known, operator, text)
    if operator in (Operator.INGEVULD, Operator.LEEG):
        waarde = None
    return Vergelijking(vraag=code, operator=operator, waarde=waarde)


def _soort(value: Mapping[str, Any]) -> Soort:
    return Soort(value.get("soort") or Soort.ALLE.value)
