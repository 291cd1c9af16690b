"""Somebody whom a document speaks of: the name, what the text tells of the person, and the sex, if a word tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from quotes.attribution.prose.naming import Naming
from quotes.attribution.prose.places import NOWHERE, Places, places_in


@dataclass(slots=True, eq=False)
class Remembered:
    """Somebody of this document: the fullest name met, and what the text tells of the person."""

    name: str
    parts: list[str]  # of the name, in lower case
    sex: str | None = None
    titles: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)  # the words beside the name
    places: Places = NOWHERE  # of the office, as far as they are told
    person: bool = False  # a form of address, a title or a given name shows that this is no place or body
    times: int = 0  # named, and heard
    nameless: bool = False  # `name` is but a description
    sex_told: bool = False  # by a title, or by a word for a man or a woman; else the given name lets guess it
    doubled: Remembered | None = None  # the namesake whom the words may mean by which the person was last named
    called: str | None = None  # m or f: the pronoun that was last taken to stand for the person


def somebody(text: str, naming: Naming) -> Remembered | None:
    """Return the nameless person whom a description brings in: a trader, her neighbour, the widow of Ann Lee."""
    words = headed(text.lower().replace("’", "'").split(), naming)
    if not words or words[0] in naming.pointing or not _is_person(words[-1], naming):
        return None
    sex, titles = sex_of([], [words[-1]], naming), {title_of(words[-1:], naming)} - {""}
    return Remembered(text, [], sex, titles, set(words), person=True, nameless=True, sex_told=sex is not None)


def headed(words: Sequence[str], naming: Naming) -> Sequence[str]:
    """Return the words of a description up to its head: a former aide | to Ann Lee; the nurse, | Pam Lee."""
    for i, word in enumerate(words):
        if word in naming.of_whom and i:
            return words[:i]
        if word.endswith(","):
            return [*words[:i], word.rstrip(",")]
    return words


def _is_person(word: str, naming: Naming) -> bool:
    return word in naming.titles or word in naming.sexed or word in naming.relations


def title_of(words: Sequence[str], naming: Naming) -> str:
    """Return the last title among `words`, or the one that stands for it; "" where there is none."""
    return next((naming.titles[word] for word in reversed(words) if word in naming.titles), "")


def generation(parts: Sequence[str], naming: Naming) -> str | None:
    """Return what a name says of the generation of its bearer: "jr"; None when nothing."""
    return naming.generations.get(parts[-1]) if len(parts) > 1 else None


def elder(text: str, naming: Naming) -> str | None:
    """Return which generation a mention means: jr for “the younger Halden”; None when it does not say."""
    return next((naming.elders[word] for word in text.lower().split()[:2] if word in naming.elders), None)


def holder_of(role: str, naming: Naming, met: Iterable[Remembered]) -> Callable[[Remembered], bool]:
    """Return what tells whether somebody is meant by `role`: holds its title, and is told to be of its country.

    The French president is not the president of Peru, nor a president of whom no country is told. The Florida senator
    is no senator of another state, nor, where one of those `met` is told to be of Florida, one of whom none is told.
    The former minister is not the minister, if there is anybody else. The foreign minister is the one of those `met` of
    whom that was told.
    """
    words = role.lower().split()
    title, countries, places = title_of(words, naming), _countries(words, naming), places_in(role, naming)

    def holds(known: Remembered) -> bool:
        fits = title in known.titles and countries <= _countries(known.told, naming)
        return fits and not places.contradicts(known.places)

    near = list(met)
    if words[0] in naming.no_longer:
        return _former(near, holds, naming)
    told = [known for known in near if places.shares(known.places) and holds(known)] if any(places) else []
    if told:
        return lambda known: holds(known) and places.shares(known.places)
    field = {word for word in words if word not in naming.articles and not naming.is_title(word)}
    of_field = {known for known in near if holds(known) and field & known.told}
    return of_field.__contains__ if of_field else holds


def _former(
    near: Sequence[Remembered], holds: Callable[[Remembered], bool], naming: Naming
) -> Callable[[Remembered], bool]:
    """Return what tells who held an office of those `near`: who is told to have held it, or else who does not hold it.

    Where all of whom the page tells hold it, one of them is meant.
    """
    told = {known for known in near if holds(known) and not naming.no_longer.isdisjoint(known.told)}
    others = {known for known in near if not holds(known) and not known.nameless}
    fitting = told or others
    return fitting.__contains__ if fitting and any(map(holds, near)) else holds


def sole_holder(role: str, naming: Naming, met: Iterable[Remembered]) -> Remembered | None:
    """Return whoever of those `met` alone holds an office that says whose it is: the President of Peru, head of state.

    None where two do, or nobody; and where what follows “of” is no place: the widow of a captain, a spokesman for Peru.
    """
    words = role.lower().split()
    general = {title for title, office in naming.general.items() if role.lower().endswith(office)}
    title, link, place = role.partition(" of ")
    if general:
        told = [known for known in met if general & known.titles and _countries(known.told, naming)]
    elif link and place[:1].isupper() and naming.is_title(title.lower().rpartition(" ")[2]):
        countries, places = _countries(words, naming), places_in(role, naming)
        fitting = [known for known in met if title_of(words, naming) in known.titles]
        told = [known for known in fitting if _is_told(known, countries, places, naming)]
    else:
        told = []
    return told[0] if len(set(told)) == 1 else None


def _is_told(known: Remembered, countries: set[str], places: Places, naming: Naming) -> bool:
    """Tell whether somebody is told to be of these countries, or of one of these places."""
    of_country = bool(countries) and countries <= _countries(known.told, naming)
    return of_country or (not countries and places.shares(known.places))


def _countries(words: Iterable[str], naming: Naming) -> set[str]:
    """Return the codes of the countries that `words` name."""
    return {naming.countries[word] for word in words if word in naming.countries}


def same_given(parts: Sequence[str], known: Sequence[str], naming: Naming) -> bool:
    """Tell whether two names of one surname can be one person's: one says less, or an initial stands for the other.

    Robert Lee and Robert Lee Jr. are two; who is meant by Lee cannot be told from the name.
    """
    if generation(parts, naming) != generation(known, naming) and len(parts) > 1 and len(known) > 1:
        return False
    parts, known = _untitled(parts, naming), _untitled(known, naming)
    if len(parts) < 2 or len(known) < 2 or parts[0] in known:
        return True
    initials = (parts[0].rstrip("."), known[0].rstrip("."))
    return 1 in map(len, initials) and initials[0][0] == initials[1][0]


def _untitled(parts: Sequence[str], naming: Naming) -> Sequence[str]:
    """Return a name without titles before it; one that is a given name, too, is none before a surname: Dean Baker."""
    while parts and naming.is_title(parts[0]) and not (len(parts) == 2 and parts[0] in naming.given):
        parts = parts[1:]
    return parts


def surname(parts: Sequence[str], naming: Naming) -> str:
    """Return the last part of a name that tells no generation; "" when there is none."""
    for part in reversed(parts):
        if part not in naming.generations:
            return part
    return ""


def sex_of(parts: Sequence[str], titles: Sequence[str], naming: Naming) -> str | None:
    """Return m or f, where a title or the given name tells it."""
    for title in titles:
        if naming.honorifics.get(title, "-") in "mf":
            return naming.honorifics[title]
        if title in naming.sexed:
            return naming.sexed[title]
        if title.endswith("woman"):
            return "f"
        if title.endswith("man"):
            return "m"
    return naming.given.get(parts[0]) if len(parts) > 1 else None


def tells_sex(titles: Iterable[str], naming: Naming) -> bool:
    """Tell whether a title leaves no doubt of the sex: Mr., queen; a chairman may be a woman."""
    return any(naming.honorifics.get(title, "-") in "mf" or title in naming.sexed for title in titles)


def address(text: str, naming: Naming) -> str | None:
    """Return m or f for a mention that opens with a form of address."""
    return sex_of([], [text.partition(" ")[0].rstrip(".").lower()], naming)


def of_generation(which: str | None, fitting: list[Remembered], naming: Naming) -> list[Remembered]:
    """Return whom “the younger” or “the elder” of these is: who is told to be, else all not told to be the other."""
    if which is None:
        return fitting
    told = [known for known in fitting if generation(known.parts, naming) == which]
    return told or [known for known in fitting if generation(known.parts, naming) is None]
