"""Today's outage: on the product, the start, every step and the page that says sorry; and it stays on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.utils import timezone

from formulieren.models import FormulierPage
from formulieren.zaken.models import Zaaktype
from producten.beheer.storingen import StoringPolicy
from producten.keuzes import Kanaal
from producten.models import Storing
from tests.formulieren.conftest import Resident

TEKST = "De telefoon doet het niet. Kom langs of gebruik het formulier."


def outage(**fields: Any) -> Storing:
    """One that lasts now."""
    given: dict[str, Any] = {"kanaal": Kanaal.TELEFOON, "tekst": TEKST, **fields}
    return Storing.objects.create(**given)


def test_every_screen_says_what_does_not_work(resident: Resident, formulier: FormulierPage) -> None:
    outage()
    assert TEKST in resident.client.get(formulier.get_url()).content.decode()
    assert TEKST in resident.get("melding").content.decode()
    resident.fill_in()
    assert TEKST in resident.get("gegevens").content.decode()
    assert TEKST in resident.get("controleren").content.decode()
    Zaaktype.objects.all().delete()
    sorry = resident.post("controleren")
    assert sorry.status_code == 503 and TEKST in sorry.content.decode()


def test_only_in_its_time_and_only_at_its_page(resident: Resident, formulier: FormulierPage) -> None:
    now = timezone.now()
    other = outage(tekst="Iets anders", pagina=formulier.get_parent())
    outage(tekst="Voorbij", begint_op=now - timedelta(days=2), eindigt_op=now - timedelta(days=1))
    outage(tekst="Nog niet", begint_op=now + timedelta(days=1))
    own = outage(tekst="Alleen hier", pagina=formulier, eindigt_op=now + timedelta(hours=1))
    html = resident.get("melding").content.decode()
    assert "Alleen hier" in html and "Wij denken dat het weer werkt op" in html
    assert not any(text in html for text in ("Iets anders", "Voorbij", "Nog niet"))
    assert list(Storing.objects.now().shown_on(None)) == []
    # The page goes: the outage stays on record, and is not one of everything all at once.
    Storing.objects.filter(pk=other.pk).update(pagina=None)
    assert own in Storing.objects.all() and "Iets anders" not in resident.get("melding").content.decode()


def test_an_end_before_the_begin_is_refused(db: None) -> None:
    now = timezone.now()
    with pytest.raises(ValidationError, match="na het begin"):
        Storing(tekst="x", begint_op=now, eindigt_op=now - timedelta(hours=1)).full_clean()


def test_nobody_removes_an_outage(admin_user: User, django_user_model: Any) -> None:
    policy = StoringPolicy(Storing)
    assert not policy.user_has_permission(admin_user, "delete") and policy.user_has_permission(
        admin_user, "add"
    )
    webteam = django_user_model.objects.create_user("web", password="x" * 16)
    assert not policy.user_has_any_permission(webteam, ["add", "change", "view"])
    webteam.user_permissions.add(Permission.objects.get(codename="add_storing"))
    assert policy.user_has_permission(django_user_model.objects.get(pk=webteam.pk), "add")


def test_the_admin_switches_one_on_and_has_no_way_to_remove_it(admin_client: Any) -> None:
    answer = admin_client.post(
        "/beheer/storingen/new/",
        {"kanaal": "online", "pagina": "", "tekst": TEKST, "begint_op": "2026-01-02 10:00", "eindigt_op": ""},
    )
    storing = Storing.objects.get()
    assert answer.status_code == 302 and storing.tekst == TEKST
    assert TEKST in admin_client.get("/beheer/storingen/").content.decode()
    assert admin_client.post(f"/beheer/storingen/delete/{storing.pk}/").status_code in (302, 403)
    assert Storing.objects.exists()
