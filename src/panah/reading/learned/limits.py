"""From which chances on a claim is read, kept, changed or shown to a person instead."""

import attrs

__all__ = ["SEEN", "WEIGHED", "Limits"]


@attrs.frozen(kw_only=True)
class Limits:
    """Thresholds on chances; what each was chosen by: docs/method/weights.md.

    Parameters
    ----------
    word
        That a word tells a claim of its likeliest kind: from here on it may give one.
    together
        That a word tells a claim, of its kind and of the likeliest party: from here on it does.
    figure, frame
        Of a figure's likeliest claim, of one kind and party: from where it gives it, and from where
        what frames read there stays.
    kind, party
        By how much another kind, or party, must be likelier than what a frame read of a figure.
    right, right_frame
        That a claim without a figure is right, and one of the frames: below it a person is shown
        its words, and it is no draft.
    is_owed
        Whether what a frame read of an offer or wish stays a draft however unlikely it is.
    owed
        From which chance of being right it stays one if not.
    """

    word: float
    together: float
    figure: float = 0.2
    frame: float = 0.08
    kind: float = 0.3
    party: float = 0.4
    right: float = 0.25
    right_frame: float = 0.03
    is_owed: bool = True
    owed: float = 0.1


WEIGHED = Limits(word=0.6, together=0.4)
"""Where the weights alone are asked."""
SEEN = Limits(
    word=0.3, together=0.15, figure=0.35, frame=0.2, right=0.4, right_frame=0.25, is_owed=False
)
"""Where one is asked too that has seen the whole report: docs/method/encoder.md."""
