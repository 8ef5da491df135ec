"""The whole demo, loaded once: what a webteam would look for, and every page good enough for the product's own gate."""

from __future__ import annotations

import io
from typing import ClassVar
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client, TestCase
from wagtail.models import Locale, Page, Revision, Site

from a11y_checks.lezerspanel.results import measure_panel
from a11y_checks.lezerspanel.services import link_path
from a11y_checks.models import Audit, GateRecord, Lezerspanel
from basis.models import LocationPage, PaginaBeheer, Team
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.models import Zaaktype
from gemeente.demo import files
from gemeente.demo.accounts import demo_password
from gemeente.demo.lezerspanel import load_lezerspanel
from gemeente.pages.models import AccessibilityPage, Crisisbericht, HomePage, NewsPage, SiteSettings
from gemeente.search.models import ZoekRegel
from producten.feeds.sc import each_product, feed_pieces
from producten.feeds.sc_check import check_feed
from producten.feeds.sc_read import read_sc
from producten.feeds.sdg import each_sdg
from producten.models import ProductgroepPage, ProductPage, UniformeProductnaam
from producten.services.kanaalroutes import resolve_kanaalroutes
from tests.demo.catalogue import CatalogueTests
from tests.support.client import CheckingClient
from tests.support.whole_site import no_browser_needed
from toptaken.services import current_toptaken

WITHOUT_COMPUTER = {"balie_afspraak", "balie_inloop", "telefoon", "post", "huisbezoek"}


