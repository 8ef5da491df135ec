"""Addresses for readers; included inside the site's i18n_patterns. What an editor sees stands under /beheer/."""

from django.urls import path

from a11y_checks.lezerspanel.views import DeelView, EndView, StartView, ThanksView

app_name = "lezerspanel"

urlpatterns = [
    path("lezerspanel/<slug:token>/", StartView.as_view(), name="start"),
    path("lezerspanel/<slug:token>/<slug:reader>/<int:deel>/", DeelView.as_view(), name="deel"),
    path("lezerspanel/<slug:token>/<slug:reader>/tot-slot/", EndView.as_view(), name="slot"),
    path("lezerspanel/<slug:token>/<slug:reader>/bedankt/", ThanksView.as_view(), name="bedankt"),
]
