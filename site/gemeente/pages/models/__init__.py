"""Page types and settings of the site: one family per file."""

from gemeente.pages.models.content import AccessibilityPage, ContentPage
from gemeente.pages.models.home import HomePage
from gemeente.pages.models.huisstijl import Huisstijl, Lettertype
from gemeente.pages.models.news import NewsIndexPage, NewsPage
from gemeente.pages.models.settings import Crisisbericht, SiteSettings

__all__ = [
    "AccessibilityPage",
    "ContentPage",
    "Crisisbericht",
    "HomePage",
    "Huisstijl",
    "Lettertype",
    "NewsIndexPage",
    "NewsPage",
    "SiteSettings",
]
