"""Faults of the forms, each a function with a seed and a count: the same seed does the same again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from formulieren.flow.route import route
from formulieren.flow.schema import FormSchema, StapSchema, VraagSchema
from formulieren.flow.validate import validate_all, validate_stap
from formulieren.inzendingen.antwoorden import ConceptGone, StapConflict, read_answers, store_stap
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.models.versie import current_versie, freeze
from formulieren.vragen.forms import form_class, raw_answers
from formulieren.vragen.registry import check
from formulieren.vragen.voorbeelden import voorbeelden
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import IncompleteInzending, submit_inzending
from tests.formulieren.conftest import GEGEVENS, MELDING, STAPPEN
from tests.support.payloads import SCRIPTS

ADDRESS = "/formulier/proef"
NAMES = (
    *(vraag["code"] for stap in STAPPEN for vraag in stap["vraag"]), "dag-dag", "dag-maand", "dag-jaar",
    "adres-postcode", "adres-huisnummer", "_versie", "_stand", "_actie", "_later", "csrfmiddlewaretoken",
    "wizard_goto_step", "step", "state", "reference", "__proto__", "",
)  # fmt: skip
VALUES = (
    "", " ", "ja", "nee", "lamp", "op-de-weg", "1", "-1", "31", "2026", "9" * 400, "1e9", "NaN", "½", "٣", "\u202e",
    "' OR 1=1 --", "../../etc/passwd", "a@b.nl\r\nBcc: c@d.nl", "x" * 25_000, "1234 AB", "111222333",
    "NL91ABNA0417164300", "null", "true", "\x00", "\x1b[31m", "é" * 300, "👩‍👩‍👧", "%00", *SCRIPTS[:12],
)  # fmt: skip


def posts_over_http(seed: int, count: int) -> None:
    """S3: nonsense to every address of a form: never a 5xx, nothing stored that the form would refuse."""
    rnd = random.Random(seed)
    client = Client(raise_request_exception=False)
    paths = [f"{ADDRESS}/stap/melding/", f"{ADDRESS}/stap/gegevens/", f"{ADDRESS}/controleren/"]
    for number in range(count):
        if rnd.random() < 0.1:
            client = Client(raise_request_exception=False)
        path = rnd.choice(paths) + rnd.choice(["", "", "?stap=2", "?%ff=%00", "?a=" + "x" * 3000])
        data: dict[str, Any] = dict(rnd.choice([{}, MELDING, GEGEVENS, {**MELDING, **GEGEVENS}]))
        for _ in range(rnd.randint(0, 8)):
            data[rnd.choice(NAMES)] = rnd.choice(
                [rnd.choice(VALUES), [rnd.choice(VALUES), rnd.choice(VALUES)]]
            )
        answer = client.get(path) if rnd.random() < 0.2 else client.post(path, data)
        assert answer.status_code < 500, (seed, number, path)
    for inzending in Inzending.objects.all():
        answers = read_answers(inzending)
        for stap in inzending.versie.form_schema.stappen:
            if stap.slug in inzending.stappen:
                assert validate_stap(stap, answers, check).ok, (seed, inzending.pk)
    assert Zaak.objects.count() == Inzending.objects.filter(state="ingediend").count()


def posts_in_the_flow(seed: int, count: int) -> None:
    """S3: nonsense to every question type: refused in a sentence, or a value that passes again."""
    rnd = random.Random(seed)
    # Files and prices of the day come from the database: they have nonsense of their own.
    vragen = [one.vraag for name, one in voorbeelden().items() if name not in {"bestand", "tarief"}]
    parts = ("-dag", "-maand", "-jaar", "-postcode", "-huisnummer", "-lon", "-0-naam", "-aantal", "-keuze")
    for number in range(count):
        stap = StapSchema(slug="s", titel="S", vragen=_renamed(rnd.sample(vragen, 3)))
        data = QueryDict(mutable=True)
        for vraag in stap.vragen:
            for _ in range(rnd.randint(0, 3)):
                data.setlist(
                    vraag.code + rnd.choice(("", "", *parts)), rnd.choices(VALUES, k=rnd.randint(1, 2))
                )
        form = form_class(stap)(data=data)
        if not form.is_valid():
            assert all(error["message"].strip() for error in form.error_list()), (seed, number)
            continue
        stored = form.answers()
        assert validate_stap(stap, stored, check).ok, (seed, number, stored)
        again = form_class(stap)(raws=raw_answers(stap, stored))
        assert again.is_valid() and again.answers() == stored, (seed, number, stored)


def _renamed(vragen: list[VraagSchema]) -> tuple[VraagSchema, ...]:
    """The examples all have the same code; in one step they can't."""
    return tuple(replace(vraag, code=f"vraag_{number}") for number, vraag in enumerate(vragen))


def steps_in_any_order(seed: int, count: int, forms: list[FormSchema]) -> None:
    """S2: any step asked after any set of steps: open only when all before it are done, else the first open one."""
    rnd = random.Random(seed)
    today = timezone.localdate()
    for number in range(count):
        schema = forms[number % len(forms)]
        slugs = [stap.slug for stap in schema.stappen]
        done = frozenset(rnd.sample(slugs, rnd.randint(0, len(slugs))))
        the_route = route(schema, {}, today=today, done=done)
        wanted = rnd.choice([*slugs, "bestaat-niet"])
        before = the_route.slugs[: the_route.slugs.index(wanted)] if wanted in the_route.slugs else ()
        allowed = wanted in the_route.slugs and set(before) <= done
        assert the_route.may_open(wanted, done) == allowed, (seed, number)
        first = the_route.first_open(done)
        assert first is None or the_route.may_open(first, done), (seed, number)
        if not validate_all(schema, {}, check, today=today).route.stop and first is None:
            assert set(the_route.slugs) <= done, (seed, number)


