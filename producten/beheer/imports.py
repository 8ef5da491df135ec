"""Importing a catalogue in the admin: choose a file, look at a trial run, start, and read what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from producten.beheer.import_forms import KolommenForm, UploadForm
from producten.imports.files import find_upload, forget_upload, keep_upload
from producten.imports.records import ImportFout
from producten.imports.report import ImportReport, RegelStatus, csv_lines, summary
from producten.imports.run import run_import
from producten.models import CatalogusImport, ImportStatus, ProductgroepPage

POLICY: Any = ModelPermissionPolicy(CatalogusImport)
# How long one answer may work; the next press of the button goes on from there.
SECONDS = 15.0
_RUNS = 20
_ROWS = 50


class ImportMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """For who may add an import."""

    permission_policy = POLICY
    permission_required = "add"
    header_icon = "upload"


class ImportIndexView(ImportMixin, View):
    """The form for a file, and the runs so far."""

    template_name = "producten/imports/index.html"
    page_title = gettext_lazy("Catalogus overnemen")

    def get(self, request: HttpRequest) -> HttpResponse:
        """An empty form."""
        return self._show(UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store the file, try it, and show what would happen."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        upload = form.cleaned_data["bestand"]
        stored = keep_upload(upload.chunks())
        try:
            report = _run(
                stored, request, bestand=upload.name, bron=form.cleaned_data["bron"], mapping=None,
                groep=form.cleaned_data["groep"], dry_run=True, ask_columns=True,
            )  # fmt: skip
        except ImportFout as problem:
            stored.unlink(missing_ok=True)
            form.add_error("bestand", str(problem))
            return self._show(form)
        return HttpResponseRedirect(reverse("catalogus_import:report", args=[report.run.pk]))

    def _show(self, form: UploadForm) -> HttpResponse:
        runs = CatalogusImport.objects.select_related("gestart_door").defer("meldingen")
        page = Paginator(runs, _RUNS).get_page(self.request.GET.get("bladzijde"))
        return self.render_to_response(self.get_context_data(form=form, bladzijde=page, query=""))


class ImportReportView(ImportMixin, View):
    """One run: what became of each row, and for a trial run the choice of columns with the button to start."""

    template_name = "producten/imports/report.html"
    page_title = gettext_lazy("Import van een catalogus")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Looks the run up."""
        self.run = get_object_or_404(CatalogusImport, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The report, with the choices as this run had them."""
        return self._show(self._form())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Try again with other columns, start, or go on."""
        stored = find_upload(self.run.sha256)
        if stored is None:
            messages.error(request, _("Het bestand is niet meer bewaard. Kies het opnieuw."))
            return HttpResponseRedirect(reverse("catalogus_import:index"))
        form = self._form(request.POST)
        going_on = self.run.status == ImportStatus.BEZIG
        if self.run.status not in (ImportStatus.BEZIG, ImportStatus.PROEF):
            return self._show(form)
        if not going_on and not form.is_valid():
            return self._show(form)
        try:
            report = self._go_on(stored) if going_on else self._start(stored, form)
        except ImportFout as problem:
            form.add_error(None, str(problem))
            return self._show(form)
        if report.finished and report.run.status == ImportStatus.KLAAR:
            forget_upload(report.run.sha256)
        return HttpResponseRedirect(reverse("catalogus_import:report", args=[report.run.pk]))

    def _start(self, stored: Path, form: KolommenForm) -> ImportReport:
        data = form.cleaned_data
        return _run(
            stored, self.request, bestand=self.run.bestand, bron=self.run.bron, mapping=form.mapping(),
            groep=data["groep"], overwrite=data["overwrite"], dry_run=self.request.POST.get("actie") != "start",
        )  # fmt: skip

    def _go_on(self, stored: Path) -> ImportReport:
        figures = self.run.aantallen
        groep = ProductgroepPage.objects.filter(pk=figures["groep"]).first()
        columns = dict(figures["kolommen"]) if figures["kolommen"] else None
        return _run(
            stored, self.request, bestand=self.run.bestand, bron=self.run.bron, mapping=columns,
            groep=groep, overwrite=figures["overschrijven"], dry_run=False, hervat=self.run,
        )  # fmt: skip

    def _form(self, data: Any = None) -> KolommenForm:
        figures = self.run.aantallen
        initial = {"groep": figures.get("groep"), "overwrite": figures.get("overschrijven", False)}
        return KolommenForm(figures.get("kolommen"), data, initial=initial)

    def _show(self, form: KolommenForm) -> HttpResponse:
        only = self.request.GET.get("alleen") == "meldingen"
        rows = [row for row in self.run.meldingen if row["meldingen"]] if only else self.run.meldingen
        labels = {status.value: status.label for status in RegelStatus}
        bladzijde = Paginator(rows, _ROWS).get_page(self.request.GET.get("bladzijde"))
        for row in bladzijde.object_list:
            row["label"] = labels.get(row["status"], "")
        figures = self.run.aantallen
        return self.render_to_response(
            self.get_context_data(
                form=form,
                run=self.run,
                figures=figures,
                lines=summary(figures),
                bladzijde=bladzijde,
                only=only,
                query="alleen=meldingen" if only else "",
                stored=find_upload(self.run.sha256) is not None,
                trial=self.run.status == ImportStatus.PROEF,
                busy=self.run.status == ImportStatus.BEZIG,
                partly=figures["gedaan"] < figures["rijen"],
            )
        )


class ImportCsvView(ImportMixin, View):
    """The rows with a message as CSV."""

    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Those that the run kept."""
        run = get_object_or_404(CatalogusImport, pk=pk)
        rows = (row for row in run.meldingen if row["meldingen"])
        answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="import-{run.bron}-{run.pk}.csv"'
        return answer


class ImportMenuItem(MenuItem):
    """Shown to who may add an import."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The rule of the views."""
        return bool(POLICY.user_has_permission(request.user, "add"))


class ImportViewSet(ViewSet):
    """The addresses below beheer/catalogus_import/."""

    name = "catalogus_import"
    icon = "upload"
    menu_label = gettext_lazy("Catalogus overnemen")
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list with the form, one run, and its messages."""
        return [
            path("", ImportIndexView.as_view(), name="index"),
            path("<int:pk>/", ImportReportView.as_view(), name="report"),
            path("<int:pk>/meldingen.csv", ImportCsvView.as_view(), name="csv"),
        ]


def _run(stored: Path, request: HttpRequest, **options: Any) -> ImportReport:
    """Import from the stored file for as long as one answer may take."""
    with stored.open("rb") as file:
        return run_import(content=file, actor=request.user, stop=_time_is_up(), **options)


def _time_is_up() -> Callable[[], bool]:
    end = time.monotonic() + SECONDS
    return lambda: time.monotonic() > end
