"""The elements of a page, with their places: end tags that may be left out are put in, stray ones passed over.

The rules are those of the standard's tree construction (html.spec.whatwg.org, 13.2.6) as far as they tell where an
element ends; nothing is moved, since every element must keep its place in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.formats.tags import Tag
from quotes.model import Span

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
IN_HEAD = frozenset(
    ("head", "base", "link", "meta", "noscript", "script", "style", "template", "title", "html", "bgsound", "basefont")
)
_LIST, _TABLE = ("ul", "ol", "menu", "dl"), ("table", "template")
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
        *("main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul", "li", "dt", "dd"),
    )
)


class Ends(NamedTuple):
    """What an opening tag ends: the innermost open element called one of `names`, unless one of `within` is nearer."""

    names: frozenset[str]
    within: frozenset[str]


_PARAGRAPH = Ends(frozenset(("p",)), frozenset(("button", "td", "th", "caption", "object", *_TABLE)))
_ITEM, _TERM = Ends(frozenset(("li",)), frozenset(_LIST)), Ends(frozenset(("dt", "dd")), frozenset(_LIST))
_SECTIONS = frozenset(("tbody", "thead", "tfoot"))
ENDS: dict[str, tuple[Ends, ...]] = {
    **dict.fromkeys(_BLOCKS, (_PARAGRAPH,)),
    "li": (_ITEM, _PARAGRAPH),
    **dict.fromkeys(("dt", "dd"), (_TERM, _PARAGRAPH)),
    **dict.fromkeys(("td", "th"), (Ends(frozenset(("td", "th")), frozenset(("tr", *_TABLE))),)),
    "tr": (Ends(frozenset(("tr",)), frozenset((*_SECTIONS, *_TABLE))),),
    **dict.fromkeys(_SECTIONS, (Ends(_SECTIONS, frozenset(_TABLE)),)),
    **dict.fromkeys(("option", "optgroup"), (Ends(frozenset(("option",)), frozenset(("select",))),)),
    "body": (Ends(frozenset(("head",)), frozenset()),),
}
_SCOPE = frozenset(("table", "td", "th", "caption", "template", "html"))  # out of which no end tag reaches
_TABULAR = frozenset(("table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "html", "body"))
DEEPEST = 512  # elements within each other; the further ones are laid side by side, as browsers do


class Element(NamedTuple):
    """An element: its opening tag, where it ends, and the number of the element around it (None: there is none)."""

    tag: Tag
    end: int
    parent: int | None

    @property
    def name(self) -> str:
        """What it is called, in small letters."""
        return self.tag.name

    @property
    def span(self) -> Span:
        """Its place, tags included."""
        return Span(self.tag.start, self.end)


class _Stack:
    """The elements that are open, the innermost last, and how many of each name: most tags end none of them."""

    def __init__(self, tree: list[Element]) -> None:
        self._tree = tree
        self.numbers: list[int] = []
        self.names: list[str] = []
        self._open: Counter[str] = Counter()

    def push(self, number: int, name: str) -> None:
        """Open an element."""
        self.numbers.append(number)
        self.names.append(name)
        self._open[name] += 1

    def pop(self, depth: int, end: int) -> None:
        """End all from `depth` on at the place `end`."""
        for number, name in zip(self.numbers[depth:], self.names[depth:], strict=True):
            self._tree[number] = self._tree[number]._replace(end=end)
            self._open[name] -= 1
        del self.numbers[depth:], self.names[depth:]

    def innermost(self, names: Iterable[str], within: frozenset[str]) -> int | None:
        """Return where the innermost open element called one of `names` stands, unless one of `within` is nearer."""
        wanted = {name for name in names if self._open[name]}
        for depth in range(len(self.names) - 1, -1, -1) if wanted else ():
            if self.names[depth] in wanted:
                return depth
            if self.names[depth] in within:
                return None
        return None


def elements(found: Iterable[Tag], length: int) -> list[Element]:
    """Return the elements of a page of `length` characters with these tags, in the order in which they open."""
    tree: list[Element] = []
    stack = _Stack(tree)
    for tag in found:
        if tag.name and tag.opens:
            _end_implied(stack, tag)
            tree.append(Element(tag, tag.end, stack.numbers[-1] if stack.numbers else None))
            if tag.name not in VOID and len(stack.names) < DEEPEST:
                stack.push(len(tree) - 1, tag.name)
        elif tag.name:
            _close(stack, tag)
    stack.pop(0, length)
    return tree


def _end_implied(stack: _Stack, tag: Tag) -> None:
    """End what the opening `tag` leaves no room for: a paragraph before a block, the head before the first text."""
    if stack.names and stack.names[-1] == "head" and tag.name not in IN_HEAD:
        stack.pop(len(stack.names) - 1, tag.start)
    for names, within in ENDS.get(tag.name, ()):
        depth = stack.innermost(names, within)
        if depth is not None:
            stack.pop(depth, tag.start)


def _close(stack: _Stack, tag: Tag) -> None:
    """End the innermost open element that `tag` closes, and all in it; a stray end tag closes nothing."""
    scope = frozenset(("html",)) if tag.name in _TABULAR else _SCOPE
    depth = stack.innermost((tag.name,), scope - {tag.name})
    if depth is not None:
        stack.pop(depth + 1, tag.start)
        stack.pop(depth, tag.end)


def outermost(tree: Sequence[Element], names: frozenset[str]) -> Iterator[Span]:
    """Yield the places of the elements called one of `names` that lie in no other such."""
    done = 0
    for element in tree:
        if element.tag.start >= done and element.name in names:
            yield element.span
            done = element.end
