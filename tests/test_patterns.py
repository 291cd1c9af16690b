"""Every Python that is allowed matches as the readers need, or says that it does not."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import quotes
from quotes.errors import UnfitPython
from quotes.patterns import FEATURES, Feature, check

_parser: Any = vars(re)["_parser"]
SINGLE = {"LITERAL", "NOT_LITERAL", "ANY", "IN", "CATEGORY"}


def test_this_python_matches_as_it_should() -> None:
    check()


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_each_feature_is_asked_about(feature: Feature) -> None:
    wrong = feature._replace(end=feature.end - 1)
    with pytest.raises(UnfitPython, match=f"does not match {feature.name} .* use another release of Python"):
        check((wrong,))


def test_a_pattern_that_does_not_match_at_all_is_told() -> None:
    with pytest.raises(UnfitPython):
        check((Feature("an example", "a", "b", 1),))


def repeats(tree: object) -> Iterator[str]:
    """Yield, for each possessive repeat in a parsed pattern, what is repeated."""
    if isinstance(tree, _parser.SubPattern):
        for name, argument in tree:
            if str(name) == "POSSESSIVE_REPEAT":
                yield str(argument[2][0][0]) if len(argument[2]) == 1 else "several"
            yield from repeats(argument)
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from repeats(part)


def patterns_of_the_house() -> dict[str, str]:
    found = {}
    for module in pkgutil.walk_packages(quotes.__path__, "quotes."):
        for name, value in vars(import_module(module.name)).items():
            for pattern in value if isinstance(value, tuple) else (value,):
                held = getattr(pattern, "pattern", None)  # of a grammar
                pattern = held if isinstance(held, re.Pattern) else pattern
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    found[f"{module.name}.{name}: {pattern.pattern}"] = pattern.pattern
    return found


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python 3.11.0 to 3.11.4 match such a repeat wrongly: an atomic group says the same."""
    house = patterns_of_the_house()
    assert len(house) > 100
    assert not [name for name, pattern in house.items() if set(repeats(_parser.parse(pattern))) - SINGLE]


def test_what_the_guard_looks_for_is_found() -> None:
    assert set(repeats(_parser.parse("a(?:b|cd)*+"))) == {"BRANCH"}
    assert set(repeats(_parser.parse("a(?>(?:b|cd)*)[ef]*+"))) == {"IN"}
