"""The reading level below a form that is no page: the crisis message."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from gemeente.pages.models import Crisisbericht
from tests.a11y_checks.editor.test_panel import text
from tests.support.site import make_home, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def site() -> Site:
    publish(make_home())
    return Site.objects.get(is_default_site=True)


def shown(site: Site) -> Any:
    client = Client()
    client.force_login(make_user("beheerder"))
    answer = client.get(reverse("wagtailsettings:edit", args=["pages", "crisisbericht", site.pk]))
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "lxml")
    assert page.select_one('link[href*="leesbaarheid"]') is not None
    return page.select_one("[data-lees-object]")


def test_the_crisis_message_shows_its_hard_words_with_simpler_ones(site: Site) -> None:
    message = Crisisbericht.for_site(site)
    message.titel, message.tekst = "Implementatie noodplan", "Wij informeren u omtrent de brand."
    message.save()
    found = shown(site)
    assert "Afspraak van de gemeente, geen eis van de wet." in text(found)
    assert [text(heading) for heading in found.select("h3")] == ["Veld: Titel", "Veld: Bericht"]
    assert "‘over’ in plaats van ‘omtrent’" in text(found)
    assert "implementatie" in text(found).lower()


def test_an_easy_message_has_nothing_to_mend(site: Site) -> None:
    message = Crisisbericht.for_site(site)
    message.tekst = "Er is brand. Blijf binnen."
    message.save()
    assert "Wij vonden geen moeilijke woorden of zinnen." in text(shown(site))
