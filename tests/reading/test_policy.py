"""Intervals of amounts: the cases of docs/method/amounts.md."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import SHARED, needs_shared

from panah.domain.quantity import Hedge, Measure, Unit
from panah.errors import CaseError
from panah.reading.languages.tables import language
from panah.reading.numbers import find
from panah.reading.policy import load

IN_OTHER_LANGUAGES = [
    ("fr", "des dizaines de milliers", 20_000, 99_999),
    ("fr", "quelques centaines", 300, 999),
    ("ru", "десятки тысяч", 20_000, 99_999),
    ("ru", "несколько сотен", 300, 999),
    ("ar", "عشرات الآلاف", 20_000, 99_999),
    ("ar", "بضع مئات", 300, 999),
    ("ar", "وعشرات الآلاف", 20_000, 99_999),
    ("ar", "بمئات", 200, 999),
    ("fa", "دهها هزار", 20_000, 99_999),
    ("fa", "ده\u200cها هزار", 20_000, 99_999),  # noqa: RUF001
    ("fa", "هزاران", 2_000, 9_999),
    ("ps", "لسګونه زره", 20_000, 99_999),
    ("ps", "سلګونه", 200, 999),
]

DESIGN = [
    ("more than 550,000", 550_001, None),
    ("about 1,26,000", 113_400, 138_600),
    ("hundreds", 200, 999),
    ("thousands", 2_000, 9_999),
    ("some 8,000", 7_200, 8_800),
    ("up to 100,000", 0, 100_000),
    ("almost 350", 315, 349),
    ("some 4,000", 3_600, 4_400),
    ("1,600", 1_550, 1_649),
    ("11", 11, 11),
    ("two", 2, 2),
    ("at least 9,000", 9_000, None),
    ("the 1,000", 900, 1_100),
    ("3,000", 2_700, 3_300),
    ("1,574", 1_574, 1_574),
    ("billions", 2e9, 9.99e11),
    ("a number of", 2, None),
    ("as many as 8,000", 0, 8_000),
    ("over 558,000", 558_001, None),
    ("20,000", 18_000, 22_000),
    ("3,500", 3_450, 3_549),
    ("between 5,000 and 10,000", 5_000, 10_000),
    ("fewer than 300", 0, 299),
    ("dozens", 24, 99),
    ("scores", 40, 99),
    ("tens of thousands", 20_000, 99_999),
    ("hundreds of thousands", 200_000, 999_999),
    ("millions", 2_000_000, 999_000_000),
    ("several hundred", 300, 999),
    ("a few thousand", 3_000, 9_999),
    ("a few dozen", 24, 99),
    ("a couple of hundred", 200, 300),
    ("a couple of thousand", 2_000, 3_000),
    ("just over a week", 8, 10),
    ("nearly all", 0.9, 0.99),
    ("largely", 0.5, 1),
]


def read(text, policy=None, **more):
    (found,) = find(text)
    return (policy or load()).qty(
        hedge=found.hedge,
        stated=found.stated,
        worded=text[found.span.start : found.span.end],
        below=found.below,
        unit=Unit.SHARE if found.share else None,
        **more,
    )


@pytest.mark.parametrize(("text", "lo", "hi"), DESIGN)
def test_the_cases_of_the_design_get_its_intervals(text, lo, hi):
    qty = read(text)

    assert (qty.lo, qty.hi) == (lo, hi)


def test_a_number_that_a_decision_sets_is_exact():
    qty = read("20,000", decided=True, measure=Measure.CEILING)

    assert (qty.lo, qty.hi, qty.decided, qty.measure) == (20_000, 20_000, True, Measure.CEILING)


def test_an_amount_that_nobody_stated_is_not_zero():
    qty = load().qty(hedge=Hedge.UNSPECIFIED, stated=(), worded="")

    assert (qty.lo, qty.hi, qty.is_given) == (0, None, False)


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("60 per cent", 0.6, 0.6),
        ("about 60 per cent", 0.54, 0.66),
        ("more than half of the", 0.5, 1),
        ("at least 60%", 0.6, 1),
        ("up to 60%", 0, 0.6),
    ],
)
def test_shares_stay_between_none_and_all(text, lo, hi):
    qty = read(text)

    assert (qty.lo, qty.hi) == pytest.approx((lo, hi))


def test_a_range_under_a_hedge_keeps_both_ends():
    assert read("up to 2,000-3,000").hi == 3_000
    assert read("at least 150-200").lo == 150


def test_a_case_may_change_the_policy_and_its_hash_says_so():
    ours, theirs = load(), load({"about": {"low": 0.8}})

    assert read("some 8,000", theirs).lo == 6_400
    assert ours.hash != theirs.hash
    assert load({}).hash == ours.hash


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"abuot": {}}, "sets abuot, which the reading policy does not know; it knows about"),
        ({"about": {"lower": 0.8}}, "sets about.lower"),
        ({"about": 0.8}, "[amounts.about] is a table"),
        ({"about": {"low": "0.8"}}, "about.low is a number from 0 up"),
        ({"about": {"low": -1}}, "about.low is a number from 0 up"),
        ({"about": {"low": True}}, "about.low is a number from 0 up"),
        ({"magnitude": {"dozens": [90, 12]}}, "the lowest and the highest value, lower first"),
        ({"magnitude": {"dozens": 50}}, "the lowest and the highest value, lower first"),
        ({"name": 3}, "name is a word"),
        ({"about": {"low": float("nan")}}, "not a plain one"),
    ],
)
def test_a_change_the_policy_does_not_know_is_refused_with_what_would_be_right(changes, message):
    with pytest.raises(CaseError) as caught:
        load(changes)

    assert message in str(caught.value)


STATED = st.lists(st.floats(0, 1e12), max_size=2).map(lambda all_: tuple(sorted(all_)))


@given(st.sampled_from(Hedge), STATED, st.booleans(), st.booleans(), st.sampled_from([None, *Unit]))
def test_every_interval_begins_at_zero_or_above_and_is_in_order(
    hedge, stated, decided, below, unit
):
    qty = load().qty(hedge=hedge, stated=stated, worded="", decided=decided, below=below, unit=unit)

    assert qty.lo >= 0
    assert qty.hi is None or qty.lo <= qty.hi


@given(st.integers(100, 10**9))
def test_the_true_count_lies_in_what_its_report_in_two_figures_allows(count):
    place = 10 ** (len(str(count)) - 2)
    reported = (count + place // 2) // place * place

    qty = load().qty(hedge=Hedge.EXACT, stated=(float(reported),), worded=f"{reported:,}")

    assert qty.lo <= count <= qty.hi


@needs_shared
def test_the_amounts_of_the_three_articles_read_as_a_careful_person_read_them():
    """Origin: claims/seed_claims.jsonl. An article ("a camp") and a lone "Some" hold no figure."""
    wrong = set()
    for line in (SHARED / "claims/seed_claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        qty = claim["qty"]
        if qty and qty["worded"] and not _reads_as(qty, claim["quote"]):
            wrong.add(qty["worded"])

    assert wrong <= {"Some", "A camp", "a temporary camp"}


def _reads_as(qty, quote):
    quote = quote if qty["worded"] in quote else qty["worded"]
    at = quote.find(qty["worded"])
    for one in find(quote):
        if one.span.end <= at or one.span.start >= at + len(qty["worded"]):
            continue
        read = load().qty(
            hedge=one.hedge,
            stated=one.stated,
            worded=quote[one.span.start : one.span.end],
            below=one.below,
            decided=qty["decided"],
            unit=Unit(qty["unit"]),
        )
        if [read.lo, read.hi, list(read.stated)] == [qty["lo"], qty["hi"], qty["stated"]]:
            return read.hedge == qty["hedge"]
    return False


@pytest.mark.parametrize(("lang", "worded", "low", "high"), IN_OTHER_LANGUAGES)
def test_words_of_magnitude_in_other_languages_allow_what_the_english_ones_do(
    lang, worded, low, high
):
    (found,) = find(worded, lang=lang)

    amount = load().qty(hedge=found.hedge, stated=found.stated, worded=worded)

    assert (amount.lo, amount.hi) == (low, high)


@pytest.mark.parametrize("lang", ["ar", "fa", "fr", "ps", "ru"])
def test_every_word_of_magnitude_a_language_has_is_in_the_policy(lang):
    for worded in language(lang).amounts["magnitude"]:
        amount = load().qty(hedge=Hedge.MAGNITUDE, stated=(), worded=worded)
        assert amount.hi is not None, worded
