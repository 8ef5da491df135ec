"""Files in the wizard: what a POST brings is taken in at once, whatever else is wrong with the step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from basis.security.limits import client_key
from formulieren.bijlagen.download import download_response
from formulieren.bijlagen.services import BijlageNotReleased
from formulieren.flow.schema import StapSchema, VraagSchema
from formulieren.inzendingen.antwoorden import ConceptGone
from formulieren.inzendingen.bestanden import (
    InzendingGone,
    TakenIn,
    file_answers,
    file_vragen,
    own_bijlage,
    take_in,
    take_out,
)
from formulieren.views.access import FormAccess, access_for
from formulieren.vragen.forms import StapForm, form_class

REMOVE = "weg"


class StapFiles:
    """The files of one POST of a step."""

    def __init__(self, access: FormAccess, stap: StapSchema) -> None:
        self.access, self.stap = access, stap
        self.vragen = file_vragen(stap.vragen)
        self.taken: dict[str, TakenIn] = {}
        self.melding: dict[str, str] = {}

    @property
    def status(self) -> int:
        """200, 422 when a file was refused, 429 when they came too fast."""
        if any(taken.te_snel for taken in self.taken.values()):
            return 429
        return 422 if any(taken.fouten for taken in self.taken.values()) else 200

    def receive(self, request: HttpRequest) -> None:
        """Removes what a button asks for and takes in what was sent; starts the concept when there is none.

        Raises ConceptGone.
        """
        try:
            for vraag in self.vragen:
                self._remove(request, vraag)
                uploads = request.FILES.getlist(vraag.code)
                if uploads:
                    self.taken[vraag.code] = take_in(
                        inzending=self._concept(),
                        vraag=vraag,
                        uploads=uploads,
                        visitor=client_key(request),
                    )
        except InzendingGone as gone:
            raise ConceptGone from gone

    def form(self, form: StapForm) -> StapForm:
        """`form` with what the server knows of files: which there are, and what was wrong with those just sent."""
        return form_class(self.stap)(raws=self.raws(form)) if self.vragen else form

    def add_links(self, form: StapForm) -> None:
        """Makes each file's name a link to what was sent."""
        for vraag in self.vragen:
            form.fields[vraag.code].widget.link_to = self.access.adres.bestand

    def raws(self, form: StapForm) -> dict[str, Any]:
        """The raw input of `form` with the files added."""
        raws = form.raw()
        concept = self.access.concept
        files = file_answers(concept) if concept is not None and self.vragen else {}
        for vraag in self.vragen:
            taken = self.taken.get(vraag.code, TakenIn())
            raws[vraag.code] = {
                **raws[vraag.code],
                "bestanden": tuple(files.get(vraag.code, ())),
                "fouten": taken.fouten,
                "melding": self.melding.get(vraag.code, ""),
            }
        return raws

    def only_file_errors(self, raws: dict[str, Any]) -> StapForm:
        """The step after a button: nothing else was checked yet, so nothing else is called wrong."""
        if self.status == 200:
            return form_class(self.stap)(initial=raws)
        form = form_class(self.stap)(raws=raws)
        for code in list(form.errors):
            if not self.taken.get(code, TakenIn()).fouten:
                del form.errors[code]
                form.fields[code].widget.invalid_parts = None
        return form

    def _remove(self, request: HttpRequest, vraag: VraagSchema) -> None:
        code, _space, rest = request.POST.get("_actie", "")[:200].partition(" ")
        name, _space, arg = rest.partition(" ")
        concept = self.access.concept
        if code != vraag.code or name != REMOVE or concept is None:
            return
        if take_out(inzending=concept, vraag=vraag, bijlage=arg):
            self.melding[code] = _("Het bestand is verwijderd.")
        self._answers_changed()

    def _concept(self) -> Any:
        if self.access.concept is None:
            if self.access.versie is None:
                raise ConceptGone
            self.access.storage.start(self.access.versie)
        self._answers_changed()
        return self.access.concept

    def _answers_changed(self) -> None:
        self.access.storage.__dict__.pop("answers", None)
        self.access.stored_again()


class BestandView(View):
    """A resident's own file, as a download; everything that isn't this browser's own is the same 404."""

    http_method_names = ["get", "head", "options"]
    namens = False

    def get(self, request: HttpRequest, slug: str, uuid: UUID) -> HttpResponseBase:
        """The file of the concept that this browser fills in."""
        concept = access_for(request, slug, namens=self.namens).concept
        bijlage = own_bijlage(concept, uuid) if concept is not None else None
        if bijlage is None:
            raise Http404
        try:
            return download_response(bijlage)
        except BijlageNotReleased:
            raise Http404 from None
