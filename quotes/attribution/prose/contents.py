"""What a report reports: where the stretch of words starts and ends, left of its verb, right of it, or around it."""

from __future__ import annotations

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.ends import LEARNED, trimmed
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

_BREAKS = (
    r", [@adverb @cue]* @saying|(?<=@quotation) [@adverb @cue]* [@saying @according @relative]"
    r"|,? @subordinator @saying|, @according|, @but [@pronoun @determiner @name @expletive]|- [@determiner @and @but]|;"
)
_BREAK = pattern(rf"{_BREAKS}|, @relative")
_BREAK_OF_LEARNED = pattern(_BREAKS)
_MAIN_CLAUSE = pattern(
    r", @adverb* (?:[@pronoun @determiner @name @expletive]|[@word @possessive @figure @claim]+ @finite)"
)
_MAIN_VERB = pattern(r", @adverb* @finite")  # “X, who said that …, left”
_QUOTED_PREDICATE = pattern(r"[^, @quoted]* @quoted (?=[, @and @but @saying])")
_MAIN_FINITE = pattern(
    r"(?:^|[,\-();]) [^,\-(); @relative]* [@finite @expletive @pronoun]|^ [, @and @but @adverb]* @quoted"
)
_CLAUSE_LIKE = pattern("[@finite @quoted @pronoun @expletive @word]")
_SUBJECT_WITH_CLAUSE = pattern(
    "(?:^@cue|(?:^|[@cue @that ,]) (?:@adverb @active|[@determiner @word @name @claim @adverb])+)"
    " (?:@that|@preposition? @relative)$"
)
_MAIN = pattern("@finite|@word @determiner")
_INTRODUCTION = pattern("[@and @but]? (?:@adverb,)?")
_VERBAL = pattern("[@finite @expletive @pronoun]")
_GOES_ON = pattern(
    r"[@phrasal @adpositional @time @claim @object @adverb @to @subordinator @and]*, [@adverb @and @but]? @quotation"
    r"|@quotation"
)
# “…,” she said, pausing for breath, “…”; not: “…,” she said, and Bo added, “…”; she said, adding that later, “…”
_GOES_ON_LATER = pattern(
    "(?!.* [@cue @saying @claim] [^,]* [@that @question])[^@quoted:;.?!]* (?<![@cue @saying]) [,-] @quoted (?!.* @cue)"
)


def quoted_on(tagged: Tagged, left: Range, last: int, hi: int) -> tuple[Range, ...]:
    """Return the quotation that goes on in the same sentence after “…,” she said (to somebody), if there is one.

    `left` is what stands before the report, `last` its last token. Behind more than an adverbial (“…,” she said, who
    had seen it, “…”) only one that goes on in the middle of a sentence.
    """
    match = _GOES_ON.match(tagged.tags, last + 1, hi)
    if match is None and left[0] in tagged.quotations and last_of(tagged.text, tagged.quotations[left[0]]) not in ".?!":
        match = _GOES_ON_LATER.match(tagged.tags[:hi], last + 1)
        match = match if match and _in_mid_sentence(tagged, match.end() - 1) else None
    return ((match.end() - 1, match.end()),) if match else ()


