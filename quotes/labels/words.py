"""What labels ask of the words that a page is read with: made once for each lexicon."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.text import either, fold


class LabelWords(NamedTuple):
    """The words of a lexicon, by what a label is asked; folded, where nothing else is said."""

    unnamed: frozenset[str]  # who has no name: questioner, audience
    offices: frozenset[str]
    behind_office: tuple[str, ...]  # of a name that ends in an office: the office, with a space before it
    groups: frozenset[str]  # last words of a company's name
    press: frozenset[str]  # with which the names of newspapers begin
    not_speakers: frozenset[str]
    manners: frozenset[str]
    manners_open: tuple[str, ...]  # behind which other words may follow
    titles: frozenset[str]  # words that end one
    addresses: Set[str]
    ranks: frozenset[str]  # titles, offices and forms of address
    abbreviated: frozenset[str]  # titles with a full stop
    spoken_to: frozenset[str]  # forms of address with which turns open: Mr. President, …
    fields: frozenset[str]  # words that end a role, not begin a name
    houses: frozenset[str]  # as printed: clerk at Dorset
    field_joints: frozenset[str]  # as printed: Agriculture, Forestry and Water
    examining: tuple[str, ...]  # with a space behind: "by "
    articles: frozenset[str]
    office_addresses: frozenset[str]  # as printed, before an office that is spoken to: Mr. Chairman
    no_openings: frozenset[str]
    verbs_first: frozenset[str]  # of clauses that lead in speech, in scripts without capitals
    verbs_last: tuple[str, ...]
    no_titles: frozenset[str]  # as printed
    heads: frozenset[str]  # of the column of a table that names speakers
    given: Set[str]  # given names
    article: re.Pattern[str]
    stop_titles: frozenset[str]  # with which labels open that end in a full stop
    address_articles: frozenset[str]  # before a form of address or an office: La señora Reyes, De voorzitter
    office_articles: frozenset[str]  # between a form of address and an office: M. le ministre
    countries: frozenset[str]
    particles: re.Pattern[str]  # of names, longer than such words are: Ana binti Kassim
    party: re.Pattern[str]  # in small letters at the end of a name: Ana Reyes kok
    before_name: re.Pattern[str]  # a running number
    behind_name: re.Pattern[str]  # what is asked of whom: … to ask the Minister
    honorific: re.Pattern[str]  # behind a name, without a space,
    member: re.Pattern[str]  # and behind one in brackets
    style: re.Pattern[str]  # the rt: before a form of address, folded
    field: re.Pattern[str]  # Minister of Trade, Secretary for Health
    joined: re.Pattern[str]  # between two names
    credential: re.Pattern[str]  # Jr., III
    predicate: re.Pattern[str]  # offered their prayers
    speaks: re.Pattern[str]  # the first person, outside of quotation marks


def opens_with_given(name: str, lexicon: Lexicon) -> bool:
    """Return whether a known given name opens `name`."""
    return fold(name.partition(" ")[0]) in label_words(lexicon).given


@cache
def label_words(lexicon: Lexicon) -> LabelWords:
    """Return what labels ask of `lexicon`."""
    known, offices = titles(lexicon), titles(lexicon).offices
    articles, credentials = lexicon.phrases("label_articles"), either(set(lexicon.keyed("generations").values()))
    links, joints = lexicon.keyed("office_links"), either(lexicon.words("name_joints"))
    return LabelWords(
        unnamed=lexicon.phrases("unnamed_labels"),
        offices=offices,
        behind_office=tuple(f" {office}" for office in offices),
        groups=lexicon.phrases("group_labels"),
        press=lexicon.phrases("press"),
        not_speakers=lexicon.phrases("not_speakers") | lexicon.phrases("sections"),
        manners=lexicon.phrases("manners"),
        manners_open=tuple(line.removesuffix("…") for line in lexicon.lines("manners") if line.endswith("…")),
        titles=known.heads,
        addresses=known.addresses.keys(),
        ranks=known.heads | offices | known.addresses.keys(),
        abbreviated=known.short,
        spoken_to=known.called,
        fields=lexicon.words("fields"),
        houses=frozenset(f" {word} " for word, links_to in links.items() if links_to == "house"),
        field_joints=lexicon.words("field_joints"),
        examining=tuple(f"{word} " for word, part in lexicon.keyed("examining").items() if part == "by"),
        articles=articles,
        office_addresses=lexicon.words("office_addresses"),
        no_openings=lexicon.phrases("no_openings"),
        verbs_first=lexicon.words("verbs_first"),
        verbs_last=tuple(lexicon.words("verbs_last")),
        no_titles=lexicon.words("no_titles"),
        heads=lexicon.phrases("speaker_columns"),
        given=lexicon.keyed("given_names").keys(),
        article=re.compile(rf"\b{either(articles)} ", re.IGNORECASE),
        stop_titles=lexicon.phrases("stop_titles"),
        address_articles=lexicon.words("address_articles") | articles | lexicon.phrases("office_articles"),
        office_articles=lexicon.phrases("office_articles"),
        countries=frozenset(fold(name) for _, names, *_ in lexicon.columns("countries") for name in names.split("|")),
        particles=re.compile(rf" {either(lexicon.words('name_particles'))}(?= )"),
        party=re.compile(rf"(?<=[^\W\d_]{{2}}) ({either(lexicon.words('behind_parties'))})\Z"),
        before_name=re.compile(rf"\A{either(lexicon.words('before_numbers'))}\.? ?\d+[.:]? (?=[^\W\d_])"),
        behind_name=re.compile(rf" {either(lexicon.lines('behind_labels'))}\b.*", re.DOTALL),
        honorific=_behind_names(lexicon, "honorific"),
        member=_behind_names(lexicon, "honorific", "member"),
        style=re.compile(rf"\A(?:{either(articles)} )?{either(lexicon.words('before_addresses'))} "),
        field=re.compile(
            rf"\s{either(word for word, links_to in links.items() if links_to == 'field')}\s", re.IGNORECASE
        ),
        joined=re.compile(rf"(?:\s*[,/&;]\s*|\s+{joints}\s+)(?=[^\W\d_])(?!(?i:{credentials})\b)"),
        credential=re.compile(rf"{credentials}\.?", re.IGNORECASE),
        # English: a verb in the past ends in -ed.
        predicate=re.compile(rf"[a-z]+ed {either(lexicon.words('determiners'))}\b"),
        speaks=re.compile(rf"\b{either(lexicon.words('first_person'))}\b(?![^“\n]*”)"),
    )


def _behind_names(lexicon: Lexicon, *kinds: str) -> re.Pattern[str]:
    """Return the pattern of words behind a name that is written without spaces."""
    words = either(word for word, kind in lexicon.keyed("behind_names").items() if kind in kinds)
    return re.compile(rf"(?<=[\u3040-\u9fff]{{2}}){words}\Z")
