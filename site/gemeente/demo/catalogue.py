"""The demo's catalogue and forms: productgroepen, products with their routes, zaaktypen, formulieren."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from formulieren.editor.loading import regels_from_dict, stappen_from_dict
from formulieren.models import FormulierPage
from formulieren.zaken.services.zaaktypen import save_zaaktype
from gemeente.demo import files
from gemeente.demo.content import DemoError, blocks_from_html, image, image_block
from gemeente.demo.sjablonen import template_rows
from gemeente.pages.models import HomePage
from producten.medewerker.services import save_info
from producten.models import (
    KanaalInfo,
    Organisatie,
    ProductenPage,
    ProductgroepPage,
    ProductGrondslag,
    ProductOntvangst,
    ProductPage,
    ProductUpn,
    ProductVerband,
    ProductZaaktype,
    RijpheidWens,
    Tarief,
    TariefKeuze,
    Thema,
    UniformeProductnaam,
)
from producten.services import paginas
from producten.services.tarieven import set_bedragen
from producten.services.upl import load_upl

if TYPE_CHECKING:
    from gemeente.demo.loader import Demo

Drafts = list[tuple[Any, dict[str, Any]]]
_ROUTE_TEXTS = (
    "kanaal", "wat_doet_u", "meenemen", "kosten", "duur", "telefoonnummer", "emailadres", "url", "adres",
    "uitgeschakeld", "reden", "grondslag", "grondslag_url", "logins", "voordeel", "machtigen",
    "wanneer",
)  # fmt: skip
_FILES = ("producten-1", "producten-2", "producten-3")
# Fields of the page that catalogus.toml may set as they are.
_FIELDS = ("wet_aan_balie", "synoniemen", "aanbod", "aanbod_toelichting", "vanzelf")
_ORGANISATIONS = ("verantwoordelijke_organisatie", "uitvoerende_organisatie")
# Columns of the national list that the demo's file names by `kenmerken`.
_FLAGS = (
    "Rijk", "Provincie", "Waterschap", "Gemeente", "Burger", "Bedrijf", "Dienstenwet", "Autonomie", "Medebewind",
    "Aanvraag", "Subsidie", "Melding", "Verplichting", "DigiDMacht",
)  # fmt: skip


def load_upl_names(actor: Any) -> None:
    """Load the demo's part of the national list through the same service as the whole list."""
    data = files.read("upl")
    columns = ["UniformeProductnaam", "URI", *_FLAGS, "SDG", "Grondslag", "Grondslaglabel", "Grondslaglink"]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=columns, restval="")
    writer.writeheader()
    for name in data["upl"]:
        facts = {"UniformeProductnaam": name["naam"], "URI": name["uri"], "SDG": ";".join(name["sdg"])}
        facts |= dict.fromkeys(name["kenmerken"], "X")
        for ground in name.get("grondslag") or [{}]:
            law = {
                "Grondslag": ground.get("uri", ""),
                "Grondslaglabel": ground.get("label", ""),
                "Grondslaglink": ground.get("link", ""),
            }
            writer.writerow(facts | law)
    load_upl(content=stream.getvalue().encode(), name=data["bron"], peildatum=data["peildatum"], actor=actor)


def load_lists() -> None:
    """The price list, the kanalen, the organisations and the themes."""
    data = files.read("catalogus")
    today = timezone.localdate()
    for row in data["tarief"]:
        tarief = Tarief.objects.create(code=row["code"], naam=row["naam"])
        names = [amount["keuze"] for amount in row["bedragen"] if "keuze" in amount]
        for number, name in enumerate(names):
            TariefKeuze.objects.create(tarief=tarief, naam=name, sort_order=number)
        # What counts since the first of this year, and what is known already of the next.
        _amounts(tarief, row["bedragen"], today.replace(month=1, day=1))
        if later := row.get("nieuw"):
            _amounts(tarief, later["bedragen"], dt.date(today.year + 1, later["maand"], 1))
    for row in data["kanaal"]:
        KanaalInfo.objects.create(**row)
    for row in data["organisatie"]:
        Organisatie.objects.create(**row)
    for row in data["thema"]:
        Thema.objects.create(naam=row["naam"], slug=row["slug"])


def _amounts(tarief: Tarief, rows: list[dict[str, str]], vanaf: dt.date) -> None:
    keuzes = dict(tarief.keuzes.values_list("naam", "pk"))
    bedragen = {keuzes.get(row.get("keuze")): Decimal(row["bedrag"].replace(",", ".")) for row in rows}
    set_bedragen(tarief, vanaf=vanaf, bedragen=bedragen)


def add_index(demo: Demo, home: HomePage) -> ProductenPage:
    """The top of the catalogue as a draft."""
    index = paginas.create_producten(
        home,
        slug="producten",
        title="Regelen en aanvragen",
        intro="Alles wat u bij de gemeente regelt, op onderwerp en van A tot Z.",
        actor=demo.users["redacteur"],
    )
    demo.links.add("pagina", "producten", index)
    demo.later(0, index)
    demo.later(4, index)
    return index


