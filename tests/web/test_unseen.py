"""What nobody sees is the same wherever something is written: one list, whatever is done with it."""

import json

import pytest

from quotes.export.listings import harmless
from quotes.text import numbered
from quotes.web.keeping import one_line, safe
from quotes.web.mcp.signs import as_json, unseen
from quotes.web.showing import visible

UNSEEN = "\x07\x85\xad\u034f\u061c\u115f\u180b\u200b\u200e\u2028\u202e\u2066\u206a\u3164\ufeff\ufffa\uffff\U000e0041"
SEEN = "a ü–’\t\n\u00a0\u200c\u200d\ufe0f漢"  # the joiners and variants shape what stands beside them


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_nowhere_written_as_it_is(sign: str) -> None:
    told, number = f"pay{sign}pal", f"U+{ord(sign):04X}"
    assert visible(told) == numbered(told) == f"pay[{number}]pal"
    assert unseen(told) == [number]
    assert sign not in harmless(told) + safe(told) + one_line(told) + as_json(told)
    assert json.loads(as_json(told)) == told


@pytest.mark.parametrize("sign", SEEN, ids=ascii)
def test_what_is_seen_stays(sign: str) -> None:
    told = f"a{sign}b"
    assert visible(told) == harmless(told) == numbered(told) == told
    assert unseen(told) == []
