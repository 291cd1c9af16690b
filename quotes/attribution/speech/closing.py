"""What a sentence reports in a language whose verb stands last."""
from __future__ import annotations
from quotes.attribution.speech.cues import Report
from quotes.attribution.speech.tokens import Tokens


def closing(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what token `i` reports."""
    return None
