"""Loads the municipality of Elzenvoort: every page a draft first, then published through the gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from a11y_checks.gate.recheck import recheck_page
from a11y_checks.gate.refusal import refused_for
from basis.models import LocationPage, PaginaBeheer, Team
from gemeente.demo import catalogue, files
from gemeente.demo.accounts import load_teams, load_users
from gemeente.demo.content import Links, RawBlock, blocks_from_html, extra_blocks
from gemeente.demo.lezerspanel import load_lezerspanel
from gemeente.demo.vertaling import load_english
from gemeente.demo.zaken import Volgbaar, load_zaken
from gemeente.pages.models import (
    AccessibilityPage,
    ContentPage,
    Crisisbericht,
    HomePage,
    NewsIndexPage,
    NewsPage,
    SiteSettings,
)
from producten.models import CatalogusSettings
from producten.services.paginas import publish_page
from toptaken.models import Toptaak

Progress = Callable[[str], None]
_DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


@dataclass
class Demo:
    """What the steps of loading share."""

    links: Links
    teams: dict[str, Team]
    users: dict[str, Any]
    progress: Progress
    queue: list[tuple[int, Any]] = field(default_factory=list)

    def draft(self, parent: Page, page: Any, kind: str) -> Any:
        """Add `page` as a draft below `parent`, as the editor's "Concept opslaan" does."""
        page.live = False
        page.has_unpublished_changes = True
        page.owner = self.users["redacteur"]
        parent.add_child(instance=page)
        self.links.add(kind, page.slug, page)
        return page

    def later(self, order: int, page: Any) -> None:
        """Publish this page in round `order`: what others show goes first."""
        self.queue.append((order, page))

    def care(self, page: Any, team: str | None, months: int = 12) -> None:
        """Give the page its team, owner and review date."""
        review = timezone.localdate() + dt.timedelta(days=30 * months)
        PaginaBeheer.objects.update_or_create(
            page_id=page.pk,
            defaults={
                "team": self.teams.get(team or ""),
                "eigenaar": self.users["redacteur"],
                "review_op": review,
            },
        )


def is_loaded() -> bool:
    """Whether a demo municipality stands in this database; its home page goes live last."""
    return HomePage.objects.live().exists()


def is_half() -> bool:
    """Whether loading stopped halfway: there are pages, but the home page never went live."""
    return HomePage.objects.exists() and not is_loaded()


@dataclass(frozen=True, slots=True)
class Geladen:
    """The number of published pages, and a zaak that can be followed."""

    paginas: int
    volgbaar: Volgbaar | None


def load(progress: Progress) -> Geladen:
    """Load everything into an empty site.

    Raises PublishRefused when a page does not pass the gate: the demo keeps the product's own rules.
    """
    settings = files.read("instellingen")
    demo = Demo(
        links=Links(),
        teams=load_teams(settings["team"]),
        users=load_users(settings["gebruiker"]),
        progress=progress,
    )
    catalogue.load_upl_names(demo.users["beheerder"])
    catalogue.load_lists()
    home = _home(demo)
    # In the order of the main menu: the catalogue first.
    index = catalogue.add_index(demo, home)
    _locations(demo, home)
    texts = catalogue.add_drafts(demo, index)
    forms = catalogue.add_forms(demo, home)
    pages = _pages(demo, home)
    news = _news(demo, home)
    # Everything exists now, so links between pages can be filled in.
    catalogue.fill_drafts(demo, texts)
    catalogue.fill_forms(demo, forms)
    _fill_pages(demo, pages)
    _fill_news(demo, news)
    _settings(demo, home, settings)
    published = _publish(demo)
    _toptaken(demo, settings["toptaak"])
    load_lezerspanel(pages=demo.links.pages, user=demo.users["redacteur"])
    # The home page last: it shows what went live before it.
    _publish_one(demo, home)
    translated = _english(demo)
    _settle(demo)
    return Geladen(published + 1 + translated, load_zaken(demo.users))


