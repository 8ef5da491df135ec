"""The demo's catalogue shows each thing that a product can say, as a visitor meets it on the page."""

from __future__ import annotations

import datetime as dt

from bs4 import BeautifulSoup
from django.utils import timezone

from basis.models import PaginaBeheer
from producten.blocks import SECTIES
from producten.keuzes import Aanbod, Doelgroep, Kanaal, LoginMiddel, NormEenheid, OntvangstWijze, VerbandSoort
from producten.models import KanaalInfo, Medewerkerinfo, ProductPage, RijpheidWens, TariefBedrag
from producten.rijpheid import measure
from producten.services.kanaalroutes import resolve_routekaart
from producten.services.ontvangst import resolve_ontvangst
from producten.services.rijpheid import product_feiten


class CatalogueTests:
    """Part of the tests of the loaded demo: it is loaded once for all of them."""

    def products(self) -> list[ProductPage]:
        return list(ProductPage.objects.live().filter(locale__language_code="nl").order_by("path"))

    def page(self, slug: str) -> BeautifulSoup:
        product = ProductPage.objects.live().get(slug=slug, locale__language_code="nl")
        return BeautifulSoup(self.client.get(product.url).content, "lxml")

    def test_each_choice_of_the_lists_is_shown_somewhere(self) -> None:
        products = self.products()
        cards = {product.pk: resolve_routekaart(product) for product in products}
        routes = [route for card in cards.values() for route in card.routes if route.ends_somewhere]
        self.assertEqual({product.aanbod for product in products}, set(Aanbod.values))
        self.assertEqual({route.kanaal.value for route in routes}, set(Kanaal.values))
        self.assertEqual({login for route in routes for login in route.logins}, set(LoginMiddel.values))
        ontvangst = {way.wijze for product in products for way in resolve_ontvangst(product)}
        self.assertEqual(ontvangst, set(OntvangstWijze.values))
        verbanden = {row.soort for product in products for row in product.verbanden.all()}
        self.assertEqual(verbanden, set(VerbandSoort.values))
        sections = {part.block_type for product in products for part in product.inhoud}
        self.assertEqual(sections, set(SECTIES))
        wanted = {Doelgroep.INWONER, Doelgroep.ONDERNEMER, Doelgroep.VERENIGING, Doelgroep.ONDERWIJS}
        self.assertTrue(wanted <= {one for product in products for one in product.doelgroepen})
        self.assertTrue(any(route.machtigen for route in routes))
        self.assertTrue(any(route.voordeel for route in routes))
        self.assertTrue(any(route.wanneer for route in routes))
        self.assertTrue(any(route.formulier for route in routes), "a route that starts a form")
        self.assertTrue(any(route.start_pagina_id for route in routes), "a route that starts at a page")
        self.assertTrue(any(card.niet_mogelijk for card in cards.values()), "a channel that the law closes")
        off = [
            row
            for product in products
            for row in product.kanaalroutes.all()
            if row.uitgeschakeld and row.reden
        ]
        self.assertTrue([row for row in off if not row.grondslag], "a channel off for a reason of our own")
        norms = set(KanaalInfo.objects.exclude(norm_eenheid="").values_list("norm_eenheid", flat=True))
        self.assertEqual(norms, set(NormEenheid.values))
        for name in ("trefwoorden", "synoniemen", "upn_reden", "aanbod_toelichting"):
            self.assertTrue(any(getattr(product, name) for product in products), name)
        for name in ("meer_upns", "meer_zaaktypen", "grondslagen", "themas"):
            self.assertTrue(any(getattr(product, name).count() for product in products), name)
        self.assertTrue(any(product.verantwoordelijke_organisatie for product in products))
        shared = [product.upn_id for product in products if product.upn_id]
        self.assertGreater(len(shared), len(set(shared)), "two pages share one national name")

    def test_a_visitor_reads_who_does_what_we_do_not(self) -> None:
        partner = self.page("prik-voor-uw-kind")
        self.assertIn("Een andere organisatie regelt dit", partner.text)
        self.assertIn("https://ggd-elzenland.example/", [a["href"] for a in partner.select("main a[href]")])
        self.assertTrue(partner.select("main a[href^='tel:']"))
        self.assertFalse(partner.select(".loket-kanaal"), "not our routes")
        other = self.page("schuur-of-aanbouw")
        target = ProductPage.objects.get(slug="omgevingsvergunning", locale__language_code="nl")
        self.assertIn(target.url, [a["href"] for a in other.select("main a[href]")])
        self.assertIn("Dit kunt u niet bij ons regelen", self.page("subsidie-zonnepanelen").text)

    def test_steps_have_pictures_each_with_its_own_text(self) -> None:
        pictures = self.page("zorgen-voor-een-boom").select(".loket-stappen img")
        texts = [str(picture["alt"]) for picture in pictures]
        self.assertGreaterEqual(len(texts), 2)
        self.assertTrue(all(texts) and len(set(texts)) == len(texts), texts)

    def test_a_price_is_known_before_it_counts(self) -> None:
        today = timezone.localdate()
        first = dt.date(today.year + 1, 1, 1)
        later = TariefBedrag.objects.filter(vanaf=first, tarief__code="gieter").get()
        text = " ".join(self.page("zorgen-voor-een-boom").get_text(" ").split())
        self.assertIn("€ 7,50", text)
        self.assertEqual(later.bedrag, 8)
        self.assertIn(f"Vanaf 1 januari {first.year} verandert het bedrag: Gieter: € 8", text)

    def test_pages_that_open_later_and_close_again(self) -> None:
        planned = ProductPage.objects.get(slug="geld-voor-een-groen-dak")
        self.assertFalse(planned.live)
        self.assertIsNotNone(planned.scheduled_revision)
        self.assertGreater(planned.go_live_at, timezone.now())
        self.assertGreater(planned.expire_at, planned.go_live_at)
        ends = ProductPage.objects.get(slug="zorgen-voor-een-boom")
        self.assertTrue(ends.live and ends.expire_at is not None and ends.expire_at > timezone.now())

    def test_there_is_work_for_an_owner(self) -> None:
        today = timezone.localdate()
        care = PaginaBeheer.objects.filter(page__live=True)
        self.assertTrue(care.filter(review_op__lt=today).exists())
        self.assertTrue(care.filter(review_op__range=(today, today + dt.timedelta(days=30))).exists())
        self.assertTrue(RijpheidWens.objects.exclude(reden="").exists())
        self.assertGreaterEqual(Medewerkerinfo.objects.count(), 2)
        levels = {measure(product_feiten(product)) for product in self.products()}
        self.assertGreaterEqual(len(levels), 4, levels)
