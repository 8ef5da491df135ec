"""What can go wrong between us and a ZGW backend, as one tree. No error ever holds an answer, a body or a query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_SAFE = re.compile(r"[^A-Za-z0-9_.\-]")


class Storing(StrEnum):
    """Why there was no usable answer; read by the outbox (wait) and by the check page (what to mend)."""

    DNS = "dns"
    REFUSED = "refused"
    TLS = "tls"
    TIMEOUT = "timeout"
    NETWORK = "network"
    SERVER = "server"  # 5xx
    BUSY = "busy"  # 408, 429
    REDIRECT = "redirect"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    WRONG_SHAPE = "wrong_shape"  # JSON without what must be in it
    OTHER_HOST = "other_host"  # an address that is not of this API


class ZgwError(Exception):
    """Anything of this tree. `call` is a method and a resource ("POST rollen"): safe to log and to show."""

    def __init__(self, call: str, what: str) -> None:
        super().__init__(f"{call}: {what}")
        self.call = call


class ZgwNotConfigured(ZgwError):
    """A setting is missing or names something that isn't there; `what` says which, in Dutch."""

    def __init__(self, what: str) -> None:
        super().__init__("instellingen", what)
        self.what = what


class ZgwUnavailable(ZgwError):
    """No answer, or one that says: later. The work may have been done all the same."""

    def __init__(
        self, call: str, storing: Storing, *, status: int = 0, retry_after: float | None = None
    ) -> None:
        super().__init__(call, f"{storing.value} {status or ''}".strip())
        self.storing = storing
        self.status = status
        # Seconds that the backend asks us to wait.
        self.retry_after = retry_after


class ZgwMalformed(ZgwUnavailable):
    """An answer that no ZGW backend may give (HTML, half JSON, a huge body, a redirect, an address elsewhere)."""


@dataclass(frozen=True, slots=True)
class Param:
    """One field that was refused. The reason that came with it is dropped: it can repeat what was sent."""

    name: str
    code: str


class ZgwRefused(ZgwError):
    """A 4xx with a reason. Branch on the codes: a backend may give any content type."""

    def __init__(
        self,
        call: str,
        *,
        status: int,
        code: str = "",
        params: tuple[Param, ...] = (),
        skew: float = 0.0,
    ) -> None:
        self.status = status
        self.code = safe(code)
        self.params = tuple(Param(safe(param.name), safe(param.code)) for param in params)
        # How many seconds their clock is ahead of ours, as far as the answer tells.
        self.skew = skew
        named = ", ".join(f"{param.name}={param.code}" for param in self.params[:5])
        super().__init__(call, " ".join(filter(None, (str(status), self.code, named))))

    @property
    def codes(self) -> frozenset[str]:
        """All codes in the answer."""
        return frozenset({self.code, *(param.code for param in self.params)}) - {""}

    def about(self, *names: str) -> bool:
        """Whether one of the refused fields is one of `names` (their first part counts)."""
        return any(param.name.split(".")[0] in names for param in self.params)


def safe(text: object) -> str:
    """A code or field name as it may stand in a log: 60 plain characters at most; digits in a row are masked."""
    plain = _SAFE.sub("", str(text))[:60]
    return re.sub(r"[0-9]{4,}", "#", plain)
