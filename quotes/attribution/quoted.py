"""Quotations that no reporting verb claims: whose words are they, by where they stand.

Newspapers name a speaker once and let the quotation run on: “A,” she said. “B.” A quotation that is a sentence of its
own therefore belongs to the voice heard last; one after a colon, to the subject of its sentence. Quoted fragments in a
sentence of the outlet are scare quotes, titles or slogans, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.phrases import Range, sentence_subject
from quotes.attribution.reported import stands_alone
from quotes.attribution.tags import Tagged


class Voice(NamedTuple):
    """Somebody who speaks: the tokens' span that names them and the cue that introduced them."""

    paragraph: Tagged
    subject: Range
    cue: Range | None


class Heard(NamedTuple):
    """A voice and the token of its paragraph where it was heard last."""

    voice: Voice
    token: int
    quoted: bool


class Floating(NamedTuple):
    """A quotation without a verb of its own, the voice it is given to, and why."""

    token: int
    voice: Voice
    why: str


def floating(
    tagged: Tagged, bounds: Sequence[Range], heard: Sequence[Heard], covered: Sequence[bool], before: Voice | None
) -> Iterator[Floating]:
    """Yield the unclaimed quotations of a paragraph that are statements; `before` is the voice of the last paragraph."""
    last = before
    for lo, hi in bounds:
        for token in range(lo, hi):
            if token in tagged.quotations and not covered[token] and stands_alone(tagged, token):
                found = _voice(tagged, token, lo, hi, heard, before)
                if found:
                    yield found


_UNKNOWN_VERB = re.compile(r",?(?:(?P<speaker>[dD]?[XwnqS]+|p)a*(?P<cue>[vV]))")


def _voice(
    tagged: Tagged, token: int, lo: int, hi: int, heard: Sequence[Heard], before: Voice | None
) -> Floating | None:
    tags = tagged.tags
    opens = token == lo or (token == lo + 1 and tags[lo] in "ca-")
    earlier = [h for h in heard if h.token < token]
    later = [h for h in heard if h.token > token]
    after = _UNKNOWN_VERB.match(tags, token + 1, hi)
    if after:
        return Floating(token, Voice(tagged, after.span("speaker"), after.span("cue")), "unknown verb")
    if not opens:
        subject = sentence_subject(tags, lo, token)
        if subject and tags[token - 1] == ":":
            return Floating(token, Voice(tagged, subject, None), "colon")
        if subject and tags[token - 1] == ",":
            return Floating(token, Voice(tagged, subject, None), "comma")
        return None
    if earlier:
        return Floating(token, earlier[-1].voice, "after" + ("-q" if earlier[-1].quoted else ""))
    if later and later[0].quoted:
        return Floating(token, later[0].voice, "before")
    if before and token == 0:
        return Floating(token, before, "paragraph")
    return None
