"""Queries and seconds of product page, index, portfolio, feeds and search with few and with many products.

On a database of its own in a folder that is thrown away: products are written past the gate, in bulk, with the
records that it would leave. Each screen is asked once to warm up and then `--rounds` times; the median counts. Beside
it the queries with few products: a number that grows is a fault, and then the exit code is 1.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import django

FEW = 100
GROUPS = 100
CHUNK = 500
HTML = "<p>U kunt dit online doen. U kunt ons ook bellen. Wij helpen u dan verder. Het duurt ongeveer een week.</p>"
PORTFOLIO = ("index", "kanalen", "rijpheid", "zorgen", "vraag")


class Catalogue:
    """A generated catalogue that can grow."""

    def __init__(self) -> None:
        from django.contrib.auth import get_user_model
        from wagtail.models import Page, Site

        from a11y_checks.models import Audit
        from basis.models import Team
        from producten.models import CatalogusSettings, UniformeProductnaam
        from producten.services.paginas import create_producten, create_productgroep

        site = Site.objects.get(is_default_site=True)
        CatalogusSettings.objects.create(
            site=site,
            owms_uri="http://standaarden.overheid.nl/owms/terms/Buren_(gemeente)",
            owms_label="Buren",
        )
        terms = "http://standaarden.overheid.nl/owms/terms"
        self.names = [
            UniformeProductnaam.objects.create(naam=f"naam {n}", uri=f"{terms}/naam_{n}", gemeente=True)
            for n in range(GROUPS)
        ]
        self.audit = Audit.objects.create(content_hash="bench", trigger="publish")
        self.teams = [Team.objects.create(slug=f"team-{n}", naam=f"Team {n}") for n in range(20)]
        self.index = create_producten(Page.objects.get(depth=2), slug="producten", title="Producten")
        routes = [
            {"kanaal": "telefoon", "wat_doet_u": "Bel ons.", "telefoonnummer": "0590 12 34 56"},
            {"kanaal": "post", "wat_doet_u": "Schrijf ons.", "adres": "Postbus 55\n9990 AB Elzenvoort"},
        ]
        self.groups = [
            create_productgroep(self.index, slug=f"groep-{n}", title=f"Groep {n}", routes=routes)
            for n in range(GROUPS)
        ]
        self.put_live([self.index.pk, *(group.pk for group in self.groups)])
        self.user = get_user_model().objects.create_superuser("bench", "bench@localhost", uuid.uuid4().hex)
        self.made = 0

    def put_live(self, pks: list[int]) -> None:
        """Live in the database, with one record of the gate each."""
        from wagtail.models import Page

        from a11y_checks.models import GateRecord

        Page.objects.filter(pk__in=pks).update(live=True)
        GateRecord.objects.bulk_create(GateRecord(page_id=pk, audit=self.audit) for pk in pks)

    def grow(self, total: int) -> None:
        """Add products until there are `total`."""
        while self.made < total:
            upto = min(total, self.made + CHUNK)
            self._add(range(self.made, upto))
            self.made = upto
        for number, group in enumerate(self.groups):
            group.numchild = len(range(number, self.made, GROUPS))
        type(self.groups[0]).objects.bulk_update(self.groups, ["numchild"])

    def _add(self, numbers: range) -> None:
        from django.contrib.contenttypes.models import ContentType
        from django.db import connection, transaction
        from django.db.models import sql
        from wagtail.models import Page

        from producten.models import ProductPage
        from producten.services.paginas import sections_from_dict

        kind = ContentType.objects.get_for_model(ProductPage)
        inhoud = ProductPage._meta.get_field("inhoud").to_python(
            sections_from_dict(
                [{"type": name, "html": HTML} for name in ("inleiding", "aanvragen", "nodig", "kosten")],
                seed="bench",
            )
        )
        products = []
        for number in numbers:
            group = self.groups[number % GROUPS]
            slug = f"product-{number}"
            products.append(
                ProductPage(
                    title=f"Product {number}",
                    draft_title=f"Product {number}",
                    slug=slug,
                    depth=group.depth + 1,
                    path=Page._get_path(group.path, group.depth + 1, number // GROUPS + 1),
                    url_path=f"{group.url_path}{slug}/",
                    locale_id=group.locale_id,
                    translation_key=uuid.uuid4(),
                    content_type=kind,
                    live=True,
                    kort="U regelt dit online of aan de telefoon.",
                    doelgroepen=["inwoner"],
                    inhoud=inhoud,
                    wet_aan_balie=number % 20 == 0,
                    upn=self.names[number % len(self.names)] if number % 5 else None,
                    upn_reden="" if number % 7 == 0 else "Dit doet alleen onze gemeente.",
                )
            )
        with transaction.atomic():
            names = [field.attname for field in Page._meta.local_concrete_fields if field.attname != "id"]
            pages = Page.objects.bulk_create(
                Page(**{name: getattr(product, name) for name in names}) for product in products
            )
            for product, page in zip(products, pages, strict=True):
                product.id = product.page_ptr_id = page.pk
            # Django's bulk_create refuses a model with a parent table; this is the second half of what it would do.
            query = sql.InsertQuery(ProductPage)
            query.insert_values(ProductPage._meta.local_concrete_fields, products)
            query.get_compiler(connection=connection).execute_sql()
            self._around(products)

    def _around(self, products: list[Any]) -> None:
        from django.utils import timezone

        from a11y_checks.models import Audit, GateRecord
        from basis.measure.models import Soort, Telling
        from basis.models import PaginaBeheer
        from gemeente.search.models import ZoekRegel
        from producten.models import ProductKanaalroute, RijpheidWens

        today = timezone.localdate()
        finding = {
            "rule": "lang",
            "niveau": "note",
            "message": "Deze zin is lang.",
            "excerpt": HTML,
            "help": HTML,
        }
        loose = {**finding, "rule": "bedrag-in-tekst"}
        verdict = {"level": "rond_b1", "causes": [{"text": HTML, "advice": HTML}] * 5}
        audits = Audit.objects.bulk_create(
            Audit(
                content_hash=f"bench-{product.pk}",
                trigger="publish",
                bevindingen=[finding] * 5 + [loose] * (product.pk % 3 == 0),
                leesbaarheid=verdict | {"level": "moeilijker"} if product.pk % 9 == 0 else verdict,
            )
            for product in products
        )
        GateRecord.objects.bulk_create(
            GateRecord(page_id=product.pk, audit=audit)
            for product, audit in zip(products, audits, strict=True)
        )
        PaginaBeheer.objects.bulk_create(
            PaginaBeheer(
                page_id=product.pk,
                team=self.teams[product.pk % len(self.teams)],
                review_op=today + timedelta(days=product.pk % 300 - 30),
            )
            for product in products
        )
        ProductKanaalroute.objects.bulk_create(
            ProductKanaalroute(
                product_id=product.pk,
                locale_id=product.locale_id,
                kanaal="online",
                wat_doet_u="Vul het in.",
                url=f"https://dienst.voorbeeld.nl/{product.slug}" + ("" if product.pk % 10 else ".pdf"),
            )
            for product in products
            if product.pk % 4
        )
        RijpheidWens.objects.bulk_create(
            RijpheidWens(product_id=product.pk, niveau=4, uiterlijk=date(2027, 1, 1))
            for product in products
            if product.pk % 3 == 0
        )
        Telling.objects.bulk_create(
            Telling(
                soort=Soort.PAGE,
                sleutel=str(product.translation_key),
                aantal=product.pk % 200,
                dag=today - timedelta(days=7),
            )
            for product in products
        )
        ZoekRegel.objects.bulk_create(
            ZoekRegel(
                page_id=product.pk,
                taal="nl",
                soort="product",
                titel_gevouwen=product.title.lower(),
                tekst_gevouwen=HTML.lower() * 4,
            )
            for product in products
        )

    def addresses(self) -> Iterator[tuple[str, str, bool]]:
        """(name, path, whether somebody must be logged in)."""
        from django.urls import reverse

        from producten.models import ProductPage

        product = ProductPage.objects.order_by("pk").first()
        yield "product page", product.get_url() or "", False
        yield "productgroep", self.groups[0].get_url() or "", False
        yield "index", self.index.get_url() or "", False
        for screen in PORTFOLIO:
            yield f"portfolio {screen}", reverse(f"sturing:{screen}"), True
        yield "portfolio as XLSX", reverse("sturing:index") + "?export=xlsx", True
        yield "portfolio as CSV", reverse("sturing:kanalen") + "?export=csv", True
        yield "feed sc.xml", reverse("producten:sc_feed"), False
        yield "API, a page", reverse("producten:api_producten"), False
        yield "search, few found", "/zoeken/?q=product+99", False
        yield "search, all found", "/zoeken/?q=online", False


def ask(client: Any, path: str) -> tuple[int, int, float, float]:
    """(queries, bytes, seconds, seconds of CPU) of one GET; exits when the answer is not 200."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    begun, worked = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
    if answer.status_code != 200:
        sys.exit(f"{path} answers {answer.status_code}")
    return len(captured), len(body), time.perf_counter() - begun, time.process_time() - worked


