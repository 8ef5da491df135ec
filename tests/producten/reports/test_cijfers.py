"""The figures of the portfolio: shares, the merging of small numbers, and the drawing."""

from __future__ import annotations

from typing import Any

import pytest

from basis.measure.models import Soort
from producten.aanvraag import aanvraag_sleutel
from producten.keuzes import Kanaal
from producten.reports.cijfers import Aandeel
from producten.reports.staven import WIDTH, draw_bars
from producten.reports.vraag import Wie, merge_vraag


@pytest.mark.parametrize(
    ("online", "totaal", "procent", "gehaald", "nog"),
    [
        (0, 0, None, False, 0),
        (19, 20, 95.0, True, 0),
        (18, 20, 90.0, False, 1),
        (9499, 10_000, 94.9, False, 1),
        (9500, 10_000, 95.0, True, 0),
        (1899, 1999, 94.9, False, 1),
        (3, 3, 100.0, True, 0),
        (0, 7, 0.0, False, 7),
    ],
)
def test_the_share_is_never_said_too_high(
    online: int, totaal: int, procent: float | None, gehaald: bool, nog: int
) -> None:
    share = Aandeel(online, totaal)
    assert (share.procent, share.gehaald, share.nog) == (procent, gehaald, nog)


def counted(pages: dict[str, int], forms: dict[str, int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {(Soort.PAGE.value, key): number for key, number in pages.items()}
    for key, number in forms.items():
        found[(Soort.FORM_DONE.value, aanvraag_sleutel(key, "online"))] = number
    return found


def who(*keys: str) -> list[Wie]:
    return [Wie(number, key.capitalize(), "", key) for number, key in enumerate(keys, start=1)]


def test_numbers_below_five_a_week_are_merged() -> None:
    numbers = counted({"a": 100, "b": 19, "c": 20, "d": 3}, {"a": 40, "b": 2, "c": 19})
    found = merge_vraag(who("a", "b", "c", "d"), numbers, weken=4)
    assert found.grens == 20 and found.kanalen == (Kanaal.ONLINE,)
    assert [(line.titel, line.bekeken, line.kanalen) for line in found.regels] == [
        ("A", 100, (40,)),
        ("C", 20, (None,)),
    ]
    assert found.samen is not None
    assert (found.samen.bekeken, found.samen.kanalen, found.samen.producten) == (22, (21,), 2)


def test_a_merged_number_of_one_product_is_never_told() -> None:
    """Every number in it is below the border, so a sum that may be told is of at least two."""
    found = merge_vraag(who("a", "b"), counted({"a": 100, "b": 19}, {}), weken=4)
    assert found.samen is not None and found.samen.bekeken is None
    two = merge_vraag(who("a", "b"), counted({"a": 19, "b": 19}, {}), weken=4)
    assert two.regels == [] and two.samen is not None and two.samen.bekeken == 38
    assert merge_vraag([], {}, weken=1).samen is None


def test_a_kanaal_has_a_column_when_it_was_used() -> None:
    numbers = {(Soort.FORM_DONE.value, aanvraag_sleutel("a", "telefoon")): 7}
    assert merge_vraag(who("a"), numbers, weken=1).kanalen == (Kanaal.TELEFOON,)


def test_bars_share_one_scale_and_stay_inside() -> None:
    drawing = draw_bars([("een", 10, "10", True), ("twee", 5, "5", False), ("niets", 0, "0", True)])
    widths = [bar.breedte for bar in drawing.staven]
    assert widths[0] == 2 * widths[1] and widths[2] == 0 and widths[0] < WIDTH
    assert [bar.dicht for bar in drawing.staven] == [True, False, True]
    assert all(bar.y + 18 <= drawing.hoogte for bar in drawing.staven)
    goal: Any = draw_bars([("a", 100, "", True)], top=100, doel=95)
    assert goal.doel_x == pytest.approx(goal.staven[0].breedte * 0.95, abs=0.1)
    assert draw_bars([]).staven == () and draw_bars([("a", 0, "0", True)]).staven[0].breedte == 0
