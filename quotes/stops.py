"""The marks that end sentences and clauses and close quotations, in all scripts: the one list that every room asks.

By Unicode's properties Sentence_Terminal and Terminal_Punctuation, its general categories Pe and Pf, and the quotation
marks of CLDR's locales, as far as living scripts that news is printed in use them. A mark that closes in one language
may open in another: „German“, »Danish«.
"""

from __future__ import annotations

ASKING = "?？؟\u037e՞፧"  # Latin, East Asian, Arabic, Greek, Armenian, Ethiopic
# Latin; East Asian, wide and half wide; Urdu; Devanagari and Bengali; Armenian; Ethiopic; Tibetan; Burmese; Khmer.
ENDING = f".!…{ASKING}‼⁇⁈⁉。！．｡۔।॥։՜።།။។"
# Latin; East Asian; Arabic and Persian; Armenian and Greek middle points; Ethiopic.
PARTING = ",;:，、；：､،؛՝·፣፤፥"
QUOTING = "\"'”’“‘«»›‹」』｣〉》＂＇"  # what closes a quotation
BRACKETING = ")]}）］｝】〕〗"  # what closes a bracket
DASHES = "-–—―"

SENTENCE_ENDS = frozenset(ENDING)
CLAUSE_ENDS = frozenset(PARTING)
STROKES = frozenset(DASHES)
CLOSERS = frozenset(QUOTING + BRACKETING)  # what may stand behind the end of a sentence
LINE_ENDS = SENTENCE_ENDS | CLOSERS  # what the last line of a paragraph of sentences ends with
