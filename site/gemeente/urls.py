"""All addresses of the site. Wagtail's own come last: they take whatever is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from basis.kaart.views import tegel
from basis.security import views as security_views
from formulieren.zaken.notificaties.view import notificaties
from gemeente.components import components
from gemeente.pages.views import huisstijl_file
from gemeente.search.views import search
from gemeente.sitemap import PagesSitemap

handler400 = security_views.bad_request
handler403 = security_views.permission_denied
handler404 = security_views.page_not_found
handler500 = security_views.server_error

urlpatterns = [
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("componenten/", components, name="components"),
    path("sitemap.xml", sitemap, {"sitemaps": {"paginas": PagesSitemap}}, name="sitemap"),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
        name="robots",
    ),
    path(".well-known/security.txt", security_views.security_txt, name="security_txt"),
    path("demo/", include("gemeente.demo.urls")),
    path("", include("producten.urls")),
    # The webhook for a ZGW backend: one address, the same in every language.
    path("api/notificaties/", notificaties, name="zgw_notificaties"),
    path("kaart/<int:z>/<int:x>/<int:y>.png", tegel, name="kaart_tegel"),
    # Renditions of images. A web server in front takes this path in production.
    re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    re_path(r"^media/(?P<path>huisstijl/[\w.]+\.css)$", huisstijl_file),
    *i18n_patterns(
        path("zoeken/", search, name="search"),
        path("", include("formulieren.urls")),
        path("", include("a11y_checks.lezerspanel.urls")),
        # Wagtail's own login page is not of our design: who needs one works here and logs in at the admin's.
        path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
