"""What the functional manager can choose from in the remote catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from formulieren.zaken.client import ZgwError, zgw_is_on
from formulieren.zaken.zgw.catalogus import versie_on


def document_choices(zaaktypen: Iterable[str]) -> list[str]:
    """The names of the kinds of document that every one of these zaaktypen can take today.

    Empty without a backend; and when it doesn't answer: what is chosen already stays.
    """
    if not zgw_is_on():
        return []
    today = timezone.localdate()
    shared: set[str] | None = None
    for identificatie in zaaktypen:
        try:
            versie = versie_on(identificatie, today)
        except ZgwError:
            return []
        names = {
            one.omschrijving
            for one in (versie.documenttypen if versie is not None else ())
            if not one.concept and one.holds_on(today)
        }
        shared = names if shared is None else shared & names
    return sorted(shared or ())
