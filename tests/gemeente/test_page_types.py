"""Every page type: where it may stand, that it shows, how many queries that takes, and that all get the same bytes."""

from typing import ClassVar

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, get_page_models
from wagtail.test.utils import WagtailPageTestCase

from basis.models import BasePage, LocationPage
from formulieren.models import FormulierPage
from gemeente.pages.models import AccessibilityPage, ContentPage, HomePage, NewsIndexPage, NewsPage
from producten.models import ProductenPage, ProductgroepPage, ProductPage
from tests.support.client import CheckingClient
from tests.support.site import make_user
from tests.support.whole_site import make_whole_site, no_browser_needed

# Queries of one visit, with Wagtail's cache of site roots warm: site, language, page (base and own table), gate
# record, restrictions, crisis message, settings, menu, and per type what it shows more. One above what was measured.
CEILING = {
    "HomePage": 18,
    "ContentPage": 16,
    "LocationPage": 17,
    "NewsIndexPage": 18,
    "NewsPage": 18,
    "AccessibilityPage": 16,
    "FormulierPage": 17,
    "ProductenPage": 18,
    "ProductgroepPage": 19,
    "ProductPage": 29,
}


class EveryPageType(WagtailPageTestCase):
    """One whole site for all of these."""

    client_class = CheckingClient
    client: CheckingClient
    pages: ClassVar[dict[str, Page]]

    @classmethod
    def setUpTestData(cls) -> None:
        with no_browser_needed():
            cls.pages = make_whole_site()

    def test_no_type_is_forgotten(self) -> None:
        ours = {model.__name__ for model in get_page_models() if model is not Page}
        self.assertEqual(ours, set(self.pages))
        self.assertEqual(ours, set(CEILING))
        self.assertTrue(all(issubclass(model, BasePage) for model in get_page_models() if model is not Page))

    def test_each_routes_and_renders_for_visitors_and_in_preview(self) -> None:
        for name, page in self.pages.items():
            with self.subTest(name):
                self.assertPageIsRoutable(page)
                self.assertPageIsRenderable(page)
                self.assertEqual(page.make_preview_request().status_code, 200)

    def test_each_opens_in_the_editor(self) -> None:
        user = make_user("beheerder")
        for name, page in self.pages.items():
            with self.subTest(name):
                self.client.force_login(user)
                answer = self.client.get(f"/beheer/pages/{page.pk}/edit/")
                self.assertEqual(answer.status_code, 200)

    def test_where_each_may_stand(self) -> None:
        allowed = {
            HomePage: {
                AccessibilityPage,
                ContentPage,
                FormulierPage,
                LocationPage,
                NewsIndexPage,
                ProductenPage,
            },
            ContentPage: {ContentPage, FormulierPage, LocationPage},
            NewsIndexPage: {NewsPage},
            ProductenPage: {ProductgroepPage},
            ProductgroepPage: {ProductPage},
            AccessibilityPage: set(),
            LocationPage: set(),
            NewsPage: set(),
            FormulierPage: set(),
        }
        for parent, children in allowed.items():
            with self.subTest(parent.__name__):
                self.assertEqual(set(parent.creatable_subpage_models()), children)
        self.assertEqual(HomePage.allowed_parent_page_models(), [Page])

    def test_each_can_be_made_under_its_parent(self) -> None:
        self.client.force_login(make_user("beheerder"))
        for page in self.pages.values():
            parent = page.get_parent().specific
            if not type(page).can_create_at(parent):
                self.assertEqual(type(page).max_count_per_parent, 1)
                continue
            label = (page._meta.app_label, page._meta.model_name)
            with self.subTest(label):
                answer = self.client.get(f"/beheer/pages/add/{label[0]}/{label[1]}/{parent.pk}/")
                self.assertEqual(answer.status_code, 200)

    def test_everybody_gets_the_same_bytes_and_no_cookie(self) -> None:
        employee = CheckingClient()
        employee.force_login(make_user("beheerder"))
        for name, page in self.pages.items():
            for address in (page.url, f"{page.url}?utm_source=x"):
                with self.subTest(name, address=address):
                    visitor, known = CheckingClient().get(address), employee.get(address)
                    self.assertEqual(visitor.status_code, 200)
                    self.assertEqual(visitor.content, known.content)
                    self.assertFalse(visitor.cookies)
                    self.assertFalse(known.cookies)
                    self.assertNotIn("Cookie", visitor.headers.get("Vary", ""))
                    self.assertNotIn(b"csrf", visitor.content)
                    self.assertNotIn(b"wagtail-userbar", known.content)

    def test_a_strange_cookie_changes_nothing(self) -> None:
        odd = CheckingClient()
        odd.cookies.load({"sessionid": "x" * 32, "django_language": "en", "csrftoken": "y" * 32})
        plain = CheckingClient().get("/")
        answer = odd.get("/", headers={"accept-language": "en"})
        self.assertEqual(answer.content, plain.content)
        self.assertFalse(answer.cookies)

    def test_queries_per_visit(self) -> None:
        measured = {}
        for name, page in self.pages.items():
            self.client.get(page.url)
            with CaptureQueriesContext(connection) as asked:
                self.client.get(page.url)
            measured[name] = len(asked)
        too_many = {name: n for name, n in measured.items() if n > CEILING[name]}
        self.assertEqual(too_many, {}, measured)

    def test_the_home_page_grows_without_more_queries(self) -> None:
        home, index = self.pages["HomePage"], self.pages["NewsIndexPage"]
        self.client.get("/")
        with CaptureQueriesContext(connection) as before:
            self.client.get("/")
        with no_browser_needed():
            for number in range(3):
                page = NewsPage(title=f"Bericht {number}", slug=f"b{number}", datum="2026-05-01", live=False)
                index.add_child(instance=page)
                page.save_revision().publish()
                more = ContentPage(title=f"Menu {number}", slug=f"m{number}", show_in_menus=True, live=False)
                home.add_child(instance=more)
                more.save_revision().publish()
        self.client.get("/")
        with CaptureQueriesContext(connection) as after:
            self.client.get("/")
        self.assertEqual(len(after), len(before))
