"""A form as a file: out and in again it is the same form; what doesn't fit is refused, and nothing is half stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from wagtail.models import Locale

from formulieren.editor.loading import regels_from_dict
from formulieren.editor.sjablonen import formulier_from, sjablonen, sjabloon
from formulieren.editor.uitwisseling import FORMAAT, UitwisselingError, export_form, normal
from formulieren.editor.uitwisseling_lezen import MAX_BYTES, read_form
from formulieren.editor.uitwisseling_maken import formulier_of, import_form
from formulieren.flow.schema import SCHEMA_VERSION, FormSchema
from formulieren.models import FormulierPage, FormulierVersie
from producten.models import UniformeProductnaam
from tests.formulieren import random_forms
from tests.formulieren.conftest import STAPPEN, make_formulier
from tests.formulieren.logica_form import REGELS
from tests.formulieren.logica_form import STAPPEN as LOGICA
from tests.formulieren.test_sjablonen import FACTS, editor_of
from tests.formulieren.test_vertaling import REGELS as NESTED_REGELS
from tests.formulieren.test_vertaling import STAPPEN as NESTED
from tests.support.site import make_page, make_user

pytestmark = pytest.mark.django_db
SCREEN = "formulier_inlezen"


def as_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def file_of(schema: FormSchema) -> dict[str, Any]:
    """The file of a form that comes from no page."""
    page = FormulierPage(title=schema.titel, slug="proef", locale=Locale.get_default())
    return export_form(schema, page)


def read_back(data: dict[str, Any]) -> dict[str, Any]:
    """What a form is exported as once it was imported."""
    page = formulier_of(read_form(as_bytes(data)), slug=data["pagina"]["slug"])
    page.locale = Locale.get_default()
    return export_form(page.form_schema(), page)


@pytest.mark.parametrize("code", [one.code for one in sjablonen()])
def test_every_template_comes_back_as_it_went(code: str) -> None:
    page = formulier_from(sjabloon(code), FACTS)
    page.locale = Locale.get_default()
    data = export_form(page.form_schema(), page)
    assert read_back(data) == data


@given(schema=random_forms.forms())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_form_comes_back_as_it_went(schema: FormSchema) -> None:
    data = file_of(schema)
    assert data["formulier"] == normal(schema)
    assert read_back(data) == data


@pytest.fixture
def page(home: Any, zaaktype: Any) -> FormulierPage:
    """A form with every kind of question and every kind of logic."""
    last: dict[str, Any] = {
        "slug": "laatste",
        "titel": "Tot slot",
        "toon_als": {"vraag": "aantal", "operator": "minstens", "waarde": 2},
        "vraag": [
            {"type": "tarief", "code": "product", "label": "Welk product?", "tarieven": ["leges", "kraam"]}
        ],
    }
    steps = [*NESTED, *STAPPEN, last]
    steps[2] = {**steps[2], "vraag": [v for v in steps[2]["vraag"] if v["code"] != "soort"]}
    steps[3] = {**steps[3], "vraag": [v for v in steps[3]["vraag"] if v["code"] != "naam"]}
    made = make_formulier(
        home,
        stappen=steps,
        regels=regels_from_dict([*NESTED_REGELS, {"type": "prijs", "tarief": "leges"}], seed="x"),
        bewaar_dagen=30,
        hervatten=False,
        bericht_soort="melding",
    )
    made.save_revision()
    return made


def download(client: Client, page: FormulierPage, versie: str = "concept") -> Any:
    return client.get(reverse("formulier_bestand", args=[page.pk]), {"versie": versie})


def upload(client: Client, content: bytes, plek: Any) -> Any:
    file = SimpleUploadedFile("formulier.json", content, content_type="application/json")
    return client.post(reverse(SCREEN), {"bestand": file, "plek": plek})


def test_an_editor_takes_a_form_out_and_in_again(
    admin_client: Client, home: Any, page: FormulierPage
) -> None:
    out = download(admin_client, page)
    assert out["Content-Disposition"] == 'attachment; filename="formulier-proef-concept.json"'
    assert out["Content-Type"] == "application/json" and "no-store" in out["Cache-Control"]
    data = json.loads(out.content)
    assert (data["formaat"], data["schema_version"], data["taal"]) == (FORMAAT, SCHEMA_VERSION, "nl")
    other = make_page(home, "Ander deel")
    answer = upload(admin_client, out.content, other.pk)
    made = FormulierPage.objects.exclude(pk=page.pk).get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert made.get_parent().pk == other.pk and made.slug == "proef-2"
    assert not made.live and made.has_unpublished_changes and made.owner is not None
    assert made.latest_revision is not None and not FormulierVersie.objects.exists()
    again = json.loads(download(admin_client, made).content)
    assert again == {**data, "pagina": {**data["pagina"], "slug": "proef-2"}}
    assert (made.bewaar_dagen, made.hervatten, made.bericht_soort) == (30, False, "melding")
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert "Het concept ‘Een melding doen’ is klaar." in told[0]
    assert any("zaaktype ‘MARKT’ kennen wij hier niet" in text for text in told)
    assert any("tarief ‘leges’ heeft hier geen bedrag" in text for text in told)


def test_a_file_has_nothing_of_this_site_or_of_a_person(admin_client: Client, page: FormulierPage) -> None:
    user = make_user("jan.jansen")
    page.save_revision(user=user)
    text = download(admin_client, page).content.decode()
    data = json.loads(text)
    ids = [child.id for child in page.stappen] + [child.id for child in page.stappen[0].value["vragen"]]
    for private in (*ids, "jan.jansen", '"bron"', '"pk"', '"id"', str(page.translation_key)):
        assert private not in text
    assert set(data["pagina"]) == {
        "slug", "product_upl", "intro", "bericht_soort", "bewaar_dagen", "hervatten",
    }  # fmt: skip


def test_a_live_version_goes_out_as_it_was(admin_client: Client, formulier: FormulierPage) -> None:
    formulier.title = "Het concept"
    formulier.save_revision()
    assert (
        json.loads(download(admin_client, formulier, "1").content)["formulier"]["titel"] == "Een melding doen"
    )
    assert json.loads(download(admin_client, formulier).content)["formulier"]["titel"] == "Het concept"
    for wrong in ("2", "0", "x", "-1", "٣", "9" * 30):
        assert download(admin_client, formulier, wrong).status_code == 404


def test_a_draft_that_is_not_whole_says_why(admin_client: Client, page: FormulierPage) -> None:
    page.stappen[1].value["toon_als"]["delen"][0].value["waarde"] = "bestaat niet"
    page.save_revision()
    answer = download(admin_client, page)
    assert answer["Location"] == reverse("formulier_versies", args=[page.pk])
    assert "Dit formulier is nog niet af." in admin_client.get(answer["Location"]).content.decode()


def test_the_product_is_found_by_its_national_name_or_not_at_all(home: Any, page: FormulierPage) -> None:
    from producten.models import ProductPage
    from producten.services.paginas import create_product, create_producten, create_productgroep

    upn = UniformeProductnaam.objects.create(
        naam="evenement", uri="http://standaarden.overheid.nl/owms/evenement"
    )
    groep = create_productgroep(create_producten(home, slug="p", title="P"), slug="g", title="G")  # fmt: skip
    product = create_product(groep, slug="feest", title="Feest", upn=upn)
    page.product = ProductPage.objects.get(pk=product.pk)
    data = export_form(page.form_schema(), page)
    assert data["pagina"]["product_upl"] == upn.uri
    made = import_form(read_form(as_bytes(data)), home, user=make_user())
    assert made.formulier.product == page.product
    data["pagina"]["product_upl"] = "http://elders"
    made = import_form(read_form(as_bytes(data)), home, user=make_user("twee"))
    assert made.formulier.product is None
    assert "Het product van dit formulier is hier niet gevonden. Kies zelf een product." in made.opmerkingen


def test_what_another_site_may_not_have_is_kept_and_told(home: Any, zaaktype: Any) -> None:
    uitleg = make_page(home, "Uitleg")
    naam = {
        "type": "tekst",
        "code": "naam",
        "label": "Uw naam?",
        "prefill": "elders.naam",
        "prefill_aanpassen": True,
    }
    stop = {**LOGICA[0]["stop"][0], "link_adres": ""}
    made = make_formulier(home, stappen=[{**LOGICA[0], "vraag": [*LOGICA[0]["vraag"], naam], "stop": [stop]}])
    made.stappen[0].value["stops"][0]["link_pagina"] = uitleg
    data = export_form(made.form_schema(), made)
    assert data["formulier"]["stappen"][0]["stops"][0]["link_url"] == "/uitleg/"
    found = import_form(read_form(as_bytes(data)), home, user=make_user())
    assert found.formulier.stappen[0].value["stops"][0]["link_pagina"] is None
    assert export_form(found.formulier.form_schema(), found.formulier)["formulier"] == data["formulier"]
    assert found.opmerkingen == (
        "Wij kunnen het antwoord op ‘Uw naam?’ hier niet zelf opzoeken.",
        "Kijk of de link ‘/uitleg/’ hier ook bestaat.",
    )


def test_an_old_file_is_lifted(home: Any) -> None:
    vraag = {
        "code": "wat", "type": "tekst", "label": "Wat?", "hint": "", "doel": "", "verplicht": True,
        "foutmelding": "", "config": {},
    }  # fmt: skip
    data = {
        "formaat": FORMAAT,
        "schema_version": 1,
        "taal": "nl",
        "pagina": {"slug": "oud"},
        "formulier": {
            "titel": "Oud", "zaaktype": "", "officieel_bericht": False, "dank_tekst": "", "andere_kanalen": "",
            "stappen": [{"slug": "een", "titel": "Een", "uitleg": "", "vragen": [vraag]}],
        },
    }  # fmt: skip
    made = import_form(read_form(as_bytes(data)), home, user=make_user())
    assert (
        made.formulier.slug == "oud" and made.formulier.stappen[0].value["vragen"][0].value["code"] == "wat"
    )
    assert "Kies nog een zaaktype. Zonder zaaktype kan het niet online." in made.opmerkingen


# --- what is refused ---------------------------------------------------------------------------------------


def small() -> dict[str, Any]:
    page = formulier_from(sjabloon("klacht"), FACTS)
    page.locale = Locale.get_default()
    return export_form(page.form_schema(), page)


def vraag_0(data: Any) -> Any:
    return data["formulier"]["stappen"][0]["vragen"][0]


def changed(change: Callable[[Any], Any]) -> Callable[[], bytes]:
    def make() -> bytes:
        data = small()
        change(data)
        return as_bytes(data)

    return make


def deep() -> bytes:
    return b"[" * 100_000


def condition(operator: str, waarde: Any) -> dict[str, Any]:
    return {"toon_als": {"vraag": "bestaat_niet", "operator": operator, "waarde": waarde}}


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "geen JSON-bestand"),
    "no text": (lambda: b"\xff\xfe\x00", "geen JSON-bestand"),
    "no json": (lambda: b"<xml/>", "geen JSON-bestand"),
    "too deep for python": (deep, "geen JSON-bestand"),
    "too deep": (lambda: b"[" * 60 + b"]" * 60, "zit anders in elkaar"),
    "no number": (lambda: b'{"a": NaN}', "geen JSON-bestand"),
    "too large a number": (lambda: b'{"a": 1e999}', "geen JSON-bestand"),
    "too long a number": (lambda: b'{"a": ' + b"9" * 5000 + b"}", "geen JSON-bestand"),
    "twice": (lambda: b'{"formaat": "x", "formaat": "y"}', "iets dubbel"),
    "zero byte": (changed(lambda d: d["pagina"].update(intro="a\x00b")), "niet kunnen bewaren"),
    "half a sign": (lambda: b'{"a": "\\ud800"}', "niet kunnen bewaren"),
    "too large": (lambda: b" " * (MAX_BYTES + 1), "te groot"),
    "a list": (lambda: b"[]", "is geen formulier"),
    "another format": (changed(lambda d: d.update(formaat="open-formulieren")), "is geen formulier"),
    "from the future": (changed(lambda d: d.update(schema_version=SCHEMA_VERSION + 1)), "nieuwere versie"),
    "from before": (changed(lambda d: d.update(schema_version=0)), "klopt niet"),
    "no version": (changed(lambda d: d.update(schema_version="3")), "klopt ‘schema_version’ niet"),
    "unknown key": (changed(lambda d: d.update(extra=1)), "klopt ‘extra’ niet"),
    "unknown field": (changed(lambda d: d["pagina"].update(live=True)), "klopt ‘live’ niet"),
    "wrong field": (changed(lambda d: d["pagina"].update(bewaar_dagen="veel")), "klopt ‘bewaar_dagen’ niet"),
    "impossible field": (changed(lambda d: d["pagina"].update(bewaar_dagen=-1)), "bewaren na het einde"),
    "too long a text": (changed(lambda d: d["formulier"].update(dank_tekst="x" * 1001)), "wat gebeurt er daarna"),
    "too long a label": (changed(lambda d: vraag_0(d).update(label="x" * 201)), "label"),
    "no title": (changed(lambda d: d["formulier"].update(titel="")), "titel"),
    "unknown type": (changed(lambda d: vraag_0(d).update(type="hologram")), "hologram"),
    "unknown setting": (changed(lambda d: vraag_0(d)["config"].update(kleur="rood")), "klopt niet"),
    "a setting of another shape": (
        changed(lambda d: vraag_0(d).update(type="bestand", config={"soorten": [{}]})),
        "instellingen van",
    ),
    "unknown ground": (changed(lambda d: vraag_0(d).update(grondslag="zin_in")), "grondslag"),
    "unknown question": (changed(lambda d: vraag_0(d).update(condition("leeg", None))), "stap 1, vraag 1"),
    "unknown operator": (changed(lambda d: vraag_0(d).update(condition("eval", "1"))), "eval"),
    "no steps": (changed(lambda d: d["formulier"].update(stappen=[])), "geen stappen"),
    "steps that are none": (changed(lambda d: d["formulier"].update(stappen={"a": 1})), "klopt niet"),
    "two of one code": (
        changed(lambda d: d["formulier"]["stappen"][0]["vragen"].append(vraag_0(d))),
        "twee keer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_with_the_reason(home: Any, name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(UitwisselingError, match=said):
        import_form(read_form(make()), home, user=make_user())
    assert not FormulierPage.objects.exists()


@pytest.mark.parametrize("soort", ["alle", "een", "geen"])
def test_a_condition_that_the_editor_could_not_make_is_refused(home: Any, soort: str) -> None:
    page = make_formulier(home, stappen=LOGICA, regels=regels_from_dict(REGELS, seed="x"))
    data = export_form(page.form_schema(), page)
    part: Any = {"vraag": "soort", "operator": "ingevuld", "waarde": None}
    for _level in range(3):
        part = {"soort": soort, "delen": [part, part]}
    data["formulier"]["stappen"][1]["toon_als"] = part
    with pytest.raises(UitwisselingError, match="meer dan twee lagen"):
        formulier_of(read_form(as_bytes(data)), slug="x")


def test_a_wrong_file_is_told_on_the_screen(admin_client: Client, home: Any) -> None:
    answer = upload(admin_client, b"{}", home.pk)
    assert answer.status_code == 200 and "Dit bestand is geen formulier." in answer.content.decode()
    assert "Kies een bestand." in admin_client.post(reverse(SCREEN), {"plek": home.pk}).content.decode()
    assert "leeg" in upload(admin_client, b"", home.pk).content.decode()
    nowhere = upload(admin_client, as_bytes(small()), "9" * 30)
    assert "Hier mag u geen formulier maken" in nowhere.content.decode()
    assert not FormulierPage.objects.exists()


# --- rights ------------------------------------------------------------------------------------------------


def test_only_who_may_edit_the_form_gets_its_file_and_only_who_may_add_one_makes_one(
    home: Any, page: FormulierPage
) -> None:
    mine, other = make_page(home, "Mijn deel"), make_page(home, "Ander deel")
    client = editor_of(mine)
    assert download(client, page).status_code == 302 and "json" not in download(client, page)["Content-Type"]
    assert "/login" in download(Client(), page)["Location"]
    content = as_bytes(small())
    assert "Hier mag u geen formulier maken" in upload(client, content, other.pk).content.decode()
    assert FormulierPage.objects.count() == 1
    assert upload(client, content, mine.pk).status_code == 302
    assert FormulierPage.objects.exclude(pk=page.pk).get().get_parent().pk == mine.pk
    assert "/login" in upload(Client(), content, mine.pk)["Location"]
    with pytest.raises(PermissionDenied):
        import_form(read_form(content), mine, user=make_user("lezer", is_superuser=False))


def test_the_screen_stands_beside_the_templates(admin_client: Client, home: Any) -> None:
    assert reverse(SCREEN) in admin_client.get(reverse("formulier_sjablonen")).content.decode()
    for plek in ("x", "-1", "9" * 50, str(home.pk)):
        shown = admin_client.get(reverse(SCREEN), {"plek": plek})
        assert shown.status_code == 200 and reverse("formulier_sjablonen") in shown.content.decode()
