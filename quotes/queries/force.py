"""What was done with a content, and whether it was said at all, in words: as the view `attributions` has it.

Values and meaning are those of model.Act and model.Factuality; None is a row that nobody has judged yet.
"""

from __future__ import annotations

NOT_JUDGED = "not judged"
_SAYING = frozenset({"asserted", "asked", "urged", "promised"})  # the acts by which a content is said
# By act: what follows "did not", and what happened.
_VERBS = {
    "asserted": ("say", "said"),
    "denied": ("deny", "denied"),
    "asked": ("ask", "asked"),
    "urged": ("urge", "urged"),
    "promised": ("promise", "promised"),
    "thought": ("think", "thought"),
}
# By factuality: what stands before the verb, and which form of it.
_FRAMES = {
    "actual": ("", 1),
    "unsaid": ("did not ", 0),
    "supposed": ("would ", 0),
    "planned": ("is expected to ", 0),
    "alleged": ("reportedly ", 1),
    "disputed": ("is disputed to have ", 1),
}
_COUNTED_AS = {"actual": None, "unsaid": "not said"}


def how(act: str | None, factuality: str | None) -> str:
    """Return what was done with a content: said, denied, did not say, reportedly asked."""
    if act is None or factuality is None:
        return NOT_JUDGED
    before, form = _FRAMES[factuality]
    return before + _VERBS[act][form]


def is_said(act: str | None, factuality: str | None) -> bool:
    """Return whether a content was said, as the view `said` has it: neither denied, nor only thought, nor unsaid."""
    return factuality == "actual" and act in _SAYING


def unsaid(act: str | None, factuality: str | None) -> str | None:
    """Return as what a content that was not said is counted: denied, not said, alleged; None where it was said."""
    if is_said(act, factuality):
        return None
    if act is None or factuality is None:
        return NOT_JUDGED
    return act if factuality == "actual" else _COUNTED_AS.get(factuality, factuality)
