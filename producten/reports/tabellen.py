"""The tables of the portfolio as they go into a file: a head and rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from producten.keuzes import Kanaal
from producten.models import ProductgroepPage
from producten.reports.cijfers import list_zorgen
from producten.reports.columns import PortfolioColumn
from producten.reports.export import Waarde
from producten.reports.routestand import KanaalStand
from producten.reports.stand import Productstand, UpnStand
from producten.reports.vraag import Vraag
from producten.rijpheid import gap

Tabel = tuple[Sequence[str], Iterator[Sequence[Waarde]]]


def group_titles() -> Any:
    """(path, title) of each productgroep; one query."""
    return ProductgroepPage.objects.order_by().values_list("path", "title")


def alles(rows: Iterable[Productstand], today: dt.date, columns: Sequence[PortfolioColumn]) -> Tabel:
    """One row per product with every fact."""
    head = [
        _("product"), _("productgroep"), _("team"), _("staat online"), _("telt mee"), _("online aan te vragen"),
        _("wet houdt het aan de balie"), _("niveau nu"), _("gewenst niveau"), _("laatste dag"), _("UPL-naam"),
        _("opnieuw bekijken op"), _("moeilijker dan B1"), _("los bedrag"), _("wat moet beter"),
    ]  # fmt: skip
    # Looked up once: ten thousand rows ask for the same few words.
    said = (_("nee"), _("ja"))
    upn = {stand: str(stand.label) for stand in UpnStand}
    return head, (
        (
            row.titel, row.groep, row.team, said[row.live], said[row.telt_mee], said[row.online],
            said[row.wet_aan_balie], int(row.niveau), _level(row), row.wens_op, upn[row.upn], row.review_op,
            said[row.te_moeilijk], said[row.los_bedrag], "; ".join(list_zorgen(row, today, columns)),
        )
        for row in rows
    )  # fmt: skip


def kanalen(rows: Iterable[Productstand]) -> Tabel:
    """One row per product, a column per kanaal, in words."""
    head = [_("product"), _("productgroep"), _("team"), *(str(kanaal.label) for kanaal in Kanaal)]
    worth = {stand: str(stand.label) for stand in KanaalStand}
    kanalen = list(Kanaal)
    return head, (
        (row.titel, row.groep, row.team, *(worth[row.kanalen[kanaal]] for kanaal in kanalen)) for row in rows
    )


def rijpheid(rows: Iterable[Productstand]) -> Tabel:
    """One row per product: level now and wished, the day, and what is missing."""
    head = [
        _("product"), _("productgroep"), _("team"), _("niveau nu"), _("gewenst niveau"), _("laatste dag"),
        _("wat ontbreekt"),
    ]  # fmt: skip
    return head, (
        (
            row.titel, row.groep, row.team, int(row.niveau), _level(row), row.wens_op,
            " ".join(gap(row.feiten, row.wens)) if row.wens is not None else "",
        )
        for row in rows
    )  # fmt: skip


def zorgen(found: Iterable[tuple[Productstand, list[str]]]) -> Tabel:
    """One row per thing to mend."""
    head = [_("product"), _("productgroep"), _("team"), _("wat moet beter")]
    return head, ((row.titel, row.groep, row.team, text) for row, texts in found for text in texts)


def vraag(found: Vraag) -> Tabel:
    """The lines that may be told, and the merged one at the end; an empty cell is a number that is too small."""
    head = [_("product"), _("productgroep"), _("pagina bekeken")]
    head += [_("aangevraagd: %(kanaal)s") % {"kanaal": kanaal.label} for kanaal in found.kanalen]
    lines = [(line.titel, line.groep, line.bekeken, *line.kanalen) for line in found.regels]
    if found.samen is not None:
        lines.append((_("andere producten samen"), "", found.samen.bekeken, *found.samen.kanalen))
    return head, iter(lines)


def _level(row: Productstand) -> int | None:
    return None if row.wens is None else int(row.wens)
