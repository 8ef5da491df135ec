"""The versions of a form: the list for its editors, and what differs between two, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from formulieren.editor.loading import regels_from_dict, stappen_from_dict
from formulieren.editor.versies import versies_of
from formulieren.editor.versies_verschil import Deel, compare, moved_of
from formulieren.editor.woorden import Woorden
from formulieren.flow.schema import FormSchema, freeze
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierPage, FormulierVersie
from tests.formulieren.conftest import publish
from tests.formulieren.logica_form import REGELS, STAPPEN
from tests.formulieren.test_sjablonen import editor_of
from tests.formulieren.test_vertaling import STAPPEN as NESTED
from tests.support.site import make_page, make_user


def schema_of(stappen: Any = STAPPEN, regels: Any = REGELS, **fields: Any) -> FormSchema:
    page = FormulierPage(title=fields.pop("titel", "Feest"), **fields)
    page.stappen = stappen_from_dict(stappen, seed="s")
    page.regels = regels_from_dict(regels, seed="s")
    return page.form_schema()


def with_vraag(schema: FormSchema, stap: int, vraag: int, **changes: Any) -> FormSchema:
    vragen = list(schema.stappen[stap].vragen)
    vragen[vraag] = replace(vragen[vraag], **changes)
    return with_stap(schema, stap, vragen=tuple(vragen))


def with_stap(schema: FormSchema, stap: int, **changes: Any) -> FormSchema:
    stappen = list(schema.stappen)
    stappen[stap] = replace(stappen[stap], **changes)
    return replace(schema, stappen=tuple(stappen))


def told(woorden: Woorden) -> str:
    return " / ".join([woorden.text, *(told(deel) for deel in woorden.delen)])


def lines(delen: tuple[Deel, ...], above: str = "") -> list[str]:
    """Everything that is told, each with the parts in which it stands."""
    found = []
    for deel in delen:
        kop = f"{above}{deel.kop} > "
        found += [kop + zin for zin in deel.zinnen]
        found += [f"{kop}{w.wat}: {told(w.was)} -> {told(w.wordt)}" for w in deel.wijzigingen]
        found += lines(deel.delen, kop)
    return found


@pytest.mark.django_db
def test_the_same_form_has_no_difference() -> None:
    schema = schema_of()
    assert compare(schema, schema) == ()
    # Nor does the place of a block in the editor count.
    assert compare(schema, with_vraag(schema, 0, 0, bron="stappen/elders/vragen/anders")) == ()


@pytest.mark.django_db
def test_texts_are_told_field_by_field() -> None:
    old = schema_of()
    new = replace(
        with_vraag(
            with_stap(old, 1, titel="Uw kramen"), 0, 0, label="Wat is het?", hint="Kies.", verplicht=False
        ),
        titel="Uw feest",
        officieel_bericht=True,
        dank_tekst="Wij bellen u.",
    )
    assert lines(compare(old, new)) == [
        "Het formulier zelf > Titel: Feest -> Uw feest",
        "Het formulier zelf > Officieel bericht: Nee -> Ja",
        "Het formulier zelf > Wat gebeurt er daarna?: niets -> Wij bellen u.",
        "Stap 1: Wat wilt u? > Vraag ‘Wat is het?’ > Vraag: Wat voor feest is het? -> Wat is het?",
        "Stap 1: Wat wilt u? > Vraag ‘Wat is het?’ > Uitleg bij de vraag: niets -> Kies.",
        "Stap 1: Wat wilt u? > Vraag ‘Wat is het?’ > Verplicht: Ja -> Nee",
        "Stap 2: Uw kramen > Titel van de stap: De kramen -> Uw kramen",
    ]


@pytest.mark.django_db
def test_steps_and_questions_come_go_and_move() -> None:
    old = schema_of()
    wat, kramen, wie = old.stappen
    moved = replace(wie, vragen=(*wie.vragen, wat.vragen[1]))
    fresh = replace(kramen, slug="nieuw", titel="Nieuw", toon_als=None)
    new = replace(old, stappen=(replace(wat, vragen=wat.vragen[:1]), moved, fresh))
    assert lines(compare(old, new)) == [
        "Stap 2: Wie bent u? > Vraag ‘Hoeveel mensen komen er?’ > Deze vraag stond eerst in de stap ‘Wat wilt u?’.",
        "Stap 3: Nieuw > Deze stap is nieuw.",
        "Stap 3: Nieuw > Vraag ‘Hoeveel kramen zijn er?’ > Deze vraag stond eerst in de stap ‘De kramen’.",
        "Stap ‘De kramen’ > Deze stap is weg.",
    ]
    assert "Stap 1: Wat wilt u? > Vraag ‘Hoeveel mensen komen er?’ > Deze vraag is weg." in lines(
        compare(old, replace(old, stappen=(replace(wat, vragen=wat.vragen[:1]), kramen, wie)))
    )
    turned = with_stap(old, 0, vragen=tuple(reversed(wat.vragen)))
    assert len(lines(compare(old, turned))) == 1 and "staat nu" in lines(compare(old, turned))[0]
    swapped = replace(old, stappen=(kramen, wat, wie))
    assert [line for line in lines(compare(old, swapped)) if "andere plek" in line] == lines(
        compare(old, swapped)
    )


@pytest.mark.django_db
def test_options_settings_and_types_are_told_in_words() -> None:
    old = schema_of()
    opties = [{"waarde": "feest", "tekst": "Een feestje"}, {"waarde": "markt", "tekst": "Een markt"},
              {"waarde": "loop", "tekst": "Een optocht"}]  # fmt: skip
    new = with_vraag(old, 0, 0, config=freeze({"opties": opties}))
    new = with_vraag(new, 0, 1, config=freeze({"minimum": 5, "maximum": None, "eenheid": "mensen"}))
    new = with_vraag(new, 2, 0, type="lange_tekst", config=freeze({"max_lengte": 3000}))
    found = [line.rpartition("’ > ")[2] for line in lines(compare(old, new))]
    assert found == [
        "Het antwoord ‘Een feest’ is nu ‘Een feestje’.",
        "Nieuw antwoord: ‘Een optocht’.",
        "De antwoorden staan in een andere volgorde.",
        "Laagste getal: 1 -> 5",
        "Eenheid: niets -> mensen",
        "Hoogste aantal tekens: 200 -> 3000",
        "Soort vraag: Korte tekst -> Lange tekst",
    ]
    assert "Het antwoord ‘Een optocht’ is weg." in [
        line.rpartition("’ > ")[2] for line in lines(compare(new, old))
    ]


@pytest.mark.django_db
def test_conditions_ends_zaaktypen_and_prices_are_told_in_words() -> None:
    old = schema_of()
    feest = {"vraag": "soort", "waarde": "feest"}
    steps: list[dict[str, Any]] = [
        {**STAPPEN[0], "stop": [{**STAPPEN[0]["stop"][0], "titel": "Te groot", "als": feest}]},
        {key: value for key, value in STAPPEN[1].items() if key != "toon_als"},
        STAPPEN[2],
    ]
    rules = [{"type": "prijs", "tarief": "anders"}, REGELS[1], {**REGELS[2], "als": feest}, {**REGELS[2]}]
    markt = "bij ‘Wat voor feest is het?’ is ‘Een markt’ gekozen"
    gekozen = "bij ‘Wat voor feest is het?’ is ‘Een feest’ gekozen"
    found = lines(compare(old, schema_of(steps, rules)))
    assert found == [
        "Stap 1: Wat wilt u? > Einde ‘Te groot’ > Kop: Dit is te groot -> Te groot",
        "Stap 1: Wat wilt u? > Einde ‘Te groot’ > Stop alleen als: "
        f"bij ‘Hoeveel mensen komen er?’ is meer dan 200 ingevuld -> {gekozen}",
        f"Stap 2: De kramen > Toon deze stap alleen als: {markt} -> niets",
        f"Het zaaktype > Ander zaaktype: MARKT > Alleen als: {markt} -> {gekozen}",
        "Het zaaktype > Ander zaaktype: MARKT > Dit is nieuw.",
        f"Het zaaktype > Ander zaaktype: MARKT > Alleen als: niets -> {markt}",
        "De prijs > Prijs: anders > Tarief: leges -> anders",
    ]
    assert lines(compare(old, schema_of(regels=REGELS[1:2])))[-1].endswith("Dit is weg.")


@pytest.mark.django_db
def test_questions_within_a_group_are_told_too() -> None:
    old = schema_of(NESTED, [])
    new = schema_of(NESTED, [])
    config: Any = new.to_dict()["stappen"][1]["vragen"][2]["config"]
    config["vragen"][0]["label"] = "Wat is er te koop?"
    del config["vragen"][1]
    config["item_naam"] = "stal"
    found = lines(compare(old, with_vraag(new, 1, 2, config=freeze(config))))
    assert [line.split(" > ", 2)[2] for line in found] == [
        "Waar gaat het steeds om?: kraam -> stal",
        "Vraag ‘Wat is er te koop?’ > Vraag: Wat verkoopt deze kraam? -> Wat is er te koop?",
        "Vraag ‘Hoe groot?’ > Deze vraag is weg.",
    ]


@pytest.mark.django_db
def test_a_type_that_is_gone_is_named_by_its_code() -> None:
    old = with_vraag(schema_of(), 2, 0, type="hologram", config=freeze({}))
    assert any("Soort vraag: hologram -> Korte tekst" in line for line in lines(compare(old, schema_of())))


def test_as_few_as_possible_moved() -> None:
    assert moved_of("abcd", "abcd") == moved_of("abcd", "bd") == frozenset()
    assert moved_of("abcd", "bcda") == {"a"}
    assert moved_of("ab", "xbya") in ({"a"}, {"b"})


# --- the screen --------------------------------------------------------------------------------------------


def screen(page: FormulierPage) -> str:
    return reverse("formulier_versies", args=[page.pk])


@pytest.mark.django_db
def test_the_list_says_when_who_and_how_often(
    formulier: FormulierPage, django_assert_num_queries: Any
) -> None:
    user = make_user("piet")
    user.first_name, user.last_name = "Piet", "de Vries"
    user.save()
    first = FormulierVersie.objects.get()
    Inzending.objects.create(versie=first)
    formulier.dank_tekst = "Wij bellen u."
    formulier.save_revision(user=user).publish(user=user)
    with django_assert_num_queries(2):
        newest, oldest = versies_of(formulier)
    assert (newest.nummer, newest.door, newest.nu_live) == (2, "Piet de Vries", True)
    assert (newest.verstuurd, newest.bezig) == (0, 0)
    assert (oldest.nummer, oldest.door, oldest.nu_live) == (1, "", False)
    assert (oldest.verstuurd, oldest.bezig) == (0, 1)
    formulier.unpublish()
    assert not any(versie.nu_live for versie in versies_of(FormulierPage.objects.get(pk=formulier.pk)))


@pytest.mark.django_db
def test_an_editor_compares_two_versions_and_the_draft(
    formulier: FormulierPage, admin_client: Client
) -> None:
    formulier.stappen[0].value["vragen"][1].value["label"] = "Wat <b>ziet</b> u?"
    publish(formulier)
    formulier.title = "Nog een andere naam"
    formulier.save_revision()
    shown = admin_client.get(screen(formulier)).content.decode()
    assert "(nu live)" in shown and "Niet bekend" in shown and "Er is geen verschil" not in shown
    both = admin_client.get(screen(formulier), {"van": "1", "naar": "2"}).content.decode()
    assert "Er is 1 verschil." in both and "Waarover gaat het?" in both
    assert "Wat &lt;b&gt;ziet&lt;/b&gt; u?" in both and "<b>ziet" not in both
    draft = admin_client.get(screen(formulier), {"van": "2", "naar": "concept"}).content.decode()
    assert "Nog een andere naam" in draft and "Er is 1 verschil." in draft
    same = admin_client.get(screen(formulier), {"van": "2", "naar": "2"}).content.decode()
    assert "Er is geen verschil." in same
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[formulier.pk])).content.decode()
    assert screen(formulier) in edit


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["3", "x", "", "-1", "9" * 40, "<script>"])
def test_a_version_that_is_not_there_is_told(
    formulier: FormulierPage, admin_client: Client, wrong: str
) -> None:
    answer = admin_client.get(screen(formulier), {"van": wrong, "naar": "concept"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert ("Kies met welke versie u begint." if not wrong else "Die versie is er niet.") in text
    assert "<script>" not in text.partition('id="id_van"')[2][:500]


@pytest.mark.django_db
def test_a_version_that_nobody_can_read_any_more_is_told(
    formulier: FormulierPage, admin_client: Client
) -> None:
    FormulierVersie.objects.update(schema={"schema_version": 99})
    answer = admin_client.get(screen(formulier), {"van": "1", "naar": "concept"})
    assert "kunnen wij niet meer lezen" in answer.content.decode()
    assert (
        admin_client.get(reverse("formulier_bestand", args=[formulier.pk]), {"versie": "1"}).status_code
        == 404
    )


@pytest.mark.django_db
def test_the_versions_are_for_who_may_edit_that_form(formulier: FormulierPage, home: Any) -> None:
    assert "/login" in Client().get(screen(formulier))["Location"]
    client = editor_of(make_page(home, "Mijn deel"))
    assert client.get(screen(formulier))["Location"] == reverse("wagtailadmin_home")
    assert client.get(reverse("formulier_versies", args=[999_999])).status_code == 404
