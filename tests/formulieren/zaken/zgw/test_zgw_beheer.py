"""What the functional manager sets up: services whose secret stays hidden, settings, mappings and the check."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from zgw_consumers.models import Service

from formulieren.models import FormulierPage
from formulieren.zaken.models import FormulierKoppeling, Zaaktype, Zgwinstellingen
from formulieren.zaken.zgw import verbinding
from formulieren.zaken.zgw.verbinding import check_verbinding
from gemeente.roles import Rol, setup_roles
from tests.support.fake_zgw import FakeZgw

NEW = "een-nieuw-geheim-van-meer-dan-32-tekens"


@pytest.fixture
def beheerder(plain_client: Any, django_user_model: Any, home: Any) -> Any:
    """A browser of the functional manager."""
    group = setup_roles()[Rol.FUNCTIONEEL_BEHEERDER]
    user = django_user_model.objects.create_user("fb", email="fb@voorbeeld.nl", password="x" * 20)
    user.groups.add(group)
    plain_client.force_login(user)
    return plain_client


def dienst(**more: Any) -> dict[str, Any]:
    return {
        "label": "Zaken",
        "api_type": "zrc",
        "api_root": "https://zaken.example.nl/zaken/api/v1",
        "client_id": "loket",
        "secret": NEW,
        "timeout": "10",
        **more,
    }


def test_a_secret_goes_in_and_never_out(beheerder: Any) -> None:
    assert beheerder.post(reverse("zgw-diensten:add"), dienst()).status_code == 302
    service = Service.objects.get()
    assert (service.secret, service.api_root) == (NEW, "https://zaken.example.nl/zaken/api/v1/")
    edit = reverse("zgw-diensten:edit", args=[service.pk])
    assert NEW not in beheerder.get(edit).content.decode()
    assert beheerder.post(edit, dienst(secret="", label="Zaken nieuw")).status_code == 302
    service.refresh_from_db()
    assert (service.secret, service.label) == (NEW, "Zaken nieuw"), "an empty field leaves it as it was"
    for name in ("index", "history", "usage", "delete"):
        args = [] if name == "index" else [service.pk]
        assert NEW not in beheerder.get(reverse(f"zgw-diensten:{name}", args=args)).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("api_root", "ftp://x.example/"),
        ("api_root", "https://"),
        ("api_root", "https://u:p@x.example/api/"),
        ("api_root", "https://x.example:99999/"),
        ("api_root", "https://x.example/?a=b"),
        ("secret", "kort"),
        ("secret", ""),
        ("client_id", ""),
        ("api_type", "ac"),
        ("timeout", "0"),
    ],
)
def test_a_wrong_service_is_explained(beheerder: Any, field: str, value: str) -> None:
    answer = beheerder.post(reverse("zgw-diensten:add"), dienst(**{field: value}))
    assert answer.status_code in (200, 422) and not Service.objects.exists()


def test_it_can_only_be_on_when_it_is_whole(beheerder: Any, backend: FakeZgw) -> None:
    url = reverse("wagtailsettings:edit", args=["zaken", "zgwinstellingen"])
    assert beheerder.get(url, follow=True).status_code == 200
    settings = Zgwinstellingen.load()
    settings.catalogi_api = None
    settings.bronorganisatie = "123456789"
    with pytest.raises(Exception) as error:
        settings.full_clean()
    assert set(error.value.message_dict) == {"catalogi_api", "bronorganisatie"}  # type: ignore[attr-defined]


def test_only_who_may_change_it(plain_client: Any, django_user_model: Any, home: Any) -> None:
    user = django_user_model.objects.create_user("kc", password="x" * 20)
    user.groups.add(setup_roles()[Rol.KLANTCONTACT])
    plain_client.force_login(user)
    for name in ("zgw", "koppelingen", "zgw-diensten:index"):
        assert plain_client.get(reverse(name)).status_code == 302


def test_the_check_says_that_all_is_well(beheerder: Any, backend: FakeZgw) -> None:
    before = {table: len(rows) for table, rows in backend.state.tables.items()}
    with backend.tolerant():
        page = beheerder.post(reverse("zgw"), {"actie": "controleer"}).content.decode()
        results = check_verbinding()
    assert all(uitslag.goed for uitslag in results), results
    assert {uitslag.api for uitslag in results} == {"Catalogi API", "Zaken API", "Documenten API"}
    assert "Zaken lezen en maken mag" in page
    assert {table: len(rows) for table, rows in backend.state.tables.items()} == before, "nothing was made"


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ({"api_root": "http://bestaat-niet.invalid/zaken/api/v1/"}, "naam in het adres"),
        ({"api_root": "http://127.0.0.1:9/zaken/api/v1/"}, "neemt niet op"),
        ({"secret": "x" * 40}, "wachtwoord klopt niet"),
        ({"client_id": "iemand"}, "kent deze client-id niet"),
    ],
)
def test_the_check_says_what_is_wrong(backend: FakeZgw, service: dict[str, str], words: str) -> None:
    Service.objects.filter(slug="zaken").update(**service)
    with backend.tolerant():
        [wrong] = [uitslag for uitslag in check_verbinding() if not uitslag.goed]
    assert wrong.api == "Zaken API" and words in f"{wrong.tekst} {wrong.hulp}" and wrong.hulp


@pytest.mark.parametrize("scope", ["zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "documenten.lezen"])
def test_the_check_names_the_scope_that_is_missing(backend: FakeZgw, scope: str) -> None:
    application = backend.state.applications["loket"]
    application.scopes = application.scopes - {scope}
    with backend.tolerant():
        wrong = [uitslag for uitslag in check_verbinding() if not uitslag.goed]
    assert wrong and scope in wrong[0].tekst


def test_the_check_finds_what_is_not_there(backend: FakeZgw, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Zgwinstellingen.load()
    settings.catalogus_domein = "WEG"
    settings.save()
    with backend.tolerant():
        assert "Deze catalogus bestaat niet" in next(u.tekst for u in check_verbinding() if not u.goed)
        settings.catalogus_domein = "LOKET"
        settings.zaken_api = None
        settings.save()
        assert "Kies een Zaken API" in next(u.tekst for u in check_verbinding() if not u.goed)
        monkeypatch.setitem(verbinding.LOWEST, "catalogi", (9, 0))
        assert "minstens versie 9.0" in check_verbinding()[0].tekst + check_verbinding()[0].hulp


def test_the_check_never_breaks(beheerder: Any, backend: FakeZgw, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> Any:
        raise RuntimeError("111222333")

    monkeypatch.setattr(verbinding, "zaken_client", broken)
    with backend.tolerant():
        answer = beheerder.post(reverse("zgw"), {"actie": "controleer"})
    assert answer.status_code == 200 and "RuntimeError" in answer.content.decode()
    assert "111222333" not in answer.content.decode()


def test_reading_the_catalogue_by_hand(beheerder: Any, backend: FakeZgw, zaaktype: Zaaktype) -> None:
    backend.add_zaaktype(identificatie="NIEUW")
    assert beheerder.post(reverse("zgw"), {"actie": "inlezen"}).status_code == 302
    assert Zaaktype.objects.filter(identificatie="NIEUW").exists()
    backend.faults.outage = True
    answer = beheerder.post(reverse("zgw"), {"actie": "inlezen"}, follow=True)
    assert answer.status_code == 200 and "brak af" in answer.content.decode()


def test_a_mapping_is_made_in_the_admin(beheerder: Any, backend: FakeZgw, formulier: FormulierPage) -> None:
    assert "Een melding doen" in beheerder.get(reverse("koppelingen")).content.decode()
    url = reverse("koppeling", args=[formulier.pk])
    page = beheerder.get(url).content.decode()
    assert "Eigenschap: soort" in page and "Document: Bijlage" in page
    assert 'name="v-bsn"' not in page, "a BSN goes nowhere"
    data = {
        "informatieobjecttype": "Bijlage",
        "v-soort": "eigenschap:soort",
        "v-foto": "document:Bijlage",
        "v-plek": "object:",
    }
    assert beheerder.post(url, data).status_code == 302
    koppeling = FormulierKoppeling.objects.get()
    assert set(koppeling.regels.values_list("vraag", "doel", "naam")) == {
        ("soort", "eigenschap", "soort"),
        ("foto", "document", "Bijlage"),
        ("plek", "object", ""),
    }
    wrong = beheerder.post(url, {**data, "v-wat": "eigenschap:soort", "v-aantal": "kvk:"})
    assert wrong.status_code == 422 and koppeling.regels.count() == 3
    doubled = beheerder.post(url, {**data, "v-wat": "eigenschap:soort"})
    assert doubled.status_code == 422 and "krijgt twee antwoorden" in doubled.content.decode()


def test_a_mapping_of_what_is_gone_is_shown_as_gone(beheerder: Any, formulier: FormulierPage) -> None:
    formulier.koppeling.regels.filter(vraag="aantal").update(naam="verdwenen")
    page = beheerder.get(reverse("koppeling", args=[formulier.pk])).content.decode()
    assert "verdwenen (bestaat niet meer)" in page and "heeft geen eigenschap" in page
