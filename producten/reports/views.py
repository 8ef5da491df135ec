"""The screens of the portfolio in the admin: shares, matrix, maturity, things to mend, demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from producten.keuzes import Kanaal, Rijpheid
from producten.reports import cijfers, tabellen
from producten.reports.access import PortfolioAccessMixin
from producten.reports.columns import portfolio_columns
from producten.reports.export import FORMATS, Waarde, as_file
from producten.reports.filters import PortfolioFilters
from producten.reports.routestand import KanaalStand
from producten.reports.stand import Productstand, collect_standen
from producten.reports.staven import draw_bars
from producten.reports.vraag import Wie, count_vraag, merge_vraag

PER_PAGE = 50
SCREENS = {
    "sturing:index": gettext_lazy("Overzicht"),
    "sturing:kanalen": gettext_lazy("Kanalen"),
    "sturing:rijpheid": gettext_lazy("Rijpheid"),
    "sturing:zorgen": gettext_lazy("Wat moet beter"),
    "sturing:vraag": gettext_lazy("Wat mensen vragen"),
}
# The number of stretches of bars: more than this is a table.
MOST_BARS = 10


class PortfolioView(PortfolioAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """One screen with the filters, the links to the others, and its table as a file (`?export=csv` or `xlsx`)."""

    page_title = gettext_lazy("Overzicht voor sturing")
    header_icon = "table"
    screen = ""
    file_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The screen, or its table as a file."""
        format = request.GET.get("export", "")
        if format in FORMATS:
            head, rows = self.table()
            return as_file(self.file_name, format, head, rows)
        return super().get(request, *args, **kwargs)

    @cached_property
    def filters(self) -> PortfolioFilters:
        """What is chosen."""
        return PortfolioFilters.read(self.request.GET)

    @cached_property
    def rows(self) -> list[Productstand]:
        """Every product that the filters leave."""
        found = collect_standen(self.filters.products())
        return [row for row in found if self.filters.keep(row.doelgroepen)]

    def table(self) -> tuple[Sequence[str], Iterable[Sequence[Waarde]]]:
        """Head and rows of the file."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The filters, the other screens, and the ends of addresses."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {
            "filters": self.filters.filters,
            "screens": SCREENS,
            "screen": self.screen,
            "query": self.query,
            "filters_query": self.filters.query,
            "formats": FORMATS,
        }
        return context

    @property
    def query(self) -> str:
        """What is chosen, for the links of this screen."""
        return self.filters.query

    def turn(self, rows: Sequence[Any]) -> Any:
        """The page of `rows` that is asked."""
        return Paginator(rows, PER_PAGE).get_page(self.request.GET.get("bladzijde"))


class OverzichtView(PortfolioView):
    """The share that can be requested online, how mature the catalogue is, and how much must be mended."""

    template_name = "producten/rapporten/overzicht.html"
    screen = "sturing:index"
    file_name = "producten-overzicht"

    def table(self) -> tuple[Sequence[str], Iterable[Sequence[Waarde]]]:
        """A row per product with all that the portfolio knows."""
        return tabellen.alles(self.rows, timezone.localdate(), portfolio_columns())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `aandelen` with its drawing, `rijpheid` with its drawing, and `zorgen`: (sentence, number) pairs."""
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        shares = cijfers.count_online(self.rows)
        level = cijfers.sum_rijpheid("", self.rows, today)
        context |= {
            "aandelen": shares,
            "doel": cijfers.DOEL,
            "aandeel_staven": _draw_shares(shares),
            "rijpheid": list(zip(Rijpheid, level.aantallen, level.gewenst, strict=True)),
            "rijpheid_staven": _draw_levels(level),
            "zorgen": cijfers.count_zorgen(self.rows, today, portfolio_columns()),
        }
        return context


class KanalenView(PortfolioView):
    """Which product can be arranged along which kanaal. The screen only works out the products that it shows."""

    template_name = "producten/rapporten/kanalen.html"
    screen = "sturing:kanalen"
    file_name = "producten-kanalen"

    def table(self) -> tuple[Sequence[str], Iterable[Sequence[Waarde]]]:
        """A row per product, a column per kanaal."""
        return tabellen.kanalen(row for row in self.rows if row.live)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the page of products as `bladzijde`, each with `cellen`, and what the cells mean."""
        context = super().get_context_data(**kwargs)
        live = self.filters.products().live()
        names = live.order_by().values_list("pk", "title", "doelgroepen")
        kept = [(pk, title) for pk, title, groups in names if self.filters.keep(groups)]
        kept.sort(key=lambda row: (row[1].casefold(), row[0]))
        page = self.turn(kept)
        shown = collect_standen(live.filter(pk__in=[pk for pk, _title in page.object_list]))
        context |= {
            "bladzijde": page,
            "kanalen": list(Kanaal),
            "producten": [(row, [row.kanalen[kanaal] for kanaal in Kanaal]) for row in shown],
            "betekenis": list(KanaalStand),
        }
        return context


class RijpheidView(PortfolioView):
    """How mature groups and teams are, now and as wished, and each product."""

    template_name = "producten/rapporten/rijpheid.html"
    screen = "sturing:rijpheid"
    file_name = "producten-rijpheid"

    def table(self) -> tuple[Sequence[str], Iterable[Sequence[Waarde]]]:
        """A row per product: level now, level wished, and what is missing."""
        return tabellen.rijpheid(self.rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `tabellen`: (heading, lines) of groups and of teams, and the products as `bladzijde`."""
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        context |= {
            "niveaus": list(Rijpheid),
            "tabellen": [
                (_("Productgroep"), cijfers.count_rijpheid(self.rows, lambda row: row.groep, today)),
                (_("Team"), cijfers.count_rijpheid(self.rows, lambda row: row.team, today)),
            ],
            "bladzijde": self.turn(self.rows),
            "vandaag": today,
        }
        return context


