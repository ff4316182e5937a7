"""Files of parameters: a number has a unit and a source, or it is refused."""

from datetime import date

import pytest

from panah.errors import PlanError
from panah.plan.parameters import parameters, shipped

GOOD = """
[hub.stay]
value = 10
range = [5, 14]
unit = "days"
source = "assumed: the first agreement said so"
date = "2031-03"
note = "to be asked for"
"""
STEPS = """
[seats]
unit = "seats a day"
source = "a statement of the ministry, 4 March 2031"
by_day = { 2031-03-05 = 90, 2031-03-01 = 40 }
"""


def test_a_parameter_has_a_key_a_number_and_what_it_rests_on():
    found = parameters(GOOD, "p.toml")["hub.stay"]

    assert (found.value, found.low, found.high, found.unit) == (10, 5, 14, "days")
    assert (found.assumed, found.date, found.note) == (True, "2031-03", "to be asked for")


def test_a_number_may_change_from_a_day_on():
    found = parameters(STEPS, "p.toml")["seats"]

    assert found.steps == ((date(2031, 3, 1), 40), (date(2031, 3, 5), 90))
    assert (found.value, found.assumed) == (90, False)


def test_a_case_overrides_what_is_known_and_nothing_else():
    defaults = parameters(GOOD + STEPS, "p.toml")
    found = parameters(GOOD.replace("10", "12"), "case.toml", defaults)

    assert (found["hub.stay"].value, found["seats"].value) == (12, 90)
    with pytest.raises(PlanError, match=r"sets hub.stays, which no plan reads; it reads hub.stay"):
        parameters(GOOD.replace("hub.stay", "hub.stays"), "case.toml", defaults)


def test_the_day_of_a_source_may_be_written_as_text_or_as_a_date():
    as_date = parameters(GOOD.replace('"2031-03"', "2031-03-04"), "p.toml")

    assert as_date["hub.stay"].date == "2031-03-04"
    assert parameters(GOOD, "p.toml")["hub.stay"].date == "2031-03"


def test_a_source_is_assumed_however_the_word_is_written():
    found = parameters(GOOD.replace("assumed: the", "Assumed:  the"), "p.toml")["hub.stay"]

    assert found.assumed
    assert found.source == "assumed: the first agreement said so"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "is not TOML"),
        ("a = 1", "the file sets a, which is no parameter"),
        ("[b]\na = 1", "b sets a, which is no parameter"),
        (GOOD.replace("source", "sources"), "has sources"),
        (GOOD.replace('source = "assumed: the first agreement said so"', ""), "has no source"),
        (GOOD.replace(" the first agreement said so", ""), "gives no reason; write"),
        (GOOD.replace("assumed: the first", "assumption; the first"), "gives no reason; write"),
        (GOOD.replace("assumed: the first agreement said so", "?"), "has no source"),
        (GOOD.replace('"2031-03"', "2021"), "has the date 2021; write it as"),
        (GOOD.replace("2031-03", "2021-13-01"), "has the date '2021-13-01'; write it as"),
        (GOOD.replace('"to be asked for"', "3"), "has the note 3; write it as text"),
        (GOOD.replace('unit = "days"', ""), "has no unit"),
        (GOOD.replace("value = 10", "value = 20"), "is 20, outside its own range 5 to 14"),
        (GOOD.replace("value = 10", "value = 2"), "is 2, outside its own range"),
        (GOOD.replace("[5, 14]", "[14, 5]"), "swap them"),
        (GOOD.replace("[5, 14]", "5"), r"a range is \[least, most\]"),
        (GOOD.replace("value = 10", "value = true"), "True is not a number"),
        (GOOD.replace("value = 10", "value = nan"), "nan is not a number"),
        (STEPS.replace("2031-03-05", "soon"), "which is no day; write it as 2021-08-16"),
        (STEPS.replace("{ 2031-03-05 = 90, 2031-03-01 = 40 }", "{}"), "one of the two"),
        (STEPS + "value = 3\n", "one of the two"),
    ],
)
def test_what_cannot_be_a_parameter_is_refused_with_its_key(text, said):
    with pytest.raises(PlanError, match=said):
        parameters(text, "p.toml")


def test_the_parameters_that_are_shipped_have_ranges():
    assert all(one.low is not None for one in shipped("families").values())
