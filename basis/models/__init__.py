"""The shared models: one family per file."""

from basis.models.beheer import PaginaBeheer, Team
from basis.models.location import LocationPage, Openingstijd
from basis.models.page import BasePage

__all__ = ["BasePage", "LocationPage", "Openingstijd", "PaginaBeheer", "Team"]
