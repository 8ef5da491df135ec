"""One zaak for who works outside with a telephone: where, what, and done with a picture in one short form."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from formulieren.zaken.beheer.acties import ActieView
from formulieren.zaken.beheer.acties_forms import BuitenForm, ZaakActieForm
from formulieren.zaken.beheer.zaak_scherm import zaak_context
from formulieren.zaken.beheer.zaken import record_reading
from formulieren.zaken.services.behandelen_sluiten import close_with_picture
from formulieren.zaken.services.meester import local_is_master


class BuitenView(ActieView):
    """GET shows the place, the photos and what was reported; POST closes it."""

    template_name = "formulieren/beheer/zaak_buiten.html"
    form_class = BuitenForm
    page_title = gettext_lazy("Buiten")
    knop = gettext_lazy("Rond af")
    gedaan = gettext_lazy("De zaak is klaar.")

    def perform(self, data: dict[str, Any]) -> None:
        """With or without a picture."""
        close_with_picture(
            zaak=self.zaak,
            foto=data["foto"],
            toelichting=data["toelichting"],
            resultaattype=data.get("resultaattype"),
            voor_inwoner=data["voor_inwoner"],
            seen=data["gezien"],
            actor=self.request.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the desk sees, less of it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        master = local_is_master()
        context.update(zaak_context(self.zaak), alleen_lezen=not master)
        context["may_close"] = master and self.zaak.einddatum is None
        return context

    def _show(self, form: ZaakActieForm, *, status: int = 200) -> HttpResponse:
        """Recorded as reading, as the screen at the desk is."""
        record_reading(self.request, self.zaak)
        return super()._show(form, status=status)
