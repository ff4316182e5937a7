import attrs
import pytest
from tests.make import REPORT, report

from panah.domain.claim import Hold, How, Kind, MadeBy, Mood, Span, Status
from panah.domain.quantity import Hedge
from panah.domain.reading import (
    ActorRef,
    Amount,
    Draft,
    Failure,
    Flag,
    GroupRef,
    HopRef,
    PlaceRef,
    Polarity,
    Reading,
    ReadingContext,
    Refused,
    Unread,
)
from panah.reading.fuse import AGREED, BothReaders, differing, fuse

TEXT = "Peru will host 300 people in Lima. Chile will host 500 people."
PERU = ActorRef(key="PER", name="Peru", span=Span(0, 4))
CHILE = ActorRef(key="CHL", name="Chile", span=Span(35, 40))
LIMA = PlaceRef(code="PE-LIM", name="Lima", span=Span(29, 33))
CUSCO = PlaceRef(code="PE-CUS", name="Cusco", span=Span(29, 33))
MODEL = MadeBy(reader="llm", version="1", model="small-model", prompt="p", request="q")


def amount(figure, hedge=Hedge.EXACT):
    return Amount(worded=Span(15, 18), hedge=hedge, stated=(figure,))


def draft(**changes):
    said = {
        "report": REPORT,
        "quote": Span(0, 25),
        "trigger": Span(5, 14),
        "kind": Kind.HOSTING,
        "made_by": MadeBy(reader="rules", version="1", rule="host"),
        "subject": PERU,
        "amount": amount(300.0),
        "status": Status.ANNOUNCED,
    }
    return Draft(**(said | changes))


def by_model(**changes):
    return draft(made_by=MODEL, **changes)


def fused(rules, model):
    read = report(text=TEXT)
    return fuse(Reading(report=read, drafts=rules), Reading(report=read, drafts=model)).drafts


def test_what_both_read_alike_is_one_draft_higher_in_the_queue():
    (one,) = fused((draft(order=0.5),), (by_model(quote=Span(0, 34)),))

    assert one.order == 0.5 + AGREED * 0.5
    assert one.quote == Span(0, 25)
    assert one.alternatives == (Span(0, 34),)
    assert not one.flags


def test_a_draft_of_both_names_both_readers():
    (one,) = fused((draft(),), (by_model(),))

    assert (one.made_by.reader, one.made_by.rule) == ("rules", "host")
    assert (one.made_by.model, one.made_by.prompt, one.made_by.request) == ("small-model", "p", "q")


def test_what_only_the_second_reader_found_fills_what_the_first_left_open():
    group = GroupRef(span=Span(19, 25))
    (one,) = fused((draft(),), (by_model(place=LIMA, group=group),))

    assert one.place == LIMA
    assert one.group == group


@pytest.mark.parametrize(
    "change",
    [
        {"amount": amount(3000.0)},
        {"amount": amount(300.0, Hedge.UP_TO)},
        {"status": Status.AGREED},
        {"hold": Hold.DECLINED},
        {"mood": Mood.MAY},
        {"place": CUSCO},
        {"chain": (HopRef(actor=CHILE, how=How.SAID),)},
    ],
)
def test_what_they_read_differently_stays_side_by_side_each_with_its_reader(change):
    rules = draft(place=LIMA, chain=(HopRef(actor=PERU, how=How.SAID),))
    model = attrs.evolve(rules, made_by=MODEL, **change)
    one, other = fused((rules,), (model,))

    assert [one.made_by.reader, other.made_by.reader] == ["rules", "llm"]
    assert all(Flag.VALUE_DIFFERS in each.flags for each in (one, other))
    assert differing(one, other) == tuple(change)
    assert attrs.evolve(one, flags=frozenset()) == rules
    assert attrs.evolve(other, flags=frozenset()) == model


@pytest.mark.parametrize(
    "change",
    [
        {"kind": Kind.SUPPORT},
        {"subject": CHILE},
        {"quote": Span(35, 61), "subject": PERU},
    ],
)
def test_another_kind_subject_or_sentence_is_another_claim(change):
    one, other = fused((draft(),), (by_model(**change),))

    assert not one.flags | other.flags
    assert one.order == other.order == 0.5


def test_of_two_amounts_in_one_sentence_each_meets_its_own():
    few, many = draft(amount=amount(300.0)), draft(amount=amount(500.0))
    read = fused((few, many), (by_model(amount=amount(500.0)),))

    assert [one.order for one in read] == [0.5, 0.75]
    assert not any(one.flags for one in read)


def test_a_draft_is_paired_once():
    read = fused((draft(),), (by_model(), by_model(quote=Span(0, 34))))

    assert len(read) == 2


def test_a_claim_without_a_subject_is_told_by_its_place():
    rules = draft(subject=None, place=LIMA)

    assert len(fused((rules,), (attrs.evolve(rules, made_by=MODEL),))) == 1
    assert len(fused((rules,), (attrs.evolve(rules, made_by=MODEL, place=CUSCO),))) == 2


def test_a_doubt_about_the_words_outlives_agreement():
    doubted = by_model(
        flags=frozenset({Flag.POLARITY, Flag.SUBJECT_INFERRED}), polarity=Polarity.UNSURE
    )
    (one,) = fused((draft(),), (doubted,))

    assert one.flags == {Flag.POLARITY}
    assert one.polarity is Polarity.UNSURE


def test_drafts_stand_in_the_order_of_the_text():
    chile = by_model(quote=Span(35, 61), subject=CHILE)
    spans = [one.quote for one in fused((draft(),), (chile, by_model(kind=Kind.POLICY)))]

    assert spans == sorted(spans, key=lambda span: span.start)


def test_what_the_second_reader_read_is_no_longer_unread():
    read = report(text=TEXT)
    missed = [Unread(span=span, why="looks like a claim") for span in (Span(0, 34), Span(35, 62))]
    rules = Reading(report=read, unread=tuple(missed), warnings=("no day", "no publisher"))
    model = Reading(
        report=read,
        drafts=(by_model(),),
        refused=(Refused(raw={}, reasons=("not in the report",)),),
        failures=(Failure(span=None, why="cut"),),
        warnings=("no day", "speaks to a machine"),
    )
    both = fuse(rules, model)

    assert both.unread == (missed[1],)
    assert both.refused == model.refused
    assert both.failures == model.failures
    assert both.warnings == ("no day", "no publisher", "speaks to a machine")


def test_a_failed_second_reader_leaves_the_rules_as_they_are():
    read = report(text=TEXT)
    rules = Reading(report=read, drafts=(draft(),), unread=(Unread(span=Span(35, 62), why="net"),))
    model = Reading(report=read, failures=(Failure(span=None, why="does not answer"),))

    assert fuse(rules, model) == attrs.evolve(rules, failures=model.failures)


def test_both_readers_read_as_one():
    class First:
        name, version = "rules", "1"

        def read(self, read, context):
            return Reading(report=read, drafts=(draft(),))

    class Second:
        def second(self, read, first, context):
            return Reading(report=read, drafts=tuple(by_model() for _ in first.drafts))

    both = BothReaders(First(), Second(), name="llm")

    assert both.name == "llm"
    assert both.read(report(text=TEXT), ReadingContext()).drafts[0].order == 0.75
