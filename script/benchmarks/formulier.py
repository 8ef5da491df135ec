"""CPU time and queries of a step of a long form: 30 steps, 200 questions with conditions between them.

On a database of its own in a folder that is thrown away. Somebody fills the form in from the first step to the last,
`--rounds` times; each step is shown and stored through the whole stack. Step 2 is compared with step 29: a time that
grows with the steps already done is a fault, and then the exit code is 1. CPU time, because a busy machine delays but
does not add to it.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any
from unittest import mock

import django

STEPS, QUESTIONS = 30, 200
SLUG = "lang-formulier"
# How much more the last steps may cost than the first: the questions differ a little from step to step.
LIMIT = 1.25


def schema() -> Any:
    """A form with six or seven questions a step: one in four depends on an earlier answer."""
    from formulieren.flow.schema import FormSchema, StapSchema

    numbers = iter(range(QUESTIONS))
    stappen = []
    for stap in range(STEPS):
        count = QUESTIONS * (stap + 1) // STEPS - QUESTIONS * stap // STEPS
        vragen = tuple(_vraag(next(numbers)) for _ in range(count))
        stappen.append(StapSchema(slug=f"stap-{stap + 1}", titel=f"Stap {stap + 1}", vragen=vragen))
    return FormSchema(titel="Een lang formulier", stappen=tuple(stappen))


def _vraag(number: int) -> Any:
    from formulieren.flow.conditions import Operator, Vergelijking
    from formulieren.flow.schema import VraagSchema

    condition = None
    if number % 4 == 3 and number > 5:
        earlier = f"vraag_{number // 5 * 5 - 5}"
        condition = Vergelijking(vraag=earlier, operator=Operator.IS, waarde=True)
    kind = ("ja_nee", "tekst", "lange_tekst", "getal", "telefoon")[number % 5]
    return VraagSchema(code=f"vraag_{number}", type=kind, label=f"Vraag {number + 1}?", toon_als=condition)


ANSWERS = {
    "ja_nee": "ja",
    "tekst": "Iets",
    "lange_tekst": "Iets langers",
    "getal": "7",
    "telefoon": "0612345678",
}


def _form() -> Any:
    """The long form, live past the gate: this is about filling in."""
    from wagtail.models import Page

    from a11y_checks.models import Audit, GateRecord
    from formulieren.models import FormulierPage, FormulierVersie

    home = Page.objects.get(depth=2)
    page = FormulierPage(title="Een lang formulier", slug=SLUG, live=False)
    home.add_child(instance=page)
    Page.objects.filter(pk=page.pk).update(live=True)
    audit = Audit.objects.create(content_hash="bench", trigger="publish")
    GateRecord.objects.create(page_id=page.pk, audit=audit)
    form = schema()
    FormulierVersie.objects.create(
        formulier=page, nummer=1, titel=page.title, schema=form.to_dict(), sha256=form.sha256()
    )
    return form


def _walk(form: Any) -> Iterator[tuple[int, float, int, float, int]]:
    """(number of the step, CPU seconds and queries of showing, the same of storing) for each step."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="localhost")
    for number, stap in enumerate(form.stappen, start=1):
        url = f"/formulier/{SLUG}/stap/{stap.slug}/"
        with CaptureQueriesContext(connection) as shown:
            begun = time.process_time()
            page = client.get(url)
            show = time.process_time() - begun
        if page.status_code != 200:
            raise SystemExit(f"step {number} answered {page.status_code}")
        data = {vraag.code: ANSWERS[vraag.type] for vraag in stap.vragen}
        with CaptureQueriesContext(connection) as stored:
            begun = time.process_time()
            answer = client.post(url, data)
            store = time.process_time() - begun
        if answer.status_code != 302:
            raise SystemExit(f"storing step {number} answered {answer.status_code}")
        yield number, show, len(shown), store, len(stored)


def run(rounds: int) -> int:
    """Print the table; 1 when the last steps cost more than the first."""
    form = _form()
    figures: dict[int, list[tuple[float, int, float, int]]] = {}
    for _round in range(rounds + 1):
        for number, *row in _walk(form):
            figures.setdefault(number, []).append((row[0], row[1], row[2], row[3]))
    print(
        f"{STEPS} steps, {QUESTIONS} questions; median of {rounds} rounds after one to warm up; CPU milliseconds"
    )
    print(f"{'step':>4} {'show':>8} {'queries':>8} {'store':>8} {'queries':>8}")
    medians: dict[int, tuple[float, float]] = {}
    for number, rows in figures.items():
        show, shown, store, stored = (statistics.median(column) for column in zip(*rows[1:], strict=True))
        medians[number] = show, store
        if number in {1, 2, 3, 5, 10, 15, 20, 25, 28, 29, 30}:
            print(f"{number:4} {show * 1000:8.1f} {shown:8.0f} {store * 1000:8.1f} {stored:8.0f}")
    early = [sum(medians[n]) for n in range(2, 8)]
    late = [sum(medians[n]) for n in range(24, 30)]
    ratio = statistics.mean(late) / statistics.mean(early)
    print(f"steps 24 to 29 cost {ratio:.2f} times steps 2 to 7 (limit {LIMIT})")
    return int(ratio > LIMIT)


def main() -> int:
    """Read the options, make the database, measure."""
    parser = argparse.ArgumentParser(prog="script/bench formulier", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        os.environ["LOKET_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        print(f"{platform.python_implementation()} {platform.python_version()}, SQLite")
        with mock.patch("formulieren.views.wizard.too_fast", lambda _request: False):
            return run(options.rounds)


if __name__ == "__main__":
    sys.exit(main())
