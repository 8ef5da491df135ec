"""What an employee does with one zaak: each act a page with one form; a wrong form comes back as it was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from formulieren.zaken.beheer import acties_forms as f
from formulieren.zaken.beheer.werkvoorraad import CHANGE
from formulieren.zaken.models import Aanvulverzoek, Zaak, Zaakinformatieobject
from formulieren.zaken.services.aanvulling import ask_aanvulling, close_aanvulling
from formulieren.zaken.services.behandelen import assign
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_document import add_document, show_document
from formulieren.zaken.services.behandelen_sluiten import close_zaak
from formulieren.zaken.services.meester import ReadCopy
from formulieren.zaken.services.opschorten import extend_term, open_opschorting, resume_term, suspend_term


class ActieView(WagtailAdminTemplateMixin, View):
    """GET shows the form of one act, POST does it. A subclass names the form, the words and the service."""

    template_name = "formulieren/beheer/zaak_actie.html"
    header_icon = "folder-open-inverse"
    http_method_names = ["get", "head", "post", "options"]
    form_class: type[f.ZaakActieForm] = f.LegeForm
    uitleg: Any = ""
    knop: Any = gettext_lazy("Bewaar")
    gedaan: Any = gettext_lazy("Het is bewaard.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for who may handle zaken; no browser keeps what stands here."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        self.zaak = get_object_or_404(Zaak.objects.select_related("zaaktype", "inzending"), pk=kwargs["pk"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get_page_subtitle(self) -> str:
        """The kenmerk."""
        return str(self.zaak)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back: the list, the zaak."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("zaken:index"), "label": _("Zaken")},
            {"url": self.back_url(), "label": str(self.zaak)},
            {"url": "", "label": self.get_page_title()},
        ]

    def back_url(self) -> str:
        """The zaak."""
        return reverse("zaken:inspect", args=[self.zaak.pk])

    def make_form(self, *args: Any) -> f.ZaakActieForm:
        """The form of this act on this zaak."""
        return self.form_class(*args, zaak=self.zaak, user=self.request.user)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The form."""
        return self._show(self.make_form())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Does it, or says at which field what is wrong."""
        form = self.make_form(request.POST, request.FILES)
        if form.is_valid():
            try:
                self.perform(form.cleaned_data)
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, self.gedaan)
                return redirect(self.back_url())
        return self._show(form, status=422)

    def perform(self, data: dict[str, Any]) -> None:
        """Calls the service; raises its ValidationError."""
        raise NotImplementedError

    def _show(self, form: f.ZaakActieForm, *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(view=self, form=form, zaak=self.zaak, terug=self.back_url())
        return TemplateResponse(self.request, self.template_name, context, status=status)


def put_errors(form: forms.Form, error: ValidationError) -> None:
    """Puts what a service refused at its fields; what has no field here stands above the form."""
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, texts in found.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


class NeemView(ActieView):
    """POST takes the zaak, from nobody or from who had it on the screen."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Back to the zaak with what happened."""
        seen = request.POST.get("gezien", "")
        try:
            assign(
                zaak=self.zaak,
                behandelaar=request.user,
                seen=int(seen) if seen.isdecimal() else None,
                actor=request.user,
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Deze zaak is nu van u."))
        return redirect(self.back_url())


class ToewijzenView(ActieView):
    """Gives the zaak to a colleague, or to nobody."""

    form_class = f.ToewijzenForm
    page_title = gettext_lazy("Draag over")
    gedaan = gettext_lazy("De zaak is overgedragen.")

    def perform(self, data: dict[str, Any]) -> None:
        """As the employee saw it."""
        assign(zaak=self.zaak, behandelaar=data["behandelaar"], seen=data["gezien"], actor=self.request.user)


class VraagView(ActieView):
    """Asks the resident something."""

    form_class = f.VraagForm
    page_title = gettext_lazy("Vraag de inwoner iets")
    uitleg = gettext_lazy("Wie e-mail van ons wil, krijgt een e-mail. Anderen zien de vraag bij hun zaak.")
    knop = gettext_lazy("Stel deze vraag")
    gedaan = gettext_lazy("De vraag is gesteld.")

    def perform(self, data: dict[str, Any]) -> None:
        """With or without making the term stand still."""
        ask_aanvulling(
            zaak=self.zaak,
            vraag=data["vraag"],
            reageren_voor=data["reageren_voor"],
            document_gevraagd=data["document_gevraagd"],
            opschorten=data.get("opschorten", False),
            actor=self.request.user,
        )


class SluitVraagView(ActieView):
    """Ends a question without an answer of the resident."""

    form_class = f.SluitVraagForm
    page_title = gettext_lazy("Sluit deze vraag")
    uitleg = gettext_lazy(
        "De inwoner kan daarna niet meer antwoorden. Stond de termijn stil? Dan loopt die weer."
    )
    knop = gettext_lazy("Sluit deze vraag")
    gedaan = gettext_lazy("De vraag is gesloten.")

    def perform(self, data: dict[str, Any]) -> None:
        """Once."""
        verzoek = get_object_or_404(Aanvulverzoek, zaak=self.zaak, uuid=self.kwargs["uuid"])
        if not close_aanvulling(verzoek=verzoek, reden=data["reden"], actor=self.request.user):
            raise ValidationError(_("Deze vraag was al klaar. Kijk bij de zaak of er een antwoord is."))


class DocumentView(ActieView):
    """Adds a document."""

    form_class = f.DocumentForm
    page_title = gettext_lazy("Voeg een document toe")
    uitleg = gettext_lazy("Wij kijken het bestand na op virussen en bewaren het versleuteld.")
    knop = gettext_lazy("Voeg toe")
    gedaan = gettext_lazy("Het document is toegevoegd.")

    def perform(self, data: dict[str, Any]) -> None:
        """Checked, scanned and sealed."""
        add_document(
            zaak=self.zaak,
            upload=data["bestand"],
            titel=data["titel"],
            richting=data["richting"],
            voor_inwoner=data["voor_inwoner"],
            actor=self.request.user,
        )


class ToonDocumentView(ActieView):
    """POST lets the resident see a document, or no longer."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Back to the zaak with what happened."""
        document = get_object_or_404(Zaakinformatieobject, zaak=self.zaak, uuid=self.kwargs["uuid"])
        show = request.POST.get("toon") == "ja"
        try:
            show_document(document=document, voor_inwoner=show, actor=request.user)
        except ReadCopy as error:
            messages.error(request, error.messages[0])
        else:
            shown, hidden = (
                _("De inwoner mag het document zien."),
                _("De inwoner ziet het document niet meer."),
            )
            messages.success(request, shown if show else hidden)
        return redirect(self.back_url())


class BesluitView(ActieView):
    """Takes the decision."""

    form_class = f.BesluitForm
    page_title = gettext_lazy("Neem het besluit")
    uitleg = gettext_lazy(
        "Het besluit is van vandaag en gaat meteen naar de inwoner. Daarna kunt u het niet meer veranderen."
    )
    knop = gettext_lazy("Neem dit besluit")
    gedaan = gettext_lazy("Het besluit is genomen.")

    def perform(self, data: dict[str, Any]) -> None:
        """As a text, a PDF, or both."""
        decide(
            zaak=self.zaak,
            tekst=data["tekst"],
            upload=data["bestand"],
            ingangsdatum=data["ingangsdatum"],
            vervaldatum=data["vervaldatum"],
            actor=self.request.user,
        )


class VerlengView(ActieView):
    """Moves the legal date."""

    form_class = f.VerlengForm
    page_title = gettext_lazy("Verleng de termijn")
    uitleg = gettext_lazy(
        "Dat mag één keer, en alleen vóór de uiterste datum (Awb 4:14). De inwoner hoort het."
    )
    knop = gettext_lazy("Verleng")
    gedaan = gettext_lazy("De termijn is verlengd.")

    def perform(self, data: dict[str, Any]) -> None:
        """Once, with a reason."""
        extend_term(
            zaak=self.zaak, nieuwe_datum=data["nieuwe_datum"], reden=data["reden"], actor=self.request.user
        )


class StilView(ActieView):
    """Lets the term stand still."""

    form_class = f.RedenForm
    page_title = gettext_lazy("Zet de termijn stil")
    uitleg = gettext_lazy(
        "Dat mag als de inwoner het goed vindt, of zelf de oorzaak is. Het mag ook bij overmacht (Awb 4:15). "
        "De inwoner hoort het."
    )
    knop = gettext_lazy("Zet stil")
    gedaan = gettext_lazy("De termijn staat stil.")

    def perform(self, data: dict[str, Any]) -> None:
        """From today."""
        suspend_term(zaak=self.zaak, reden=data["reden"], actor=self.request.user)


class LoopView(ActieView):
    """Lets the term run again."""

    page_title = gettext_lazy("Laat de termijn weer lopen")
    uitleg = gettext_lazy(
        "De datums schuiven op met de dagen waarop de termijn stilstond. De inwoner hoort de nieuwe datum."
    )
    knop = gettext_lazy("Laat lopen")
    gedaan = gettext_lazy("De termijn loopt weer.")

    def perform(self, data: dict[str, Any]) -> None:
        """From today."""
        opschorting = open_opschorting(self.zaak)
        if opschorting is None or not resume_term(opschorting=opschorting, actor=self.request.user):
            raise ValidationError(_("De termijn van deze zaak loopt al."))


class SluitView(ActieView):
    """Closes the zaak with its result."""

    form_class = f.SluitForm
    page_title = gettext_lazy("Sluit de zaak")
    uitleg = gettext_lazy("Daarna verandert er niets meer aan de zaak.")
    knop = gettext_lazy("Sluit de zaak")
    gedaan = gettext_lazy("De zaak is klaar.")

    def perform(self, data: dict[str, Any]) -> None:
        """As the employee saw it."""
        close_zaak(
            zaak=self.zaak,
            resultaattype=data.get("resultaattype"),
            toelichting=data["toelichting"],
            seen=data["gezien"],
            actor=self.request.user,
        )
