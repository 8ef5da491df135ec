"""The demo's registers: they stand in the place of the BRP and of a profile until there is a connection to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from formulieren.prefill.base import Bron, Feit
from formulieren.prefill.proefpersonen import find_bsn


class ProefBrp(Bron):
    """Knows what `proefpersonen` says. Named as the real one will be, so that forms need no change then."""

    naam = "brp"
    label = _("Basisregistratie Personen, proef")
    correctie = _("Klopt het niet? Bel ons of kom langs. Dan passen wij het aan.")
    feiten = (
        Feit("naam", _("Naam"), "tekst"),
        Feit("geboortedatum", _("Geboortedatum"), "datum"),
        Feit("adres", _("Adres"), "adres"),
        Feit("bsn", _("Burgerservicenummer"), "bsn"),
    )

    def fetch(self, bsn: str, codes: Collection[str], *, timeout: float) -> Mapping[str, Any]:
        """Only the facts that were asked for."""
        return _known(bsn, codes)


class ProefProfiel(Bron):
    """What residents told us before about how to reach them."""

    naam = "profiel"
    label = _("uw gegevens bij de gemeente, proef")
    correctie = _("Klopt het niet? Verander het hier.")
    feiten = (Feit("email", _("E-mailadres"), "email"),)

    def fetch(self, bsn: str, codes: Collection[str], *, timeout: float) -> Mapping[str, Any]:
        """Only the facts that were asked for."""
        return _known(bsn, codes)


def _known(bsn: str, codes: Collection[str]) -> dict[str, Any]:
    persoon = find_bsn(bsn)
    known = persoon.feiten if persoon is not None else {}
    return {code: known[code] for code in codes if code in known}
