"""The demo's teams, roles and users. One password for all, of this clone's own, never of production."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model

from basis.models import Team
from gemeente.roles import Rol, setup_roles


def password_file() -> Path:
    """Where this clone keeps the demo's password."""
    return Path(settings.LOKET_DATA_DIR) / "secrets" / "demo-password"


def demo_password() -> str:
    """The demo's password, made on first use: four groups of letters and figures that are easy to type."""
    path = password_file()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
        path.write_text("-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4)))
    return path.read_text().strip()


def load_teams(rows: list[dict[str, Any]]) -> dict[str, Team]:
    """Make the teams, by slug."""
    teams = {}
    for row in rows:
        defaults = {key: row.get(key, "") for key in ("naam", "telefoon", "email")}
        teams[row["slug"]], _created = Team.objects.get_or_create(slug=row["slug"], defaults=defaults)
    return teams


def load_users(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Make the users with their role's group, by user name; `beheerder` may do everything."""
    groups = setup_roles()
    model = get_user_model()
    users = {}
    for row in rows:
        user, created = model.objects.get_or_create(
            username=row["gebruikersnaam"],
            defaults={
                "first_name": row["voornaam"],
                "last_name": row["achternaam"],
                "email": row["email"],
                "is_superuser": row["rol"] == "beheerder",
            },
        )
        if created:
            user.set_password(demo_password())
            user.save()
        if row["rol"] != "beheerder":
            user.groups.set([groups[Rol(row["rol"])]])
        users[user.get_username()] = user
    return users