class LoadedDemo(CatalogueTests, TestCase):
    """Loaded as `script/demo` does, but for the browser."""

    client_class = CheckingClient
    said: ClassVar[str]

    @classmethod
    def setUpTestData(cls) -> None:
        out = io.StringIO()
        with no_browser_needed():
            call_command("load_demo", stdout=out)
        cls.said = out.getvalue()

    def live(self) -> list[Page]:
        return list(Page.objects.live().filter(depth__gt=1).specific())

    def test_it_says_how_many_pages_went_live(self) -> None:
        self.assertIn(f"Klaar: {len(self.live())} pagina's gepubliceerd.", self.said)

    def test_the_national_feeds_are_right_and_have_something_to_say(self) -> None:
        feed = list(feed_pieces())
        self.assertEqual([str(problem) for problem in check_feed(feed)], [])
        rows = [row.product for row in read_sc(feed)]
        self.assertEqual(rows, [uitkomst.product for uitkomst in each_product() if uitkomst.product])
        self.assertGreaterEqual(len(rows), 30)
        self.assertTrue({"ja", "nee"} <= {row.online_aanvragen for row in rows if row})
        self.assertGreaterEqual(sum(len(uitkomst.products) for uitkomst in each_sdg()), 1)

    def test_there_is_enough_to_look_at(self) -> None:
        dutch = {"locale__language_code": "nl"}
        self.assertGreaterEqual(ProductPage.objects.live().filter(**dutch).count(), 40)
        self.assertGreaterEqual(ProductgroepPage.objects.live().filter(**dutch).count(), 8)
        self.assertEqual(len(current_toptaken(limit=20, locale=Locale.objects.get(language_code="nl"))), 8)
        forms = len(files.read("formulieren")["formulier"]) + len(files.read("sjablonen")["formulier"])
        self.assertEqual(FormulierPage.objects.live().filter(**dutch).count(), forms)
        self.assertGreaterEqual(forms, 13)
        self.assertEqual(FormulierVersie.objects.count(), FormulierPage.objects.live().count())
        self.assertEqual(LocationPage.objects.live().filter(**dutch).count(), 3)
        self.assertGreaterEqual(NewsPage.objects.live().count(), 3)
        drafts = Page.objects.filter(depth__gt=1, live=False, go_live_at=None)
        self.assertFalse(drafts.exists(), "no draft is left behind, but for what opens later")
        self.assertFalse(any(g.get_children().live().count() == 0 for g in ProductgroepPage.objects.all()))

    def test_every_product_has_its_national_name_and_a_route_without_a_computer(self) -> None:
        for product in ProductPage.objects.live():
            if product.upn is None:
                self.assertTrue(product.upn_reden, product.slug)
            else:
                self.assertTrue(product.upn.uri.startswith("http"), product.slug)
            if not product.wij_bieden_aan:
                continue
            kanalen = {route.kanaal for route in resolve_kanaalroutes(product) if route.ends_somewhere}
            self.assertTrue(kanalen & WITHOUT_COMPUTER, f"{product.slug}: {kanalen}")
        self.assertFalse(UniformeProductnaam.objects.filter(verdwenen_op__isnull=False).exists())

    def test_every_form_makes_a_zaak_and_locations_have_hours(self) -> None:
        for form in FormulierPage.objects.live():
            self.assertTrue(
                Zaaktype.objects.filter(identificatie=form.zaaktype_identificatie).exists(), form.slug
            )
        for location in LocationPage.objects.live():
            self.assertTrue(
                any(not row["gesloten"] for row in location.openingstijden_per_dag()), location.slug
            )

    def test_every_live_page_went_through_the_gate(self) -> None:
        recorded = dict(GateRecord.objects.values_list("page_id", "revision_id"))
        for page in self.live():
            self.assertEqual(recorded.get(page.pk), page.live_revision_id, page.slug)
            self.assertFalse(page.has_unpublished_changes, page.slug)
        self.assertFalse([audit for audit in Audit.objects.all() if audit.blocks])

    def test_every_page_is_b1_or_close_to_it(self) -> None:
        hard = {}
        for record in GateRecord.objects.select_related("audit", "page"):
            level = record.audit.leesbaarheid.get("level")
            if level not in {"b1_of_makkelijker", "rond_b1", None}:
                hard[record.page.slug] = (level, record.audit.leesbaarheid.get("score"))
        self.assertEqual(hard, {})

    def test_every_page_answers_and_no_link_is_dead(self) -> None:
        """The checking client looks at each page; links go from page to page as a visitor would."""
        seen: dict[str, list[str]] = {}
        waiting = [(page.url, "tree") for page in self.live()]
        ids: dict[str, set[str]] = {}
        wrong, anchors = [], []
        while waiting:
            address, source = waiting.pop()
            address, anchor = urldefrag(address)
            if anchor:
                anchors.append((address, anchor, source))
            if address in seen:
                continue
            answer = self.client.get(address)
            seen[address] = [source]
            if answer.status_code not in {200, 302}:
                wrong.append(f"{source} -> {address}: {answer.status_code}")
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                if hasattr(answer, "streaming_content"):
                    list(answer.streaming_content)
                continue
            soup = BeautifulSoup(answer.content, "lxml")
            ids[address] = {str(tag["id"]) for tag in soup.select("[id]")}
            for tag in soup.select("a[href], img[src], link[href]"):
                target = str(tag.get("href") or tag.get("src"))
                parts = urlsplit(target)
                if parts.scheme or parts.netloc:
                    if parts.scheme not in {"https", "mailto", "tel"}:
                        wrong.append(f"{address} -> {target}")
                    continue
                full = address + target if target.startswith(("#", "?")) else target
                waiting.append((full, address))
        self.assertEqual(wrong, [])
        dead = {f"{source} -> {a}#{i}" for a, i, source in anchors if a in ids and i not in ids[a]}
        self.assertEqual(dead, set())
        self.assertGreater(len(seen), 80)

    def test_the_home_pages_lead_to_everything_in_their_language(self) -> None:
        for home in HomePage.objects.live():
            soup = BeautifulSoup(self.client.get(home.url).content, "lxml")
            links = {str(a["href"]) for a in soup.select("main a[href]")}
            pages = [*ProductgroepPage.objects.all(), *LocationPage.objects.all()]
            pages += [toptaak.page for toptaak in current_toptaken(limit=8, locale=home.locale)]
            missing = {page.get_url() for page in pages if page.locale_id == home.locale_id} - links
            self.assertEqual(missing, set())

    def test_search_finds_products_by_daily_words(self) -> None:
        self.assertEqual(ZoekRegel.objects.count(), len(self.live()))
        for word, slug in [
            ("paspoort", "paspoort"),
            ("verhuizen", "verhuismelding"),
            ("rijbewijzen", "rijbewijs"),
        ]:
            soup = BeautifulSoup(self.client.get(f"/zoeken/?q={word}").content, "lxml")
            links = [str(a["href"]) for a in soup.select(".loket-resultaten h3 a")]
            self.assertTrue(any(f"/{slug}/" in link for link in links[:3]), (word, links))

    def test_accessibility_page_and_settings_are_filled_in(self) -> None:
        for page in AccessibilityPage.objects.live():
            facts = [page.contact_email, page.contact_telefoon, page.reactietermijn, page.klachtroute]
            self.assertTrue(all(facts), page.slug)
        self.assertTrue(AccessibilityPage.objects.live().filter(locale__language_code="nl").exists())
        settings = SiteSettings.for_site(Site.objects.get())
        for page in (settings.contact, settings.privacy, settings.toegankelijkheid):
            self.assertTrue(page is not None and page.live)
        crisis = Crisisbericht.for_site(Site.objects.get())
        self.assertFalse(crisis.actief)
        self.assertTrue(crisis.titel and crisis.tekst, "ready to switch on")

    def test_pages_have_somebody_who_looks_after_them(self) -> None:
        self.assertGreaterEqual(Team.objects.count(), 5)
        cared = set(PaginaBeheer.objects.filter(team__isnull=False).values_list("page_id", flat=True))
        without = [p.slug for p in ProductPage.objects.live() if p.pk not in cared]
        self.assertEqual(without, [])

    def test_each_user_has_the_group_of_the_role_and_can_log_in(self) -> None:
        for row in files.read("instellingen")["gebruiker"]:
            user = get_user_model().objects.get(username=row["gebruikersnaam"])
            groups = set(user.groups.values_list("name", flat=True))
            self.assertEqual(groups, set() if row["rol"] == "beheerder" else {row["rol"]})
            self.assertEqual(user.is_superuser, row["rol"] == "beheerder")
            client = Client()
            self.assertTrue(client.login(username=row["gebruikersnaam"], password=demo_password()))
            self.assertEqual(client.get("/beheer/").status_code, 200, row["rol"])

    def test_the_list_of_logins_shows_each_user_and_the_password(self) -> None:
        out = io.StringIO()
        call_command("demo_logins", stdout=out)
        for row in files.read("instellingen")["gebruiker"]:
            self.assertIn(row["gebruikersnaam"], out.getvalue())
        self.assertIn(demo_password(), out.getvalue())

    def test_residents_read_along_with_one_page(self) -> None:
        panel = Lezerspanel.objects.get()
        stand = measure_panel(panel)
        self.assertTrue(panel.is_open)
        self.assertEqual((stand.reacties, stand.done), (6, 5))
        self.assertIn("hoorzitting", stand.worst_first[0].zin["text"])
        self.assertEqual(self.client.get(link_path(panel)).status_code, 200)
        again = load_lezerspanel(pages={"pagina:bezwaar-maken": panel.page}, user=panel.created_by)
        self.assertEqual((again, Lezerspanel.objects.count()), (0, 1))

    def test_a_second_run_changes_nothing(self) -> None:
        def state() -> tuple[object, ...]:
            newest = Revision.objects.order_by("-pk").first()
            return (
                Page.objects.count(),
                Revision.objects.count(),
                newest and newest.pk,
                Audit.objects.count(),
            )

        changed = ProductPage.objects.live().first()
        assert changed is not None
        changed.kort = "Dit heeft iemand zelf geschreven."
        changed.save_revision()
        before, out = state(), io.StringIO()
        call_command("load_demo", stdout=out)
        self.assertEqual(state(), before)
        self.assertIn("Er is niets veranderd", out.getvalue())
        self.assertEqual(changed.get_latest_revision_as_object().kort, "Dit heeft iemand zelf geschreven.")
