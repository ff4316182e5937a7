import attrs
import pytest
from tests.ledger.keep import NOBODY, known, view
from tests.make import claim, story

from panah.domain.claim import Kind, Mood
from panah.domain.line import Line, NumberCell
from panah.domain.matter import Matter
from panah.domain.quantity import Interval, Measure, Unit
from panah.domain.situation import Situation
from panah.ledger.reconcile import reconcile


def line(**more):
    said = {
        "matter": Matter(id="m", kind=Kind.HOSTING),
        "claims": ("c",),
        "status": None,
        "planning_class": None,
        "voices": 1,
        "voices_least": 1,
    }
    return Line(**(said | more))


def number(**more):
    said = {
        "unit": Unit.PERSON,
        "measure": Measure.CAPACITY,
        "mood": Mood.IS,
        "amount": Interval(1, 2),
        "conflict": False,
        "lead": "c",
        "voices": 1,
        "voices_least": 1,
        "claims": ("c",),
    }
    return NumberCell(**(said | more))


def test_a_line_is_disputed_when_a_link_or_a_number_says_so():
    assert not line(numbers=(number(),)).is_disputed
    assert line(numbers=(number(conflict=True),)).is_disputed
    assert line(conflicts=(("c", "d"),)).is_disputed


def test_a_line_has_the_kind_of_its_matter():
    assert line().kind is Kind.HOSTING


def test_a_table_is_made_once_when_it_is_asked_for():
    asked = []
    fields = dict.fromkeys(field.name for field in attrs.fields(Situation))
    situation = Situation(**(fields | {"table": lambda name: asked.append(name) or name}))
    names = [
        "lines",
        "offers",
        "capacity",
        "displaced",
        "camps",
        "stocks",
        "access",
        "conflicts",
        "claims",
    ]

    assert [getattr(situation, name) for name in (*names, *names)] == [*names, *names]
    assert asked == names


def test_a_situation_opens_the_claim_behind_a_number():
    one = claim()
    made = reconcile(known(*story(one)), view(), NOBODY)
    tables = dict.fromkeys(field.name for field in attrs.fields(Situation))

    situation = Situation(**(tables | {"detail": made.lines, "standing": made.standing}))

    assert situation.claim(situation.detail[0].numbers[0].lead) == one
    with pytest.raises(KeyError):
        situation.claim("nobody said this")
