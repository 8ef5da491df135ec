"""Reads the mapping of a form; its translations have that of their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from formulieren.models import FormulierPage
from formulieren.zaken.models import FormulierKoppeling, KoppelingDoel


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One answer (the code of its question) and where it goes."""

    vraag: str
    doel: str
    naam: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppeling:
    """The whole mapping of a form; empty when nobody made one."""

    regels: tuple[Regel, ...] = ()
    informatieobjecttype: str = ""

    def to(self, *doelen: str) -> Iterable[Regel]:
        """The lines to one of `doelen`, in order."""
        return (regel for regel in self.regels if regel.doel in doelen)

    def document_type(self, vraag: str) -> str:
        """The kind of document of the files at a question; "" when none was chosen."""
        own = next((regel.naam for regel in self.to(KoppelingDoel.DOCUMENT) if regel.vraag == vraag), "")
        return own or self.informatieobjecttype


def koppeling_of(formulier: FormulierPage | None) -> Koppeling:
    """The mapping of a form or of the form that it is a translation of. Two queries."""
    if formulier is None:
        return Koppeling()
    found = FormulierKoppeling.objects.filter(formulier__translation_key=formulier.translation_key)
    row = found.prefetch_related("regels").order_by("pk").first()
    if row is None:
        return Koppeling()
    return Koppeling(
        regels=tuple(Regel(vraag=one.vraag, doel=one.doel, naam=one.naam) for one in row.regels.all()),
        informatieobjecttype=row.informatieobjecttype,
    )
