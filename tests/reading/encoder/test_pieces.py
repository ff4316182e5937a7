"""Text cut into the pieces of words that are known."""

from hypothesis import given
from hypothesis import strategies as st

from panah.reading.encoder.net import net
from panah.reading.encoder.pieces import Pieces

NAMES = ["[UNK]", "[CLS]", "[SEP]", "re", "##turn", "##ed", "ze", "##bra", ",", "a", "##s"]


def cut(text):
    return [(NAMES[one.number], one.start) for one in Pieces(NAMES).of(text)]


def test_a_word_is_cut_into_the_longest_pieces_from_the_left():
    assert cut("returned, as") == [
        ("re", 0),
        ("##turn", 2),
        ("##ed", 6),
        (",", 8),
        ("a", 10),
        ("##s", 11),
    ]


def test_a_word_that_cannot_be_cut_is_unknown():
    assert cut("a returnee") == [("a", 0), ("[UNK]", 2)]


def test_letters_are_lowered_and_lose_their_accents_but_keep_their_place():
    assert cut("Zébras RÉS") == [("ze", 0), ("##bra", 2), ("##s", 5), ("re", 7), ("##s", 9)]


def test_a_very_long_word_is_not_looked_at():
    assert cut("a" + "s" * 200) == [("[UNK]", 0)]


@given(st.text())
def test_pieces_stand_in_order_where_words_do(text):
    found = net().pieces.of(text)

    starts = [one.start for one in found]
    assert starts == sorted(starts)
    assert all(not text[start].isspace() for start in starts)
    assert bool(found) == bool(text.strip())
