"""Names as lists of people print them, the surname first: "Reyes, Ana" is Ana Reyes, and no Reyes whose role is Ana."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.text import fold

# A surname, given names, and what stands in brackets behind: Diallo Berg, Omar K. (External)
_NAME = re.compile(r"(?P<sur>[^\W\d_][^,()]*), (?P<given>[^\W\d_][^,()]*?)(?P<rest>\s*\([^()]*\))?")
KNOWN = 0.5  # share of labels, all with a comma, behind which a given name is known: they are lists of people
_MOST = 3  # words of a surname, or of given names
_PARTICLE = 3  # letters of de, van, of and the like


def in_order(printed: Iterable[str], lexicon: Lexicon) -> Mapping[str, str]:
    """Return the names of a page that are printed with the surname first, each as it is said.

    What stands behind the comma may be a role. It is a given name where a known one is among those of the page, and
    nothing behind any comma can be a role.
    """
    found = {words: match for words in set(printed) if (match := _NAME.fullmatch(words))}
    plausible = all(_is_name(match, lexicon) for match in found.values())
    given = label_words(lexicon).given
    known = any(fold(match["given"].split()[0]) in given for match in found.values())
    if not plausible or not known:
        return {}
    return {words: f"{match['given']} {match['sur']}{match['rest'] or ''}" for words, match in found.items()}


def are_listed(printed: Iterable[str], lexicon: Lexicon) -> bool:
    """Tell whether all labels of a page hold a comma, with a known given name behind most: no page of roles does."""
    found = [_NAME.fullmatch(words) for words in set(printed)]
    given = label_words(lexicon).given
    known = [match is not None and fold(match["given"].split()[0]) in given for match in found]
    return len(found) > 1 and all(found) and sum(known) >= KNOWN * len(known)


def _is_name(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether there are names on both sides of the comma, and the first is no full name."""
    known, before, behind = label_words(lexicon), match["sur"].split(), match["given"].split()
    full = len(before) > 1 and fold(before[0]) in known.given
    words = {fold(word) for word in (*before, *behind)}
    small = any(word[0].islower() and len(word) > _PARTICLE for word in (*before, *behind))
    titled = words & (known.titles | known.ranks | known.fields) or known.credential.fullmatch(match["given"])
    return not (full or small or titled) and len(before) <= _MOST >= len(behind)