def add_drafts(demo: Demo, index: ProductenPage) -> Drafts:
    """Every group and product as a draft, without its texts yet."""
    actor = demo.users["redacteur"]
    drafts: Drafts = []
    groups = {}
    for row in files.read("groepen")["groep"]:
        group = paginas.create_productgroep(
            index,
            slug=row["slug"],
            title=row["titel"],
            intro=row["intro"],
            routes=[_route(demo, route) for route in row.get("route", [])],
            actor=actor,
        )
        groups[row["slug"]] = group
        demo.links.add("groep", row["slug"], group)
        demo.later(1, group)
        demo.later(4, group)
        drafts.append((group, row))
    extras = files.read("catalogus")["product"]
    themes = _themes_per_group()
    for row in [row for name in _FILES for row in files.read(name)["product"]]:
        extra = extras.get(row["slug"], {})
        product = paginas.create_product(
            groups[row["groep"]],
            slug=row["slug"],
            title=row["titel"],
            kort=row["kort"],
            upn=_upn(row),
            upn_reden=extra.get("upn_reden", ""),
            doelgroepen=row["doelgroepen"],
            trefwoorden=", ".join(row["trefwoorden"]),
            zaaktype_identificatie=row.get("zaaktype", ""),
            routes=[
                _route(demo, route | extra.get("route", {}).get(route["kanaal"], {}))
                for route in row.get("route", [])
            ],
            velden=_fields(extra),
            rijen=_rows(demo, extra),
            actor=actor,
        )
        product.themas = themes[row["groep"]]
        demo.links.add("product", row["slug"], product)
        demo.care(product, row.get("verantwoordelijke"), row.get("review_maanden", 12))
        demo.later(3, product)
        drafts.append((product, row))
    return drafts


def _themes_per_group() -> dict[str, list[Thema]]:
    found: dict[str, list[Thema]] = {}
    for row in files.read("catalogus")["thema"]:
        for group in row["groepen"]:
            found.setdefault(group, []).append(Thema.objects.get(slug=row["slug"]))
    return found


def _fields(extra: dict[str, Any]) -> dict[str, Any]:
    """Fields of the page itself."""
    fields: dict[str, Any] = {name: extra[name] for name in _FIELDS if name in extra}
    for field in _ORGANISATIONS:
        if name := extra.get(field):
            fields[field] = Organisatie.objects.get(naam=name)
    now = timezone.now()
    for field, key in (("go_live_at", "vanaf_dagen"), ("expire_at", "tot_dagen")):
        if key in extra:
            fields[field] = now + dt.timedelta(days=extra[key])
    return fields


def _rows(demo: Demo, extra: dict[str, Any]) -> dict[str, list[Any]]:
    """Unsaved rows of what hangs on the page; ties with other products follow when all exist."""
    ontvangsten = []
    for number, row in enumerate(extra.get("ontvangsten", [])):
        fields = dict(row)
        if "locatie" in fields:
            fields["locatie"] = demo.links.pages[f"locatie:{fields['locatie']}"]
        ontvangsten.append(ProductOntvangst(sort_order=number, **fields))
    grondslagen = [
        ProductGrondslag(sort_order=number, **row) for number, row in enumerate(extra.get("grondslagen", []))
    ]
    more = extra.get("meer_upns", [])
    names = {upn.naam: upn for upn in UniformeProductnaam.objects.filter(naam__in=more)}
    return {
        "ontvangsten": ontvangsten,
        "grondslagen": grondslagen,
        "meer_upns": [ProductUpn(sort_order=number, upn=names[name]) for number, name in enumerate(more)],
        "meer_zaaktypen": [
            ProductZaaktype(sort_order=number, **row)
            for number, row in enumerate(extra.get("meer_zaaktypen", []))
        ],
    }


def _upn(row: dict[str, Any]) -> UniformeProductnaam | None:
    """The product's national name; None when its file names none (catalogus.toml says why)."""
    if "upl_naam" not in row:
        return None
    try:
        return UniformeProductnaam.objects.get(uri=row["upl_uri"], naam=row["upl_naam"])
    except UniformeProductnaam.DoesNotExist:
        raise DemoError(f"product {row['slug']}: UPL name {row['upl_naam']!r} is not in upl.toml") from None


