"""What a reader gets: a start page, the sentences in parts, a last page and thanks. No account, cookie or script."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from a11y_checks.lezerspanel.answers import (
    MAX_OPMERKING,
    find_panel,
    find_reactie,
    is_full,
    save_deel,
    save_end,
)
from a11y_checks.lezerspanel.errors import LezerspanelClosed
from a11y_checks.lezerspanel.limits import refuse_too_often
from a11y_checks.lezerspanel.tokens import new_reader, read_reader
from a11y_checks.lezerspanel.zinnen import in_delen, kind_name, minutes_for
from a11y_checks.models import Lezerspanel, LezerspanelReactie

HOUR = 60 * 60
# A class in a library shares one address: thirty readers of a long page still get through.
STARTS_PER_VISITOR = 60
SENDS_PER_VISITOR = 1500
SENDS_PER_READER = 120
#: Nobody sees this field; what fills it in is a program.
TRAP = "website"


# There is no cookie and no account, so a forged form of another site could borrow nothing; a form that was begun on
# another site is refused all the same.
@method_decorator(csrf_exempt, name="dispatch")
class ReaderView(View):
    """Finds the panel and the reader; everything that is not open is the same page with status 404."""

    http_method_names = ["get", "head", "post", "options"]
    panel: Lezerspanel
    reader = ""
    signed = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Never cached, never indexed."""
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "") == "cross-site":
            raise PermissionDenied
        try:
            self.panel = find_panel(kwargs["token"])
            if "reader" in kwargs:
                self.signed = kwargs["reader"]
                self.reader = read_reader(self.panel.pk, self.signed)
                if not self.reader:
                    raise LezerspanelClosed
            response = super().dispatch(request, *args, **kwargs)
        except LezerspanelClosed:
            response = render(request, "a11y_checks/lezerspanel_gesloten.html", status=404)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @property
    def delen(self) -> list[list[dict[str, str]]]:
        """The sentences as screens."""
        return in_delen(self.panel.zinnen)

    def own_url(self, name: str, *args: Any) -> str:
        """An address of this reader."""
        return reverse(f"lezerspanel:{name}", args=[self.kwargs["token"], self.signed, *args])

    def deel_url(self, number: int) -> str:
        """The address of a part, or of the last page behind the last part."""
        return self.own_url("deel", number) if number <= len(self.delen) else self.own_url("slot")

    def refusal(self) -> HttpResponse | None:
        """429 when this visitor or this reader sends too often."""
        return refuse_too_often(
            self.request, scope="lezerspanel", limit=SENDS_PER_VISITOR, seconds=HOUR
        ) or refuse_too_often(
            self.request,
            scope="lezerspanel-lezer",
            limit=SENDS_PER_READER,
            seconds=HOUR,
            key=self.reader,
        )

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what people don't see."""
        return bool(self.request.POST.get(TRAP))

    def shared(self) -> dict[str, Any]:
        """What every screen shows."""
        return {"panel": self.panel, "trap": TRAP, "most": MAX_OPMERKING, "totaal": len(self.delen) + 1}

    def reactie(self) -> LezerspanelReactie | None:
        """What this reader sent before: going back shows it again."""
        return find_reactie(self.panel, self.reader)


class StartView(ReaderView):
    """What is asked and how long it takes; POST begins."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The start page, unless enough people answered already."""
        if is_full(self.panel):
            raise LezerspanelClosed
        context = self.shared() | {
            "minuten": minutes_for(self.panel.zinnen),
            "aantal": len(self.panel.zinnen),
        }
        return render(request, "a11y_checks/lezerspanel_start.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """To the first part, at an address of this reader's own. Nothing is stored yet."""
        refused = refuse_too_often(request, scope="lezerspanel-start", limit=STARTS_PER_VISITOR, seconds=HOUR)
        if refused is not None:
            return refused
        if is_full(self.panel):
            raise LezerspanelClosed
        self.signed = new_reader(self.panel.pk)
        return redirect(self.deel_url(1))


class DeelView(ReaderView):
    """Some sentences, each clear or not clear; sent per part, so that stopping halfway loses nothing."""

    def get(self, request: HttpRequest, token: str, reader: str, deel: int) -> HttpResponse:
        """The part, with what this reader chose before."""
        zinnen = self._zinnen(deel)
        reactie = self.reactie()
        rows = [
            {
                "id": zin["id"],
                "text": zin["text"],
                "kind": kind_name(zin["kind"]),
                "keuze": reactie.keuzes.get(zin["id"], "") if reactie else "",
                "opmerking": reactie.opmerkingen.get(zin["id"], "") if reactie else "",
            }
            for zin in zinnen
        ]
        context = self.shared() | {
            "nummer": deel,
            "rijen": rows,
            "vorige_url": self.deel_url(deel - 1) if deel > 1 else "",
        }
        return render(request, "a11y_checks/lezerspanel_deel.html", context)

    def post(self, request: HttpRequest, token: str, reader: str, deel: int) -> HttpResponse:
        """Keep it and go on."""
        zinnen = self._zinnen(deel)
        if (refused := self.refusal()) is not None:
            return refused
        if not self.is_trapped:
            save_deel(panel=self.panel, reader=self.reader, zinnen=zinnen, data=request.POST)
        return redirect(self.deel_url(deel + 1))

    def _zinnen(self, deel: int) -> list[dict[str, str]]:
        if not 1 <= deel <= len(self.delen):
            raise LezerspanelClosed
        return self.delen[deel - 1]


class EndView(ReaderView):
    """The editor's own question and a last remark."""

    def get(self, request: HttpRequest, token: str, reader: str) -> HttpResponse:
        """The last page."""
        context = self.shared() | {
            "nummer": len(self.delen) + 1,
            "reactie": self.reactie(),
            "vorige_url": self.deel_url(len(self.delen)),
        }
        return render(request, "a11y_checks/lezerspanel_slot.html", context)

    def post(self, request: HttpRequest, token: str, reader: str) -> HttpResponse:
        """Keep it and say thanks."""
        if (refused := self.refusal()) is not None:
            return refused
        if not self.is_trapped:
            save_end(panel=self.panel, reader=self.reader, data=request.POST)
        return redirect(self.own_url("bedankt"))


class ThanksView(ReaderView):
    """Thanks, and what happens with the answers."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str, reader: str) -> HttpResponse:
        """How many sentences this reader judged."""
        reactie = self.reactie()
        context = self.shared() | {
            "aantal": len(reactie.keuzes) if reactie else 0,
            "begin_url": self.deel_url(1),
        }
        return render(request, "a11y_checks/lezerspanel_bedankt.html", context)
