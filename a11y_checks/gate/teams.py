"""Which team answers for a page: asked of whoever knows teams, since the gate itself knows none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

#: Page ids in, team name per page id out; a page without a team is left out. One query, however many ids.
TeamSource = Callable[[list[int]], dict[int, str]]

_sources: list[TeamSource] = []


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