def look(catalogue: Catalogue, rounds: int) -> dict[str, tuple[int, int, float, float]]:
    """(queries, bytes, median seconds, median seconds of CPU) of every address."""
    from django.conf import settings
    from django.test import Client

    from basis.measure import buffer

    buffer.MAX_AGE = 3600.0  # the counts of page views are written now and then, and belong to no page
    found = {}
    for name, path, login in catalogue.addresses():
        client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
        if login:
            client.force_login(catalogue.user)
        ask(client, path)
        asked = [ask(client, path) for _ in range(rounds)]
        wall, cpu = (statistics.median(one[place] for one in asked) for place in (2, 3))
        found[name] = (*asked[-1][:2], wall, cpu)
    return found


def main() -> None:
    """Generate, look, grow, look again, print."""
    parser = argparse.ArgumentParser(prog="script/bench catalogue", description=__doc__.splitlines()[0])
    parser.add_argument("--products", type=int, default=10_000, help="how many products at most")
    parser.add_argument("--rounds", type=int, default=3, help="requests per screen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="loket-catalogue-") as folder:
        os.environ["LOKET_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        catalogue = Catalogue()
        catalogue.grow(min(FEW, options.products))
        before = look(catalogue, 1)
        begun = time.perf_counter()
        catalogue.grow(max(FEW, options.products))
        print(
            f"Python {platform.python_version()}, {connection.vendor}, {os.cpu_count()} cores, load "
            f"{os.getloadavg()[0]:.1f}; {catalogue.made} products in {GROUPS} groups, made in "
            f"{time.perf_counter() - begun:.0f} s; median of {options.rounds}\n"
        )
        print(f"{'screen':22} {f'queries {FEW}':>11} {'queries':>8} {'seconds':>8} {'CPU s':>6} {'kB':>7}")
        after = look(catalogue, max(1, options.rounds))
        grown = 0
        for name, (queries, size, wall, cpu) in after.items():
            more = queries > before[name][0]
            grown += more
            line = f"{name:22} {before[name][0]:11} {queries:8} {wall:8.2f} {cpu:6.2f} {size // 1000:7}"
            print(line + "  GROWS" * more)
        connection.close()
    sys.exit(1 if grown else 0)


if __name__ == "__main__":
    main()
