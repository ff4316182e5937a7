"""What the figures of a language are worth: "deux cent mille", "un million et demi".

A figure is a sum of terms that fall, each a count times its scale; a count is digits, or words
below a thousand. Where one sign may part thousands or decimals, three digits after it are a
thousand, and the figure says that it was grouped oddly so that a person looks; with a scale after
them ("1.250 million") nobody can tell, and there is no figure.
"""

import re
from collections.abc import Iterator, Sequence

import attrs

from panah.reading.languages.pieces import Piece, Sort, Tie, pieces
from panah.reading.languages.tables import Language
from panah.reading.number_words import LARGEST, Figure

__all__ = ["figures"]

_SCALES = frozenset({Sort.SCALE, Sort.PLURAL})
_WORDS = frozenset({Sort.SMALL, Sort.HALF})
_LONGEST = 24
_SURE = " '\u066c"
"""Signs that part thousands and nothing else."""


@attrs.frozen
class _Term:
    """A count times its scale, up to the piece `after`."""

    value: float
    scale: float
    after: int
    uneven: bool = False


def figures(text: str, language: Language) -> Iterator[Figure]:
    """Give every figure in a folded text, in order; those of dates and codes too."""
    found = pieces(text, language)
    reader = _Reader(text, found, language)
    at = 0
    while at < len(found):
        terms = reader.terms(at)
        if terms:
            value = round(sum(term.value for term in terms), 6)
            after = terms[-1].after
            if value < LARGEST:
                yield Figure(
                    start=found[at].start,
                    end=found[after - 1].end,
                    value=value,
                    scale=terms[-1].scale,
                    uneven=any(term.uneven for term in terms),
                    is_word=all(one.sort is not Sort.DIGITS for one in found[at:after]),
                )
        at = terms[-1].after if terms else at + 1


