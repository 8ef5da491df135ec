"""The errors of the fake, as a real backend words them: Dutch problem documents with a code and invalidParams."""

from __future__ import annotations

from typing import Any

TITLES = {
    400: "Invalid input.",
    403: "Je hebt geen toestemming om deze actie uit te voeren.",
    404: "Niet gevonden.",
    405: "Methode niet toegestaan.",
    406: "Kan niet voldoen aan de opgegeven Accept header.",
    412: "Precondition failed.",
}


class Problem(Exception):
    """An answer that refuses; `params` are (name, code, reason) for a validation error."""

    def __init__(self, status: int, code: str, detail: str = "", params: Any = ()) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.detail, self.params = status, code, detail, list(params)

    def as_json(self, path: str) -> dict[str, Any]:
        """The problem document; a real backend sends it as application/json, not application/problem+json."""
        title = TITLES.get(self.status, "Fout")
        document: dict[str, Any] = {
            "type": f"http://localhost/ref/fouten/{self.code}/",
            "code": self.code,
            "title": title,
            "status": self.status,
            "detail": self.detail or title,
            "instance": f"urn:fake:{path}",
        }
        if self.params:
            keys = ("name", "code", "reason")
            document["invalidParams"] = [dict(zip(keys, each, strict=True)) for each in self.params]
        return document


def invalid(name: str, code: str, reason: str = "Deze waarde is niet geldig.") -> Problem:
    """A 400 about one field."""
    return Problem(400, "invalid", "", [(name, code, reason)])


def invalid_many(params: list[tuple[str, str, str]]) -> Problem:
    """A 400 about several fields."""
    return Problem(400, "invalid", "", params)


def denied(detail: str = "", code: str = "permission_denied") -> Problem:
    """A 403: a real backend uses it for everything about who may what, an expired token too."""
    return Problem(403, code, detail)
