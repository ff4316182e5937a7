import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from panah.domain.claim import Span
from panah.reading.verbatim import Page, count_words, fold


def found(text, words, within=None):
    return [text[span.start : span.end] for span in Page(text).find(words, within)]


@pytest.mark.parametrize(
    ("text", "words", "stands"),
    [
        ("He called it “a home for all”.", '"a home for all"', "a home for all"),
        ("the minister\u2019s plan", "the minister's plan", "the minister\u2019s plan"),
        ("5,000\u00a0people", "5,000 people", "5,000\u00a0people"),
        ("some 300\npeople", "some 300 people", "some 300\npeople"),
        ("2,000\u20133,000 people", "2,000-3,000 people", "2,000\u20133,000 people"),
        ("and so on\u2026 they left", "and so on... they left", "and so on\u2026 they left"),
        ("shel\u00adter for all", "shelter for all", "shel\u00adter for all"),
        ("a\u200bb c", "ab c", "a\u200bb c"),
    ],
)
def test_typography_may_differ(text, words, stands):
    assert found(text, words) == [stands]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("some 8,000 people", "some 80,000 people"),
        ("some 8,000 people", "Some 8,000 people"),
        ("some 8,000 people", "some 8.000 people"),
        ("some 8,000 people", "some  8000 people"),
        ("ready to host", "is ready to host"),
        ("the minister said", "the ministers said"),
        ("Zürich", "Zurich"),
        ("refugees came", "refugees, came"),
    ],
)
def test_letters_digits_and_case_may_not(text, words):
    assert not found(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("some 8,000 people", "000"),
        ("some 8,000 people", "8"),
        ("some 18,000 people", "8,000"),
        ("some 3.5 million", "3"),
        ("some 3.5 million", "5 million"),
        ("some 30 000 people", "30"),
        ("some 30 000 people", "000 people"),
        ("some 30\u202f000 people", "000 people"),
        ("some 126,000 people", "26,000"),
        ("some \u0661\u066c\u0662\u0660\u0660 people", "\u0662\u0660\u0660"),
        ("they can't stay", "they can"),
        ("they can\u2019t stay", "they can"),
        ("it isn't ready", "it is"),
        ("a non-binding promise", "binding promise"),
        ("undecided states", "decided states"),
        ("the hosts agreed", "the host"),
    ],
)
def test_no_match_cuts_a_word_or_a_number(text, words):
    assert not found(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Albania's plan", "Albania"),
        ("in Tirana\u2014ready for 300", "ready for 300"),
        ("until 2021, 300 people", "300 people"),
        ("300 people.", "300 people"),
        ("(300 people)", "300 people"),
        ("约有三千人逃离", "三千人"),
    ],
)
def test_marks_beside_a_word_do_not_cut_it(text, words):
    assert found(text, words) == [words]


def test_every_place_is_given_in_order():
    assert found("two camps, two camps", "two camps") == ["two camps", "two camps"]


def test_only_the_stretch_asked_for_is_looked_in():
    text = "two camps, two camps"

    assert Page(text).find("two camps", Span(5, len(text))) == (Span(11, 20),)


@pytest.mark.parametrize("words", ["", " ", '"', "' '"])
def test_nothing_is_found_nowhere(words):
    assert not found("a camp ' '", words)


def test_words_are_counted_in_scripts_without_spaces_too():
    assert count_words("three plain words") == 3
    assert count_words("约有三千人逃离") >= 3


@given(st.text(), st.text())
def test_what_is_found_stands_there_after_folding(text, words):
    for span in Page(text).find(words):
        there = fold(text[span.start : span.end])[0].strip()

        assert there.strip(" \"'") == fold(words)[0].strip(" \"'")


@given(st.text(alphabet="ab 12,.'\u2019\u201c\u00a0-", min_size=1), st.data())
def test_a_run_of_whole_words_is_found_where_it_stands(text, data):
    words = text.split()
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    sought = f"{text} and more"

    assert Page(sought).find("and more")
    assert len(fold(words[first])[1]) == len(fold(words[first])[0]) + 1