def replays(seed: int, count: int) -> None:
    """F6: double clicks, back, reload and sending again, in any order: one zaak, the same receipt."""
    rnd = random.Random(seed)
    left = count
    before = Zaak.objects.count()
    people = 0
    while left > 0:
        client, receipts = Client(), set()
        client.post(f"{ADDRESS}/stap/melding/", MELDING)
        client.post(f"{ADDRESS}/stap/gegevens/", GEGEVENS)
        assert client.post(f"{ADDRESS}/controleren/").status_code == 302
        people += 1
        acts: list[Callable[[], Any]] = [
            lambda: client.post(f"{ADDRESS}/controleren/"),  # noqa: B023 - used in this round only
            lambda: client.get(f"{ADDRESS}/controleren/"),  # noqa: B023
            lambda: client.get(f"{ADDRESS}/ontvangen/"),  # noqa: B023
            lambda: client.get(f"{ADDRESS}/stap/gegevens/"),  # noqa: B023
            lambda: client.post(f"{ADDRESS}/stap/gegevens/", {**GEGEVENS, "_stand": "1"}),  # noqa: B023
        ]
        for _ in range(min(left, 20)):
            answer = rnd.choice(acts)()
            assert answer.status_code in {200, 302}, (seed, answer.status_code)
            reference = Inzending.objects.order_by("-pk").values_list("reference", flat=True)[0]
            receipts.add(reference)
            if answer.status_code == 200:
                assert reference in answer.content.decode(), seed
            left -= 1
        assert len(receipts) == 1, (seed, receipts)
    assert Zaak.objects.count() - before == people, seed


class Editing:
    """F10: an editor publishes, closes and opens a form while residents are busy with it."""

    def __init__(self, formulier: FormulierPage, seed: int) -> None:
        self.formulier = formulier
        self.rnd = random.Random(seed)
        self.seed = seed
        self.busy: dict[int, FormulierVersie] = {}
        self.sent = 0

    def walk(self, count: int) -> None:
        """`count` random acts, then everybody who is busy finishes."""
        acts = [self.publish, self.close, self.begin, self.begin, self.store, self.store, self.send]
        for _ in range(count):
            self.rnd.choice(acts)()
        for pk in list(self.busy):
            self.finish(pk)
        assert Zaak.objects.count() == self.sent, self.seed

    def publish(self) -> None:
        self.formulier.title = f"Melding {self.rnd.randint(0, 30)}"
        self.formulier.dank_tekst = f"Wij kijken er op dag {self.rnd.randint(1, 30)} naar."
        freeze(self.formulier)
        FormulierPage.objects.filter(pk=self.formulier.pk).update(live=True)

    def close(self) -> None:
        FormulierPage.objects.filter(pk=self.formulier.pk).update(live=False)

    def begin(self) -> None:
        versie = current_versie(self.formulier)
        assert versie is not None
        self.busy[Inzending.objects.create(versie=versie).pk] = versie

    def store(self) -> None:
        if not self.busy:
            return
        inzending = Inzending.objects.get(pk=self.rnd.choice(list(self.busy)))
        stap = self.rnd.choice(inzending.versie.form_schema.stappen)
        opened = self.rnd.choice([None, 0, inzending.stappen.get(stap.slug, 0)])
        try:
            store_stap(inzending=inzending, stap=stap, answers=self._answers(stap), opened_at=opened)
        except StapConflict as conflict:
            assert conflict.stand > (opened or 0), self.seed

    def send(self) -> None:
        if not self.busy:
            return
        inzending = Inzending.objects.get(pk=self.rnd.choice(list(self.busy)))
        try:
            self._sent(inzending, submit_inzending(inzending=inzending).reference)
        except IncompleteInzending as refused:
            assert refused.step not in inzending.stappen, self.seed

    def finish(self, pk: int) -> None:
        inzending = Inzending.objects.get(pk=pk)
        for stap in inzending.versie.form_schema.stappen:
            store_stap(inzending=inzending, stap=stap, answers=self._answers(stap))
        self._sent(inzending, submit_inzending(inzending=inzending).reference)

    def _answers(self, stap: StapSchema) -> dict[str, Any]:
        return (
            {"soort": "lamp", "wat": "Stuk", "gevaar": False} if stap.slug == "melding" else {"naam": "Jan"}
        )

    def _sent(self, inzending: Inzending, reference: str) -> None:
        """On the version with which the resident began, once, and shut from then on."""
        begun = self.busy.pop(inzending.pk)
        stored = Inzending.objects.get(pk=inzending.pk)
        assert stored.versie_id == begun.pk and stored.reference == reference, self.seed
        assert Zaak.objects.filter(inzending_id=inzending.pk).count() == 1, self.seed
        self.sent += 1
        try:
            store_stap(inzending=stored, stap=begun.form_schema.stappen[0], answers={"wat": "Anders"})
        except ConceptGone:
            return
        raise AssertionError(f"seed {self.seed}: a sent inzending took another answer")
