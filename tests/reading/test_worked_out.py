"""What is worked out once is asked again and again, so it is kept with the thing it is of."""

from panah.reading.worked_out import WorkedOut


class Report:
    def __init__(self, words):
        self.words, self.counted = words, 0

    @WorkedOut
    def length(self):
        """How many words it has."""
        self.counted += 1
        return len(self.words)


def test_what_is_worked_out_is_worked_out_once_for_each_thing():
    short, long = Report(["camp"]), Report(["camp", "full"])

    assert [short.length, short.length, long.length] == [1, 1, 2]
    assert (short.counted, long.counted) == (1, 1)
    assert Report.__dict__["length"].__doc__ == "How many words it has."
