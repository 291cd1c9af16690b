"""Noun phrases: who is told to speak."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import Words

_STOPS = frozenset(".,;:?!()QVPCKLZYS-EFHU")
_OPENS = frozenset(".?!,;:-(Q")  # behind which a phrase may begin
_MOST = 14  # tokens


def phrase_from(tokens: Tokens, start: int, hi: int) -> Range | None:
    """Return the noun phrase that stands at `start`; None where none does."""
    tags = tokens.tags
    if start >= hi:
        return None
    if tags[start] == "R":
        return start, start + 1
    if "caseless" in tokens.known.switches:
        return _caseless(tokens, start, hi)
    end = start
    while end < min(hi, start + _MOST) and _goes_on(tokens, start, end, hi):
        end += 1
    while end > start and tags[end - 1] in "IJaTAwD" and not (tags[end - 1] == "w" and _closes(tokens, start, end)):
        end -= 1
    return (start, end) if end > start and any(letter in "XwQ" for letter in tags[start:end]) else None


def _caseless(tokens: Tokens, start: int, hi: int) -> Range | None:
    """Return somebody where neither capitals nor articles tell where a phrase ends: up to a name within it, else the
    first word with those behind it that have an article joined to them, or are titles or bodies."""
    if tokens.tags[start] not in "Xw":
        return None
    known = tokens.tags[start] == "X" or names_source(tokens, start) or _is_told(tokens, start)
    end = start
    while end < min(hi, start + _MOST) and (tokens.tags[end] in "Xw" or _is_linked(tokens, end)):
        if known and tokens.tags[end] == "X" and tokens.tags[end + 1 : end + 2] != "X":
            return start, _behind_joined(tokens, end + 1, hi)
        end += 1
    last = start + 1
    articles = tokens.known.joined_articles
    while last < end and (tokens.words[last].startswith(articles) or names_source(tokens, last)):
        if tokens.words[start].startswith(articles) and names_source(tokens, last):
            break  # asked | the reporter | the minister
        last += 1
    return start, last


def _behind_joined(tokens: Tokens, end: int, hi: int) -> int:
    """Return the token behind a name that “and” joins to the one before."""
    if not tokens.tags.startswith("JX", end):
        return end
    end += 1
    while end < hi and tokens.tags[end] == "X":
        end += 1
    return end


def _is_told(tokens: Tokens, i: int) -> bool:
    """Tell whether a word is one for people, or for a person."""
    word, known = tokens.words[i], tokens.known
    return word in known.crowd or word in known.told


def _is_linked(tokens: Tokens, i: int) -> bool:
    return tokens.words[i] in tokens.known.links


def _closes(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a word in small letters may close a phrase: it has no others, or it is a body's, or tells whose."""
    known, before = tokens.known, tokens.words[end - 2]
    free = "capital_nouns" not in known.switches
    links = known.genitive | known.links if "unspaced" not in known.switches else frozenset()
    owned = end - start > 2 and before in links  # the Union | of dockers
    return (free and (owned or tokens.words[end - 1] in known.bodies)) or _lower(tokens, start, end)


