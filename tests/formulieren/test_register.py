"""The register of processing: each personal datum with purpose, ground, term and zaaktype, to read and to export."""

from __future__ import annotations

from typing import Any

from formulieren.editor.register import register_regels
from formulieren.flow.privacy import Grondslag
from formulieren.models import FormulierPage
from formulieren.vragen.texts import GRONDSLAGEN
from tests.formulieren.conftest import STAPPEN, make_formulier, publish

ADDRESS = "/beheer/formulieren/register/"


def form_with_grounds(home: Any) -> FormulierPage:
    """One form that says of one question why and by which right, and of the others nothing."""
    vragen = [
        {**vraag, "doel": "Zo vinden wij u.", "grondslag": "publieke_taak"}
        if vraag["code"] == "bsn"
        else vraag
        for vraag in STAPPEN[1]["vraag"]
    ]
    page = make_formulier(home, stappen=[STAPPEN[0], {**STAPPEN[1], "vraag": vragen}], bewaar_dagen=90)
    publish(page)
    return page


def test_every_ground_has_words(db: None) -> None:
    assert set(GRONDSLAGEN) == {ground.value for ground in Grondslag}


def test_a_row_for_each_personal_question(home: Any, zaaktype: Any, quiet_browser: None) -> None:
    regels = {regel.vraag: regel for regel in register_regels([form_with_grounds(home)])}
    bsn = regels["Wat is uw bsn?"]
    assert bsn.cells()[3:] == [
        "Zo vinden wij u.",
        str(GRONDSLAGEN["publieke_taak"]),
        "90 dagen na het einde van de zaak",
        "TEST",
    ]
    assert regels["Uw rekening?"].grondslag == "" and "Wat ziet u?" not in regels


def test_on_the_screen_and_as_a_file(
    home: Any, zaaktype: Any, quiet_browser: None, admin_client: Any, client: Any
) -> None:
    form_with_grounds(home)
    html = admin_client.get(ADDRESS).content.decode()
    assert "Wat is uw bsn?" in html and "Staat er niet" in html
    answer = admin_client.get(f"{ADDRESS}?export=csv")
    assert "attachment" in answer["Content-Disposition"] and "Zo vinden wij u." in answer.content.decode()
    assert client.get(ADDRESS).status_code == 302


def test_a_draft_is_not_in_it(home: Any, zaaktype: Any) -> None:
    assert register_regels([make_formulier(home)]) == []
