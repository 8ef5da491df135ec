"""PURE: whether a form asks for a login."""

from __future__ import annotations

from enum import StrEnum


class Login(StrEnum):
    """Stands in `FormSchema.inloggen`: nobody logs in, who wants to may, or everybody must."""

    NIET = "niet"
    MAG = "mag"
    MOET = "moet"
