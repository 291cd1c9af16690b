"""Ways of writing down who speaks: one row a convention. Patterns are matched where a line may begin with a label.

A pattern's match is the label with its punctuation and time mark; the group `who` holds the words that name the
speaker. What a pattern finds is a candidate only: `convention.choose` asks how regular the candidates are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from quotes.times import TIME

# English: how whoever asks and whoever answers are marked, a part of the form as the colon is.
QUESTION, ANSWER = "Q", "A"
_ASKING = "QUESTION"

_GAP = r"[ \t\u00a0\u2007\u202f]"
_HEARD = rf"(?:[(\[][^()\[\]\n]{{1,60}}[)\]]{_GAP}*)?"  # (APPLAUSE) before a label
_BEFORE = rf"(?:(?P<before>{TIME}){_GAP}+)?"
_FIRST = r"[^\s:*_“”\"<>|#=\d.,;!•–—-]"  # what no name begins with; (UNKNOWN) and ? are labels
_CLOCK = r"(?>(?:(?:(?<=\(\d)|(?<=\(\d\d)):\d\d[^():\n]{0,6}\))?)"  # Mr OTTER (Quayside) (2:01 p.m.):
_NAME = rf"(?P<who>(?:{_FIRST}|\d{{1,6}}+(?=[^\W\d_]))[^:\n*“”\"<>|=]{{0,180}}+{_CLOCK})"
_FARTHEST = 320  # characters before the colon of a label, at most, with a time and a noise before the name
FIRST, GAP = _FIRST, _GAP  # of a template, too
_SHORT_LINE = r"(?=[^\n]{2,220}$)"
_MARKED = r"“[^”\n]{1,90}+”|\"[^\"\n]{1,90}+\"|«[^»\n]{1,90}+»"  # within a role: director of "Rivers: a museum"
_IN_LINE_NAME = rf"(?>(?:[^:\n*“”\"«»<>|=]++|{_MARKED}|(?<={_GAP})\|(?={_GAP})){{0,20}})"
_LINE_NAME = rf"(?P<who>(?:{_FIRST}|\d{{1,6}}+(?=[^\W\d_]|[-–])){_IN_LINE_NAME}{_CLOCK})"
_AFTER = rf"{_GAP}*(?:0:{_GAP}*)?(?P<after>{TIME})?"
# 5. Ann Lee (Ripon) (Con): T1. [901234] Ann Lee (Ripon) (Con):
_NUMBERED = rf"(?:[A-Z]?\d{{1,3}}\.{_GAP}+(?:\[\d+\]{_GAP}*)?(?=[^:\n]{{2,80}}\([^:\n()]{{2,60}}\)[^:\n]{{0,60}}:))?"
_COUNTED = (
    rf"(?:\d{{1,2}}\.\d\d{_GAP}+(?=[^\W\d_a-zß-ÿ]))?"  # 04.12 Ana Reyes (ABC): the number or the hour of a speech
)
_LOUD = r"[^\W\d_a-zß-ÿı]"  # a letter of a name in capitals
_LOUD_WORD = rf"(?:{_LOUD}(?:{_LOUD}|[’'-](?={_LOUD})|(?<=M)c(?={_LOUD}))*\.?)"
_LOUD_NAME = rf"{_LOUD_WORD}(?: (?:{_LOUD_WORD}|[^\W\dA-Z_]{{1,3}}(?= {_LOUD}))){{0,7}}"  # ANA DE LA CRUZ, J. P. McKAY
_INITIALS = rf"{_LOUD}\.{_GAP}?{_LOUD}(?=\.)"  # behind a surname: КОВАЛЬ О.В.
_SURNAME = r"[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?"
_ROLE = r"(?P<role>, [^:;.!?\n“”\"<>|=]{2,160}+)?"  # behind a comma, before a full stop
_STOPPED = r"(?P<role>, [^:;.!?\n<>|=]{2,160}+(?=\.))?"  # a role that may hold quotation marks
_CIRCLED = r"[^\s○◯〇●◎:。、「」]"  # a letter of a name behind a circle
_IN_BRACKETS = r"\([^()\n]{1,80}\)"
_SENTENCE = r"[\"“]?[^\W\d_a-z](?:[^\W\d_A-Z]|[’' ])"  # with what one opens, no heading in capitals
_SPEECH = r"[\"“'‘(\[\\A-ZÀ-ÞЀ-Я぀-鿿가-힣…—–-]"  # what speech begins with where no space parts it from the colon


@dataclass(frozen=True, slots=True)
class Grammar:
    """A convention: its name, its pattern, and how far its form alone speaks for a label."""

    name: str
    pattern: re.Pattern[str]
    weight: int  # of the form alone, among the signs in signs.py
    enough: int  # evidence that all labels together must have
    own_line: bool = False
    transcript: bool = False  # whoever writes so writes a transcript
    quoted: bool = False  # the turn is a quotation, and ends with it
    titled: bool = False  # only titles make labels: Mr., Senator
    title: str = ""  # the list of the words, one of which opens each label
    needs: Callable[[str], object] | None = None  # a page of which it is not true holds no such label
    colon: bool = True  # a label has one on its line,
    opens: re.Pattern[str] | None = None  # unless it opens so
    ends: re.Pattern[str] | None = None  # words that the first colon behind its beginning opens
    stamped: bool = False  # a time stands at every label, or, where it is `below`, under it
    below: bool = False
    marks: str = ""  # a line opens with one of these
    free: bool = False  # whatever stands where the name does is one
    chat: bool = False  # a line with a time and no name is nobody's words, and the time that of a clock
    nick: bool = False  # nicknames stand on labels, and lines tell what their bearers do
    head: re.Pattern[str] | None = None  # the time before the name
    recurs: bool = False  # many of the names must come again
    people: bool = False  # what it names is somebody beyond its form: a given name, the full name elsewhere, initials


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.MULTILINE)


# A number behind a bar, and a colon, are the hours of a time: Ana Reyes | 0:03
OWN_LINE = _pattern(_SHORT_LINE, _BEFORE, _LINE_NAME, rf"(?<!\| \d)(?<!\| \d\d)::?{_AFTER}(?={_GAP}*$)")

_ENDS = r"[^\S\n]?\n\s*"  # of lines: what ends one of two characters may leave a space
# A letter asks, another answers, and the first one asks again.
_ASKED_BY_LETTERS = re.compile(
    rf"^(?P<asks>{_LOUD})\. [^\n]*\?{_ENDS}{_LOUD}(?<!(?P=asks))\. [^\n]*{_ENDS}"
    rf"(?:[^\n]{{4,}}{_ENDS}){{0,3}}?(?P=asks)\. ",
    re.MULTILINE,
)

# A name, or initials, before a dash, which another one follows before the first one comes again.
_NAME_WORD = r"[^\W\d_a-zß-ÿ][\w’'-]*[^\W\d_A-ZÀ-Þ][\w’'-]*"  # not in capitals: PARIS – The minister …
_CALLED = rf"(?:{_NAME_WORD}(?: (?:[^\W\d_]{{1,3}} )?{_NAME_WORD}){{0,3}}|{_LOUD}{{2,3}})"
_BEFORE_DASHES = re.compile(
    rf"^(?P<one>{_CALLED}) [–—] [^\n]+{_ENDS}(?:[^\n]+{_ENDS}){{0,3}}?(?!(?P=one) ){_CALLED} [–—] [^\n]+{_ENDS}"
    rf"(?:[^\n]+{_ENDS}){{0,3}}?(?P=one) [–—] ",
    re.MULTILINE,
)

# A name, a colon and the space before the speech.
_NAMED = rf"{_NAME}:{{1,2}}(?={_GAP}*{_SPEECH}|{_GAP}+\S){_GAP}*(?:[-–—]{_GAP}+(?=[^\Wa-zß-ÿ]|[«“¿¡]))?"
# A. Smith: speech; which may as well be what A answers. The initial, and the words behind it.
INITIALLED = _pattern(
    rf"(?=(?:{QUESTION}|{ANSWER})\.{_GAP}(?P<rest>{_LOUD}[\w.’'-]*(?:{_GAP}{_LOUD}[\w.’'-]*){{0,2}})",
    rf"(?:{_GAP}?\([^()\n]{{1,60}}\)|, [^\n:.!?]{{3,80}})?:)(?P<letter>(?!)){{0}}{_NAMED}(?=\S)",
)

GRAMMARS = (
    Grammar(
        "label and quotation",  # **Name, Role:** “Speech.”
        _pattern(
            r"(?=[\w*_])(?P<who>(?>(?:[^“”:\n]|“[^“”:\n ]{1,20}”)+)",
            r"(?>(?:\n(?![^\S\n]*\n)[^“”:\n]++){0,4})):[\s*_]*(?=“)",
        ),
        weight=2,
        enough=9,
        quoted=True,
        colon=False,
        ends=re.compile(r":[\s*_]*“"),
    ),
    Grammar(
        "bold label",  # **Name:** speech; **Name**: speech; **Name: the whole question**; **Name:** 0:01:02
        _pattern(
            # 5. **Ann Lee (Ripon) (Con):**
            rf"(?:[A-Z]?\d{{1,3}}\.{_GAP}+(?:\[\d+\]{_GAP}*)?(?=\*\*[^\n*]{{2,80}}\([^\n*()]{{2,40}}\)))?",
            _BEFORE,
            r"(?:\*\*|__)",
            _BEFORE.replace("before", "inner"),
            rf"(?P<who>{_FIRST}[^:\n*“”\"<>|=]{{0,150}}?)",
            rf"{_GAP}*(?:(?:\*\*|__){_GAP}*:+|:+(?:\*\*|__):?|:+(?={_GAP}))",
            rf"(?:{_AFTER}(?={_GAP}*$))?",
        ),
        weight=2,
        enough=6,
        transcript=True,
        needs=lambda plain: "*" in plain or "_" in plain,
    ),
    Grammar(
        "name and time mark",  # Name: 0:01:02; Name 0:01:02; Name (0:01:02):
        _pattern(
            r"(?=[^\n]{4,120}$)",
            rf"(?P<who>{_FIRST}[^:\n*“”\"<>|=]{{0,100}}?)",
            rf"(?:::?{_GAP}*(?:0:{_GAP}*)?|{_GAP}+)(?P<after>{TIME}):?(?={_GAP}*$)",
        ),
        weight=2,
        enough=6,
        own_line=True,
        transcript=True,
        needs=re.compile(r":\d\d").search,
    ),
    Grammar("name on its own line", OWN_LINE, weight=1, enough=2, own_line=True),  # Name, Role:
    Grammar(
        "name before the speech",  # Name: speech; Q   speech; Q - speech; Q. Speech
        _pattern(
            _HEARD,
            _BEFORE,
            _NUMBERED,
            _COUNTED,
            rf"[\"“]?(?:(?P<letter>{_ASKING}|[{QUESTION}{ANSWER}])(?:(?:\.|:)?(?:{_GAP}{{2,}}|\t|{_GAP}+[-–—]{_GAP}+)",
            rf"|\.{_GAP}(?=[\"“]?[^\W\d_a-z])|(?<!{ANSWER}) (?={_SENTENCE}))|",
            rf"{_NAMED})(?=\S)",
        ),
        weight=0,
        enough=5,
        opens=_pattern(
            rf"(?=[{QUESTION}{ANSWER}(\[\\\"“0-9])(?:{_HEARD}{_BEFORE}[\"“]?(?:{_ASKING}|[{QUESTION}{ANSWER}])(?:[.:\t]|{_GAP})",
            rf"|[^:\n]{{0,{_FARTHEST}}}+:)",
        ),
    ),
    Grammar(
        "name, full stop and dash",  # El señor PÉREZ (Presidente).- Speech
        _pattern(
            rf"(?P<who>{_FIRST}(?:[^:.\n*“”\"<>|=]|(?<![^\W\d_]{{6}})\.(?!{_GAP}?[-–—])){{1,120}})",
            rf"\.{_GAP}?[-–—]+{_GAP}*(?=\S)",
        ),
        weight=1,
        enough=5,
        transcript=True,
        needs=re.compile(rf"\.{_GAP}?[-–—]").search,
        colon=False,
    ),
    Grammar(
        "name and full stop",  # Mr. SMITH of Texas. Speech; St. and Ste. of English and French end no name
        _pattern(
            r"(?P<who>[A-ZÀ-Þ][\w’']*+\.?(?: (?:Ste?\.|[^\W\d_][\w’'\-]*+|[A-Z]\.)){1,5}(?: \([^)\n]{2,40}\))?)",
            rf"(?<! [A-Z])(?: \[[^\]\n]*\])?\.(?: ?\[[^\]\n]*\]\.?)?(?= |$){_GAP}*(?:(?P=who)\.(?= ){_GAP}*)?",
        ),
        weight=0,
        enough=8,
        transcript=True,
        titled=True,
        colon=False,
    ),
    Grammar(
        "title, name and full stop",  # M. Ferrand, ministre de la mer. Speech; Mme la présidente. Speech
        _pattern(
            r"(?P<who>[A-ZÀ-Þ][\w’']{0,4}\.? [^\W\d_](?:[^:.;!?\n*“”\"<>|=(),]|(?<=[ -][A-ZÀ-Þ])\.){1,60}",
            rf"(?: ?{_IN_BRACKETS})?{_ROLE})\.(?: ?[–—])?(?= [^\Wa-z]| ?[«…]){_GAP}*(?=\S)",
        ),
        weight=1,
        enough=6,
        transcript=True,
        title="stop_titles",
        colon=False,
    ),
    Grammar(
        "name in capitals and full stop",  # CHAIR MARSH. Speech; CARLA BASSI (PD). Speech
        _pattern(
            rf"(?!{_LOUD}\.{_GAP}+(?!{_LOUD}(?:\.|{_LOUD})))",  # Q. Did you
            rf"(?P<who>(?P<loud>{_LOUD_NAME}(?<!\.)(?<! {_LOUD})(?<!\.{_LOUD})|{_LOUD_WORD} {_INITIALS})",
            rf"(?: ?{_IN_BRACKETS})?{_ROLE})",
            rf"\.(?= [^\Wa-z]| ?[«…(]){_GAP}*(?=\S)",
        ),
        weight=1,
        enough=6,
        transcript=True,
        needs=re.compile(rf"^{_LOUD}{{2}}[^\n.]{{0,90}}\. ", re.MULTILINE).search,
        colon=False,
    ),
    Grammar(
        "surname, initials and full stop",  # Смирнова А. К., фракция "Заря". Speech; Председатель. Speech
        _pattern(
            rf"(?P<who>{_SURNAME} {_INITIALS}\.{_STOPPED}|(?P<office>[^\W\d_a-z][^\W\d_]{{5,}}))",
            rf"(?:(?<=\.)|\.)(?= [^\Wa-z]| ?[«…]){_GAP}*(?=\S)",
        ),
        weight=1,
        enough=6,
        transcript=True,
        needs=re.compile(rf"^{_SURNAME} {_INITIALS}\.", re.MULTILINE).search,
        colon=False,
    ),
    Grammar(
        "letter and full stop",  # D. Question? R. Answer: in other languages than English, whose letters are told above
        _pattern(rf"(?P<who>{_LOUD})(?P<spelt>[^\W\d_]{{4,9}})?\.(?={_GAP}[^\Wa-z]|{_GAP}[«…¿¡]){_GAP}*(?=\S)"),
        weight=1,
        enough=6,
        transcript=True,
        needs=_ASKED_BY_LETTERS.search,
        colon=False,
    ),
    Grammar(
        "name in capitals and dash",  # MURAT KAYA (İzmir) – Speech; O SR. OTTO LEMOS - PXB - Speech
        _pattern(
            rf"(?P<who>(?P<loud>{_LOUD_NAME})(?: ?{_IN_BRACKETS})?(?: [-–] {_LOUD_NAME}(?= [-–] )){{0,2}})",
            rf" ?[-–—]{_GAP}+(?=\S)",
        ),
        weight=1,
        enough=6,
        transcript=True,
        needs=re.compile(rf"^{_LOUD}[^\n]{{1,120}} ?[-–—]{_GAP}", re.MULTILINE).search,
        colon=False,
    ),
    Grammar(
        "name and dash",  # Ana – Speech. Bo – Speech. Ana – Speech; SG – Question? AR – Answer
        _pattern(rf"(?P<who>{_CALLED}) [–—]{_GAP}+(?=[^\Wa-z]|[«“„¿¡…])"),
        weight=1,
        enough=6,
        needs=_BEFORE_DASHES.search,
        colon=False,
        people=True,
    ),
    Grammar(
        "circle and name",  # ○山本花子君　Speech; ◯의장 김하나  Speech
        _pattern(
            rf"[○◯〇●◎](?P<who>{_CIRCLED}{{2,60}}?(?: {_CIRCLED}{{1,20}}){{1,3}}(?=  |　)|{_CIRCLED}{{2,60}}?)",
            r"[ 　]+(?=\S)",
        ),
        weight=2,
        enough=4,
        transcript=True,
        needs=re.compile("[○◯〇●◎]").search,
        colon=False,
    ),
    Grammar(
        "name and role on its own line",  # Ana Reyes -- Chief Executive Officer; Operator
        _pattern(
            rf"(?P<who>{_FIRST}[^:.\n*“”\"<>|=]{{2,60}}?{_GAP}+(?:--+|[-–—]){_GAP}+[^:\n“”\"<>|=]{{2,140}}|",
            rf"(?P<bare>{_FIRST}[^:\n*“”\"<>|=]{{2,40}}))(?={_GAP}*$)",
        ),
        weight=2,
        enough=6,
        own_line=True,
        transcript=True,
        needs=re.compile(r"^[^\W\d_a-z][^\n:.]{2,60} (?:--+|[-–—]) [^\n:“”]{2,140}$", re.MULTILINE).search,
        colon=False,
    ),
    Grammar(
        "name over role",  # Ana Reyes, and on the next line Chief Executive Officer
        _pattern(
            r"(?P<who>(?P<bare>[^\W\d_a-z][^:.,;\n*“”\"<>|=]{2,40}))(?:\n",
            rf"(?P<below>[^\W\d_a-z][^:.!?\n*“”\"<>|=]{{2,80}}))?(?={_GAP}*$)",
        ),
        weight=2,
        enough=6,
        own_line=True,
        needs=re.compile(
            r"^[^\W\d_a-z][^\s:.,;]+ [^\W\d_a-z][^\n:.,;]{0,35}\n[^\W\d_a-z][^\n:.!?]{2,80}$", re.MULTILINE
        ).search,
        colon=False,
    ),
)