def _in_mid_sentence(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation opens in the middle of a sentence: in small letters, or with “I”."""
    words = tagged.text[slice(*tagged.quotations[token].inner)].split(maxsplit=1)
    return bool(words) and (words[0][0].islower() or words[0].lower() in tagged.diction.pronouns.own)


def around(tags: str, lo: int, left_end: int, start: int, hi: int) -> tuple[Range, ...]:
    """Return the two halves of a content that its report interrupts."""
    left = after_introduction(tags, lo)
    halves = ((left, left_end), (start, end_of(tags, start, hi, lo)))
    return tuple(half for half in halves if half[0] < half[1])


def within_subject(tagged: Tagged, before: Range, found: Range) -> Range:
    """Return a content that ends behind its quotation where the main verb of the sentence follows.

    It does where the tokens `before` the subject end with what a clause tells of: A letter in which Lee wrote “…” | was
    found; rumours that Lee had called it “…” | filled the town.
    """
    start, end = found
    if not _SUBJECT_WITH_CLAUSE.search(tagged.tags[slice(*before)]):
        return found
    for token in range(start, end - 1):
        if token in tagged.quotations and _MAIN.match(tagged.tags, token + 1):
            return start, token + 1
    return found


def content(tagged: Tagged, construction: str, start: int, lo: int, hi: int, relative: bool) -> Range:
    """Return the content that starts at `start`, right of a verb; `relative`: its subject is “who” or “which”."""
    if construction in ("quote", "to quote") and stands_alone(tagged, start):
        return start, start + 1
    if construction == "np quote" and (predicate := _QUOTED_PREDICATE.match(tagged.tags, start, hi)):
        return start, predicate.end()
    end = end_of(tagged.tags, start, hi, lo, construction)
    main = _MAIN_VERB.search(tagged.tags, start + 1, end) if relative else None
    return start, main.start() if main else end


def stands_alone(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation is a sentence of its own: it opens or closes like one."""
    quotation = tagged.quotations[token]
    inner = tagged.text[quotation.inner.start : quotation.inner.end]
    return bool(inner) and (inner[-1] in ".?!,…—-" or not inner[0].islower())


def is_titled(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation is set as titles of books and songs are: The House at the End of the Pier."""
    long = [word for word in tagged.text[slice(*tagged.quotations[token].inner)].split() if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long)


def is_name(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation is what somebody is called (William “Buck” Lee), or a title behind what it is called.

    In her memoir, “Salt and Signal,” …; as the spy in “Nine Doors,” …; in the film “Nine Doors,” …
    """
    before = tagged.tags[token - 1 : token]
    if before == "X":
        return tagged.tags.startswith("X", token + 1)
    named = before in ("i", "w", "N") or (before == "," and tagged.tags[token - 2] in "wN")
    return named and is_titled(tagged, token)


def end_of(tags: str, start: int, hi: int, lo: int, construction: str = "") -> int:
    """Return where a content that starts at `start` ends: before the closing mark or a clause that is the outlet's own.

    In “While X said …, the plan was …”, “Had X said …, …” and “Asked by X if …, she …” that is the main clause. Before
    “who” or “which” it does where no other ends are weighed.
    """
    found = (_BREAK_OF_LEARNED if construction in LEARNED else _BREAK).search(tags, start + 1, hi)
    end = found.start() if found else hi
    if tags[lo] in "bkVhB" and "," not in tags[lo:start]:
        found = _MAIN_CLAUSE.search(tags, start + 1, hi)
        end = min(end, found.start()) if found else end
    return trimmed(tags, start, end)


def left_of(tags: str, end: int, lo: int) -> Range | None:
    """Return what stands left of token `end` and could be the content of a verb that follows."""
    if end - 1 > lo and tags[end - 1] in ",-":
        end -= 1
    elif end <= lo or tags[end - 1] != "Q":
        return None
    if tags[end - 1] == "Q" and (end - 1 == lo or tags[end - 2] in ".?!:;-"):
        return end - 1, end
    start = max(after_introduction(tags, lo), tags.rfind(";", lo, end) + 1)
    if tags[end - 1] == "Q" or _is_clause(tags, start, end):
        return (start, end) if start < end else None
    return None


def after_introduction(tags: str, lo: int) -> int:
    """Return the token after “But,” or “Still,” at the start of a sentence."""
    match = _INTRODUCTION.match(tags, lo)
    return match.end() if match else lo


def has_main_verb(tags: str, start: int, end: int) -> bool:
    """Tell whether the tokens have a verb, or a quotation first, outside relative clauses (not “Lee, who won,”)."""
    return _MAIN_FINITE.search(tags[start:end]) is not None


def _is_clause(tags: str, start: int, end: int) -> bool:
    """Tell whether the tokens can be a sentence; “On Monday,” and “When she was asked,” are none."""
    opening = tags[start : start + 1]
    if opening in ("b", "k"):
        return _MAIN_CLAUSE.search(tags, start, end) is not None
    if opening in ("i", "D", "G", "V"):
        return end - start >= 6 and _VERBAL.search(tags, start, end) is not None
    return end - start >= 3 and opening != "A" and _CLAUSE_LIKE.search(tags, start, end) is not None
