"""Dates as options: whatever a person may type for one."""

from __future__ import annotations

import click

from quotes.errors import BadQuestion
from quotes.queries.days import Edge, day_of


class Day(click.ParamType[str]):
    """A date, told as ISO has it: the first or last day that is meant, or as much of one as is told: 2024-05."""

    name = "date"

    def __init__(self, edge: Edge) -> None:
        """Take which edge of what is meant counts."""
        self.edge = edge

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the date as ISO. What is no date is refused, and so is one that means nothing certain."""
        try:
            return day_of(str(value), self.edge)
        except BadQuestion as problem:
            self.fail(str(problem), param, ctx)


SINCE, UNTIL, WHOLE = Day("first"), Day("last"), Day("whole")
