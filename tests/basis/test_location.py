"""LocationPage: opening hours in order, closed days, and hours that can't be right."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from basis.models import LocationPage, Openingstijd
from basis.models.location import Weekdag
from tests.support.client import CheckingClient
from tests.support.site import make_home, publish

# Making a page object reads the content types, which are in memory only when another test read them before.
pytestmark = pytest.mark.django_db


def hours(dag: int, van: str, tot: str) -> Openingstijd:
    return Openingstijd(dag=dag, van=dt.time.fromisoformat(van), tot=dt.time.fromisoformat(tot))


def location(*times: Openingstijd, **fields: str) -> LocationPage:
    page = LocationPage(
        **{
            "title": "Stadhuis",
            "slug": "stadhuis",
            "straat": "Fordplein",
            "huisnummer": "1",
            "postcode": "9990 EV",
            "plaats": "Elzenvoort",
            **fields,
        }
    )
    page.openingstijden = list(times)
    return page


def test_seven_days_from_monday_with_the_times_of_a_day_in_order() -> None:
    page = location(hours(4, "18:00", "20:00"), hours(1, "09:00", "17:00"), hours(4, "09:00", "12:30"))
    rows = page.openingstijden_per_dag()
    assert [str(row["dag"]) for row in rows] == [str(label) for label in Weekdag.labels]
    assert str(rows[0]["dag"]) == "maandag" and str(rows[6]["dag"]) == "zondag"
    assert rows[0] == {"dag": rows[0]["dag"], "tijden": [{"van": "09:00", "tot": "17:00"}], "gesloten": False}
    assert rows[3]["tijden"] == [{"van": "09:00", "tot": "12:30"}, {"van": "18:00", "tot": "20:00"}]
    assert [row["gesloten"] for row in rows] == [False, True, True, False, True, True, True]


def test_address_on_one_line() -> None:
    assert location().adres == "Fordplein 1, 9990 EV Elzenvoort"


@pytest.mark.parametrize(("van", "tot"), [("17:00", "09:00"), ("09:00", "09:00")])
def test_closing_before_opening_is_refused_at_its_field(van: str, tot: str) -> None:
    with pytest.raises(ValidationError) as refused:
        hours(1, van, tot).clean()
    assert refused.value.message_dict == {"tot": ["De eindtijd moet later zijn dan de begintijd."]}


def test_half_filled_hours_are_left_to_the_fields() -> None:
    Openingstijd(dag=1, van=dt.time(9)).clean()
    hours(1, "09:00", "09:01").clean()


@pytest.mark.django_db
@pytest.mark.parametrize("postcode", ["0999 AB", "9990AB1", "99990", "9990 ev", "<b>"])
def test_a_postcode_that_cannot_be_is_refused_with_an_example(postcode: str) -> None:
    with pytest.raises(ValidationError) as refused:
        location(postcode=postcode).clean_fields(exclude=["path", "depth", "locale", "content_type"])
    assert "Schrijf de postcode zo: 1234 AB." in refused.value.message_dict["postcode"]


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet_browser")
def test_the_page_shows_every_day(client: CheckingClient) -> None:
    home = publish(make_home())
    page = location(hours(1, "09:00", "17:00"), live=False, telefoon="(0590) 01 23 45")
    home.add_child(instance=page)
    page = publish(page)
    soup = BeautifulSoup(client.get(page.url).content, "lxml")
    table = soup.select_one("table[data-bron=openingstijden]")
    assert table is not None
    rows = {tr.th.text: tr.td.text for tr in table.select("tbody tr")}  # type: ignore[union-attr]
    assert len(rows) == 7
    assert rows["Maandag"] == "09:00 tot 17:00 uur"
    assert rows["Zondag"] == "Gesloten"
    assert soup.select_one("main a[href='tel:0590012345']") is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet_browser")
def test_hours_are_kept_in_the_revision_until_it_is_published() -> None:
    home = publish(make_home())
    page = location(hours(1, "09:00", "17:00"), live=False)
    home.add_child(instance=page)
    page = publish(page)
    page.openingstijden = [hours(2, "10:00", "12:00")]
    page.save_revision()
    assert [t.dag for t in LocationPage.objects.get(pk=page.pk).openingstijden.all()] == [1]
    publish(page)
    assert [t.dag for t in LocationPage.objects.get(pk=page.pk).openingstijden.all()] == [2]
    assert str(Openingstijd.objects.get()) == "dinsdag 10:00-12:00"
