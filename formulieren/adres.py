"""The addresses of one form's flow: the residents' own, or those under which the staff fills in for a resident."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class FormAdres:
    """Where the pages of the form `slug` are; `namens` is the way of an employee who fills in for a resident."""

    slug: str
    namens: bool = False

    def stap(self, step: str) -> str:
        """A step."""
        return reverse(self._name("stap"), kwargs={"slug": self.slug, "step": step})

    def bestand(self, uuid: str) -> str:
        """A file that was added."""
        return reverse(self._name("bestand"), kwargs={"slug": self.slug, "uuid": uuid})

    @property
    def start(self) -> str:
        """Where the form starts: the short address, or the employee's questions about channel and identity."""
        return self._of("start")

    @property
    def inloggen(self) -> str:
        """Where a resident logs in; "" for an employee, who says how identity was checked."""
        return "" if self.namens else reverse("formulieren:inloggen", kwargs={"slug": self.slug})

    @property
    def stop(self) -> str:
        """Where the form ends early."""
        return self._of("stop")

    @property
    def controle(self) -> str:
        """The page to check the answers."""
        return self._of("controleren")

    @property
    def ontvangen(self) -> str:
        """The receipt."""
        return self._of("ontvangen")

    @property
    def wissen(self) -> str:
        """Where the answers can be removed."""
        return self._of("wissen")

    @property
    def gewist(self) -> str:
        """The page that says that the answers are removed."""
        return self._of("gewist")

    @property
    def later(self) -> str:
        """Where a link can be asked to go on later; "" for an employee, who has the resident there."""
        return "" if self.namens else reverse("formulieren:later", kwargs={"slug": self.slug})

    def _of(self, name: str) -> str:
        return reverse(self._name(name), kwargs={"slug": self.slug})

    def _name(self, name: str) -> str:
        return f"formulieren:namens_{name}" if self.namens else f"formulieren:{name}"
