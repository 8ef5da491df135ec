"""The templates of forms: each is acceptable, in B1, lawful and walkable; and an editor makes a draft of one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from formulieren.editor import sjablonen as module
from formulieren.editor.sjablonen import (
    SjabloonError,
    begin,
    formulier_from,
    gegevens_for,
    register_gegevens,
    sjablonen,
    sjabloon,
)
from formulieren.flow.conditions import comparisons
from formulieren.flow.privacy import Grondslag
from formulieren.flow.schema import FormSchema, VraagSchema
from formulieren.flow.typed import conditions_of
from formulieren.flow.validate import validate_all
from formulieren.models import FormulierPage
from formulieren.models.checks import check_formulier
from formulieren.models.openstelling import openstelling
from formulieren.vragen.registry import check, check_form, type_of
from gemeente.pages.models import HomePage, SiteSettings
from tests.formulieren.conftest import make_formulier
from tests.gemeente.test_b1 import TERMS
from tests.support.b1 import hold
from tests.support.own_texts import OwnText, is_dutch
from tests.support.site import make_page, make_user

FACTS = {
    "gemeente": "gemeente Testdorp",
    "telefoon": "(0590) 01 23 45",
    "bezoekadres": "Markt 1, Testdorp",
    "postadres": "Postbus 1, 1234 AB Testdorp",
}
CODES = [one.code for one in sjablonen()]
# A message in a decision procedure, a complaint or a report that a law asks for (Awb 2:13); the others are not.
OFFICIAL = {
    "klacht", "avg-verzoek", "bezwaar", "zienswijze", "ingebrekestelling", "woo-verzoek", "aanvulling",
    "officieel-bericht", "evenement-melden", "toegankelijkheidsklacht", "verhuizing", "uittreksel",
}  # fmt: skip
NOT_OFFICIAL = {"contact", "terugbelverzoek", "compliment", "melding-openbare-ruimte"}
SCREEN = "formulier_sjablonen"


def schema_of(code: str) -> FormSchema:
    return formulier_from(sjabloon(code), FACTS).form_schema()


def answers_to(vraag: VraagSchema) -> list[Any]:
    """Answers that lead different ways, as they are stored."""
    today = timezone.localdate()
    opties = [optie["waarde"] for optie in vraag.config.get("opties") or ()]
    known: dict[str, list[Any]] = {
        "keuze": opties,
        "meerkeuze": [*([optie] for optie in opties), opties],
        "ja_nee": ["ja", "nee"],
        "getal": [vraag.config.get("minimum") or 1, vraag.config.get("maximum") or 9],
        "datum": [
            (today + timedelta(days=days)).isoformat()
            for days in ((90, 2) if vraag.config.get("moment") == "toekomst" else (-30, -90))
        ],
        "tijd": ["14:00"],
        "email": ["naam@voorbeeld.nl"],
        "telefoon": ["0612345678"],
        "postcode_huisnummer": [{"postcode": "1234 AB", "huisnummer": "12"}],
        "locatie": [{"omschrijving": "Bij de speeltuin"}],
        "bestand": [{"bestanden": (), "later": "ja", "reden": "Ik heb het nog niet."}],
        "toestemming": ["ja"],
        "toelichting": [None],
    }
    return [type_of(vraag).check(vraag, raw) for raw in known.get(vraag.type, ["Iets"])]


def walks(schema: FormSchema, *, only_required: bool) -> Iterator[dict[str, Any]]:
    """Every combination of answers that can lead another way, with one answer to all other questions."""
    decisive = {deel.vraag for voorwaarde, _bron in conditions_of(schema) for deel in comparisons(voorwaarde)}
    vragen = [vraag for vraag in schema.vragen() if vraag.code in decisive]
    rest = {
        vraag.code: answers_to(vraag)[0]
        for vraag in schema.vragen()
        if vraag.code not in decisive and (vraag.verplicht or not only_required)
    }
    for chosen in product(*(answers_to(vraag) for vraag in vragen)):
        yield rest | dict(zip([vraag.code for vraag in vragen], chosen, strict=True))


def test_every_municipality_finds_what_it_needs() -> None:
    assert set(CODES) == OFFICIAL | NOT_OFFICIAL
    assert (
        len({one.naam for one in sjablonen()}) == len({one.data["slug"] for one in sjablonen()}) == len(CODES)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_a_template_is_a_good_form(code: str) -> None:
    schema = schema_of(code)
    check_form(schema)
    page = formulier_from(sjabloon(code), FACTS)
    texts = (page.intro, page.dank_tekst, page.mail_tekst, page.andere_kanalen, schema.zaaktype or "-")
    assert all(texts)
    assert not [vraag.code for vraag in schema.vragen() if vraag.verplicht and vraag.type == "email"]
    assert not [vraag.code for vraag in schema.vragen() if vraag.verplicht_als and vraag.type == "email"]
    for vraag in schema.vragen():
        if type_of(vraag).asks:
            assert vraag.foutmelding, f"{vraag.code} doesn't say what to do"
    # Without a zaaktype nothing goes live, and that is all that is missing.
    assert {found.rule for found in check_formulier(page)} == {"formulier-zaaktype"}


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_each_personal_question_says_why_and_by_which_right(code: str) -> None:
    asked = [vraag for vraag in schema_of(code).vragen() if type_of(vraag).is_personal(vraag)]
    assert asked
    assert [vraag.code for vraag in asked if not vraag.doel or vraag.grondslag not in set(Grondslag)] == []
    # Also what is not personal by its type: who gives a reason must give a ground, and the other way round.
    halves = [v.code for v in schema_of(code).vragen() if bool(v.doel) != (v.grondslag in set(Grondslag))]
    assert halves == []


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_the_flag_is_what_the_law_says_and_the_official_ones_have_a_kind(code: str) -> None:
    page = formulier_from(sjabloon(code), FACTS)
    assert page.officieel_bericht is (code in OFFICIAL)
    assert bool(page.bericht_soort) is (code in OFFICIAL)


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_every_way_through_ends(code: str) -> None:
    """With all answers, and with no more than is required: sent or stopped, and every question is met once."""
    schema, today = schema_of(code), timezone.localdate()
    stappen: set[str] = set()
    vragen: set[str] = set()
    ends: set[str] = set()
    sent = 0
    for only_required in (False, True):
        for answers in walks(schema, only_required=only_required):
            outcome = validate_all(schema, answers, check, today=today)
            assert outcome.first_failing is None, (outcome.first_failing, answers)
            stappen |= set(outcome.route.slugs)
            vragen |= outcome.route.codes
            if outcome.route.stop is None:
                sent += 1
            else:
                ends.add(outcome.route.stop.titel)
    assert sent
    assert stappen == {stap.slug for stap in schema.stappen}
    assert vragen == {vraag.code for vraag in schema.vragen()}
    assert ends == {stop.titel for stap in schema.stappen for stop in stap.stops}


@pytest.mark.parametrize("code", CODES)
def test_a_template_is_b1(code: str) -> None:
    data = module._filled(tomllib.loads((module.FOLDER / f"{code}.toml").read_text(encoding="utf-8")), FACTS)
    found = hold([OwnText(text, f"{code}.toml") for text in texts_in(data)], terms=TERMS).wrong
    assert not found, "\n".join(map(str, found))


def texts_in(node: Any) -> Iterator[str]:
    """What somebody reads of a template."""
    if isinstance(node, str):
        if is_dutch(node):
            yield node
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from texts_in(value)


# --- what the law asks of single forms ---------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["klacht", "bezwaar", "zienswijze", "ingebrekestelling", "woo-verzoek"])
def test_an_official_message_has_a_name_an_address_and_a_free_choice_of_mail(code: str) -> None:
    vragen = {vraag.code: vraag for vraag in schema_of(code).vragen()}
    assert vragen["naam"].verplicht and vragen["adres"].verplicht
    assert not vragen["email"].verplicht and not vragen["telefoon"].verplicht
    consent = vragen["bericht_per_email"]
    assert type_of(consent).contact_role(consent) == "email_toestemming" and not consent.verplicht


@pytest.mark.django_db
def test_an_objection_names_the_decision_and_its_papers_may_follow() -> None:
    vragen = {vraag.code: vraag for vraag in schema_of("bezwaar").vragen()}
    assert {"kenmerk", "datum_besluit", "redenen", "ondertekening"} <= set(vragen)
    late = [v for code in CODES for v in schema_of(code).vragen() if v.type == "bestand" and v.verplicht]
    assert vragen["besluit"] in late
    assert all(v.config["mag_later"] for v in late)


@pytest.mark.django_db
def test_no_form_asks_a_bsn_or_a_copy_of_an_identity_document() -> None:
    for code in CODES:
        assert "bsn" not in {vraag.type for vraag in schema_of(code).vragen()}
    avg = schema_of("avg-verzoek")
    assert "bestand" not in {vraag.type for vraag in avg.vragen()}
    assert "paspoort of identiteitskaart zien" in avg.dank_tekst


@pytest.mark.django_db
def test_who_asks_for_information_is_not_asked_why() -> None:
    assert not [
        v for v in schema_of("woo-verzoek").vragen() if "waarom" in v.label.lower() or "reden" in v.code
    ]


# --- making a draft ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_unknown_facts_are_marked_and_the_gate_refuses_the_mark() -> None:
    page = formulier_from(sjabloon("contact"), {"gemeente": "Testdorp"})
    assert "[vul in: telefoonnummer]" in page.andere_kanalen and "Testdorp" in page.intro
    found = {item.source for item in check_formulier(page) if item.rule == "formulier-invulplek"}
    assert found == {"andere_kanalen"}
    stop = formulier_from(sjabloon("klacht"), {})
    found = {item.source for item in check_formulier(stop) if item.rule == "formulier-invulplek"}
    assert "stappen" in found


def test_a_file_that_nobody_understands_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "raar.toml"
    path.write_text('naam = "x"\nomschrijving = "y"\nkleur = "rood"\n')
    with pytest.raises(SjabloonError, match="kleur"):
        module._read(path)
    with pytest.raises(SjabloonError, match="weer"):
        module._filled({"titel": "Het is {weer}"}, FACTS)
    with pytest.raises(SjabloonError, match="bestaat-niet"):
        sjabloon("bestaat-niet")


def test_the_same_lookup_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_lookups", [])

    def facts(_page: Any) -> dict[str, str]:
        return {"telefoon": " 1  2 ", "postadres": " "}

    register_gegevens(facts)
    register_gegevens(facts)
    assert module._lookups == [facts]
    assert gegevens_for(None) == {"telefoon": "1 2"}


@pytest.mark.django_db
def test_a_draft_has_all_of_it_and_the_municipality_s_own_facts(home: HomePage, zaaktype: Any) -> None:
    settings = SiteSettings.for_site(home.get_site())
    settings.bezoekadres = "Markt 1\n1234 AB Testdorp"
    settings.save()
    user = make_user()
    page = begin(sjabloon("evenement-melden"), home, user=user)
    stored = FormulierPage.objects.get(pk=page.pk)
    assert (stored.live, stored.has_unpublished_changes, stored.owner) == (False, True, user)
    assert stored.latest_revision and stored.latest_revision.user == user
    assert "(0590) 01 23 45" in stored.andere_kanalen and "Markt 1, 1234 AB Testdorp" in stored.andere_kanalen
    assert len(stored.stappen) == 7 and stored.officieel_bericht and stored.bericht_soort
    assert stored.zaaktype_identificatie == "", "this municipality has no such zaaktype"
    assert begin(sjabloon("evenement-melden"), home, user=user).slug == f"{stored.slug}-2"


@pytest.mark.django_db
def test_a_known_zaaktype_is_kept(home: HomePage, zaaktype: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sjabloon("contact").data, "zaaktype", "TEST")
    assert begin(sjabloon("contact"), home, user=make_user()).zaaktype_identificatie == "TEST"


@pytest.mark.django_db
def test_what_must_be_paid_is_closed_and_shows_the_counter(home: HomePage) -> None:
    page = begin(sjabloon("uittreksel"), home, user=make_user())
    assert not openstelling(page).open and openstelling(page).tekst.startswith("Dit kan nog niet online.")
    assert page.inloggen == "moet" and "balie" in page.andere_kanalen
    others = [one for one in sjablonen() if one.code != "uittreksel"]
    assert all(openstelling(formulier_from(one, FACTS)).open for one in others)


@pytest.mark.django_db
def test_a_move_is_only_behind_a_login_and_asks_nothing_that_is_known() -> None:
    page = formulier_from(sjabloon("verhuizing"), FACTS)
    assert page.inloggen == "moet" and "balie" in page.andere_kanalen
    known = {vraag.code: vraag.prefill for vraag in page.form_schema().vragen() if vraag.prefill}
    assert known == {"naam": "brp.naam", "oud_adres": "brp.adres", "email": "profiel.email"}
    others = [one for one in sjablonen() if one.code not in ("verhuizing", "uittreksel")]
    assert {formulier_from(one, FACTS).inloggen for one in others} == {"niet"}


@pytest.mark.django_db
def test_nobody_begins_where_that_is_not_allowed(home: HomePage) -> None:
    reader = make_user("lezer", is_superuser=False)
    formulier = make_formulier(home)
    for parent, user in ((home, reader), (formulier, make_user())):
        with pytest.raises(PermissionDenied):
            begin(sjabloon("contact"), parent, user=user)
    assert FormulierPage.objects.count() == 1


# --- the screen --------------------------------------------------------------------------------------------


def editor_of(page: Any, name: str = "redacteur") -> Client:
    """Somebody who may add pages below `page` and nowhere else."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=page, permission=Permission.objects.get(codename="add_page")
    )
    user = make_user(name, is_superuser=False)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_an_editor_begins_below_the_pages_of_the_own_part_only(home: HomePage) -> None:
    mine, other = make_page(home, "Mijn deel"), make_page(home, "Ander deel")
    client = editor_of(mine)
    shown = client.get(reverse(SCREEN), {"plek": other.pk})
    assert list(shown.context["form"].fields["plek"].queryset.values_list("pk", flat=True)) == [mine.pk]
    text = shown.content.decode()
    assert all(one.naam in text for one in sjablonen())
    answer = client.post(reverse(SCREEN), {"sjabloon": "klacht", "plek": mine.pk})
    page = FormulierPage.objects.get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.get_parent().pk == mine.pk and page.owner.username == "redacteur" and not page.live
    assert client.get(answer["Location"]).status_code == 200
    refused = client.post(reverse(SCREEN), {"sjabloon": "klacht", "plek": other.pk})
    assert "Hier mag u geen formulier maken" in refused.content.decode()
    assert FormulierPage.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Kies een sjabloon."),
        ({"sjabloon": "../../etc/passwd"}, "Dit sjabloon bestaat niet."),
        ({"sjabloon": "klacht", "plek": "x' OR 1=1"}, "Hier mag u geen formulier maken"),
        ({"sjabloon": "klacht", "plek": "9" * 400}, "Hier mag u geen formulier maken"),
        ({"sjabloon": "klacht\x00", "plek": ""}, "Kies een pagina."),
    ],
)
def test_nonsense_makes_nothing_and_says_what_to_do(
    admin_client: Client, home: HomePage, data: dict[str, str], said: str
) -> None:
    answer = admin_client.post(reverse(SCREEN), data)
    assert answer.status_code == 200 and said in answer.content.decode()
    assert not FormulierPage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("plek", ["x", "-1", "٣", "9" * 50, ""])
def test_a_strange_place_in_the_address_is_no_place(admin_client: Client, home: HomePage, plek: str) -> None:
    assert admin_client.get(reverse(SCREEN), {"plek": plek}).status_code == 200


@pytest.mark.django_db
def test_who_may_add_nothing_stays_out(home: HomePage) -> None:
    page = make_page(home, "Mijn deel")
    client = editor_of(page)
    GroupPagePermission.objects.all().delete()
    assert client.get(reverse(SCREEN)).status_code == 302
    assert client.post(reverse(SCREEN), {"sjabloon": "klacht", "plek": page.pk}).status_code == 302
    assert not FormulierPage.objects.exists()
    assert Client().get(reverse(SCREEN)).status_code == 302


@pytest.mark.django_db
def test_the_way_there_stands_on_pages_that_can_hold_a_form(admin_client: Client, home: HomePage) -> None:
    address = f"{reverse(SCREEN)}?plek={home.pk}"
    explore = reverse("wagtailadmin_explore", args=[home.pk])
    assert address in admin_client.get(explore).content.decode()
    formulier = make_formulier(home)
    edit = reverse("wagtailadmin_pages:edit", args=[formulier.pk])
    assert reverse(SCREEN) not in admin_client.get(edit).content.decode()
