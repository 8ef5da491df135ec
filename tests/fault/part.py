"""One long part for script/bench faults, named in its environment; the ordinary run does not collect this file."""

from __future__ import annotations

import os

from formulieren.models import FormulierPage, FormulierVersie
from tests.fault import formulieren

PARTS = {
    each.__name__: each
    for each in (formulieren.posts_over_http, formulieren.posts_in_the_flow, formulieren.replays)
}


def test_a_part(formulier: FormulierPage) -> None:
    name, seed, count = os.environ["FAULT"], int(os.environ["FAULT_SEED"]), int(os.environ["FAULT_COUNT"])
    if name == "editing":
        formulieren.Editing(formulier, seed).walk(count)
    elif name == "steps_in_any_order":
        formulieren.steps_in_any_order(seed, count, [FormulierVersie.objects.get().form_schema])
    else:
        PARTS[name](seed, count)
