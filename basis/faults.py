"""Points at which a test kills the process: nothing happens unless the test settings name one."""

from __future__ import annotations

import os
import signal

from django.conf import settings

_passed: dict[str, int] = {}


def crash_point(name: str) -> None:
    """Ends this process at once, as a power cut would, when LOKET_CRASH_POINT is `name`, or `name#3` the third time.

    Only the test settings have that setting: in use this is one look at a setting that isn't there.
    """
    wanted = getattr(settings, "LOKET_CRASH_POINT", "")
    if not wanted:
        return
    _passed[name] = _passed.get(name, 0) + 1
    if wanted in (name, f"{name}#{_passed[name]}"):
        os.kill(os.getpid(), signal.SIGKILL)
