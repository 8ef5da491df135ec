"""PURE: which steps a resident goes through, and which of them may be opened now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from formulieren.flow.schema import FormSchema, StapSchema


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of one resident in order. What is shown is decided here and nowhere else."""

    stappen: tuple[StapSchema, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """The names of the steps, in order."""
        return tuple(stap.slug for stap in self.stappen)

    @property
    def first(self) -> str:
        """The name of the first step."""
        return self.stappen[0].slug

    def next(self, slug: str) -> str | None:
        """The step after `slug`, or None after the last one."""
        position = self.slugs.index(slug) + 1
        return self.slugs[position] if position < len(self.stappen) else None

    def previous(self, slug: str) -> str | None:
        """The step before `slug`, or None before the first one."""
        position = self.slugs.index(slug)
        return self.slugs[position - 1] if position else None

    def number(self, slug: str) -> int:
        """The place of `slug`, counted from 1."""
        return self.slugs.index(slug) + 1

    def first_open(self, done: Collection[str]) -> str | None:
        """The first step that is not in `done`, or None when every step is done."""
        return next((slug for slug in self.slugs if slug not in done), None)

    def may_open(self, slug: str, done: Collection[str]) -> bool:
        """Whether `slug` is on the route and no earlier step is still open: a step can't be skipped."""
        if slug not in self.slugs:
            return False
        open_step = self.first_open(done)
        return open_step is None or self.number(slug) <= self.number(open_step)


def route(schema: FormSchema) -> Route:
    """The route through `schema`: today every step, in order."""
    return Route(schema.stappen)
