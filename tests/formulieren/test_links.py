"""Links to forms: an address of a form that is not there or closed is a dead link, and stops publishing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page

from a11y_checks.gate import PublishRefused
from a11y_checks.models import GateRecord
from basis.links.internal import LinkProblem, judge
from basis.links.services import broken_links_per_page
from formulieren import links, urls
from formulieren.models import FormulierPage
from tests.basis.links.test_internal import to_path
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def make_form(slug: str, **fields: Any) -> FormulierPage:
    """A form page as stored; what the gate thinks of it is not this test's subject."""
    home = Page.objects.get(depth=2, slug="thuis")
    form = FormulierPage(title=slug.capitalize(), slug=slug, live=False, **fields)
    home.add_child(instance=form)
    return form


def put_live(form: FormulierPage, live: bool = True) -> None:
    facts = {"live": live, "first_published_at": "2026-01-01T00:00:00Z"}
    Page.objects.filter(pk=form.pk).update(**facts)


def test_each_address_of_a_form_is_asked_for() -> None:
    with_slug = {route.name for route in urls.urlpatterns if "<slug:slug>" in str(route.pattern)}
    assert set(links.ROUTES) == with_slug


def test_an_address_leads_to_an_open_form_or_is_dead() -> None:
    publish(make_home())
    put_live(make_form("melding"))
    put_live(make_form("dicht"), live=False)
    make_form("nieuw")
    tails = ["", "stap/gegevens/", "stop/", "controleren/", "ontvangen/", "ontvangen/bewijs.pdf", "later/"]
    wanted = {
        "/medewerker/formulier/dicht/": LinkProblem.OFFLINE,
        "/medewerker/formulier/nooit/stap/gegevens/": LinkProblem.WEG,
        **{f"/formulier/dicht/{tail}": LinkProblem.OFFLINE for tail in tails},
        **{f"/formulier/nooit/{tail}": LinkProblem.WEG for tail in tails},
        **{f"/formulier/nieuw/{tail}": LinkProblem.CONCEPT for tail in tails},
        "/formulier/nooit": LinkProblem.WEG,
        "/en/formulier/melding/": LinkProblem.WEG,
    }
    good = [f"/formulier/melding/{tail}" for tail in tails] + ["/formulier/melding?x=1", "/volg-uw-aanvraag/"]
    good.append("/medewerker/formulier/melding/")
    verdicts = judge([*good, *wanted])
    assert {path: verdict.problem for path, verdict in verdicts.items()} == wanted
    assert verdicts["/formulier/dicht/"].title == "Dicht"
    # The same name in another language is another form.
    english = Locale.objects.get_or_create(language_code="en")[0]
    put_live(make_form("report", locale=english))
    assert judge(["/formulier/report/"]) and not judge(["/en/formulier/report/"])


def test_one_query_for_all_addresses_and_none_without() -> None:
    publish(make_home())
    counts = []
    for number in (1, 30):
        with CaptureQueriesContext(connection) as queries:
            assert len(judge([f"/formulier/weg-{n}/" for n in range(number)])) == number
        counts.append(sum("formulieren_formulierpage" in query["sql"] for query in queries))
    assert counts == [1, 1]


def test_publishing_with_a_link_to_a_form_that_is_closed_is_refused() -> None:
    home = publish(make_home())
    form = make_form("melding")
    put_live(form)
    page = publish(make_page(home, "Lamp", to_path("/formulier/melding/stap/gegevens/")))
    put_live(form, live=False)
    for path in ("/formulier/melding/", "/formulier/nooit/"):
        with pytest.raises(PublishRefused) as refused:
            publish(make_page(home, f"Boom {len(path)}", to_path(path)))
        assert [b.rule for b in refused.value.bevindingen if b.source.startswith("inhoud")] == [
            "link-intern-dood"
        ]
    assert page.live, "what is online stays online"


def test_closing_a_form_is_seen_at_once_on_the_pages_that_link_to_a_step(
    django_capture_on_commit_callbacks: Any,
) -> None:
    home = publish(make_home())
    form = make_form("melding")
    put_live(form)
    page = publish(make_page(home, "Lamp", to_path("/formulier/melding/stap/gegevens/")))
    with django_capture_on_commit_callbacks(execute=True):
        FormulierPage.objects.get(pk=form.pk).unpublish()
    assert broken_links_per_page() == {page.pk: 1}
    assert GateRecord.objects.get(page_id=page.pk).stale_since is not None
    assert GateRecord.objects.get(page_id=home.pk).stale_since is None
