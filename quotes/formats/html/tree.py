"""The elements of a page, with their places: end tags that may be left out are put in, stray ones passed over.

The rules are those of the standard's tree construction (html.spec.whatwg.org, 13.2.6) as far as they tell where an
element ends; nothing is moved, since every element must keep its place in the file.
"""

from __future__ import annotations

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


class _Open(NamedTuple):
    number: int
    name: str


def elements(found: Iterable[Tag], length: int) -> list[Element]:
    """Return the elements of a page of `length` characters with these tags, in the order in which they open."""
    tree: list[Element] = []
    stack: list[_Open] = []
    for tag in found:
        if not tag.name:
            continue
        if tag.opens:
            _end_implied(tree, stack, tag)
            _open(tree, stack, tag)
        else:
            _close(tree, stack, tag)
    _pop(tree, stack, 0, length)
    return tree


def _open(tree: list[Element], stack: list[_Open], tag: Tag) -> None:
    tree.append(Element(tag, tag.end, stack[-1].number if stack else None))
    if tag.name not in VOID and len(stack) < DEEPEST:
        stack.append(_Open(len(tree) - 1, tag.name))


def _end_implied(tree: list[Element], stack: list[_Open], tag: Tag) -> None:
    """End what the opening `tag` leaves no room for: a paragraph before a block, the head before the first text."""
    if stack and stack[-1].name == "head" and tag.name not in IN_HEAD:
        _pop(tree, stack, len(stack) - 1, tag.start)
    for names, within in ENDS.get(tag.name, ()):
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].name in within:
                break
            if stack[depth].name in names:
                _pop(tree, stack, depth, tag.start)
                break


def _close(tree: list[Element], stack: list[_Open], tag: Tag) -> None:
    """End the innermost open element that `tag` closes, and all in it; a stray end tag closes nothing."""
    scope = frozenset(("html",)) if tag.name in _TABULAR else _SCOPE
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].name == tag.name:
            _pop(tree, stack, depth + 1, tag.start)
            _pop(tree, stack, depth, tag.end)
            return
        if stack[depth].name in scope:
            return


def _pop(tree: list[Element], stack: list[_Open], depth: int, end: int) -> None:
    for opened in stack[depth:]:
        tree[opened.number] = tree[opened.number]._replace(end=end)
    del stack[depth:]


def outermost(tree: Sequence[Element], names: frozenset[str]) -> Iterator[Span]:
    """Yield the places of the elements called one of `names` that lie in no other such."""
    done = 0
    for element in tree:
        if element.tag.start >= done and element.name in names:
            yield element.span
            done = element.end
