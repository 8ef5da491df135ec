"""A zaak that just came in on Monday 2 March 2026, the clock of its test, and employees who may handle it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from formulieren.models import FormulierVersie
from formulieren.zaken.models import Rol, Zaak
from formulieren.zaken.services import submit_inzending
from tests.formulieren.test_submit import concept
from tests.formulieren.zaken.clock import TODAY, Clock


@pytest.fixture
def zaak(versie: FormulierVersie) -> Zaak:
    submit_inzending(inzending=concept(versie))
    zaak = Zaak.objects.get()
    zaak.startdatum = TODAY
    zaak.streefdatum, zaak.uiterlijke_einddatum = date(2026, 3, 16), date(2026, 3, 30)
    zaak.save()
    zaak.zaaktype.verlengingstermijn = 4
    zaak.zaaktype.save()
    Rol.objects.filter(zaak=zaak).delete()
    Rol.objects.create(zaak=zaak, emailadres="j@voorbeeld.nl", email_sinds=timezone.now())
    return zaak


@pytest.fixture
def clock(zaak: Zaak, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def make_employee(django_user_model: Any, name: str, *rights: str) -> Any:
    """Somebody who works in the admin with these rights on zaken."""
    user = django_user_model.objects.create_user(name, email=f"{name}@voorbeeld.nl")
    for codename in ("access_admin", *rights):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    return user


@pytest.fixture
def ans(django_user_model: Any) -> Any:
    """Handles zaken."""
    return make_employee(django_user_model, "ans", "view_zaak", "change_zaak")


@pytest.fixture
def bo(django_user_model: Any) -> Any:
    """Handles zaken too."""
    return make_employee(django_user_model, "bo", "view_zaak", "change_zaak")


@pytest.fixture
def kijker(django_user_model: Any) -> Any:
    """Only reads."""
    return make_employee(django_user_model, "kijker", "view_zaak")