class ZorgenView(PortfolioView):
    """The products with something to mend, and what."""

    template_name = "producten/rapporten/zorgen.html"
    screen = "sturing:zorgen"
    file_name = "producten-wat-moet-beter"

    @cached_property
    def found(self) -> list[tuple[Productstand, list[str]]]:
        """Products with the sentences about them, the most sentences first."""
        today, columns = timezone.localdate(), portfolio_columns()
        found = [(row, cijfers.list_zorgen(row, today, columns)) for row in self.rows]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: -len(pair[1]))

    def table(self) -> tuple[Sequence[str], Iterable[Sequence[Waarde]]]:
        """A row per thing to mend."""
        return tabellen.zorgen(self.found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the page of (product, sentences)."""
        context = super().get_context_data(**kwargs)
        context["bladzijde"] = self.turn(self.found)
        context["aantal"] = len(self.found)
        return context


class VraagView(PortfolioView):
    """How often products are looked at and asked for, without small numbers."""

    template_name = "producten/rapporten/vraag.html"
    screen = "sturing:vraag"
    file_name = "producten-vraag"
    PERIODS = {
        "1": gettext_lazy("Vorige week"),
        "4": gettext_lazy("4 weken"),
        "13": gettext_lazy("3 maanden"),
    }

    @cached_property
    def weken(self) -> str:
        """The period: a key of PERIODS."""
        asked = self.request.GET.get("weken", "4")
        return asked if asked in self.PERIODS else "4"

    @cached_property
    def vraag(self) -> Any:
        """The lines that may be told."""
        pages = self.filters.products().live().order_by("pk")
        names = pages.values_list("pk", "title", "path", "translation_key", "doelgroepen")
        groups = dict(tabellen.group_titles())
        who = [
            Wie(pk, title, groups.get(path[: -Page.steplen], ""), str(key))
            for pk, title, path, key, doelgroepen in names
            if self.filters.keep(doelgroepen)
        ]
        weeks = int(self.weken)
        return merge_vraag(who, count_vraag(weken=weeks, today=timezone.localdate()), weken=weeks)

    @property
    def query(self) -> str:
        """With the period."""
        return "&".join(part for part in (super().query, f"weken={self.weken}") if part)

    def table(self) -> tuple[Sequence[str], Iterable[Sequence[Waarde]]]:
        """The same lines as the screen: no small number leaves in a file either."""
        return tabellen.vraag(self.vraag)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `vraag`, its most viewed as a drawing, and the periods."""
        context = super().get_context_data(**kwargs)
        most = sorted((r for r in self.vraag.regels if r.bekeken), key=lambda r: -(r.bekeken or 0))
        context |= {
            "vraag": self.vraag,
            "bladzijde": self.turn(self.vraag.regels),
            "staven": draw_bars((r.titel, r.bekeken or 0, str(r.bekeken), True) for r in most[:MOST_BARS]),
            "periods": self.PERIODS,
            "weken": self.weken,
        }
        return context


def _draw_shares(shares: cijfers.Aandelen) -> Any:
    parts = (
        (_("Alle producten"), shares.alle),
        (_("Zonder wat de wet aan de balie houdt"), shares.zonder_wet),
    )
    # The figure stands above its bar: behind it, the line of the goal would run through it.
    bars = [(f"{label}: {part.tekst}", part.procent or 0, "", True) for label, part in parts]
    return draw_bars(bars, top=100, doel=cijfers.DOEL)


def _draw_levels(line: cijfers.RijpheidRegel) -> Any:
    bars = []
    for level, now, wanted in zip(Rijpheid, line.aantallen, line.gewenst, strict=True):
        bars.append((str(level.label), now, _("nu: %(aantal)d") % {"aantal": now}, True))
        if wanted:
            bars.append(("", wanted, _("gewenst: %(aantal)d") % {"aantal": wanted}, False))
    return draw_bars(bars)
