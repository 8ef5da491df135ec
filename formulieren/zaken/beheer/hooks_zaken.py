"""The addresses of handling zaken in the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from formulieren.zaken.beheer import acties
from formulieren.zaken.beheer.afwezig import AfwezigView, AfwezigWegView
from formulieren.zaken.beheer.buiten import BuitenView
from formulieren.zaken.beheer.foto import ZaakFotoView
from formulieren.zaken.beheer.op_tijd import OpTijdView
from formulieren.zaken.beheer.werkvoorraad import OverdragenView, may_read

# Name of the address, last part of it, view: each act on one zaak.
ACTIES = (
    ("zaak_neem", "neem", acties.NeemView),
    ("zaak_toewijzen", "toewijzen", acties.ToewijzenView),
    ("zaak_vraag", "vraag", acties.VraagView),
    ("zaak_document", "document", acties.DocumentView),
    ("zaak_besluit", "besluit", acties.BesluitView),
    ("zaak_verleng", "verleng", acties.VerlengView),
    ("zaak_stil", "stil", acties.StilView),
    ("zaak_loop", "loop", acties.LoopView),
    ("zaak_sluit", "sluit", acties.SluitView),
    ("zaak_buiten", "buiten", BuitenView),
)


@hooks.register("register_admin_urls")
def zaken_urls() -> list[object]:
    """The work list's own, and the acts on one zaak."""
    one = [path(f"zaken/<int:pk>/{part}/", view.as_view(), name=name) for name, part, view in ACTIES]
    return [
        path("zaken/overdragen/", OverdragenView.as_view(), name="zaken_overdragen"),
        path("zaken/afwezig/", AfwezigView.as_view(), name="zaken_afwezig"),
        path("zaken/afwezig/<int:pk>/weg/", AfwezigWegView.as_view(), name="zaken_afwezig_weg"),
        path("zaken/op-tijd/", OpTijdView.as_view(), name="zaken_op_tijd"),
        *one,
        path("zaken/<int:pk>/foto/<uuid:uuid>/", ZaakFotoView.as_view(), name="zaak_foto"),
        path(
            "zaken/<int:pk>/vraag/<uuid:uuid>/sluit/",
            acties.SluitVraagView.as_view(),
            name="zaak_vraag_sluit",
        ),
        path(
            "zaken/<int:pk>/document/<uuid:uuid>/toon/",
            acties.ToonDocumentView.as_view(),
            name="zaak_document_toon",
        ),
    ]


class ZakenMenuItem(MenuItem):
    """Only for who may see zaken."""

    def is_shown(self, request: object) -> bool:
        """The rule of the page itself."""
        return may_read(request.user)  # type: ignore[attr-defined]


@hooks.register("register_reports_menu_item")
def op_tijd_menu() -> MenuItem:
    """In the menu of reports."""
    return ZakenMenuItem(
        _("Hoeveel is op tijd?"), reverse("zaken_op_tijd"), name="zaken-op-tijd", icon_name="time", order=820
    )