class _Reader:
    """Adds up the pieces of one text."""

    def __init__(self, text: str, found: Sequence[Piece], language: Language) -> None:
        self._text = text
        self._pieces = found
        self._is_joined = bool(language.numbers.get("joined"))
        self._units_first = bool(language.numbers.get("units_first"))
        self._parted: str = language.numbers.get("parted", ",")
        self._decimal: str = language.numbers.get("decimal", "")

    def terms(self, at: int) -> list[_Term]:
        """Give the falling terms that begin at a piece; none where no figure begins."""
        terms: list[_Term] = []
        term = self._term(at)
        while term is not None:
            terms.append(term)
            if term.scale == 1 or not self._goes_on(term.after):
                break
            following = self._half_of(term) or self._term(term.after)
            term = following if following and 0 < following.value < term.scale else None
        return terms

    def _sort(self, at: int) -> Sort | None:
        return self._pieces[at].sort if at < len(self._pieces) else None

    def _goes_on(self, at: int) -> bool:
        """Tell whether a piece may belong to the number before it."""
        if at >= len(self._pieces):
            return False
        tie = self._pieces[at].tie
        return tie is Tie.AND or (tie is Tie.SPACE and not self._is_joined)

    def _half_of(self, term: _Term) -> _Term | None:
        """Read the half in "un million et demi"."""
        at = term.after
        if self._sort(at) is not Sort.HALF or self._scales_follow(at + 1):
            return None
        return _Term(term.scale / 2, 1, at + 1)

    def _scales_follow(self, at: int) -> bool:
        return self._sort(at) in _SCALES and self._pieces[at].tie is Tie.SPACE

    def _term(self, at: int) -> _Term | None:
        sort = self._sort(at)
        if sort is Sort.TWICE:
            scale = self._pieces[at].value
            return _Term(2 * scale, scale, at + 1)
        if sort is Sort.SCALE:
            scale, after = self._scaled(at + 1, self._pieces[at].value)
            return _Term(scale, scale, after)
        if sort is Sort.DIGITS:
            return self._of_digits(at)
        return self._of_words(at) if sort in _WORDS else None

    def _scaled(self, at: int, scale: float = 1.0) -> tuple[float, int]:
        """Multiply the scales that follow as long as they rise: "thousand million"."""
        while self._scales_follow(at) and self._pieces[at].value > scale:
            scale, at = scale * self._pieces[at].value, at + 1
        return scale, at

    def _of_words(self, at: int) -> _Term | None:
        count, after = self._counted(at)
        scale, end = self._scaled(after)
        if not count.is_integer() and end == after:
            return None
        return _Term(count * scale, scale, end)

    def _counted(self, at: int) -> tuple[float, int]:
        """Add up the words below a thousand that begin at a piece."""
        count, at = self._pieces[at].value, at + 1
        while at < len(self._pieces) and self._sort(at) in _WORDS:
            more = self._added(count, at)
            if more is None:
                break
            count, at = more, at + 1
        return count, at

    def _added(self, count: float, at: int) -> float | None:
        """Give a count with one more word; None when the count cannot go on with it."""
        piece = self._pieces[at]
        if piece.tie is Tie.NONE:
            return None
        if piece.sort is Sort.HALF:
            is_of_scale = piece.tie is Tie.AND and self._scales_follow(at + 1)
            return count + 0.5 if is_of_scale else None
        if piece.tie is Tie.SPACE and piece.value == 100 and 1 <= count <= 9:
            return count * 100
        if piece.tie is Tie.SPACE and piece.value == 10 and self._units_first and 1 <= count <= 9:
            return count + 10
        fits = self._goes_on(at) and self._fits(count, piece.value)
        return count + piece.value if fits else None

    def _fits(self, count: float, value: float) -> bool:
        """Tell whether a word fills places still empty: 20 and 3, and in Arabic 3 and 20."""
        if not count.is_integer() or not value.is_integer():
            return False
        if self._units_first and 0 < count % 100 < 10 and value in range(20, 100, 10):
            return True
        place = 100 if count % 100 == 0 else 10 if count % 10 == 0 else 1
        return 0 < value < place and count > 0

    def _of_digits(self, at: int) -> _Term | None:
        piece = self._pieces[at]
        scale, after = self._scaled(at + 1)
        written = self._text[piece.start : piece.end]
        is_share = self._text[piece.end : piece.end + 2].strip()[:1] == "%"
        worth = self._worth(written, is_scaled=scale > 1 or is_share)
        if worth is None:
            return None
        value, uneven = worth
        return _Term(value * scale, scale, after, uneven)

    def _worth(self, written: str, *, is_scaled: bool) -> tuple[float, bool] | None:
        """Give the worth of digits with signs between them, and whether they are grouped oddly.

        Parameters
        ----------
        is_scaled
            Whether a scale or a per cent sign follows, so that one sign parts decimals.
        """
        signs, parts = re.findall(r"\D", written), re.split(r"\D", written)
        if len(written) > _LONGEST:
            return None
        if not signs:
            return float(written), False
        if "/" in signs:
            is_decimal = signs == ["/"] and is_scaled and "/" in self._decimal
            return (float(".".join(parts)), False) if is_decimal else None
        if len(set(signs)) == 2 and len(set(signs[:-1])) == 1 and _are_groups(parts[:-1]):
            return float(f"{''.join(parts[:-1])}.{parts[-1]}"), False
        if len(signs) == 1 and self._parts_decimals(signs[0], parts, is_scaled=is_scaled):
            return float(".".join(parts)), False
        is_open = is_scaled and len(signs) == 1 and signs[0] not in _SURE
        return None if is_open else self._grouped(signs, parts)

    def _parts_decimals(self, sign: str, parts: Sequence[str], *, is_scaled: bool) -> bool:
        if sign in _SURE:
            return False
        return len(parts[1]) < 3 or parts[0] == "0" or (is_scaled and sign not in self._parted)

    def _grouped(self, signs: Sequence[str], parts: Sequence[str]) -> tuple[float, bool] | None:
        """Read thousands; 1,26,000 is grouped as in India."""
        if len(set(signs)) > 1 or len(parts[-1]) != 3 or len(parts[0]) > 3:
            return None
        if _are_groups(parts):
            is_doubtful = len(signs) == 1 and signs[0] not in f"{self._parted}{_SURE}"
            return float("".join(parts)), is_doubtful
        is_indian = all(len(part) == 2 for part in parts[1:-1]) and len(parts[0]) < 3
        return (float("".join(parts)), True) if is_indian else None


def _are_groups(parts: Sequence[str]) -> bool:
    return len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
