import pytest

from panah.domain.claim import Kind, MadeBy, Span
from panah.domain.quantity import Hedge
from panah.domain.reading import (
    ActorRef,
    Amount,
    CondRef,
    Draft,
    GroupRef,
    PlaceRef,
    ReadingContext,
)
from panah.errors import ClaimError

TEXT = "Officials in the north said some 300 families had reached the valley. " * 20


def draft(**changes):
    said = {
        "report": "r" * 64,
        "quote": Span(0, 69),
        "trigger": Span(48, 55),
        "kind": Kind.MOVEMENT,
        "made_by": MadeBy(reader="rules"),
    }
    return Draft(**(said | changes))


def test_a_draft_points_at_every_stretch_that_it_rests_on():
    one = draft(
        subject=ActorRef(key=None, name="families", span=Span(37, 45)),
        group=GroupRef(span=Span(37, 46)),
        amount=Amount(worded=Span(28, 36), hedge=Hedge.ABOUT, stated=(300,)),
        to=PlaceRef(code=None, name="valley", span=Span(62, 68)),
        conditions=(CondRef(type=None, span=Span(1, 4)),),
        refers_to=Span(70, 80),
        alternatives=(Span(90, 95),),
    )

    starts = {span.start for span in one.spans()}

    assert starts == {0, 48, 37, 28, 62, 1, 70, 90}
    one.check(TEXT)


def test_a_draft_that_points_outside_the_report_is_refused():
    with pytest.raises(ClaimError, match=r"points at characters 48 to 55; the text has 50"):
        draft(quote=Span(0, 40)).check(TEXT[:50])


def test_a_draft_quotes_a_clause_and_not_a_page():
    with pytest.raises(ClaimError, match="quotes more than 700 characters from 0"):
        draft(quote=Span(0, 701)).check(TEXT)


def test_a_reader_is_never_hurried_unless_somebody_hurries_it():
    context = ReadingContext()

    assert not context.cancelled()
    assert not context.is_late()
    assert context.progress(1, 2) is None
    assert context.overlay == {}
