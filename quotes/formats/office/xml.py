"""XML as a stream of events: no tree is held, nothing is expanded, however deep or long the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from quotes.errors import UnreadableSource

PORTION = 65_536  # bytes that are parsed at a time
DEEPEST = 1_000  # elements within each other
NOTHING: Mapping[str, str] = {}


class Event(NamedTuple):
    """An element begins or ends, or, without a name, words stand there. Names are without their namespaces' prefix."""

    name: str
    family: str = ""  # the namespace
    opens: bool = False
    attributes: Mapping[str, str] = NOTHING
    text: str = ""


def events(data: bytes) -> Iterator[Event]:
    """Yield what stands in the XML document `data`. Raises UnreadableSource where it is none, or declares entities."""
    found: list[Event] = []
    parser = _parser(found)
    for at in range(0, max(1, len(data)), PORTION):
        try:
            parser.Parse(data[at : at + PORTION], at + PORTION >= len(data))
        except (
            expat.ExpatError,
            LookupError,
            ValueError,
        ) as problem:  # or it declares an encoding that there is none of
            raise UnreadableSource(f"its XML is damaged ({problem}): save it again with the program it is of") from None
        yield from found
        found.clear()


def _parser(found: list[Event]) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableSource(f"more than {DEEPEST:,} elements of its XML lie within each other")
        family, _, local = name.rpartition(" ")
        bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        found.append(Event(local, family, True, bare))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        family, _, local = name.rpartition(" ")
        found.append(Event(local, family))

    def refuse(*_: object) -> None:
        raise UnreadableSource("declares XML entities, which are never expanded here: save it again without")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = lambda text: found.append(Event("", text=text))
    parser.EntityDeclHandler = refuse
    return parser
