"""The text of a paragraph cut into tokens, each with the letter of its class (see tokens)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.attribution.prose.marks import Quotation
from quotes.attribution.speech.caseless import UNMARKED, mark_names, prefix_of, surnames_of
from quotes.attribution.speech.joined import joined_at, phrases_at
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import Words
from quotes.text import Reading

TOKEN = re.compile(
    r"[^\W\d_]+(?:[-’'‑.][^\W\d_]+|[\u064b-\u0652\u0670]+[^\W\d_]*)*(?<!\.)|\d+(?:[.,:]\d+)*(?:[-‑][^\W\d_]+)*"
    r"|\.\.\.|--|[^\w\s]|_"
)
_DASHES = frozenset(("—", "–", "--", "―"))
# How marks of other scripts are told: as those that do the same in Latin.
_LATIN = str.maketrans("，、،：。｡．！？؟；؛（）", ",,,:...!??;;()")
_NOTE = re.compile(r"\([nX](?:[-/,.]?[nX])?\)")  # a day, an age, a party: on Monday (12), the senator (PSD)


def tokens_of(reading: Reading, quoted: Sequence[Quotation], start: int, end: int, known: Words) -> Tokens:
    """Return the tokens of reading.text[start:end], in which each of `quoted` is one."""
    spans, places = _cut(reading.text, quoted, start, end, known)
    if "caseless" in known.switches:
        spans, places = _less_prefixes(reading.text, spans, places, known)
    words = [plain(reading.text[first:last]) for first, last in spans]
    if "caseless" in known.switches:
        words = [word.translate(UNMARKED) for word in words]
    spans, words, places = _joined(spans, words, places, known)
    tags = [tag_of(reading.text[slice(*spans[i])], words[i], i in places, known) for i in range(len(spans))]
    for i in range(len(spans)):
        joined = i > 0 and spans[i][0] == spans[i - 1][1] + 1 and reading.text[spans[i][0] - 1] == "-"
        if joined and tags[i] not in "nXwR":
            tags[i] = "a"  # a clitic, which is no subject
        _mark_phrase(words, tags, i, known)
        _mark_noun(words, tags, i, known)
    _join_names(words, tags, known)
    if "caseless" in known.switches:
        mark_names(words, tags, known, reading.text)
    noted = {i for found in _NOTE.finditer("".join(tags)) for i in range(*found.span())}
    kept = [i for i in range(len(spans)) if i not in noted]
    return Tokens(
        reading.text,
        [spans[i] for i in kept],
        [words[i] for i in kept],
        "".join(tags[i] for i in kept),
        {place: places[i] for place, i in enumerate(kept) if i in places},
        known,
    )


def _cut(
    text: str, quoted: Sequence[Quotation], start: int, end: int, known: Words
) -> tuple[list[Range], dict[int, Quotation]]:
    """Return where the tokens of text[start:end] stand, and the quotations by their tokens."""
    spans: list[Range] = []
    places: dict[int, Quotation] = {}
    for quotation in (*quoted, None):
        until = quotation.span.start if quotation else end
        spans += (part for match in TOKEN.finditer(text, start, until) for part in parts_of(match, known))
        if quotation:
            places[len(spans)] = quotation
            spans.append((quotation.span.start, quotation.span.end))
            start = quotation.span.end
    return spans, places


def _less_prefixes(
    text: str, spans: list[Range], places: dict[int, Quotation], known: Words
) -> tuple[list[Range], dict[int, Quotation]]:
    """Return the tokens with small words cut from the surnames of the page that they are joined to: and | Lee."""
    surnames = surnames_of(text, known)
    made: list[Range] = []
    moved: dict[int, Quotation] = {}
    for i, (start, end) in enumerate(spans):
        if i in places:
            moved[len(made)] = places[i]
        elif text[start] in known.prefixes and text[start + 1 : end] in surnames and text[start:end] not in surnames:
            made.append((start, start + 1))
            start += 1
        made.append((start, end))
    return made, moved


def _joined(
    spans: list[Range], words: list[str], places: dict[int, Quotation], known: Words
) -> tuple[list[Range], list[str], dict[int, Quotation]]:
    """Return the tokens with those made one that are one word of a closed class, or a title and its full stop."""
    made: list[Range] = []
    joined: list[str] = []
    moved: dict[int, Quotation] = {}
    i = 0
    while i < len(spans):
        last = i + joined_at(known.joined, words, i)
        joined.append("_".join(words[i:last]))
        if last == i + 1 and _is_shortened(words, spans, i, known):
            last += 1
        if i in places:
            moved[len(made)] = places[i]
        made.append((spans[i][0], spans[last - 1][1]))
        i = last
    return made, joined, moved


def _is_shortened(words: list[str], spans: list[Range], i: int, known: Words) -> bool:
    """Tell whether a token is a title that its full stop shortens: Dr. Lee."""
    beside = words[i + 1 : i + 2] == ["."] and spans[i][1] == spans[i + 1][0]
    return beside and words[i] in known.abbreviations and words[i] in known.titles


def _mark_noun(words: list[str], tags: list[str], i: int, known: Words) -> None:
    """Mark a form of a verb that is a noun here: behind an article or a preposition; the accused."""
    before = tags[i - 1] if i else ""
    if tags[i] == "P" and _is_noun(words[i], known) and before not in ("A", "a"):
        tags[i] = "w"
    owned = i > 1 and tags[i - 2] in "RY"
    if words[i] in known.nouns and tags[i] in "VP" and before in ("D", "I") and not owned:
        tags[i] = "w"


def plain(printed: str) -> str:
    """Return a word as the lists have it: in small letters, with the plain apostrophe."""
    return printed.lower().replace("’", "'").replace("ʼ", "'")


def parts_of(match: re.Match[str], known: Words) -> list[Range]:
    """Return where the words are that a token joins: d’|Anna, dit|-il, qu’|a|-t-il."""
    start, printed = match.start(), match.group()
    if known.prefixes and (cut := len(prefix_of(printed, known))):
        return [(start, start + cut), (start + cut, match.end())]
    for mark in known.elisions:
        rest = start + len(mark)
        if plain(printed).startswith(mark) and rest < match.end() and not _is_name(match, mark, known):
            return [(start, rest), *_verb_and_clitic(rest, match.end(), printed[len(mark) :], known)]
    return _verb_and_clitic(start, match.end(), printed, known)


def _is_name(match: re.Match[str], mark: str, known: Words) -> bool:
    """Tell whether what looks like an elision begins a name: D’Alema; L’Équipe, where no sentence begins."""
    printed = match.group()
    if not (printed[0].isupper() and printed[len(mark)].isupper()):
        return False
    before = match.string[: match.start()].rstrip(" ")[-1:]
    return known.tags.get(mark) != "D" or (before.isalpha() or before == ",")


def _verb_and_clitic(start: int, end: int, printed: str, known: Words) -> list[Range]:
    word = plain(printed)
    for clitic in known.clitics:
        if word.endswith(clitic) and len(word) > len(clitic):
            return [(start, end - len(clitic)), (end - len(clitic.rpartition("-")[2]), end)]
    return [(start, end)]


def tag_of(printed: str, word: str, quoted: bool, known: Words) -> str:
    """Return the letter of a token by itself."""
    if quoted:
        return "Q"
    if not printed[0].isalnum():
        return "-" if printed in _DASHES else "." if printed in ("...", "…") else printed[0].translate(_LATIN)
    if printed[0].isdigit():
        return "w" if printed[-1].isalpha() else "n"
    closed = known.tags.get(word)
    if word in known.behind and (closed is None or closed == "I"):
        return "z" if closed else "Z"
    if closed and not (closed == "T" and printed[0].isupper() and word in known.given):
        return closed
    capital = printed[0].isupper() or (printed[-1].isalpha() and printed != printed.lower())  # eBay, dpa-Meldung
    verbs = known.verbs.get(word)
    if verbs and not (capital and "capital_nouns" in known.switches and len(word) > 0 and _is_noun(word, known)):
        return "V" if any(verb.finite for verb in verbs) else "P"
    return "X" if capital and word not in known.channels else "w"


def _is_noun(word: str, known: Words) -> bool:
    return word in known.titles or word in known.bodies


def _mark_phrase(words: list[str], tags: list[str], i: int, known: Words) -> None:
    """Mark words before a source as such: the first as L, the others as l."""
    relative = i and words[i - 1] in known.relatives  # who according to the paper
    if tags[i] in "Ll" or (i and tags[i - 1] in "DI" and words[i] in known.before and not relative):
        return
    if i and tags[i - 1] == "D" and not relative:
        return
    if tags[i] == "Y" and "".join(tags[i + 1 : i + 5]).lstrip("aAM")[:1] in ("V", "P"):
        return  # as X said
    for phrase in phrases_at(known.phrases, words, i):
        tags[i : i + len(phrase)] = ["L", *"l" * (len(phrase) - 1)]
        return
    if words[i] in known.refers:
        tags[i] = "U"
    elif words[i] in known.before_nouns and (end := _said_noun(words, tags, i, known)):
        tags[i:end] = ["L", *"l" * (end - i - 1)]
    elif tags[i] == "z":
        owned = i > 1 and words[i - 1] in known.said_nouns and tags[i + 1 : i + 2] and tags[i + 1] not in "DXnTI"
        tags[i] = "Z" if owned else "I"  # in her view; after the report


def _join_names(words: list[str], tags: list[str], known: Words) -> None:
    """Make one name of what small words link: Ana de la Torre, Ana Lima da Silva."""
    i = 0
    while known.particles and i < len(tags):
        start = i
        while i < len(tags) and tags[i] == "X":
            i += 1
        end = i
        while end < len(tags) and words[end] in known.particles:
            end += 1
        linked = start < i < end < len(tags) and tags[end] == "X" and words[end] not in known.bodies
        if linked and _opens_name(words, start, i, end, known):
            tags[start:end] = "X" * (end - start)
            i = start
        else:
            i = max(i, start + 1)


def _opens_name(words: list[str], start: int, i: int, end: int, known: Words) -> bool:
    """Tell whether words start … i open a name that goes on behind the small words i … end."""
    firm = all(word in known.surname_links for word in words[i:end])
    before = words[start if firm else i - 1]
    return before in known.given or (before in known.titles and before in known.abbreviations)


def _said_noun(words: list[str], tags: list[str], i: int, known: Words) -> int | None:
    """Return the end of a preposition and the noun behind it that says whose words follow: after first reports."""
    for j in range(i + 1, min(i + 5, len(words))):
        if words[j] in known.said_nouns or (known.said_endings and words[j].endswith(known.said_endings)):
            return j + 1
        if tags[j] not in "DwnXa":
            return None
    return None
