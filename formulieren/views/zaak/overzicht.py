"""The page of one zaak for its owner: how far it is, what is asked, what there is to read, and what one can do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inloggen.registry import middelen
from formulieren.inloggen.sessie import log_out
from formulieren.inzendingen.antwoorden import read_answers, registers_of, route_of
from formulieren.screens import answer_copy
from formulieren.views.access import private
from formulieren.views.zaak.inlog import login_facts
from formulieren.views.zaak.toegang import ZaakView, close_zaken, closes_at
from formulieren.zaken.services.eenmaalcode import can_mail_code
from formulieren.zaken.services.intrekken import can_withdraw
from formulieren.zaken.services.prijs import fixed_price
from formulieren.zaken.services.toestemming import withdraw_email
from formulieren.zaken.services.volgen import documents_of, timeline
from producten.keuzes import VerbandSoort
from producten.listing import list_verbanden


class VolgZaakView(ZaakView):
    """GET shows the zaak; POST stops e-mail about it, or closes it on this computer."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Status and dates; answers and more for who proved more than reference and code."""
        initiator = self.zaak.initiator
        mails = initiator is not None and initiator.may_mail
        context = {
            "zaak": self.zaak,
            "rechten": self.rights,
            "statussen": timeline(self.zaak),
            "mailt": mails,
            "gestopt": "gestopt" in request.GET and initiator is not None and not mails,
            "melding": self._message(request),
            "documenten": documents_of(self.rights),
            "besluit": getattr(self.zaak, "besluit", None),
            "resultaat": getattr(self.zaak, "resultaat", None),
            "mag_intrekken": can_withdraw(self.zaak),
            "meer_kan": not self.rights.whole and self._more_possible(),
            "ook_recht_op": self._products(request),
            "sluit_om": self._closes(request),
            **self._term(),
            **self._questions(),
            **self._answers(),
            **(login_facts(self.login) if self.login is not None else {"inlog": None}),
        }
        return private(render(request, "formulieren/volg_zaak.html", context))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """No more mail about this zaak; or nothing of the resident stays in this browser."""
        if "_sluit" in request.POST:
            close_zaken(request)
            if self.login is not None:
                log_out(request)
            return private(redirect("formulieren:volgen"))
        withdraw_email(zaak=self.zaak)
        return private(redirect(f"{self.url()}?gestopt"))

    def _message(self, request: HttpRequest) -> str:
        """What was just done, as far as it is true."""
        if "ingetrokken" in request.GET and getattr(self.zaak, "intrekking", None) is not None:
            return "ingetrokken"
        if "beantwoord" in request.GET and self.zaak.aanvulverzoeken.exclude(beantwoord_op=None).exists():
            return "beantwoord"
        return "te_laat" if "te_laat" in request.GET else ""

    def _more_possible(self) -> bool:
        return can_mail_code(self.zaak) or (bool(middelen()) and bool(self.zaak.inzending.persoon_hmac))

    def _term(self) -> dict[str, Any]:
        """What stands still, what was made longer, and whether we are late."""
        if self.zaak.einddatum is not None:
            return {}
        today = timezone.localdate()
        open_ones = [one for one in self.zaak.opschortingen.all() if one.eind is None and one.begin <= today]
        return {
            "opschorting": open_ones[0] if open_ones else None,
            "verlenging": self.zaak.verlengingen.order_by("-gezet_op").first(),
            "te_laat": not open_ones and self.zaak.uiterlijke_einddatum < today,
            "streef_voorbij": not open_ones and bool(self.zaak.streefdatum and self.zaak.streefdatum < today),
        }

    def _questions(self) -> dict[str, Any]:
        """Open questions and what was answered before; the words only for who may see the whole zaak."""
        rows = list(self.zaak.aanvulverzoeken.all())
        return {
            "open_vragen": [row for row in rows if row.is_open and self.zaak.einddatum is None],
            "beantwoorde_vragen": [row for row in rows if row.beantwoord_op is not None]
            if self.rights.whole
            else [],
        }

    def _answers(self) -> dict[str, Any]:
        """What was sent, the sensitive answers masked; told to the logboek."""
        if not self.rights.whole:
            return {"stappen_kopie": [], "prijs": None}
        record(
            actor=None,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{self.zaak.identificatie}",
            reden=f"De inwoner bekeek de eigen zaak, {self.rights.way}",
        )
        inzending = self.zaak.inzending
        answers = read_answers(inzending)
        return {
            "stappen_kopie": answer_copy(
                route_of(inzending, answers), answers, masked=True, registers=registers_of(inzending)
            ),
            "prijs": fixed_price(inzending),
        }

    def _products(self, request: HttpRequest) -> list[dict[str, str]]:
        """Live products to which this person may have a right as well."""
        formulier = self.zaak.inzending.versie.formulier
        product = formulier.product if formulier is not None else None
        if product is None:
            return []
        return list_verbanden(product.localized, request).get(VerbandSoort.OOK_RECHT_OP, [])

    def _closes(self, request: HttpRequest) -> datetime | None:
        """When the page closes by itself, for who isn't logged in."""
        if self.rights.login or (moment := closes_at(request, self.zaak.identificatie)) is None:
            return None
        return datetime.fromtimestamp(moment, tz=timezone.get_current_timezone())
