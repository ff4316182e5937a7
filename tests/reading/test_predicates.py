import pytest

from panah.domain.claim import Hold, Mood, Status
from panah.reading.lexicon import load
from panah.reading.predicate import Tense, predicate
from panah.reading.stance import stance
from panah.reading.text import sentences
from panah.reading.tokenised import lines


def verb(text, word):
    line = lines(text, sentences(text)[0], [], load(), {})[0]
    at = next(index for index, token in enumerate(line.tokens) if token.low == word)
    return line, predicate(line, at)


@pytest.mark.parametrize(
    ("text", "word", "tense", "passive"),
    [
        ("The town hosted them.", "hosted", Tense.PAST, False),
        ("The town has hosted them.", "hosted", Tense.PAST, False),
        ("The town hosts refugees.", "hosts", Tense.PRESENT, False),
        ("The town is hosting refugees.", "hosting", Tense.PROGRESSIVE, False),
        ("The town will host them.", "host", Tense.FUTURE, False),
        ("The town could host them.", "host", Tense.MODAL, False),
        ("The town should host them.", "host", Tense.MUST, False),
        ("The town wants to host them.", "host", Tense.INFINITIVE, False),
        ("The families were housed there.", "housed", Tense.PAST, True),
        ("The families will be housed there.", "housed", Tense.FUTURE, True),
        ("The families are being housed there.", "housed", Tense.PROGRESSIVE, True),
        ("People fleeing the floods came.", "fleeing", Tense.PARTICIPLE, False),
        ("They spoke of hosting families.", "hosting", Tense.GERUND, False),
    ],
)
def test_a_verb_has_the_tense_and_voice_its_words_give_it(text, word, tense, passive):
    _, read = verb(text, word)

    assert (read.tense, read.is_passive) == (tense, passive)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The host was ill.", "host"),
        ("They asked for shelter.", "shelter"),
        ("Their return was slow.", "return"),
        ("The displaced families waited.", "displaced"),
        ("The ministry's request failed.", "request"),
    ],
)
def test_a_word_that_may_be_a_verb_is_none_where_it_stands_as_a_noun(text, word):
    assert verb(text, word)[1] is None


@pytest.mark.parametrize(
    ("text", "status", "hold", "mood"),
    [
        ("The town agreed to host families.", Status.AGREED, Hold.LIVE, Mood.IS),
        ("The town refused to host families.", None, Hold.DECLINED, Mood.IS),
        ("The town is not ready to host families.", None, Hold.DECLINED, Mood.IS),
        ("The town is reluctant to host families.", Status.CONSIDERING, Hold.RELUCTANT, Mood.IS),
        ("The town is in talks to host families.", Status.IN_TALKS, Hold.LIVE, Mood.IS),
        (
            "The town is close to signing a deal to host families.",
            Status.NEAR_FINAL,
            Hold.LIVE,
            Mood.IS,
        ),
        ("The town was asked to host families.", Status.ASKED, Hold.LIVE, Mood.IS),
        (
            "The town is considering whether to host families.",
            Status.CONSIDERING,
            Hold.LIVE,
            Mood.IS,
        ),
        ("The town is willing to host families.", Status.READY, Hold.LIVE, Mood.IS),
        ("The town pledged to host families.", Status.ANNOUNCED, Hold.LIVE, Mood.IS),
        ("The town is expected to host families.", Status.ANNOUNCED, Hold.LIVE, Mood.WILL),
        ("The town suspended its plan to host families.", Status.IN_PLACE, Hold.SUSPENDED, Mood.IS),
    ],
)
def test_the_words_that_govern_a_verb_say_how_far_a_thing_has_come(text, status, hold, mood):
    line, read = verb(text, "host")
    found = stance(line, read)

    assert (found.status, found.hold, found.mood) == (status, hold, mood)


def test_the_nearest_comma_segment_decides():
    line, read = verb("Having refused for years, the town agreed to host families.", "host")

    assert stance(line, read).status is Status.AGREED
