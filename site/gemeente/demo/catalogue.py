"""The demo's catalogue and forms: productgroepen, products with their routes, zaaktypen, formulieren."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from formulieren.editor.loading import stappen_from_dict
from formulieren.models import FormulierPage
from formulieren.zaken.services.zaaktypen import save_zaaktype
from gemeente.demo import files
from gemeente.demo.content import DemoError, blocks_from_html, image_block
from gemeente.pages.models import HomePage
from producten.models import ProductenPage, ProductgroepPage, UniformeProductnaam
from producten.services import paginas
from producten.services.upl import load_upl

if TYPE_CHECKING:
    from gemeente.demo.loader import Demo

Drafts = list[tuple[Any, dict[str, Any]]]
_ROUTE_TEXTS = (
    "kanaal", "wat_doet_u", "meenemen", "kosten", "duur", "telefoonnummer", "emailadres", "url", "adres",
    "uitgeschakeld", "reden",
)  # fmt: skip
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
    for row in [*files.read("producten-1")["product"], *files.read("producten-2")["product"]]:
        product = paginas.create_product(
            groups[row["groep"]],
            slug=row["slug"],
            title=row["titel"],
            kort=row["kort"],
            upn=_upn(row),
            doelgroepen=row["doelgroepen"],
            trefwoorden=", ".join(row["trefwoorden"]),
            zaaktype_identificatie=row.get("zaaktype", ""),
            routes=[_route(demo, route) for route in row.get("route", [])],
            actor=actor,
        )
        demo.links.add("product", row["slug"], product)
        demo.care(product, row.get("verantwoordelijke"), row.get("review_maanden", 12))
        demo.later(3, product)
        drafts.append((product, row))
    return drafts


def _upn(row: dict[str, Any]) -> UniformeProductnaam:
    try:
        return UniformeProductnaam.objects.get(uri=row["upl_uri"], naam=row["upl_naam"])
    except UniformeProductnaam.DoesNotExist:
        raise DemoError(f"product {row['slug']}: UPL name {row['upl_naam']!r} is not in upl.toml") from None


def _route(demo: Demo, row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a kanaalroute out of a row of the file."""
    values = {name: row[name] for name in _ROUTE_TEXTS if name in row}
    if "locatie" in row:
        values["locatie"] = demo.links.pages[f"locatie:{row['locatie']}"]
    return values


def fill_drafts(demo: Demo, drafts: Drafts) -> None:
    """Fill in the texts now that every page exists to link to."""
    for page, row in drafts:
        if isinstance(page, ProductgroepPage):
            page.inhoud = blocks_from_html(row.get("inhoud", ""), demo.links, page.slug)
        else:
            page.inhoud = paginas.sections_from_dict(_sections(demo, row), seed=page.slug)


def _sections(demo: Demo, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections of a product with their links resolved and the picture in its section."""
    sections = []
    for section in row.get("sectie", []):
        filled = {**section, "html": demo.links.rich_text(section.get("html", ""))}
        pictures = [beeld for beeld in row.get("beeld", []) if beeld["sectie"] == section["type"]]
        filled["blokken"] = [image_block(beeld, f"{row['slug']}/{beeld['bestand']}") for beeld in pictures]
        sections.append(filled)
    return sections


def add_forms(demo: Demo, home: HomePage) -> Drafts:
    """The zaaktypen, and every form as a draft."""
    for row in files.read("zaaktypen")["zaaktype"]:
        facts = {key: value for key, value in row.items() if key != "statustype"}
        save_zaaktype(**facts, statustypen=row["statustype"])
    drafts: Drafts = []
    for row in files.read("formulieren")["formulier"]:
        form = FormulierPage(
            title=row["titel"],
            slug=row["slug"],
            intro=row["intro"],
            officieel_bericht=row["officieel_bericht"],
            zaaktype_identificatie=row["zaaktype"],
            dank_tekst=row["dank_tekst"],
            andere_kanalen=row["andere_kanalen"],
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
    for form, row in drafts:
        form.stappen = stappen_from_dict(row["stap"], seed=row["slug"])
