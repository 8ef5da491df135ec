"""Evidence: what visitors got, from when to when, also after the page is gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from a11y_checks.gate.bewijs import html_of, keep_version, live_on
from a11y_checks.gate.recheck import recheck_page
from a11y_checks.gate.render import render_states
from a11y_checks.models import GateRecord, GepubliceerdeVersie
from gemeente.pages.models import ContentPage
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def versions(page: Any) -> list[GepubliceerdeVersie]:
    """All versions of a page, oldest first."""
    return list(GepubliceerdeVersie.objects.filter(page_ref=page.pk).order_by("online_at", "pk"))


def test_publishing_keeps_what_visitors_get(client: Any) -> None:
    page = publish(make_page(publish(make_home())))
    (version,) = versions(page)
    assert version.offline_at is None
    assert version.revision_ref == page.live_revision_id
    assert version.audit_id == GateRecord.objects.get(page=page.pk).audit_id
    assert version.url_path == page.url
    assert html_of(version) == client.get(page.url).content.decode()
    assert len(bytes(version.html)) < len(html_of(version)) / 2


def test_a_new_revision_closes_the_one_before() -> None:
    page = publish(make_page(publish(make_home())))
    page.intro = "Nieuw is deze zin."
    publish(page)
    old, new = versions(page)
    assert old.offline_at == new.online_at and new.offline_at is None
    assert "Nieuw is deze zin." in html_of(new) and "Nieuw is deze zin." not in html_of(old)


def test_the_same_revision_and_look_is_one_version() -> None:
    page = publish(make_page(publish(make_home())))
    record = GateRecord.objects.get(page=page.pk)
    recheck_page(page)
    keep_version(page, record.revision, record.audit)
    keep_version(page, record.revision, record.audit, render_states(page))
    assert len(versions(page)) == 1


def test_what_shared_data_changed_is_a_version_as_well() -> None:
    page = publish(make_page(publish(make_home())))
    ContentPage.objects.filter(pk=page.pk).update(intro="Anders door iets anders.")
    recheck_page(ContentPage.objects.get(pk=page.pk))
    old, new = versions(page)
    assert old.revision_ref == new.revision_ref and old.offline_at == new.online_at


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_taking_down_closes_the_version_and_the_evidence_stays(how: str) -> None:
    page = publish(make_page(publish(make_home())))
    pk = page.pk
    getattr(page, how)()
    (version,) = GepubliceerdeVersie.objects.filter(page_ref=pk)
    assert version.offline_at is not None
    assert version.title == "Afval" and "elke week" in html_of(version)


def test_what_was_live_on_a_day_follows_the_clock_of_the_netherlands() -> None:
    home = publish(make_home())
    page = publish(make_page(home))
    GepubliceerdeVersie.objects.filter(page=home.pk).update(online_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    # From 23:30 UTC on 30 June it is already 1 July there.
    GepubliceerdeVersie.objects.filter(page=page.pk).update(
        online_at=dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC),
        offline_at=dt.datetime(2026, 7, 2, 10, 0, tzinfo=dt.UTC),
    )

    def titles(day: dt.date) -> list[str]:
        return [version.title for version in live_on(day)]

    assert titles(dt.date(2025, 12, 31)) == []
    assert titles(dt.date(2026, 6, 30)) == ["Gemeente Testdorp"]
    assert titles(dt.date(2026, 7, 1)) == ["Gemeente Testdorp", "Afval"]
    assert titles(dt.date(2026, 7, 2)) == ["Gemeente Testdorp", "Afval"]
    assert titles(dt.date(2026, 7, 3)) == ["Gemeente Testdorp"]


def test_a_list_of_a_day_does_not_read_the_html(django_assert_num_queries: Any) -> None:
    publish(make_page(publish(make_home())))
    with django_assert_num_queries(1):
        found = [(version.title, version.audit.ruleset) for version in live_on(timezone.localdate())]
    assert len(found) == 2


def test_tokens_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from a11y_checks.gate.render import RenderedState

    page = publish(make_page(publish(make_home())))
    html = '<form><input type="hidden" name="csrfmiddlewaretoken" value="geheim"></form>'
    version = keep_version(page, None, None, [RenderedState("pagina", html, "/")])
    assert "geheim" not in html_of(version) and 'value=""' in html_of(version)