def _route(demo: Demo, row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a kanaalroute out of a row of the file."""
    values = {name: row[name] for name in _ROUTE_TEXTS if name in row}
    if "locatie" in row:
        values["locatie"] = demo.links.pages[f"locatie:{row['locatie']}"]
    if "tarief" in row:
        values["tarief"] = Tarief.objects.get(code=row["tarief"])
    return values


def fill_drafts(demo: Demo, drafts: Drafts) -> None:
    """Fill in the texts now that every page exists to link to."""
    for page, row in drafts:
        if isinstance(page, ProductgroepPage):
            page.inhoud = blocks_from_html(row.get("inhoud", ""), demo.links, page.slug)
        else:
            page.inhoud = paginas.sections_from_dict(_sections(demo, row), seed=page.slug)
            _tie(demo, page)


def _tie(demo: Demo, page: ProductPage) -> None:
    """The ties of a product with others, what its owner wants of it and what the desk knows."""
    extra = files.read("catalogus")["product"].get(page.slug, {})
    page.verbanden = [  # type: ignore[misc]
        ProductVerband(
            sort_order=number, soort=row["soort"], ander_id=demo.links.pages[f"product:{row['product']}"].pk
        )
        for number, row in enumerate(extra.get("verbanden", []))
    ]
    if "valt_onder" in extra:
        page.valt_onder_id = demo.links.pages[f"product:{extra['valt_onder']}"].pk
    starts = {
        kanaal: row["start_pagina"] for kanaal, row in extra.get("route", {}).items() if "start_pagina" in row
    }
    if starts:
        routes = list(page.kanaalroutes.all())
        for route in routes:
            if route.kanaal in starts:
                route.start_pagina_id = demo.links.pages[f"pagina:{starts[route.kanaal]}"].pk
        page.kanaalroutes = routes  # type: ignore[misc]
    if wish := extra.get("wens"):
        RijpheidWens.objects.create(
            product=page,
            niveau=wish["niveau"],
            uiterlijk=timezone.localdate() + dt.timedelta(days=30 * wish["maanden"]),
            reden=wish.get("reden", ""),
            gezet_door=demo.users["redacteur"],
        )
    if "notities" in extra:
        vragen = [(row["vraag"], row["antwoord"]) for row in extra.get("vragen", [])]
        save_info(product=page, notities=extra["notities"], vragen=vragen, actor=demo.users["redacteur"])


def _sections(demo: Demo, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections of a product with their links resolved and the picture in its section."""
    sections = []
    more = files.read("catalogus")["product"].get(row["slug"], {}).get("sectie", [])
    for section in [*row.get("sectie", []), *more]:
        filled = {**section, "html": demo.links.rich_text(section.get("html", ""))}
        filled["stappen"] = [_step(step) for step in section.get("stappen", [])]
        pictures = [beeld for beeld in row.get("beeld", []) if beeld["sectie"] == section["type"]]
        prices = [{"type": "tarief", "value": _price(code)} for code in section.get("tarieven", [])]
        filled["blokken"] = [
            image_block(beeld, f"{row['slug']}/{beeld['bestand']}") for beeld in pictures
        ] + prices
        sections.append(filled)
    return sections


def _step(step: dict[str, Any]) -> dict[str, Any]:
    """One step as its block keeps it; `beeld` names the file of its picture."""
    fields = {name: value for name, value in step.items() if name != "beeld"}
    return fields | ({"afbeelding": image(step["beeld"]).pk} if "beeld" in step else {})


def _price(code: str) -> int:
    return Tarief.objects.get(code=code).pk


def save_zaaktypen() -> None:
    """The zaaktypen of the file; once more when the forms are there, for some name the form for a bezwaar."""
    for row in files.read("zaaktypen")["zaaktype"]:
        facts = {key: value for key, value in row.items() if not isinstance(value, list)}
        save_zaaktype(
            **facts,
            statustypen=row["statustype"],
            resultaattypen=row["resultaattype"],
            eigenschappen=row.get("eigenschap", []),
        )


def add_forms(demo: Demo, home: HomePage) -> Drafts:
    """The zaaktypen, and every form as a draft."""
    save_zaaktypen()
    drafts: Drafts = []
    for row in [*files.read("formulieren")["formulier"], *template_rows()]:
        never = timezone.now() if row.get("alleen_concept") else None
        form = FormulierPage(
            title=row["titel"],
            slug=row["slug"],
            intro=row["intro"],
            officieel_bericht=row["officieel_bericht"],
            bericht_soort=row.get("bericht_soort", ""),
            mail_tekst=row.get("mail_tekst", ""),
            zaaktype_identificatie=row["zaaktype"],
            dank_tekst=row["dank_tekst"],
            andere_kanalen=row["andere_kanalen"],
            inloggen=row.get("inloggen", "niet"),
            # A form that waits for payment: it shows the other ways.
            opent_op=never,
            sluit_op=never,
        )
        if row.get("product"):
            form.product = demo.links.pages[f"product:{row['product']}"]
        demo.draft(home, form, "formulier")
        demo.care(form, "klantcontact")
        # Before the products: their online route asks whether the form is live.
        demo.later(2, form)
        drafts.append((form, row))
    return drafts


def fill_forms(demo: Demo, drafts: Drafts) -> None:
    """The steps and questions of each form."""
    save_zaaktypen()
    for form, row in drafts:
        form.stappen = stappen_from_dict(row["stap"], seed=row["slug"])
        form.regels = regels_from_dict(row.get("regel", []), seed=row["slug"])
