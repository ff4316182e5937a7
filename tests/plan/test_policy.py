"""The choices of a plan: words may be written as text, and what cannot be meant is refused."""

import pytest

from panah.domain.plan_policy import Order, Policy, Taken
from panah.errors import PlanError


def test_words_of_a_policy_may_be_written_as_text():
    policy = Policy(order="weights", weights={0: 3, 1: 2}, counts="ready", taken="mid")

    assert policy.order is Order.WEIGHTS
    assert policy.taken is Taken.MID
    assert policy.weights == ((0, 3), (1, 2))


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"order": "fair"}, "has no 'fair'; there is strict, weights, floor"),
        ({"counts": "agreed"}, "has no 'agreed'"),
        ({"taken": "lowest"}, "has no 'lowest'; there is low, mid, high"),
        ({"weights": (3, 2, 1)}, r"write \(\(0, 3.0\)"),
        ({"weights": ((0, "3"),)}, "a weight is '3'; say a number"),
        ({"weights": ((0.5, 3),)}, "a risk class of the weights is 0.5; say a whole number"),
        ({"floor_share": "0.2"}, "the floor is '0.2'; say a number"),
        ({"floor_groups": "staff"}, "one text where several groups may stand"),
        ({"whole_days": 3.5}, "whole_days is 3.5; say a whole number"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(choice, said):
    with pytest.raises(PlanError, match=said):
        Policy(**choice)
