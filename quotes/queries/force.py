"""What was done with a content, and whether it was said at all, in words: as the view `attributions` has it.

Values and meaning are those of quotes.force; None is a row that nobody has judged yet.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotes.force import Act, Factuality

NOT_JUDGED = "not judged"
_SAYING = frozenset({Act.ASSERTED, Act.ASKED, Act.URGED, Act.PROMISED})  # the acts by which a content is said
# By act: what follows "did not", and what happened.
_VERBS: Mapping[str, tuple[str, str]] = {
    Act.ASSERTED: ("say", "said"),
    Act.DENIED: ("deny", "denied"),
    Act.ASKED: ("ask", "asked"),
    Act.URGED: ("urge", "urged"),
    Act.PROMISED: ("promise", "promised"),
    Act.THOUGHT: ("think", "thought"),
}
# By factuality: what stands before the verb, and which form of it.
_FRAMES: Mapping[str, tuple[str, int]] = {
    Factuality.ACTUAL: ("", 1),
    Factuality.UNSAID: ("did not ", 0),
    Factuality.SUPPOSED: ("would ", 0),
    Factuality.PLANNED: ("is expected to ", 0),
    Factuality.ALLEGED: ("reportedly ", 1),
    Factuality.DISPUTED: ("is disputed to have ", 1),
}
_COUNTED_AS: Mapping[str, str | None] = {Factuality.ACTUAL: None, Factuality.UNSAID: "not said"}


def how(act: str | None, factuality: str | None) -> str:
    """Return what was done with a content: said, denied, did not say, reportedly asked."""
    if act is None or factuality is None:
        return NOT_JUDGED
    before, form = _FRAMES[factuality]
    return before + _VERBS[act][form]


def is_said(act: str | None, factuality: str | None) -> bool:
    """Return whether a content was said, as the view `said` has it: neither denied, nor only thought, nor unsaid."""
    return factuality == Factuality.ACTUAL and act in _SAYING


def unsaid(act: str | None, factuality: str | None) -> str | None:
    """Return as what a content that was not said is counted: denied, not said, alleged; None where it was said."""
    if is_said(act, factuality):
        return None
    if act is None or factuality is None:
        return NOT_JUDGED
    return act if factuality == Factuality.ACTUAL else _COUNTED_AS.get(factuality, factuality)
