"""A ZGW backend for tests that behaves as the real one does, and breaks on command."""

from tests.support.fake_zgw.configure import configure
from tests.support.fake_zgw.faults import Fault
from tests.support.fake_zgw.server import CLIENT_ID, SECRET, FakeZgw, call_name

__all__ = ["CLIENT_ID", "SECRET", "FakeZgw", "Fault", "call_name", "configure"]
