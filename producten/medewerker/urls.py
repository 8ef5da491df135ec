"""Addresses for employees; behind the login, and never the address of a public page."""

from django.urls import path

from producten.medewerker import views

urlpatterns = [
    path("medewerker/producten/", views.product_list, name="medewerker_lijst"),
    path("medewerker/producten/<int:pk>/", views.product_public, name="medewerker_product"),
    path("medewerker/producten/<int:pk>/intern/", views.product_internal, name="medewerker_intern"),
    path("medewerker/producten/<int:pk>/print/", views.product_print, name="medewerker_print"),
]
