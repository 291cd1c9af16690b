"""Names of people in capitalised words, and whether two of them may be one person's."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.speech.page_names import family_at
from quotes.attribution.speech.phrases import is_title
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import Words
from quotes.lexicon.cases import given_name

_PLACE_AND_NAME = 3  # words
_GENITIVE = "ииіыяаaiy"  # letters in which names of places end in the genitive
_STEM = 4  # letters that two cases of a name share at the least


def name_in(tokens: Tokens, start: int, end: int) -> Range | None:
    """Return the personal name in capitalised words start … end; None where they are a body, a title or a noun."""
    known = tokens.known
    if "unspaced" in known.switches:
        return start, end  # they are told apart where they are cut
    start = _behind_titles(tokens, start, end)
    if start >= end or any(is_body(word, known) for word in tokens.words[start:end]):
        return None
    if "capital_nouns" in known.switches:
        return _among_nouns(tokens, start, end)
    words = tokens.words[start:end]
    if all(word in known.crowd for word in words):
        return None
    if start and tokens.tags[start - 1] in "ID":
        start += _of_office(tokens, start, end)
    start += _of_place(tokens, start, end)
    return start + (_last_given(words, known) if known.given_cases else 0), end


def _behind_titles(tokens: Tokens, start: int, end: int) -> int:
    """Return where a name begins behind titles, and behind a verb whose capital is that of the sentence."""
    known, words = tokens.known, tokens.words
    while start < end and is_title(words[start], known) and words[start] not in known.given:
        start += 1
        while start < end - 1 and words[start] in known.particles:
            start += 1  # Mr de Vernay
    opens = start == 0 or tokens.tags[start - 1] in ".?!"
    if opens and end - start > 2 and "places_by_links" in known.switches and words[start] not in known.given:
        start += words[start + 1] in known.given  # Came Ann Lee
    return start


def _among_nouns(tokens: Tokens, start: int, end: int) -> Range | None:
    """Return the name in words start … end where every noun has a capital."""
    words, known = tokens.words[start:end], tokens.known
    given = next((i for i, word in enumerate(words[:-1]) if word in known.given), None)
    if given is not None:
        return start + given, end
    if words[-1].endswith(known.owner_endings) and words[-1] not in known.given:
        return None  # the state | of Germany
    determined = start > 0 and tokens.tags[start - 1] in "Dn"
    if end - start > 3:
        return end - 2, end
    if determined and end - start < 3:
        return None
    return start, end


def _of_place(tokens: Tokens, start: int, end: int) -> int:
    """Return how many words behind an office say of what it is, where no article tells it: premier of Orle | Ann Lee.

    The name behind them has two words, and none of all is a given name on the list.
    """
    words, known = tokens.words[start:end], tokens.known
    titled = start > 0 and is_title(tokens.words[start - 1], known)
    bare = not known.switches & {"articles", "caseless", "unspaced"} and bool(known.given_cases)
    strange = not any(given_name(word, known) for word in words)
    return int(titled and bare and strange and len(words) == _PLACE_AND_NAME and words[0][-1:] in _GENITIVE)


def _last_given(words: Sequence[str], known: Words) -> int:
    """Return where the last given name stands that opens a name: Brother | of Nadia | Paul Reed, in some languages."""

    def opens(i: int) -> bool:
        alone = not given_name(words[0], known) or (words[0] not in known.given and words[i] in known.given)
        return given_name(words[i], known) and (i > 1 or alone)

    return next((i for i in range(len(words) - 2, 0, -1) if opens(i)), 0)


def _of_office(tokens: Tokens, start: int, end: int) -> int:
    """Return how many words behind a preposition belong to an office, and not to the name: of the Interior Ann Lee."""
    known, words = tokens.known, tokens.words[start:end]
    given = next((i for i, word in enumerate(words) if word in known.given), None)
    if given is not None:
        return given if given < len(words) - 1 else 0
    titled = any(is_title(word, known) for word in tokens.words[max(0, start - 4) : start])
    return int(titled and len(words) > 1 and "articles" in known.switches)


def parts_of_name(tokens: Tokens, name: Range) -> list[str]:
    """Return the words of a name without spaces, the surname last; none where spaces part them, or dots."""
    if "unspaced" not in tokens.known.switches or not tokens.printed(*name).isalpha():
        return []
    return [tokens.printed(i, i + 1) for i in range(name[1] - 1, name[0] - 1, -1)]


def parts_of_label(name: str, known: Words) -> list[str]:
    """Return the words of a name as a label has it, in small letters, the surname last."""
    family = family_at(name, 0, known) if "unspaced" in known.switches else ""
    return [name[len(family) :], family] if family and family != name else name.lower().split()


def is_body(word: str, known: Words) -> bool:
    """Tell whether a word is one for a body."""
    return word not in known.given and (word in known.bodies or word.endswith(known.body_endings))


def is_title_of(tokens: Tokens, i: int) -> bool:
    """Tell whether token `i` is a title of the name behind it. What stands in small letters behind it, in a language
    of articles, may be a verb: the minister meets Ann Lee."""
    if not is_title(tokens.words[i], tokens.known):
        return False
    return (
        "articles" not in tokens.known.switches
        or tokens.tags[i + 1] != "w"
        or is_title(tokens.words[i + 1], tokens.known)
    )


def in_order(words: list[str], among: list[str]) -> bool:
    """Tell whether words stand among others, in their order."""
    rest = iter(among)
    return all(word in rest for word in words)


def same_name(one: str, other: str, known: Words) -> bool:
    """Tell whether two words are one name, perhaps in two cases."""
    if one == other:
        return True
    if not known.cases:
        return one.removesuffix("s") == other.removesuffix("s") and min(len(one), len(other)) > _STEM
    return stem(one, known) == stem(other, known)


def stem(word: str, known: Words) -> str:
    """Return a name or a title less the ending of its case, and less an article that is joined to it."""
    for article in known.joined_articles:
        word = word.removeprefix(article)
    for ending in known.cases:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM - 1:
            return word[: len(word) - len(ending)]
    return word
