"""Addresses of the demo alone; each answers 404 outside it."""

from django.urls import path

from gemeente.demo import views

app_name = "demo"

urlpatterns = [
    path("mail/", views.mails, name="mails"),
    path("mail/<slug:bestand>/<int:nummer>/", views.one_mail, name="mail"),
    path("mail/<slug:bestand>/<int:nummer>/html/", views.mail_html, name="mail_html"),
]
