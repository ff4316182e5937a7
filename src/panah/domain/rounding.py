"""Numbers of people and chances as they deserve to be said: to two figures, as so many in 10."""

__all__ = ["SMALL", "chance_words", "rounded"]

SMALL = 10
"""Groups of fewer people than this at a place are not printed."""


def rounded(number: float) -> str:
    """Write a number of people to two figures: ``61,000``; from 1 to 9 people ``<10``.

    Examples
    --------
    >>> rounded(61_234), rounded(4), rounded(0)
    ('61,000', '<10', '0')
    """
    whole = round(number)
    if 0 < whole < SMALL:
        return "<10"
    digits = max(0, len(str(whole)) - 2)
    return f"{round(whole, -digits):,}"


def chance_words(chance: float, members: int) -> str:
    """Say a chance as so many in 10 futures.

    Examples
    --------
    >>> chance_words(0.31, 200), chance_words(0.02, 200), chance_words(0.0, 200)
    ('3 in 10', 'fewer than 1 in 20', 'none of 200')
    >>> chance_words(1.0, 200), chance_words(0.97, 200), chance_words(0.06, 200)
    ('all 200', 'more than 19 in 20', '1 in 20')
    """
    if chance <= 0:
        return f"none of {members}"
    if chance >= 1 - 1e-9:
        return f"all {members}"
    if chance < 0.05:
        return "fewer than 1 in 20"
    if chance > 0.95:
        return "more than 19 in 20"
    return "1 in 20" if chance < 0.075 else f"{min(9, max(1, round(10 * chance)))} in 10"