def _lower(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a phrase is one of words without a capital, as a title may be: the minister of defence."""
    opens = is_title(tokens.words[start], tokens.known)  # its capital may be that of the sentence
    return "capital_nouns" not in tokens.known.switches and "X" not in tokens.tags[start + opens : end]


def _goes_on(tokens: Tokens, start: int, i: int, hi: int) -> bool:
    """Tell whether the phrase from `start` goes on with token `i`."""
    tags, words, known = tokens.tags, tokens.words, tokens.known
    letter, so_far = tags[i], tags[start:i]
    if letter == "Q":
        named = so_far.strip("DXwM") == "" or (i > start and names_source(tokens, i - 1))
        return tokens.is_called(i) and named  # wrote | “The Times”; the paper “The Times”
    if letter in _STOPS:
        return False
    if letter == "X":
        return True
    if letter == "D" and so_far[-1:] == "w" and tokens.printed(i, i + 1)[0].isupper() and tags[i + 1 : i + 2] == "X":
        return "capital_nouns" not in known.switches  # the paper Le Monde
    if letter == "D":
        return not so_far or words[i] in known.genitive or so_far[-1] in "IJD"
    if letter == "w":
        if so_far[-1:] == "X" and (words[i] in known.bodies or _is_of_office(tokens, start, i, hi)):
            return "capital_nouns" not in known.switches  # the Accounting chamber
        return (
            not so_far or so_far[-1] in "DIJwn" or (_role(tokens, start, i) and "capital_nouns" not in known.switches)
        )
    if letter == "n":
        return so_far[-1:] in ("D", "I", "") and i + 1 < hi and tags[i + 1] in "Xw"
    if letter == "I":
        linked = words[i] in known.links and i + 1 < hi and tags[i + 1] in "DXwn"
        return bool(so_far) and linked and not _is_named(tokens, so_far, i)
    if letter == "J":
        return bool(so_far) and i + 1 < hi and tags[i + 1] in "DXw"
    if letter in "aTM":
        return so_far[-1:] == "D" and i + 1 < hi and tags[i + 1] in "Xw"
    return False


def _is_of_office(tokens: Tokens, start: int, i: int, hi: int) -> bool:
    """Tell whether a word in small letters is of an office before a name: the councillor for Public | works Ann Lee."""
    links = any(tokens.words[j] in tokens.known.links for j in range(start, i))
    return links and i + 1 < hi and tokens.tags[i + 1] == "X" and is_titled(tokens, start, i)


def _is_named(tokens: Tokens, so_far: str, i: int) -> bool:
    """Tell whether a phrase ends with a name, behind which a preposition opens something else: Ann Lee to Tom Roe."""
    known = tokens.known
    if "articles" not in known.switches or "capital_nouns" in known.switches:
        return False
    return so_far.endswith("XX") or (so_far.endswith("X") and tokens.words[i] not in known.particles)


def _role(tokens: Tokens, start: int, i: int) -> bool:
    """Tell whether all so far is words of a role, which goes on in small letters."""
    return "X" not in tokens.tags[start + 1 : i]


def with_apposition(tokens: Tokens, found: Range, hi: int) -> Range:
    """Return a phrase with what stands between commas behind it and names its bearer, or tells what somebody is."""
    tags, (start, end) = tokens.tags, found
    if not tags.startswith(",", end):
        return found
    close = end + 1
    while close < min(hi, end + _MOST) and tags[close] not in ",:.;-QVPACR()":
        close += 1
    if close <= end + 1 or tags[close : close + 1] not in (",", ":", ".", "-", "Q", "", "A", "V"):
        return found
    if tags[close : close + 1] in ("A", "V") and tags[close - 1] not in "X":
        return found
    beside = end + 1, close
    named = names_person(tokens, *beside) if not names_person(tokens, *found) else is_titled(tokens, *beside)
    return (start, close) if named and tags[end + 1] not in "WKY" else found


def phrases(tokens: Tokens, lo: int, hi: int) -> Iterator[Range]:
    """Yield the noun phrases of tokens lo … hi, with what stands in apposition to them."""
    i = lo
    while i < hi:
        found = phrase_from(tokens, i, hi) if tokens.tags[i] in "DXwRQ" else None
        if found:
            yield with_apposition(tokens, found, hi)
        i = max(i + 1, found[1] if found else 0)


def phrase_before(tokens: Tokens, end: int, lo: int) -> Range | None:
    """Return the phrase that ends before token `end`."""
    start = end
    while start > lo and tokens.tags[start - 1] not in _OPENS and tokens.tags[start - 1] not in "VCPK":
        start -= 1
    found = phrase_from(tokens, start, end)
    if "articles" in tokens.known.switches or (found and found[1] == end):
        return found
    ends = (one for i in range(start + 1, end) if (one := phrase_from(tokens, i, end)) and one[1] == end)
    return next(ends, found)


def is_titled(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a phrase says what somebody is."""
    known = tokens.known
    return any(is_title(word, known) for word in tokens.words[start:end])


def names_source(tokens: Tokens, token: int) -> bool:
    """Tell whether a word is one for somebody or for a body."""
    word, known = tokens.words[token], tokens.known
    return is_title(word, known) or word in known.bodies or word.endswith(known.body_endings)


def is_title(word: str, known: Words) -> bool:
    """Tell whether a word is one for what somebody is."""
    return word in known.titles or word.endswith(known.title_endings)


def names_person(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a phrase holds a name of two words or more."""
    return any(last - first > 1 + _owns(tokens, first) for first, last in runs(tokens, start, end))


def _owns(tokens: Tokens, first: int) -> bool:
    """Tell whether a name tells whose is what the capitalised word behind it names: Lees Antwort."""
    word, known = tokens.words[first], tokens.known
    return bool(known.owner_endings) and word.endswith(known.owner_endings) and word not in known.given


def runs(tokens: Tokens, start: int, end: int) -> list[Range]:
    """Return the runs of capitalised words in a phrase, less those of where one is it: the mayor of New York."""
    found: list[Range] = []
    i = start
    while i < end:
        j = i
        while j < end and tokens.tags[j] == "X":
            j += 1
        if j > i and not (_is_place(tokens, start, i) and "places_by_links" in tokens.known.switches):
            found.append((i, j))
        i = max(j, i + 1)
    return found


def _is_place(tokens: Tokens, start: int, i: int) -> bool:
    """Tell whether capitalised words at `i` belong to a role before them."""
    before = i - 1
    while before > start and tokens.tags[before] == "D":
        before -= 1
    return before > start and tokens.words[before] in tokens.known.links