def _home(demo: Demo) -> HomePage:
    data = files.read("paginas")["home"]
    root = Page.get_first_root_node()
    locale = Locale.objects.get_or_create(language_code="nl")[0]
    home = HomePage(title=data["titel"], slug="elzenvoort", intro=data["intro"], locale=locale)
    demo.draft(root, home, "pagina")
    old = Site.objects.filter(is_default_site=True).first()
    welcome = old.root_page if old else None
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "Gemeente Elzenvoort"},
    )
    if welcome is not None and welcome.specific_class is Page:
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)


def _locations(demo: Demo, home: HomePage) -> None:
    parent = demo.draft(
        home, ContentPage(title="Adressen en openingstijden", slug="adressen", show_in_menus=True), "pagina"
    )
    parent.intro = "Hier vindt u waar u ons bezoekt en wanneer wij open zijn."
    demo.later(0, parent)
    for row in files.read("locaties")["locatie"]:
        facts = [
            row.get("bijzonderheden", ""),
            row.get("bereikbaarheid", ""),
            *row.get("toegankelijkheid", []),
        ]
        page = LocationPage(
            title=row["titel"],
            slug=row["slug"],
            intro=row["intro"],
            straat=row["straat"],
            huisnummer=row["huisnummer"],
            postcode=row["postcode"],
            plaats=row["plaats"],
            telefoon=row.get("telefoon", ""),
            bijzonderheden="\n".join(fact for fact in facts if fact),
        )
        for number, day in enumerate(_DAYS, start=1):
            for hours in row["openingstijden"].get(day, []):
                start, end = (dt.time.fromisoformat(part) for part in hours.split("-"))
                page.openingstijden.create(dag=number, van=start, tot=end)
        demo.draft(parent, page, "locatie")
        demo.care(page, "klantcontact")
        demo.later(1, page)
    items = "".join(
        f'<li><a href="locatie:{row["slug"]}">{row["titel"]}: adres en openingstijden</a></li>'
        for row in files.read("locaties")["locatie"]
    )
    parent.inhoud = blocks_from_html(f"<ul>{items}</ul>", demo.links, "adressen")


def _pages(demo: Demo, home: HomePage) -> list[tuple[Any, dict[str, Any]]]:
    made = []
    data = files.read("paginas")
    for row in [*data["pagina"], data["toegankelijkheid"]]:
        accessible = row is data["toegankelijkheid"]
        page: Any = (AccessibilityPage if accessible else ContentPage)(
            title=row["titel"], slug=row["slug"], intro=row["intro"], show_in_menus=row.get("in_menu", False)
        )
        if accessible:
            for name in ("contact_email", "contact_telefoon", "reactietermijn", "register_url"):
                setattr(page, name, row.get(name, ""))
        demo.draft(home, page, "pagina")
        demo.care(page, row.get("verantwoordelijke"), row.get("review_maanden", 12))
        demo.later(0 if page.show_in_menus else 2, page)
        made.append((page, row))
    return made


def _fill_pages(demo: Demo, pages: list[tuple[Any, dict[str, Any]]]) -> None:
    for page, row in pages:
        _fill(demo, page, row)
        if isinstance(page, AccessibilityPage):
            page.klachtroute = demo.links.rich_text(row["klachtroute"])


def _fill(demo: Demo, page: Any, row: dict[str, Any]) -> None:
    """The page's text, and the blocks that its file adds."""
    blocks = blocks_from_html(row.get("html", ""), demo.links, page.slug)
    first: list[RawBlock] = []
    for number, extra in enumerate(row.get("blok", [])):
        made = extra_blocks(extra, demo.links, f"{page.slug}/blok/{number}")
        (first if extra.get("plaats") == "begin" else blocks).extend(made)
    page.inhoud = [*first, *blocks]


