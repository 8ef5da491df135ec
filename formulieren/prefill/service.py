"""Service: which of these questions have a known answer for this person? A register that fails stops nobody."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.prefill.base import Bron, RegisterDown
from formulieren.prefill.registry import find
from formulieren.vragen.registry import type_of

logger = logging.getLogger("loket.formulieren")

# A register that failed is left alone this many seconds, so that a slow one doesn't slow each step.
REST_SECONDS = 30.0
_resting: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Bekend:
    """What is known: normalised answers by question code, and which registers could not be asked."""

    waarden: Mapping[str, Any] = field(default_factory=dict)
    onbereikbaar: tuple[Bron, ...] = ()


def known_answers(vragen: Iterable[VraagSchema], bsn: str) -> Bekend:
    """The answers that registers know for the person, to the questions of `vragen` that name one.

    Asks each register once, and only for the facts of these questions (purpose limitation). A value that the
    question would not take from a resident counts as not known.
    """
    wanted: dict[str, tuple[Bron, dict[str, list[VraagSchema]]]] = {}
    for vraag in vragen:
        found = find(vraag.prefill) if vraag.prefill else None
        if found is not None:
            bron, feit = found
            wanted.setdefault(bron.naam, (bron, {}))[1].setdefault(feit.code, []).append(vraag)
    waarden: dict[str, Any] = {}
    down: list[Bron] = []
    for bron, by_code in wanted.values():
        try:
            facts = ask(bron, bsn, frozenset(by_code))
        except RegisterDown:
            down.append(bron)
            continue
        for code, asked in by_code.items():
            for vraag in asked:
                if (value := _checked(vraag, facts.get(code))) is not None:
                    waarden[vraag.code] = value
    return Bekend(waarden, tuple(down))


def ask(bron: Bron, bsn: str, codes: frozenset[str]) -> Mapping[str, Any]:
    """What the register says, within its time-out; RegisterDown for whatever goes wrong.

    In a thread of its own, which is left behind when it hangs: a register that ignores its time-out holds up nobody.
    """
    if time.monotonic() < _resting.get(bron.naam, 0.0):
        raise RegisterDown
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def fetch() -> None:
        try:
            answers.put(bron.fetch(bsn, codes, timeout=bron.timeout))
        except Exception as error:  # the other side of a wire: everything can come back
            answers.put(error)

    threading.Thread(target=fetch, name=f"prefill-{bron.naam}", daemon=True).start()
    try:
        answer = answers.get(timeout=bron.timeout)
    except queue.Empty:
        answer = TimeoutError()
    if not isinstance(answer, Mapping):
        # Only the kind: the text of an error may hold the person.
        logger.warning("The register %s gave no answer (%s)", bron.naam, type(answer).__name__)
        _resting[bron.naam] = time.monotonic() + REST_SECONDS
        raise RegisterDown
    return answer


def wake() -> None:
    """Asks registers again that failed a moment ago."""
    _resting.clear()


def label_of(prefill: str) -> str:
    """The register of a kept answer as residents read it; "" when there is no such register any more."""
    found = find(prefill)
    return str(found[0].label) if found is not None else ""


def _checked(vraag: VraagSchema, value: Any) -> Any:
    if value is None:
        return None
    try:
        return type_of(vraag).check(vraag, value)
    except (AnswerError, SchemaError):
        pass
    except Exception as error:  # a register may send any JSON, and types expect what a browser sends
        logger.warning("A register gave a value that can't be read (%s)", type(error).__name__)
    return None
