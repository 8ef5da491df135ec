"""The register of links: what is kept, when a link counts as broken, how checks stay polite, and what others ask."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from basis.links import services
from basis.links.fetch import Answer, NoAnswer
from basis.links.models import HISTORY, LinkControle, LinkGebruik, LinkState, Weblink
from basis.links.states import REFUSES_ROBOTS, after_answer, after_failure
from basis.worker.jobs import all_jobs
from tests.basis.links.test_internal import text, to_page
from tests.support.site import make_home, make_page, make_user, publish

NOW = timezone.now().replace(microsecond=0)
HOUR = dt.timedelta(hours=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def test_broken_only_after_three_failures_over_more_than_a_day() -> None:
    table = [
        # hours of each failure, the state after the last
        ([0], "hapert"),
        ([0, 1, 2, 3], "hapert"),
        ([0, 25], "hapert"),
        ([0, 12, 24], "hapert"),
        ([0, 12, 25], "kapot"),
        ([0, 13, 26, 50], "kapot"),
    ]
    for hours, state in table:
        count, first, last = 0, None, ""
        for hour in hours:
            standing = after_failure(now=NOW + hour * HOUR, fail_count=count, first=first)
            count, first, last = standing.fail_count, standing.first_broken_at, standing.state
        assert last == state, hours
        assert first == NOW
    # The pace of the checks itself reaches that point at the third.
    third, count, first = NOW, 0, None
    for _ in range(3):
        standing = after_failure(now=third, fail_count=count, first=first)
        count, first, third = standing.fail_count, standing.first_broken_at, standing.due_at
    assert standing.state == "kapot"


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "goed"), (206, "goed"), (304, "goed"), (404, "hapert"), (410, "hapert"), (500, "hapert")]
    + [(status, "gesloten") for status in sorted(REFUSES_ROBOTS)],
)
def test_what_an_answer_means(status: int, state: str) -> None:
    assert after_answer(status=status, now=NOW, fail_count=0, first=None).state == state


def external(*names: str, page: Any = None) -> Any:
    """A live page with a link to each of these sites."""
    links = " ".join(f'<a href="https://{name}/">Site van {name}</a>' for name in names)
    return publish(page or make_page(publish(make_home()), "Afval", text(links)))


def answers(table: dict[str, int]) -> Any:
    def probe(url: str) -> Answer:
        if url not in table:
            raise NoAnswer("De site geeft geen antwoord.")
        return Answer(table[url], url)

    return probe


def test_publishing_keeps_the_links_of_the_live_page() -> None:
    page = external("een.example", "twee.example")
    assert set(Weblink.objects.values_list("adres", "soort", "host")) == {
        ("https://een.example/", "extern", "een.example"),
        ("https://twee.example/", "extern", "twee.example"),
    }
    page.inhoud = [("tekst", '<p>Zie <a href="https://een.example/">Site van een</a>.</p>')]
    page.save_revision()
    assert LinkGebruik.objects.count() == 2, "a draft changes nothing of what visitors see"
    publish(page)
    assert [use.weblink.adres for use in LinkGebruik.objects.all()] == ["https://een.example/"]
    services.record_slot(page.pk % 96, 96)
    assert Weblink.objects.count() == 1


def test_a_slot_reads_pages_that_went_live_before() -> None:
    page = external("een.example")
    Weblink.objects.all().delete()
    assert services.record_slot((page.pk + 1) % 96, 96) <= 1 and not LinkGebruik.objects.exists()
    services.record_slot(page.pk % 96, 96)
    assert LinkGebruik.objects.get().page_id == page.pk


def test_a_round_asks_each_host_once_and_history_is_bounded() -> None:
    external("een.example", "een.example/a", "twee.example")
    asked: list[str] = []

    def probe(url: str) -> Answer:
        asked.append(url)
        return Answer(404, url)

    assert services.check_external(probe=probe, now=NOW + HOUR) == 2
    assert sorted(url.split("/")[2] for url in asked) == ["een.example", "twee.example"]
    assert services.check_external(probe=probe, now=NOW + HOUR) == 1, "the other address of that host"
    assert services.check_external(probe=probe, now=NOW + HOUR) == 0, "nothing is due"
    for day in range(1, HISTORY + 8):
        services.check_external(probe=probe, now=NOW + dt.timedelta(days=day, hours=2))
    link = Weblink.objects.get(adres="https://twee.example/")
    assert link.state == LinkState.KAPOT and link.http_status == 404 and link.error
    assert link.first_broken_at == NOW + HOUR
    assert link.controles.count() == HISTORY
    services.check_external(probe=answers({link.adres: 200}), now=NOW + dt.timedelta(days=60))
    link.refresh_from_db()
    assert (link.state, link.first_broken_at, link.fail_count, link.error) == (LinkState.GOED, None, 0, "")


def test_when_nothing_answers_it_is_our_own_line() -> None:
    external("een.example", "twee.example", "drie.example")
    assert services.check_external(probe=answers({}), now=NOW + HOUR) == 0
    assert not LinkControle.objects.exists()
    assert set(Weblink.objects.values_list("state", "due_at")) == {(LinkState.NIEUW, NOW + 2 * HOUR)}
    known = answers({"https://een.example/": 200})
    assert services.check_external(probe=known, now=NOW + 3 * HOUR) == 3
    assert sorted(Weblink.objects.values_list("state", flat=True)) == ["goed", "hapert", "hapert"]


def test_a_link_on_our_own_site_is_broken_at_once_and_whole_again() -> None:
    home = publish(make_home())
    target = publish(make_page(home, "Glas"))
    page = publish(make_page(home, "Afval", to_page(target.pk)))
    assert services.check_internal(now=NOW + HOUR) == 1
    assert services.broken_links_per_page([page.pk]) == {}
    target.unpublish()
    services.check_internal(now=NOW + 30 * HOUR)
    link = Weblink.objects.get()
    assert (link.state, link.first_broken_at) == (LinkState.KAPOT, NOW + 30 * HOUR)
    services.check_internal(now=NOW + 60 * HOUR)
    assert link.controles.count() == 2, "a row only where it changed"
    with CaptureQueriesContext(connection) as queries:
        assert services.broken_links_per_page([page.pk, home.pk]) == {page.pk: 1}
    assert len(queries) == 1
    publish(target)
    services.check_again(weblink=link)
    assert Weblink.objects.get().state == LinkState.GOED
    page.unpublish()
    assert not services.in_use().exists()


def test_ignoring_needs_a_reason_and_leaves_the_figures() -> None:
    page = external("een.example")
    Weblink.objects.update(state=LinkState.KAPOT)
    link, user = Weblink.objects.get(), make_user()
    for bad in ("", "   ", "x" * 301):
        with pytest.raises(services.IgnoreRefused):
            services.ignore(weblink=link, reason=bad, user=user)
    assert services.broken_links_per_page([page.pk]) == {page.pk: 1}
    services.ignore(weblink=link, reason="Het archief is even weg.", user=user)
    assert not services.broken_links().exists() and services.broken_links_per_page([page.pk]) == {}
    services.stop_ignoring(weblink=link)
    assert services.broken_links().get() == link


def test_internal_checks_cost_the_same_queries_for_more_links() -> None:
    home = publish(make_home())
    publish(make_page(home, "Afval", *[text(f'<a href="/zoeken/?q={n}">Zoek {n}</a>', n) for n in range(3)]))
    with CaptureQueriesContext(connection) as few:
        services.judge([f"/zoeken/?q={n}" for n in range(3)] + ["/weg/"])
    with CaptureQueriesContext(connection) as many:
        services.judge([f"/zoeken/?q={n}" for n in range(300)] + [f"/weg/{n}/" for n in range(300)])
    assert len(few) == len(many)


def test_the_worker_knows_the_jobs() -> None:
    assert {"links-extern", "links-intern", "links-lezen"} <= {job.name for job in all_jobs()}
