"""What a page is asked: the parameters of its address, by one table, of which the description of the API is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from quotes.errors import BadQuestion
from quotes.queries.days import Edge, day_of

LONGEST = 2_000  # characters of a value in an address; what is longer is sent as a form
Kind = Literal["text", "count", "choice", "flag", "day", "many"]


class Parameter(NamedTuple):
    """A parameter: how it is called, what it takes, and what it says, in words."""

    name: str
    doc: str
    kind: Kind = "text"
    default: Any = None
    choices: tuple[str, ...] = ()  # of a choice, and of many
    most: int = 0  # of a count
    longest: int = LONGEST
    edge: Edge = "whole"  # of a day


def read(wanted: Iterable[Parameter], given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the values of the parameters that are `wanted`, by name; what is not given, or empty, is as by default.

    Raises BadQuestion for a value that cannot be, one given twice that there is one of, and a name that nobody wants.
    """
    known = {parameter.name: parameter for parameter in wanted}
    for name in given:
        if name not in known:
            raise BadQuestion(f"nothing is called {name!r} here; there are {', '.join(known) or 'no parameters'}")
    return {
        name: _value(parameter, [one for one in given.get(name, ()) if one.strip()])
        for name, parameter in known.items()
    }


def _value(parameter: Parameter, given: list[str]) -> Any:
    if parameter.kind == "many":
        return tuple(_chosen(parameter, one) for one in given)
    if len(given) > 1:
        raise BadQuestion(f"{parameter.name} is given {len(given)} times: give it once")
    if not given:
        return parameter.default
    [text] = given
    if len(text) > parameter.longest:
        raise BadQuestion(f"{parameter.name} has {len(text):,} characters: {parameter.longest:,} at most")
    match parameter.kind:
        case "count":
            return _count(parameter, text)
        case "choice":
            return _chosen(parameter, text)
        case "flag":
            return _flag(parameter, text)
        case "day":
            return day_of(text, parameter.edge)
    return text


def _count(parameter: Parameter, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= parameter.most):
        raise BadQuestion(f"{parameter.name} must be a number from 1 to {parameter.most:,}, not {text!r}")
    return int(text)


def _chosen(parameter: Parameter, text: str) -> str:
    if parameter.choices and text not in parameter.choices:
        raise BadQuestion(f"{text!r} is no {parameter.name}; there are {', '.join(parameter.choices)}")
    return text


def _flag(parameter: Parameter, text: str) -> bool:
    if text not in ("1", "0"):
        raise BadQuestion(f"{parameter.name} must be 1 or 0, not {text!r}")
    return text == "1"
