"""Who answers for a page, its team and its owner: asked of whoever knows them, since the gate itself does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

#: Page ids in, team name per page id out; a page without a team is left out. One query, however many ids.
TeamSource = Callable[[list[int]], dict[int, str]]

_sources: list[TeamSource] = []


@dataclass(frozen=True, slots=True)
class Contact:
    """Where mail about a page goes: the address of its team ("" without one) and the user id of its owner."""

    team_email: str = ""
    owner_id: int | None = None


#: Page ids in, Contact per page id out; a page that nobody looks after is left out. One query, however many ids.
ContactSource = Callable[[list[int]], dict[int, Contact]]

_contacts: list[ContactSource] = []


def register_contact_source(source: ContactSource) -> ContactSource:
    """Name the function that knows who looks after pages. Registering the same one again changes nothing."""
    if source not in _contacts:
        _contacts.append(source)
    return source


def contacts_of(page_ids: Iterable[int]) -> dict[int, Contact]:
    """Where mail about each page goes, for the pages that somebody looks after."""
    ids = list(dict.fromkeys(page_ids))
    found: dict[int, Contact] = {}
    for source in _contacts if ids else ():
        found |= source(ids)
    return found


def register_team_source(source: TeamSource) -> TeamSource:
    """Name the function that knows the teams. Registering the same one again changes nothing."""
    if source not in _sources:
        _sources.append(source)
    return source


def teams_of(page_ids: Iterable[int]) -> dict[int, str]:
    """The team's name per page id, for the pages that have one."""
    ids = list(dict.fromkeys(page_ids))
    found: dict[int, str] = {}
    for source in _sources if ids else ():
        found |= source(ids)
    return found
