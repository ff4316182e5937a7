"""A pattern that is tried only near its cores finds what it finds anywhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from panah.reading import date_words, numbers, wordings
from panah.reading.sieve import Sieve, either, lowered

WORDS = """
no later than the beginning of early mid- late since from until between and by in on May March July
Sept. 12 3rd 2021 2021-07-23 23/07/2021 Friday last next this week month years ago today an growing
unspecified number numbers as many tens hundreds thousands half a third two nearly all just over
some several million people dozen , . ; (
"""
texts = st.lists(st.sampled_from([*WORDS.split(), "\n\n"]), max_size=25).map(" ".join)


@given(texts)
def test_dates_are_the_same_with_and_without_looking_for_their_words_first(text):
    sieve = date_words.WORDED

    assert spans(sieve.finditer(text)) == spans(sieve.worded.finditer(text))


@given(texts)
def test_amounts_in_words_are_the_same_with_and_without_looking_for_their_words_first(text):
    for sieve in (wordings._WORDED, numbers._FRACTION):
        low = lowered(text)
        assert spans(sieve.finditer(low)) == spans(sieve.worded.finditer(low))


@given(st.lists(st.text("abc.", min_size=1, max_size=4), min_size=1, max_size=8), st.text("abc. "))
def test_one_pattern_for_many_words_finds_the_longest_of_them(words, text):
    longest = sorted(words, key=len, reverse=True)

    found = re.findall(either(words), text)

    assert found == re.findall("|".join(map(re.escape, longest)), text)


def test_a_pattern_is_never_tried_far_from_its_core():
    sieve = Sieve(
        worded=re.compile(r"a+b"), core=re.compile("b"), begins=re.compile("(?=a)"), reach=3
    )

    assert spans(sieve.finditer("aab aaaaaaab")) == [(0, 3), (8, 12)]


def test_a_lowered_text_keeps_every_letter_in_its_place():
    text = "\u0130zmir HOSTS \u1e9e"

    assert len(lowered(text)) == len(text)
    assert lowered(text).endswith("hosts \u00df")


def spans(matches):
    return [match.span() for match in matches]
