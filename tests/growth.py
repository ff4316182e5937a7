"""That something takes time in proportion to its input: the laws against quadratic reading."""

from time import process_time

_TIMES = 4
_MOST = 10
"""Four times the text may take ten times the time, for noise; in the square it would be sixteen."""
_MOMENT = 0.02
"""Seconds below which a clock says nothing."""


def grows_in_proportion(read, unit, *, characters=7_500):
    """Whether reading four times a text takes about four times the processor's time."""
    short = (unit * characters)[:characters]
    read(short)
    return _seconds(read, short * _TIMES) < _MOST * max(_seconds(read, short), _MOMENT)


def _seconds(read, text):
    """Give the better of two, as a collection of garbage may fall into one."""
    return min(_once(read, text) for _ in range(2))


def _once(read, text):
    begun = process_time()
    read(text)
    return process_time() - begun
