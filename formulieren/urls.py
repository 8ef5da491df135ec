"""Addresses of the flow and the status pages; included inside the site's i18n_patterns."""

from django.urls import path

from formulieren.views.bestanden import BestandView
from formulieren.views.bewijs import BewijsView
from formulieren.views.controle import ControleView
from formulieren.views.hervatten import BewaardView, HervatView, LaterView
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
from formulieren.views.start import StartView
from formulieren.views.status import VolgenView, VolgZaakView
from formulieren.views.stop import StopView
from formulieren.views.wissen import GewistView, WissenView
from formulieren.views.wizard import FormulierWizard

app_name = "formulieren"

urlpatterns = [
    path("formulier/<slug:slug>/", StartView.as_view(), name="start"),
    path("formulier/<slug:slug>/stap/<slug:step>/", FormulierWizard.as_view(), name="stap"),
    path("formulier/<slug:slug>/stop/", StopView.as_view(), name="stop"),
    path("formulier/<slug:slug>/bestand/<uuid:uuid>/", BestandView.as_view(), name="bestand"),
    path("formulier/<slug:slug>/controleren/", ControleView.as_view(), name="controleren"),
    path("formulier/<slug:slug>/ontvangen/", OntvangstView.as_view(), name="ontvangen"),
    path("formulier/<slug:slug>/later/", LaterView.as_view(), name="later"),
    path("formulier/<slug:slug>/bewaard/", BewaardView.as_view(), name="bewaard"),
    path("formulier/<slug:slug>/wissen/", WissenView.as_view(), name="wissen"),
    path("formulier/<slug:slug>/gewist/", GewistView.as_view(), name="gewist"),
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
    path("formulier/<slug:slug>/ontvangen/bewijs.pdf", BewijsView.as_view(), name="bewijs"),
    path("officiele-berichten/", OfficieelView.as_view(), name="officiele_berichten"),
    path("volg-uw-aanvraag/", VolgenView.as_view(), name="volgen"),
    path("volg-uw-aanvraag/<slug:reference>/", VolgZaakView.as_view(), name="volg_zaak"),
]
