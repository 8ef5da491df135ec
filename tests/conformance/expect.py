"""Expectations that name the call and the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from formulieren.zaken.client import ZgwError, ZgwRefused


def differs(call: str, what: str, *, wanted: object, got: object) -> NoReturn:
    """Fails with one line: which call, about what, what we build on, and what the backend does."""
    pytest.fail(f"{call}: {what}: we build on {wanted}, the backend says {got}", pytrace=False)


def same(call: str, what: str, *, wanted: object, got: object) -> None:
    """The backend says what we build on."""
    if got != wanted:
        differs(call, what, wanted=repr(wanted), got=repr(got))


def refused(call: str, what: str, act: Callable[[], Any], *, status: int, code: str = "") -> ZgwRefused:
    """The call is refused with this status, and this code somewhere in the answer."""
    wanted = f"{status} {code}".strip()
    try:
        made = act()
    except ZgwRefused as error:
        if error.status != status or (code and code not in error.codes):
            differs(call, what, wanted=wanted, got=f"{error.status} {', '.join(sorted(error.codes))}")
        return error
    except ZgwError as error:
        differs(call, what, wanted=wanted, got=str(error))
    differs(call, what, wanted=wanted, got=f"yes, it may: {type(made).__name__}")


def taken(call: str, what: str, act: Callable[[], Any]) -> Any:
    """The call is accepted; its answer."""
    try:
        return act()
    except ZgwError as error:
        differs(call, what, wanted="that it may", got=str(error))
