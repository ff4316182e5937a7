"""A frame is asked where a sentence holds what wakes it, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import make

from panah.domain.reading import ReadingContext
from panah.reading.frames.frame import Frames, woken_by
from panah.reading.lexicon import load
from panah.reading.pattern import compiled
from panah.reading.rules import RulesReader
from panah.reading.text import sentences
from panah.reading.tokenised import lines
from panah.reading.words_around import before

CLASSES = "ABCDE"
needs = st.lists(st.frozensets(st.sampled_from(CLASSES), min_size=1, max_size=3), max_size=3)


@given(
    st.lists(st.tuples(needs, st.lists(needs.map(tuple), max_size=3)), max_size=4),
    st.frozensets(st.sampled_from([*CLASSES, "other"])),
)
def test_a_frame_is_awake_where_each_need_and_one_of_its_ways_is_met(told, keys):
    frames = [woken_by(*needed, ways=ways)(iter) for needed, ways in told]

    expected = [
        one
        for one, (needed, ways) in zip(frames, told, strict=True)
        if met(needed, keys) and (not ways or any(met(way, keys) for way in ways))
    ]

    assert list(Frames(frames).awake(keys)) == expected


def test_a_pattern_wakes_a_frame_where_it_may_match():
    frame = woken_by(ways=(compiled("{HOSTV} {QTY}"),))(iter)
    frames = Frames((frame,))

    assert list(frames.awake(held("They host them."))) == []
    assert list(frames.awake(held("They host them.") | {"QTY"})) == [frame]


def test_a_sentence_of_nothing_that_is_looked_for_gives_neither_a_claim_nor_a_doubt():
    read = RulesReader().read(make.report(text="It rained all day."), ReadingContext())

    assert not read.drafts
    assert not read.unread


@pytest.mark.parametrize("gap", [" ", "  ", "\t", "\u00a0"])
@given(words=st.lists(st.text("abé½1-_", min_size=1, max_size=40), min_size=1, max_size=3))
def test_the_word_before_a_place_is_its_letters_however_it_is_found(words, gap):
    text = gap.join(words) + gap
    last = text[: -len(gap)][-28:]
    letters = len(last) - len(last.rstrip("abé"))

    found = before(text, len(text), 1)

    assert [word for word, _ in found] == ([last[len(last) - letters :]] if letters else [])


def met(needed, keys):
    return all(keys & need for need in needed)


def held(text):
    return lines(text, sentences(text)[0], [], load(), {})[0].keys
