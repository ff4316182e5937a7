"""The windows in which a report is seen."""

from hypothesis import given
from hypothesis import strategies as st

from panah.domain.claim import Span
from panah.reading.encoder.pieces import Pieces
from panah.reading.encoder.windows import Cut

PIECES = Pieces(["[UNK]", "[CLS]", "[SEP]", "a", "b"])
BEHIND = 24
"""Pieces of the text that a window shows behind what it is asked of, where there are so many."""
PLACES = 512
"""Places of pieces in a window that the encoder has vectors for."""


@given(st.integers(1, 1200), st.integers(0, 300))
def test_every_piece_is_asked_of_one_window_that_shows_what_stands_behind_it(count, title):
    cut = Cut(PIECES, "b " * title, "a " * count)

    for piece in range(count):
        window = cut.windows[cut.window(piece)]
        assert window.asked <= piece
        assert window.shows(piece, min(count, piece + BEHIND))
        numbers = cut.numbers(window)
        assert numbers[window.place(piece)] == 3
        assert len(numbers) <= PLACES


def test_a_window_begins_with_the_title():
    cut = Cut(PIECES, "b b", "a")

    assert cut.numbers(cut.windows[0]) == [1, 4, 4, 2, 3, 2]


def test_a_text_without_words_has_one_empty_window():
    assert len(Cut(PIECES, "", " ").windows) == 1


def test_a_span_has_the_pieces_it_touches():
    cut = Cut(PIECES, "", "a bb a")

    assert cut.at(Span(0, 1)) == (0, 1)
    assert cut.at(Span(2, 4)) == (1, 2)
    assert cut.at(Span(0, 6)) == (0, 3)
