import pytest

from panah.errors import InputError
from panah.reading.lexicon import load, table
from panah.reading.pattern import compiled, worded
from panah.reading.text import sentences
from panah.reading.tokenised import lines


def line(text):
    return lines(text, sentences(text)[0], [], load(), {})[0]


def found(pattern, text):
    here = line(text)
    return [here.words(one.first, one.end) for one in here.find(compiled(pattern))]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{HOSTV} {GROUPN}", ["host refugees"]),
        ("will {NEG}? {HOSTV}", ["will host"]),
        ("(town|city) will", ["town will"]),
        ("{DET} ({ANY}){1,2} {HOSTV}", ["The town will host"]),
        ("{!DET} town", []),
        ("town refugees", []),
    ],
)
def test_a_pattern_matches_the_words_it_describes(pattern, expected):
    assert found(pattern, "The town will host refugees again.") == expected


def test_named_groups_give_their_tokens():
    here = line("The town will host refugees.")
    match = next(here.find(compiled("(?P<verb>{HOSTV}) (?P<who>{GROUPN})")))

    assert here.words(*match.groups["verb"]) == "host"
    assert here.words(*match.groups["who"]) == "refugees"


def test_a_sentence_without_what_a_pattern_needs_is_never_searched():
    pattern = compiled("({HOSTV}|{TAKEV}) ({ADV})? {GROUPN}")

    assert pattern.needs == (frozenset({"HOSTV", "TAKEV"}), frozenset({"GROUPN"}))
    assert not pattern.may_match(frozenset({"HOSTV"}))
    assert pattern.may_match(frozenset({"TAKEV", "GROUPN"}))


@pytest.mark.parametrize("source", ["({HOSTV}", "{HOSTV} )", "{hostv}", "a && b"])
def test_a_pattern_that_cannot_be_read_says_so(source):
    with pytest.raises(InputError, match="pattern"):
        compiled(source)


def test_every_pattern_of_the_frames_can_be_read():
    for frame, patterns in table("frames").items():
        if frame != "parts":
            for name in patterns:
                assert worded(frame, name).needs is not None


def test_a_pattern_that_is_not_there_is_named():
    with pytest.raises(InputError, match=r"host\.nothing"):
        worded("host", "nothing")
