"""Swap one thing in a sentence of ours: only that slot of the claim may change."""

import attrs
import pytest
from tests.reading.reads import claims

_LOOSE = {"span", "quote", "made_by", "note"}


def slots(text):
    (claim,) = claims(text)
    return {name: value for name, value in attrs.asdict(claim, recurse=False).items()
            if name not in _LOOSE}  # fmt: skip


def changed(one, other):
    before, after = slots(one), slots(other)
    return {name for name in before if before[name] != after[name]}


HOSTS = "On May 3, Chile agreed to host 4,200 refugees from Haiti."
MOVED = "Some 4,200 people fled from Haiti to Cuba in March."


@pytest.mark.parametrize(
    ("sentence", "old", "new", "expected"),
    [
        (HOSTS, "Chile", "Nepal", {"subject", "place"}),
        (HOSTS, "4,200", "5,300", {"qty"}),
        (HOSTS, "4,200", "up to 4,200", {"qty"}),
        (HOSTS, "May 3", "May 4", {"event"}),
        (HOSTS, "agreed to host", "refused to host", {"status", "hold"}),
        (HOSTS, "agreed to host", "is ready to host", {"status"}),
        (HOSTS, "refugees", "families", {"qty", "group"}),
        (MOVED, "Cuba", "Peru", {"to"}),
        (MOVED, "Some 4,200", "More than 900", {"qty"}),
        (MOVED, "in March", "in April", {"event"}),
        (MOVED, "fled", "may flee", {"status", "mood", "event"}),
    ],
)
def test_only_what_was_swapped_changes(sentence, old, new, expected):
    assert old in sentence

    assert changed(sentence, sentence.replace(old, new)) <= expected
    assert changed(sentence, sentence.replace(old, new))


def test_the_order_of_the_clauses_changes_nothing():
    one = "In March, Some 4,200 people fled from Haiti to Cuba."

    assert not changed(MOVED, one)


def test_the_shape_of_the_quotes_changes_nothing():
    curly = "“Some 4,200 people fled from Haiti to Cuba,” Ines Prado said."
    straight = curly.replace("“", '"').replace("”", '"')

    assert not changed(curly, straight)
