"""What is done with a content, and whether the page says that it was said: the values."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Act(StrEnum):
    """What a speaker does with the content. A negation inside the content belongs to it (promised not to pay)."""

    ASSERTED = "asserted"
    DENIED = "denied"  # denied, rejected, disputed that it is so
    ASKED = "asked"
    URGED = "urged"  # wants others to
    PROMISED = "promised"  # binds himself to
    THOUGHT = "thought"  # believes, fears, hopes


class Factuality(StrEnum):
    """Whether the page says that the content was said."""

    ACTUAL = "actual"
    UNSAID = "unsaid"  # did not say, never said, declined or refused to say, no record that
    SUPPOSED = "supposed"  # would, might, if asked; in a story, a play
    PLANNED = "planned"  # will say, is expected to, a draft
    ALLEGED = "alleged"  # reportedly, is said to have
    DISPUTED = "disputed"  # fake, misquoted


class Force(NamedTuple):
    """What was done with a content, and whether it was said at all.

    The terms follow the features of attribution of the Penn Discourse Treebank and PARC (type, determinacy, scopal
    polarity), and FactBank's factuality.
    """

    act: Act
    factuality: Factuality


SAID = Force(Act.ASSERTED, Factuality.ACTUAL)  # as every labelled turn is, and the outlet's own words
