"""Amounts in texts: `DESIGN` is the list of docs/method/reading.md, the rest our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_in_proportion

from panah.domain.quantity import Hedge
from panah.domain.reading import Flag
from panah.reading.numbers import digits, find
from panah.reading.policy import load

DESIGN = [
    ("more than 550,000 people", Hedge.MORE_THAN, (550_000,)),
    ("about 1,26,000 people", Hedge.ABOUT, (126_000,)),
    ("up to 100,000 refugees", Hedge.UP_TO, (100_000,)),
    ("almost 350 ethnic Kyrgyz", Hedge.ALMOST, (350,)),
    ("some 4,000 livestock", Hedge.ABOUT, (4_000,)),
    ("between 5,000 and 10,000", Hedge.EXACT, (5_000, 10_000)),
    ("hundreds of", Hedge.MAGNITUDE, ()),
    ("1.2 million", Hedge.EXACT, (1_200_000,)),
    ("2,000-3,000 people", Hedge.EXACT, (2_000, 3_000)),
    ("two large food depots", Hedge.EXACT, (2,)),
    ("11 flights", Hedge.EXACT, (11,)),
    ("half a million", Hedge.EXACT, (500_000,)),
    ("on July 23 that 5 people", Hedge.EXACT, (5,)),
    ("5 to 10 million people", Hedge.EXACT, (5_000_000, 10_000_000)),
    ("1,300 families", Hedge.EXACT, (1_300,)),
    ("at least 9,000 troops", Hedge.AT_LEAST, (9_000,)),
    ("three lakh", Hedge.EXACT, (300_000,)),
    ("5.7m people", Hedge.EXACT, (5_700_000,)),
    ("30 000 people", Hedge.EXACT, (30_000,)),
    ("$5 million", Hedge.EXACT, (5_000_000,)),
    ("about two dozen", Hedge.ABOUT, (24,)),
    ("1,500 or so", Hedge.ABOUT, (1_500,)),
]

HEDGES = {
    Hedge.EXACT: "1,574|twenty-four|the 1,000|a total of 612|500-bed|0|zero",
    Hedge.ABOUT: "about 70|around 70|some 70|roughly 70|approximately 70|approx. 70|~70|70 or so|"
    "an estimated 70|circa 70|in the region of 70|estimated at 70|"
    "perhaps 70|maybe 70|possibly 70",
    Hedge.ALMOST: "almost 70|nearly 70|close to 70|just under 70|not quite 70|just short of 70",
    Hedge.MORE_THAN: "more than 70|over 70|in excess of 70|exceeding 70|well over 70|upwards of 70",
    Hedge.AT_LEAST: "at least 70|no fewer than 70|no less than 70|a minimum of 70|70 or more|70+|"
    "70-plus|70, perhaps more|70 or even more|70, if not more",
    Hedge.UP_TO: "up to 70|as many as 70|at most 70|no more than 70|a maximum of 70|a cap of 70|"
    "a ceiling of 70|capped at 70|fewer than 70|less than 70|under 70|below 70",
    Hedge.MAGNITUDE: "dozens|scores|hundreds|thousands|tens of thousands|hundreds of thousands|"
    "millions|several hundred|a few thousand|a couple of hundred|many thousands",
    Hedge.VAGUE: "a number of|a certain number|an unspecified number of|some shepherds|"
    "several shepherds|many shepherds|others|a handful of",
}

NOTHING = [
    "in 2014",
    "a 24-year-old",
    "since 2015",
    "the summer of 2021",
    "on July 23",
    "23 July",
    "on 3 and 4 March",
    "a girl aged 9",
    "children under five",
    "people over 60",
    "Sher Alizai, 41, said",
    "at 8 pm",
    "at 08:30",
    "12 km from the river",
    "a strip 3 miles wide",
    "Article 14",
    "Resolution 1999",
    "Channel 4",
    "France 24",
    "COVID-19",
    "9/11",
    "the 1990s",
    "the 23rd",
    "a C-17",
    "24-hour",
    "section 2(c)(1)",
    "call 555-0199-34",
    "one of the drivers",
    "no one",
    "some of the tents",
    "for some time",
    "how many",
    "the number of",
    "the second half of the year",
    "a third country",
    "\n1. Shelter",
    "\n16.30: The buses have left",
    "\n07.05 Kyiv says trains run",
    "Flash update 12",
    "platform 26",
    "a widow of 30",
]


def only(text):
    (found,) = find(text)
    return found


@pytest.mark.parametrize(("text", "hedge", "stated"), DESIGN)
def test_the_cases_of_the_design_are_read_as_it_says(text, hedge, stated):
    found = only(text)

    assert (found.hedge, found.stated) == (hedge, stated)


def test_a_growth_from_one_number_to_another_is_two_amounts_and_never_a_range():
    found = find("grew from 1,200 to 3,500")

    assert [one.stated for one in found] == [(1_200,), (3_500,)]


@pytest.mark.parametrize(
    ("hedge", "text"), [(hedge, text) for hedge, all_ in HEDGES.items() for text in all_.split("|")]
)
def test_the_words_beside_a_figure_say_how_exact_it_is(hedge, text):
    assert only(text).hedge is hedge


@pytest.mark.parametrize("text", [text for all_ in HEDGES.values() for text in all_.split("|")])
def test_an_amount_reads_the_same_in_a_sentence(text):
    alone = only(text)

    inside = only(f"The elders wrote that {text} herders crossed the ford.")

    assert (inside.hedge, inside.stated, inside.below) == (alone.hedge, alone.stated, alone.below)


@pytest.mark.parametrize("text", NOTHING)
def test_what_counts_nothing_gives_no_amount(text):
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("550,000 goats", 550_000),
        ("1,26,000 goats", 126_000),
        ("12,34,567 goats", 1_234_567),
        ("1.200.000 goats", 1_200_000),
        ("two hundred and five thousand goats", 205_000),
        ("one hundred and twenty goats", 120),
        ("two thousand five hundred goats", 2_500),
        ("a quarter of a million goats", 250_000),
        ("one and a half million goats", 1_500_000),
        ("half a dozen goats", 6),
        ("a hundred thousand goats", 100_000),
        ("3 crore goats", 30_000_000),
        ("4 bn goats", 4_000_000_000),
        ("40k goats", 40_000),
        ("about 2000 goats", 2_000),
        ("2000 people", 2_000),
    ],
)
def test_a_figure_is_worth_the_same_however_it_is_written(text, stated):
    assert only(text).stated == (stated,)


def test_persian_and_arabic_digits_read_like_ours():
    persian = "".join(chr(0x06F0 + int(sign)) for sign in "48000")
    arabic = "".join(chr(0x0660 + int(sign)) for sign in "48") + "\u066c" + "\u0660" * 3

    assert only(f"about {persian} people").stated == only(f"about {arabic} people").stated
    assert digits(arabic) == "48,000"


def test_uneven_grouping_is_flagged_and_even_grouping_is_not():
    assert only("1,26,000 people").flags == {Flag.DIGIT_GROUPING}
    assert only("126,000 people").flags == frozenset()


def test_more_people_beside_those_already_there_are_an_increment():
    for text in ("another 40 buses", "a further 40 buses", "an additional 40", "40 more buses"):
        assert Flag.INCREMENT in only(text).flags


def test_a_first_part_is_partial():
    assert Flag.PARTIAL in only("an initial 250 interpreters").flags


def test_fewer_than_a_figure_shuts_the_figure_out():
    assert only("fewer than 90 tents").below
    assert not only("up to 90 tents").below
    assert not only("no fewer than 90 tents").below


def test_of_two_hedges_the_one_that_binds_hardest_counts_and_both_are_worded():
    found = only("up to an estimated 640 people")

    assert found.hedge is Hedge.UP_TO
    assert found.span.start == 0


def test_five_and_six_are_two_amounts_unless_between_stands_before():
    assert len(find("5 buses and 6 vans")) == 2
    assert only("between 5 and 6 vans").stated == (5, 6)
    assert len(find("routes 5 and 6 vans")) == 2


def test_money_and_shares_are_told_from_counts():
    assert only("$320 million in aid").money
    assert only("3 billion euros").money
    assert only("60 per cent of them").stated == (0.6,)
    assert only("between 10% and 20%").share
    assert only("two in five families").stated == (0.4,)
    assert only("nearly half of the herd").hedge is Hedge.ALMOST
    assert only("a third of the camp").share
    assert not only("320 tents").money


def test_shares_without_a_figure_are_shares():
    assert only("nearly all roads").hedge is Hedge.ALMOST
    assert only("largely by road").share


def test_in_july_five_people_is_an_amount_and_not_the_fifth():
    assert only("In July 5 people waited").stated == (5,)
    assert find("On July 5 they waited") == ()


def test_the_wording_holds_the_hedge_and_the_figure_does_not():
    text = "Officials expect up to 1,400 herders there"

    found = only(text)

    assert text[found.span.start : found.span.end] == "up to 1,400"
    assert text[found.figure.start : found.figure.end] == "1,400"


PIECES = (
    "about between and to from up more than 5 1,26,000 30 000 2021 July half a million dozen two "
    "hundred $ % - \u2013 , . \u0664 thousand k m some of one in or so the \n"
)
WORDS = st.sampled_from(PIECES.split(" "))
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join))


@given(TEXTS)
def test_any_text_is_read_without_failing_and_spans_lie_inside_it_in_order(text):
    end = 0
    for one in find(text):
        assert end <= one.span.start <= one.figure.start < one.figure.end <= len(text)
        assert one.figure.end <= one.span.end <= len(text)
        end = one.span.end


@given(TEXTS)
def test_every_interval_is_in_order(text):
    policy = load()
    for one in find(text):
        worded = text[one.span.start : one.span.end]
        qty = policy.qty(hedge=one.hedge, stated=one.stated, worded=worded, below=one.below)
        assert qty.hi is None or qty.lo <= qty.hi


@given(st.integers(0, 10**9), st.sampled_from(sorted(HEDGES[Hedge.AT_LEAST].split("|"))))
def test_a_figure_comes_back_as_it_was_written(number, wording):
    found = only(wording.replace("70", f"{number:,}"))

    assert found.stated == (number,)


@pytest.mark.parametrize(
    "unit",
    ["1 ", "one ", "111 ", "1,", "1-", "between 1 and ", "a ", "up to ", "some ", " ", "x", "$1 "],
)
def test_reading_takes_time_in_proportion_to_the_text(unit):
    assert grows_in_proportion(find, unit)
