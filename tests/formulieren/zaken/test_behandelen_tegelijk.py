"""Two colleagues at the same moment, in real transactions: one of them does it, the other hears it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from basis.logboek.models import LogboekRegel
from formulieren.zaken.models import Aanvulverzoek, Opschorting, Resultaat, Resultaattype, Status, Zaak
from formulieren.zaken.services.aanvulling import answer_aanvulling, ask_aanvulling, close_aanvulling
from formulieren.zaken.services.behandelen import assign
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_sluiten import close_zaak
from formulieren.zaken.services.opschorten import extend_term
from formulieren.zaken.services.status import set_status

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def both(*acts: Callable[[], Any]) -> list[Any]:
    """Does all acts at the same moment: what each gave, or the ValidationError that it raised."""
    ready, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            outcomes.append(act())
        except ValidationError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(outcomes) == len(acts), "nobody waits for ever, and nobody fails in another way"
    return outcomes


def refusals(outcomes: list[Any]) -> int:
    return sum(isinstance(outcome, ValidationError) for outcome in outcomes)


def test_of_two_one_does_it(zaak: Zaak, ans: Any, bo: Any) -> None:
    """One test for all acts: the form that they need is made once."""
    good = Resultaattype.objects.create(
        zaaktype=zaak.zaaktype, omschrijving="Goed", archiefactietermijn="P1Y"
    )
    zaak.uiterlijke_einddatum = timezone.localdate() + timedelta(days=10)
    zaak.save()
    outcomes = both(
        *[lambda user=user: assign(zaak=zaak, behandelaar=user, seen=None, actor=user) for user in (ans, bo)]
    )
    assert refusals(outcomes) == 1
    assert LogboekRegel.objects.filter(reden__startswith="Zaak gegeven").count() == 1

    latest = zaak.uiterlijke_einddatum + timedelta(days=7)
    extend = lambda: extend_term(zaak=zaak, nieuwe_datum=latest, reden="Onderzoek", actor=ans)  # noqa: E731
    assert refusals(both(extend, extend)) == 1 and Zaak.objects.get().verlengingen.count() == 1

    ask_aanvulling(
        zaak=zaak,
        vraag="Waar?",
        reageren_voor=timezone.localdate() + timedelta(days=7),
        opschorten=True,
        actor=ans,
    )
    outcomes = both(
        lambda: answer_aanvulling(verzoek=Aanvulverzoek.objects.get(), antwoord="Daar"),
        lambda: close_aanvulling(verzoek=Aanvulverzoek.objects.get(), reden="Gebeld", actor=bo),
    )
    assert sorted(outcomes) == [False, True]
    verzoek = Aanvulverzoek.objects.get()
    assert (verzoek.beantwoord_op is None) != (verzoek.gesloten_op is None)
    assert Opschorting.objects.get().eind is not None

    second = zaak.next_statustypen()[0]
    step = lambda: set_status(zaak=zaak, statustype=second, actor=ans)  # noqa: E731
    assert refusals(both(step, step)) == 1 and Status.objects.filter(statustype=second).count() == 1

    outcomes = both(*[lambda text=text: decide(zaak=zaak, tekst=text, actor=ans) for text in ("Ja.", "Nee.")])
    assert refusals(outcomes) == 1

    close = lambda: close_zaak(zaak=zaak, resultaattype=good, actor=ans)  # noqa: E731
    assert refusals(both(close, close)) == 1 and Resultaat.objects.count() == 1
    assert Zaak.objects.get().einddatum == timezone.localdate()
