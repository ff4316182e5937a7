"""How numbers of people and chances are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.domain.rounding import SMALL, chance_words, rounded


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (0.4, "0"),
        (1, "<10"),
        (9.4, "<10"),
        (9.6, "10"),
        (99, "99"),
        (994, "990"),
        (996, "1,000"),
        (61_234, "61,000"),
    ],
)
def test_people_are_said_to_two_figures_and_small_groups_are_not_told(number, said):
    assert rounded(number) == said


@given(st.integers(SMALL, 10**9))
def test_a_rounded_number_is_off_by_a_twentieth_at_most(number):
    said = int(rounded(number).replace(",", ""))

    assert abs(said - number) <= number / 20


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "none of 40"),
        (0.049, "fewer than 1 in 20"),
        (0.05, "1 in 20"),
        (0.075, "1 in 10"),
        (0.31, "3 in 10"),
        (0.95, "9 in 10"),
        (0.96, "more than 19 in 20"),
        (1.0 - 1e-12, "all 40"),
        (1.0, "all 40"),
    ],
)
def test_a_chance_is_said_as_so_many_in_ten_and_never_as_certain_where_it_is_not(chance, said):
    assert chance_words(chance, 40) == said
