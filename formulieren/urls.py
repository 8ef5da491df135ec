"""Addresses of the flow and the status pages; included inside the site's i18n_patterns."""

from django.urls import path

from formulieren.views.bestanden import BestandView
from formulieren.views.bewijs import BewijsView
from formulieren.views.controle import ControleView
from formulieren.views.hervatten import BewaardView, HervatView, LaterView
from formulieren.views.inloggen import (
    InloggenView,
    TerugView,
    UitgelogdView,
    UitloggenView,
)
from formulieren.views.mijn_zaken import MijnZakenInloggenView, MijnZakenVerderView, MijnZakenView
from formulieren.views.namens import (
    NamensBestand,
    NamensControle,
    NamensGewist,
    NamensOntvangst,
    NamensStartView,
    NamensStop,
    NamensWissen,
    NamensWizard,
)
from formulieren.views.officieel import OfficieelView
from formulieren.views.ontvangst import OntvangstView
from formulieren.views.proef_login import ProefLoginView
from formulieren.views.start import StartView
from formulieren.views.stop import StopView
from formulieren.views.toegang import behind_login
from formulieren.views.wissen import GewistView, WissenView
from formulieren.views.wizard import FormulierWizard
from formulieren.views.zaak.code import CodeView
from formulieren.views.zaak.document import BesluitView, DocumentView
from formulieren.views.zaak.intrekken import IntrekkenView
from formulieren.views.zaak.overzicht import VolgZaakView
from formulieren.views.zaak.volgen import VolgenView
from formulieren.views.zaak.vraag import VraagView

app_name = "formulieren"

urlpatterns = [
    path("formulier/<slug:slug>/", StartView.as_view(), name="start"),
    path("formulier/<slug:slug>/stap/<slug:step>/", behind_login(FormulierWizard.as_view()), name="stap"),
    path("formulier/<slug:slug>/stop/", behind_login(StopView.as_view()), name="stop"),
    path("formulier/<slug:slug>/bestand/<uuid:uuid>/", behind_login(BestandView.as_view()), name="bestand"),
    path("formulier/<slug:slug>/controleren/", behind_login(ControleView.as_view()), name="controleren"),
    path("formulier/<slug:slug>/ontvangen/", behind_login(OntvangstView.as_view()), name="ontvangen"),
    path("formulier/<slug:slug>/later/", behind_login(LaterView.as_view()), name="later"),
    path("formulier/<slug:slug>/bewaard/", behind_login(BewaardView.as_view()), name="bewaard"),
    path("formulier/<slug:slug>/wissen/", behind_login(WissenView.as_view()), name="wissen"),
    path("formulier/<slug:slug>/gewist/", behind_login(GewistView.as_view()), name="gewist"),
    path("formulier/<slug:slug>/inloggen/", InloggenView.as_view(), name="inloggen"),
    path("inloggen/terug/<slug:middel>/", TerugView.as_view(), name="inloggen_terug"),
    path("proef-login/", ProefLoginView.as_view(), name="proef_login"),
    path("uitloggen/", UitloggenView.as_view(), name="uitloggen"),
    path("uitgelogd/", UitgelogdView.as_view(), name="uitgelogd"),
    path("verder-gaan/<slug:token>/", HervatView.as_view(), name="hervatten"),
    path("medewerker/formulier/<slug:slug>/", NamensStartView.as_view(), name="namens_start"),
    path(
        "medewerker/formulier/<slug:slug>/stap/<slug:step>/",
        NamensWizard.as_view(url_name="formulieren:namens_stap"),
        name="namens_stap",
    ),
    path("medewerker/formulier/<slug:slug>/stop/", NamensStop.as_view(), name="namens_stop"),
    path(
        "medewerker/formulier/<slug:slug>/controleren/", NamensControle.as_view(), name="namens_controleren"
    ),
    path("medewerker/formulier/<slug:slug>/ontvangen/", NamensOntvangst.as_view(), name="namens_ontvangen"),
    path("medewerker/formulier/<slug:slug>/wissen/", NamensWissen.as_view(), name="namens_wissen"),
    path("medewerker/formulier/<slug:slug>/gewist/", NamensGewist.as_view(), name="namens_gewist"),
    path(
        "medewerker/formulier/<slug:slug>/bestand/<uuid:uuid>/",
        NamensBestand.as_view(),
        name="namens_bestand",
    ),
    path("formulier/<slug:slug>/ontvangen/bewijs.pdf", behind_login(BewijsView.as_view()), name="bewijs"),
    path("officiele-berichten/", OfficieelView.as_view(), name="officiele_berichten"),
    path("volg-uw-aanvraag/", VolgenView.as_view(), name="volgen"),
    path("volg-uw-aanvraag/<slug:reference>/", VolgZaakView.as_view(), name="volg_zaak"),
    path("volg-uw-aanvraag/<slug:reference>/code/", CodeView.as_view(), name="volg_code"),
    path("volg-uw-aanvraag/<slug:reference>/vraag/<uuid:uuid>/", VraagView.as_view(), name="volg_vraag"),
    path(
        "volg-uw-aanvraag/<slug:reference>/document/<uuid:uuid>/",
        DocumentView.as_view(),
        name="volg_document",
    ),
    path("volg-uw-aanvraag/<slug:reference>/besluit/", BesluitView.as_view(), name="volg_besluit"),
    path("volg-uw-aanvraag/<slug:reference>/intrekken/", IntrekkenView.as_view(), name="volg_intrekken"),
    path("mijn-zaken/", MijnZakenView.as_view(), name="mijn_zaken"),
    path("mijn-zaken/klaar/", MijnZakenView.as_view(klaar=True), name="mijn_zaken_klaar"),
    path("mijn-zaken/inloggen/", MijnZakenInloggenView.as_view(), name="mijn_zaken_inloggen"),
    path("mijn-zaken/verder/<uuid:uuid>/", MijnZakenVerderView.as_view(), name="mijn_zaken_verder"),
]
