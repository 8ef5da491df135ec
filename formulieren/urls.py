"""Addresses of the flow and the status pages; included inside the site's i18n_patterns."""

from django.urls import path

from formulieren.views.controle import ControleView
from formulieren.views.ontvangst import OntvangstView
from formulieren.views.start import StartView
from formulieren.views.status import VolgenView, VolgZaakView
from formulieren.views.wizard import FormulierWizard

app_name = "formulieren"

urlpatterns = [
    path("formulier/<slug:slug>/", StartView.as_view(), name="start"),
    path("formulier/<slug:slug>/stap/<slug:step>/", FormulierWizard.as_view(), name="stap"),
    path("formulier/<slug:slug>/controleren/", ControleView.as_view(), name="controleren"),
    path("formulier/<slug:slug>/ontvangen/", OntvangstView.as_view(), name="ontvangen"),
    path("volg-uw-aanvraag/", VolgenView.as_view(), name="volgen"),
    path("volg-uw-aanvraag/<slug:reference>/", VolgZaakView.as_view(), name="volg_zaak"),
]
