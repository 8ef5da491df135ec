"""Fixtures: a fake that fails the test when a request broke the standard, and the site connected with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.fake_zgw.configure import configure
from tests.support.fake_zgw.server import FakeZgw


@pytest.fixture
def fake_zgw() -> Iterator[FakeZgw]:
    """A ZGW backend on a loopback port, empty."""
    with FakeZgw() as fake:
        yield fake
    assert not fake.violations, "Against the standard: " + "\n".join(dict.fromkeys(fake.violations))


@pytest.fixture
def zgw(fake_zgw: FakeZgw, zaaktype: Any) -> FakeZgw:
    """The same, with the site connected to it and the zaaktype TEST on both sides."""
    configure(fake_zgw)
    return fake_zgw
