"""Turns of an original and of its translation, side by side."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.queries.renderings import Turn, beside

PEOPLE = st.lists(st.integers(1, 3), max_size=12)


def turns(people: list[int], first: int) -> list[Turn]:
    return [Turn(first + i, person) for i, person in enumerate(people)]


@given(PEOPLE, PEOPLE)
def test_what_stands_beside_a_turn_is_the_same_persons_and_the_turn_stands_beside_it(
    one: list[int], other: list[int]
) -> None:
    here, there = turns(one, 100), turns(other, 200)
    for turn in here:
        match = beside(here, there, turn.id)
        assert (match is None) == (one.count(turn.person) != other.count(turn.person))
        if match is not None:
            assert match.person == turn.person
            assert beside(there, here, match.id) == turn


@given(PEOPLE)
def test_of_the_same_people_in_the_same_order_each_turn_stands_beside_the_one_at_its_place(people: list[int]) -> None:
    here, there = turns(people, 100), turns(people, 200)
    assert [beside(here, there, turn.id) for turn in here] == there
