"""Mangled files of forms (S21): each makes a whole draft or nothing, and always says why."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from django.test import Client

from formulieren.editor.uitwisseling import UitwisselingError, export_form, normal
from formulieren.editor.uitwisseling_lezen import read_form
from formulieren.editor.uitwisseling_maken import import_form
from formulieren.models import FormulierPage
from tests.formulieren.test_uitwisseling import as_bytes, page, small, upload  # noqa: F401 - page is a fixture
from tests.support.site import make_user

pytestmark = pytest.mark.django_db

ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**30, "", " ", "x" * 3000, "<script>alert(1)</script>", "{{ 7*7 }}", "../..",
    "\u202e", "é", "👩‍👩‍👧", [], {}, [[]], [None], {"a": {}}, [{"waarde": [], "tekst": {}}],
    {"soort": "alle", "delen": []},
    {"vraag": "wat", "operator": "is", "waarde": "x"}, "nl", "tekst", "keuze", "herhalende_groep", "toelichting",
]  # fmt: skip


def spots(node: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in the data."""
    pairs = (
        list(node.items())
        if isinstance(node, dict)
        else list(enumerate(node))
        if isinstance(node, list)
        else []
    )
    return [
        *((node, key) for key, _value in pairs),
        *(spot for _key, value in pairs for spot in spots(value)),
    ]


def mutated(rnd: random.Random, data: dict[str, Any]) -> bytes:
    data = json.loads(json.dumps(data))
    if rnd.random() < 0.15:
        raw = bytearray(as_bytes(data))
        for _ in range(rnd.randint(1, 20)):
            raw[rnd.randrange(len(raw))] = rnd.randrange(256)
        return bytes(raw[: rnd.randrange(len(raw))] if rnd.random() < 0.3 else raw)
    for _ in range(rnd.randint(1, 3)):
        node, key = rnd.choice(spots(data))
        match rnd.randrange(4):
            case 0:
                node[key] = rnd.choice(ODD)
            case 1:
                del node[key]
            case 2:
                other, name = rnd.choice(spots(data))
                node[key] = json.loads(json.dumps(other[name]))
            case _ if isinstance(node, dict):
                node[rnd.choice(["extra", "type", "config", "als", "delen", "__proto__", "id"])] = rnd.choice(
                    ODD
                )
            case _:
                node.append(rnd.choice([*ODD, node[key]]))
        if not spots(data):
            break
    return as_bytes(data)


@pytest.mark.parametrize("part", range(3))
def test_fuzzed_files_make_a_whole_form_or_nothing(home: Any, page: FormulierPage, part: int) -> None:  # noqa: F811
    rnd, user = random.Random(part), make_user()
    bases = [export_form(page.form_schema(), page), small()]
    made = 0
    for number in range(100):
        content = mutated(rnd, rnd.choice(bases))
        before = FormulierPage.objects.count()
        try:
            found = import_form(read_form(content), home, user=user)
        except UitwisselingError as error:
            assert str(error), number
            assert FormulierPage.objects.count() == before, number
            continue
        made += 1
        stored = FormulierPage.objects.get(pk=found.formulier.pk)
        assert not stored.live and stored.latest_revision is not None, number
        assert normal(stored.form_schema()) == normal(read_form(content).schema), number
    assert 0 < made < 100


def test_fuzzed_uploads_never_break_the_screen(home: Any, admin_client: Client, page: FormulierPage) -> None:  # noqa: F811
    rnd, client = random.Random(9), admin_client
    client.raise_request_exception = False
    data = export_form(page.form_schema(), page)
    for number in range(12):
        assert upload(client, mutated(rnd, data), home.pk).status_code in (200, 302), number
