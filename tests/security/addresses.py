"""For each route of routes.txt: addresses that exist, and addresses that only look right."""

ADDRESSES: dict[str, list[str]] = {
    "beheer/*": [
        "/beheer/login/",
        "/beheer/password_reset/",
        "/beheer/",
        "/beheer/bestaat-niet/",
        "/beheer/pages/9/edit/",
    ],
    r"documenten/^(\d+)/(.*)$": [
        "/documenten/1/a.txt",
        "/documenten/99999999999999999999999/a.txt",
        "/documenten/1/",
    ],
    "documenten/authenticate_with_password/<int:restriction_id>/": [
        "/documenten/authenticate_with_password/1/"
    ],
    "componenten/": ["/componenten/"],
    "demo/mail/": ["/demo/mail/"],
    "demo/mail/<slug:bestand>/<int:nummer>/": [
        "/demo/mail/20260101-120000-1/0/",
        "/demo/mail/x/99999999999999999999999/",
    ],
    "demo/mail/<slug:bestand>/<int:nummer>/html/": ["/demo/mail/20260101-120000-1/0/html/"],
    "sitemap.xml": ["/sitemap.xml", "/sitemap.xml?p=2", "/sitemap.xml?p=x"],
    "robots.txt": ["/robots.txt"],
    ".well-known/security.txt": ["/.well-known/security.txt"],
    "producten/feeds/sc.xml": ["/producten/feeds/sc.xml"],
    "kaart/<int:z>/<int:x>/<int:y>.png": ["/kaart/15/16930/10554.png", "/kaart/9999999999999999/1/1.png"],
    "medewerker/producten/": ["/medewerker/producten/?q=x&bladzijde=99999999999999999999999"],
    "medewerker/producten/<int:pk>/": ["/medewerker/producten/99999999999999999999999/"],
    "medewerker/producten/<int:pk>/intern/": ["/medewerker/producten/99999999999999999999999/intern/"],
    "medewerker/producten/<int:pk>/print/": ["/medewerker/producten/99999999999999999999999/print/"],
    "api/openapi.json": ["/api/openapi.json"],
    "api/producten/": ["/api/producten/", "/api/producten/?taal=en&kanaal=online"],
    "api/producten/<int:pk>/": ["/api/producten/1/", "/api/producten/99999999999999999999999/"],
    "api/themas/": ["/api/themas/"],
    "api/notificaties/": ["/api/notificaties/", "/api/notificaties/?x=1"],
    "^media/(?P<path>huisstijl/[\\w.]+\\.css)$": ["/media/huisstijl/x.css", "/media/huisstijl/....css"],
    "^media/(?P<path>images/.*)$": ["/media/images/", "/media/images/x.png", "/media/images/../../manage.py"],
    "zoeken/": ["/zoeken/", "/en/zoeken/"],
    "formulier/<slug:slug>/": ["/formulier/proef/", "/formulier/x/"],
    "formulier/<slug:slug>/stap/<slug:step>/": [
        "/formulier/proef/stap/melding/",
        "/formulier/proef/stap/x/",
        "/formulier/x/stap/x/",
    ],
    "formulier/<slug:slug>/inloggen/": [
        "/formulier/proef/inloggen/",
        "/formulier/proef/inloggen/?naar=//kwaad.example",
        "/formulier/x/inloggen/",
    ],
    "inloggen/terug/<slug:middel>/": [
        "/inloggen/terug/proef/",
        "/inloggen/terug/proef/?state=x&code=x",
        "/inloggen/terug/x/",
    ],
    "proef-login/": ["/proef-login/", "/proef-login/?state=x", "/en/proef-login/"],
    "uitloggen/": ["/uitloggen/", "/en/uitloggen/"],
    "uitgelogd/": ["/uitgelogd/", "/en/uitgelogd/"],
    "formulier/<slug:slug>/stop/": ["/formulier/proef/stop/", "/formulier/x/stop/"],
    "formulier/<slug:slug>/bestand/<uuid:uuid>/": [
        "/formulier/proef/bestand/0190a7d0-0000-4000-8000-000000000000/"
    ],
    "formulier/<slug:slug>/controleren/": ["/formulier/proef/controleren/", "/formulier/x/controleren/"],
    "formulier/<slug:slug>/ontvangen/": ["/formulier/proef/ontvangen/", "/formulier/x/ontvangen/"],
    "formulier/<slug:slug>/ontvangen/bewijs.pdf": ["/formulier/proef/ontvangen/bewijs.pdf"],
    "officiele-berichten/": ["/officiele-berichten/", "/en/officiele-berichten/"],
    "formulier/<slug:slug>/later/": ["/formulier/proef/later/", "/formulier/x/later/"],
    "formulier/<slug:slug>/bewaard/": ["/formulier/proef/bewaard/", "/formulier/x/bewaard/"],
    "formulier/<slug:slug>/wissen/": ["/formulier/proef/wissen/", "/formulier/x/wissen/"],
    "formulier/<slug:slug>/gewist/": ["/formulier/proef/gewist/", "/formulier/x/gewist/"],
    "verder-gaan/<slug:token>/": ["/verder-gaan/x/", "/en/verder-gaan/x/"],
    "medewerker/formulier/<slug:slug>/": ["/medewerker/formulier/proef/", "/medewerker/formulier/x/"],
    "medewerker/formulier/<slug:slug>/stap/<slug:step>/": ["/medewerker/formulier/proef/stap/melding/"],
    "medewerker/formulier/<slug:slug>/stop/": ["/medewerker/formulier/proef/stop/"],
    "medewerker/formulier/<slug:slug>/controleren/": ["/medewerker/formulier/proef/controleren/"],
    "medewerker/formulier/<slug:slug>/ontvangen/": ["/medewerker/formulier/proef/ontvangen/"],
    "medewerker/formulier/<slug:slug>/wissen/": ["/medewerker/formulier/proef/wissen/"],
    "medewerker/formulier/<slug:slug>/gewist/": ["/medewerker/formulier/proef/gewist/"],
    "medewerker/formulier/<slug:slug>/bestand/<uuid:uuid>/": [
        "/medewerker/formulier/proef/bestand/7d9a7a3c-2f52-4b0e-9d1a-0c5c8b1f5e11/"
    ],
    "volg-uw-aanvraag/": ["/volg-uw-aanvraag/", "/en/volg-uw-aanvraag/"],
    "volg-uw-aanvraag/<slug:reference>/": ["/volg-uw-aanvraag/K7M-34X-RTP/", "/volg-uw-aanvraag/x/"],
    "volg-uw-aanvraag/<slug:reference>/code/": [
        "/volg-uw-aanvraag/K7M-34X-RTP/code/",
        "/volg-uw-aanvraag/x/code/",
    ],
    "volg-uw-aanvraag/<slug:reference>/vraag/<uuid:uuid>/": [
        "/volg-uw-aanvraag/K7M-34X-RTP/vraag/0190a7d0-0000-4000-8000-000000000000/"
    ],
    "volg-uw-aanvraag/<slug:reference>/document/<uuid:uuid>/": [
        "/volg-uw-aanvraag/K7M-34X-RTP/document/0190a7d0-0000-4000-8000-000000000000/"
    ],
    "volg-uw-aanvraag/<slug:reference>/besluit/": ["/volg-uw-aanvraag/K7M-34X-RTP/besluit/"],
    "volg-uw-aanvraag/<slug:reference>/intrekken/": ["/volg-uw-aanvraag/K7M-34X-RTP/intrekken/"],
    "mijn-zaken/": ["/mijn-zaken/", "/mijn-zaken/?bladzijde=99999999999999999999999", "/en/mijn-zaken/"],
    "mijn-zaken/klaar/": ["/mijn-zaken/klaar/"],
    "mijn-zaken/inloggen/": [
        "/mijn-zaken/inloggen/",
        "/mijn-zaken/inloggen/?naar=//kwaad.example",
        "/en/mijn-zaken/inloggen/?naar=%00",
    ],
    "mijn-zaken/verder/<uuid:uuid>/": ["/mijn-zaken/verder/0190a7d0-0000-4000-8000-000000000000/"],
    "lezerspanel/<slug:token>/": ["/lezerspanel/x/", "/en/lezerspanel/x/"],
    "lezerspanel/<slug:token>/<slug:reader>/<int:deel>/": [
        "/lezerspanel/x/y/1/",
        "/lezerspanel/x/y/99999999999999999999999/",
    ],
    "lezerspanel/<slug:token>/<slug:reader>/tot-slot/": ["/lezerspanel/x/y/tot-slot/"],
    "lezerspanel/<slug:token>/<slug:reader>/bedankt/": ["/lezerspanel/x/y/bedankt/"],
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": [
        "/_util/authenticate_with_password/1/2/",
        "/_util/authenticate_with_password/99999999999999999999999/2/",
    ],
    "_util/login/": ["/_util/login/"],
    r"^((?:[\w\-]+/)*)$": [
        "/",
        "/afval/",
        "/nieuws/",
        "/proef/",
        "/en/",
        "/bestaat-niet/",
        "/static/",
        "/static/css/x.css",
    ],
}