def _news(demo: Demo, home: HomePage) -> list[tuple[Any, dict[str, Any]]]:
    intro = "Het laatste nieuws van gemeente Elzenvoort."
    index = demo.draft(
        home, NewsIndexPage(title="Nieuws", slug="nieuws", intro=intro, show_in_menus=True), "pagina"
    )
    demo.later(0, index)
    made = []
    for row in files.read("nieuws")["nieuws"]:
        page = NewsPage(title=row["titel"], slug=row["slug"], intro=row["intro"], datum=row["datum"])
        demo.draft(index, page, "nieuws")
        demo.care(page, row.get("verantwoordelijke"))
        demo.later(3, page)
        made.append((page, row))
    demo.later(4, index)
    return made


def _fill_news(demo: Demo, news: list[tuple[Any, dict[str, Any]]]) -> None:
    for page, row in news:
        _fill(demo, page, row)


def _settings(demo: Demo, home: HomePage, data: dict[str, Any]) -> None:
    site = Site.objects.get(is_default_site=True)
    facts = data["gemeente"]
    visit, post = facts["bezoekadres"], facts["postadres"]
    current = SiteSettings.for_site(site)
    current.naam = facts["naam_lang"]
    current.slogan = facts["slogan"]
    current.telefoon = facts["telefoon"]
    current.email = facts["email"]
    current.openingstijden = facts["openingstijden_kort"]
    current.bezoekadres = f"{visit['straat']} {visit['huisnummer']}\n{visit['postcode']} {visit['plaats']}"
    current.postadres = f"{post['regel']}\n{post['postcode']} {post['plaats']}"
    for name in ("contact", "privacy", "toegankelijkheid"):
        setattr(current, name, Page.objects.get(pk=demo.links.pages[f"pagina:{name}"].pk))
    current.save()
    national = CatalogusSettings.for_site(site)
    national.owms_uri, national.owms_label = facts["landelijk"]["owms_uri"], facts["landelijk"]["owms_label"]
    national.full_clean()
    national.save()
    crisis, message = Crisisbericht.for_site(site), data["crisisbericht"]
    crisis.actief, crisis.titel, crisis.tekst = message["aan"], message["titel"], message["tekst"]
    crisis.telefoon = message.get("telefoon", "")
    crisis.full_clean()
    crisis.save()


def _publish(demo: Demo) -> int:
    """Publish in rounds; within a round in the order of adding. Returns how many pages went live.

    A page that opens later is only planned.
    """
    pages = sorted(demo.queue, key=lambda item: item[0])
    for number, (_order, page) in enumerate(pages, start=1):
        _publish_one(demo, page)
        demo.progress(f"{number}/{len(pages)} {page.title}")
    return len({page.pk for _order, page in pages if page.live})


def _publish_one(demo: Demo, page: Any) -> None:
    """As the editor's "Publiceren": validate, keep a revision, and pass the gate."""
    publish_page(page, actor=demo.users["eindredacteur"])


def _english(demo: Demo) -> int:
    """Publish the English pages, in the order of their file; returns how many."""
    drafts = load_english(demo)
    for number, page in enumerate(drafts, start=1):
        page.get_latest_revision().publish(user=demo.users["eindredacteur"])
        demo.progress(f"{number}/{len(drafts)} {page.title}")
    return len(drafts)


def _settle(demo: Demo) -> None:
    """Look again at every page: menus and language links changed while the pages went live one by one.

    Raises PublishRefused when a page doesn't pass as it looks now.
    """
    pages = Page.objects.live().filter(depth__gt=1).specific()
    for number, page in enumerate(pages, start=1):
        audit = recheck_page(page)
        if audit.blocks:
            raise refused_for(audit.findings)
        demo.progress(f"{number}/{len(pages)} {page.title}")


def _toptaken(demo: Demo, rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows):
        page = demo.links.pages[f"{row['soort']}:{row['slug']}"]
        Toptaak.objects.get_or_create(
            label=row["label"],
            defaults={
                "page": Page.objects.get(pk=page.pk),
                "omschrijving": row["beschrijving"],
                "sort_order": number,
            },
        )
