"""Makes a tagged PDF (PDF/UA-1) from a template. Nothing is fetched: the fonts come from this repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Site
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STYLE = "css/pdf.css"
FONTS = "vendor/source-sans-3"
# How the style sheet names a font: "loket:<file>".
SCHEME = "loket:"


class _OnlyOurFonts(URLFetcher):
    """Answers with a font of the repository; an answer of a resident can't make the worker open an address."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The font file; FatalURLFetchingError for everything else."""
        name = url.removeprefix(SCHEME)
        ours = url.startswith(SCHEME) and name.endswith(".woff2") and name == Path(name).name
        path = finders.find(f"{FONTS}/{name}") if ours else None
        if not path:
            raise FatalURLFetchingError("A PDF may not fetch anything but our fonts.")
        return URLFetcherResponse(url, body=Path(path).read_bytes(), headers={"Content-Type": "font/woff2"})


def make_pdf(template: str, context: dict[str, Any], *, taal: str) -> bytes:
    """The PDF of `template` in the language `taal`. Its title is the template's, its author the municipality."""
    with translation.override(taal):
        html = render_to_string(template, {**context, "taal": taal, "gemeente": _gemeente()})
    style = finders.find(STYLE)
    if not style:
        raise FileNotFoundError(STYLE)
    fonts = FontConfiguration()
    fetcher = _OnlyOurFonts()
    css = CSS(string=Path(style).read_text(), url_fetcher=fetcher, font_config=fonts)
    document = HTML(string=html, url_fetcher=fetcher, base_url=None)
    made: bytes = document.write_pdf(
        stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1", custom_metadata=False
    )
    return made


def _gemeente() -> str:
    """The name of the municipality: that of the default site."""
    site = Site.objects.filter(is_default_site=True).first()
    return (site.site_name if site is not None else "") or settings.WAGTAIL_SITE_NAME
