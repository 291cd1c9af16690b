"""Labels → mentions: initials, first names and letters become the full name that the document itself gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quotes.labels.initials import letters, stands_for
from quotes.labels.interviewee import interviewed
from quotes.labels.joint import beside
from quotes.labels.lines import alone
from quotes.labels.misprints import put_right
from quotes.labels.names import Who, parse, tidy
from quotes.labels.surname_first import in_order
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import Mention, PersonKind
from quotes.page import Label, Named, Page
from quotes.text import fold
from quotes.times import is_time_mark

_PERSONAL = r"[^\W\d_a-zß-ÿ][\w.’'-]+(?: [^\W\d_][\w.’'-]*){1,3}|[^\W\d_]+_\w+"  # Ana Reyes, pseudo_nym
_LISTED = re.compile(rf"(?:({_PERSONAL})[^\w\n]{{1,40}})?\b([A-Z]{{2,4}})\b(?:[^\w\n]{{1,40}}({_PERSONAL}))?")
# What a spreadsheet works out, and shows where it is a link: =HYPERLINK("https://example.org/7","Ana Reyes")
_FORMULA = re.compile(r"""=\s*\w+\s*[(|](?:.*["'](?P<shown>[^"'(),]*[^\W\d_][^"'(),]*)["']\s*\)$)?""", re.DOTALL)
# What a program calls a voice that it tells from others and cannot name: A, 1, S1, spk_0.
_CODE = re.compile(r"[^\W\d_]|(?:[^\W\d_]{1,3}[\s_-]*)?\d+")
_PARTS = re.compile(r"[\s_-]+")
UNKNOWN = "unknown"  # what whom nobody names is called; English, as all that the program says
_REST = 10  # characters behind a label, of which none stands on its line where that is its own
HEAD = 4000  # characters before the first label in which a list of attendees may stand


def mentions(page: Page, labels: Sequence[Label]) -> list[Mention]:
    """Return whom each label names."""
    spans = [page.source(label.who) for label in labels]
    words = [tidy(page.plain[slice(*label.who)]) for label in labels]
    words = [printed or tidy(page.text[slice(*span)]) for printed, span in zip(words, spans, strict=True)]
    head = page.text[max(0, spans[0].start - HEAD) : spans[0].start] if spans else ""
    order = in_order(words, page.lexicon, only_people=bool(page.convention))  # as a format does
    said = [order.get(printed, printed) for printed in words]
    right = put_right(said, page.lexicon)
    said = [right.get(printed, printed) for printed in said]
    asked = _asked(page, labels, said)
    known = _known(Counter(filter(None, said)), page.metadata.people, head, asked, page.lexicon)
    known[""] = UNKNOWN, None, PersonKind.UNNAMED  # it may say that somebody else speaks, and not who
    lines = {one for one, label in zip(said, labels, strict=True) if one and _on_own_line(page.plain, label)}
    known.update({printed: _on_line(*known[printed], page.lexicon) for printed in lines})
    named = [Mention(printed, span, *known[name]) for printed, span, name in zip(words, spans, said, strict=True)]
    families = _families(known.values())
    named = [
        beside(mention, page.text, page.lexicon, families, own_line=name in lines)
        for mention, name in zip(named, said, strict=True)
    ]
    named = list(_gone_on(page, labels, named))
    return [_with_role(page, label, mention) for label, mention in zip(labels, named, strict=True)]


def _families(read: Iterable[tuple[str, str | None, PersonKind]]) -> frozenset[str]:
    """Return the surnames of those whom labels name in full, each of one person only."""
    full = {name for name, _, kind in read if kind is PersonKind.PERSON and " " in name}
    borne = Counter(name.rpartition(" ")[2] for name in full)
    return frozenset(name for name, times in borne.items() if times == 1)


def goes_on(page: Page, label: Label) -> bool:
    """Return whether a label is a time on its line and nothing else, as print those who mark where a turn goes on."""
    return _on_own_line(page.plain, label) and is_time_mark(page.plain[label.start : label.end])


def _gone_on(page: Page, labels: Sequence[Label], named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield whom the labels name: a time alone whom the label before it does."""
    before: Mention | None = None
    for label, mention in zip(labels, named, strict=True):
        on = before is not None and goes_on(page, label)
        yield before._replace(text=mention.text, span=mention.span) if before and on else mention
        before = before if on else mention


def _asked(page: Page, labels: Sequence[Label], said: Sequence[str]) -> Iterator[str]:
    """Yield what stands under the labels that do not say that somebody answers."""
    answers = page.lexicon.phrases("answer_labels")
    ends = [*(label.start for label in labels[1:]), len(page.plain)]
    rows = zip(labels, said, ends, strict=True)
    return (page.plain[label.end : end] for label, name, end in rows if fold(name) not in answers)


def _on_own_line(plain: str, label: Label) -> bool:
    return not plain[label.end : label.end + _REST].partition("\n")[0].strip("*_ ")


def _on_line(name: str, role: str | None, kind: PersonKind, lexicon: Lexicon) -> tuple[str, str | None, PersonKind]:
    """Return what a label on a line of its own says, whose words may be a phrase, or an office before a name."""
    who = alone(Who(name, role, None, kind), lexicon)
    return who.name, who.role, who.kind


def _with_role(page: Page, label: Label, mention: Mention) -> Mention:
    """Return the `mention` with the role that stands under it, if one does."""
    return mention._replace(role=tidy(page.plain[slice(*label.role)])) if label.role and not mention.role else mention


def of_format(named: Named, order: Mapping[str, str], lexicon: Lexicon) -> Mention:
    """Return whom a format names; a line to be filled in by hand ("____") names whom its list of persons does.

    A formula names whom it shows, or nobody; a code is a voice without a name. `order` holds the names of the page that
    are printed with the surname first, as they are said.
    """
    formula = _FORMULA.match(named.text)
    who = parse((formula["shown"] if formula else order.get(named.text, named.text)) or UNKNOWN, lexicon)
    blank = "__" in named.text or not who.name or not named.text or (formula is not None and not formula["shown"])
    name, kind = (named.known or UNKNOWN, PersonKind.UNNAMED) if blank else (who.name, who.kind)
    kind = PersonKind.UNNAMED if _CODE.fullmatch(name) else kind
    unknown = fold(named.id or "") in label_words(lexicon).unnamed  # #unknown tells nobody apart
    id = None if unknown or _is_another(name, kind, named.known or "") else named.id
    return Mention(named.text, named.span, name, named.role or who.role, kind, id)


def _is_another(name: str, kind: PersonKind, known: str) -> bool:
    """Return whether the `name` printed over a speech is not that of whom its identifier stands for: no word of it."""
    printed, listed = fold(name), fold(known)
    told = kind is PersonKind.PERSON and " " in listed and (printed + listed).isascii()  # else letters may be others
    return told and set(printed.split()).isdisjoint(_PARTS.split(listed.replace(",", " ")))


def _known(
    printed: Mapping[str, int], people: Sequence[str], head: str, asked: Iterable[str], lexicon: Lexicon
) -> dict[str, tuple[str, str | None, PersonKind]]:
    """Return, for the words of each label, how often they are `printed`, the full name, the role and the kind."""
    parsed = {words: parse(words, lexicon) for words in printed}
    mended = _mended(parsed, printed)
    read = dict(zip(mended, _without_roles(mended.values()), strict=True))
    if _are_letters(read.values(), lexicon):
        read = {words: who._replace(kind=PersonKind.UNNAMED) for words, who in read.items()}
    names = _full_names(read.values(), people, head, asked, lexicon)
    kinds = {who.name: who.kind for who in read.values()}
    return {words: _in_full(who, names.get(who.name, who.name), kinds) for words, who in read.items()}


def _are_letters(read: Iterable[Who], lexicon: Lexicon) -> bool:
    """Return whether all labels are two letters: they stand for question and answer in some language (D., R.), and of
    nobody else is a letter all that is told."""
    names = tuple(dict.fromkeys(fold(who.name) for who in read))
    return names in lexicon.columns("asking_letters") or (len(names) == 2 and all(len(name) == 1 for name in names))


def _mended(parsed: Mapping[str, Who], printed: Mapping[str, int]) -> dict[str, Who]:
    """Return `parsed` with labels that lost their first letter as what they are: "S. HAYES" among "MS. HAYES"."""
    counts: Counter[Who] = Counter()
    for words, who in parsed.items():
        counts[who] += printed[words]
    whole = {who.name[1:]: who for who, count in counts.items() if count > 2 and len(who.name) > 5}
    return {words: whole.get(who.name, who) if counts[who] < 3 else who for words, who in parsed.items()}


def _without_roles(read: Collection[Who]) -> list[Who]:
    """Return `read`, "President of Ruritania Rudolf Elphberg" taken apart where "Rudolf Elphberg" is a label too."""
    names = {who.name for who in read if who.kind is PersonKind.PERSON and " " in who.name}
    return [_without_role(who, names) for who in read]


def _without_role(who: Who, names: set[str]) -> Who:
    words = who.name.split()
    for i in range(1, len(words) - 1):
        name = " ".join(words[i:])
        if name in names and not who.role and not words[i - 1].endswith("."):
            return who._replace(name=name, role=" ".join(words[:i]), kind=PersonKind.PERSON)
    return who


def _in_full(who: Who, name: str, kinds: Mapping[str, PersonKind]) -> tuple[str, str | None, PersonKind]:
    """Return a label with the full name, and of the kind that the label in full is: SG stands for a Sado Gazette."""
    person = PersonKind.PERSON if who.kind is PersonKind.UNNAMED else who.kind
    return name, who.role, who.kind if name == who.name else kinds.get(name, person)


def _full_names(
    read: Iterable[Who], people: Sequence[str], head: str, asked: Iterable[str], lexicon: Lexicon
) -> dict[str, str]:
    """Return the full name for each short one that the labels, the front matter or a list at the top settle.

    A short form that stands beside its name comes first, "Adam Levine (AL)" or "| AL | Adam Levine |"; then the
    initials of exactly one known name; "A" answers for the only speaker that the front matter names.
    """
    read = list(dict.fromkeys(read))
    names = _declared(read, head)
    whole = (who.name for who in read if who.kind is not PersonKind.UNNAMED and not letters(who.name))
    full = [*people, *(name for name in whole if " " in name)]
    for who in read:
        initials = letters(who.name)
        if initials and who.name not in names:
            matching = {fold(name): name for name in full if stands_for(initials, name, lexicon)}
            if len(matching) == 1:
                names[who.name] = next(iter(matching.values()))
    names.update(_answers(read, people, head, asked, lexicon))
    return names


def _answers(
    read: Sequence[Who], people: Sequence[str], head: str, asked: Iterable[str], lexicon: Lexicon
) -> dict[str, str]:
    """Return who answers, by the one label that says no more of him, where nobody but whoever asks has another.

    He is the only one whom the front matter names, or whom the words above the first label say to be interviewed.
    """
    named = [who.name for who in read]
    answers = lexicon.phrases("answer_labels")
    answering = named[1:] if _are_letters(read, lexicon) else [name for name in named if fold(name) in answers]
    unnamed = all(who.kind is PersonKind.UNNAMED and not who.role for who in read)
    who = (people[0] if len(people) == 1 else "" if people else interviewed(head, asked, lexicon)) if answering else ""
    return {answering[0]: who} if who and len(answering) == 1 and unnamed and len(read) < 3 else {}


def _declared(read: Sequence[Who], head: str) -> dict[str, str]:
    """Return the name for each short form that stands beside it, in a label or in the list at the top."""
    declared = {who.short: who.name for who in read if who.short}
    short_forms = any(letters(who.name) for who in read)
    for before, short, after in _LISTED.findall(head) if short_forms else ():
        name = next((name for name in (before, after) if _begins_like(short, name)), None)
        if name:
            declared.setdefault(short, name)
    return declared


def _begins_like(letters: str, name: str) -> bool:
    """Return whether `letters` are initials of `name` in their order, the first of them its first: enough in a list."""
    initials = iter(word[0].upper() for word in _PARTS.split(name) if word)
    return next(initials, "") == letters[0] and all(letter in initials for letter in letters[1:])
