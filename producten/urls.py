"""Addresses of the catalogue that are no pages: the feeds and the API. The same in every language."""

from django.urls import include, path

from producten.feeds import api_views, views

app_name = "producten"

urlpatterns = [
    path("", include("producten.medewerker.urls")),
    path("producten/feeds/sc.xml", views.samenwerkende_catalogi, name="sc_feed"),
    path("api/openapi.json", api_views.openapi, name="api_openapi"),
    path("api/producten/", api_views.product_list, name="api_producten"),
    path("api/producten/<int:pk>/", api_views.product_detail, name="api_product"),
    path("api/themas/", api_views.thema_list, name="api_themas"),
]
