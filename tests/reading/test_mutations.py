"""Every way we know to twist a true claim is refused, or flagged for a person to look at."""

import re

import pytest
from tests.reading.grounding import COUNTRIES, TEXT, TRUE, grounded

from panah.domain.claim import Hold, Kind, Status
from panah.domain.quantity import Measure
from panah.domain.reading import Draft, Flag, Refused

HEDGES = ("up to ", "some ", "at least ", "More than ")
PARTIES = ("subject_text", "counterpart_text", "place_text", "from_text", "to_text")
DOUBTS = {
    *(Flag.VALUE_DIFFERS, Flag.POLARITY, Flag.TENSE, Flag.SUBJECT_INFERRED, Flag.PLACE_INFERRED),
    *(Flag.UNKNOWN_PLACE, Flag.QUOTE_REPEATED),
}
every_truth = pytest.mark.parametrize("truth", TRUE.values(), ids=TRUE)


def is_caught(raw, text=TEXT):
    outcome = grounded(raw, text)
    return isinstance(outcome, Refused) or bool(outcome.flags & DOUBTS)


def not_caught(mutants, text=TEXT):
    """Give the mutants that get through; a test wants none, and at least one mutant."""
    tried = list(mutants)
    assert tried
    return [mutant for mutant in tried if not is_caught(mutant, text)]


@every_truth
def test_a_true_claim_is_kept_without_a_doubt(truth):
    outcome = grounded(truth)

    assert isinstance(outcome, Draft), outcome.reasons
    assert not outcome.flags & DOUBTS


def changed_digits(words):
    for match in re.finditer(r"\d", words):
        for digit in "0123456789":
            if digit != match[0]:
                yield words[: match.start()] + digit + words[match.end() :]


def digits_changed():
    for truth in TRUE.values():
        figure = truth.get("quantity_text")
        if figure is None:
            continue
        for changed in changed_digits(figure):
            quote = truth["quote"].replace(figure, changed)
            yield {**truth, "quantity_text": changed, "quote": quote}
            yield {**truth, "quantity_text": changed}
            yield {**truth, "quote": quote}


def test_a_changed_digit_is_caught():
    assert not not_caught(digits_changed())


def figures_cut():
    for truth in TRUE.values():
        figure = truth.get("quantity_text", "")
        for part in (figure[1:], figure[:-1], figure.split(",")[-1], figure.replace(",", "")):
            if part.strip() and part != figure and re.search(r"\d", part):
                yield {**truth, "quantity_text": part}


def test_a_cut_figure_is_caught():
    assert not not_caught(figures_cut())


def hedges_dropped():
    for truth in TRUE.values():
        figure = truth.get("quantity_text", "")
        for hedge in HEDGES:
            if figure.startswith(hedge):
                bare, quote = figure.removeprefix(hedge), truth["quote"]
                yield {**truth, "quantity_text": bare}
                yield {**truth, "quantity_text": bare, "quote": quote.replace(hedge, "")}
                yield {**truth, "quantity_text": bare, "quote": quote[quote.index(bare) :]}


def test_a_dropped_hedge_is_caught():
    assert not not_caught(hedges_dropped())


def test_a_dropped_hedge_is_read_again_from_the_report():
    bare = grounded({**TRUE["ready"], "quantity_text": "4,300"})

    assert bare.amount == grounded(TRUE["ready"]).amount


def statuses_flipped():
    for truth in TRUE.values():
        if truth["status"]:
            for status in set(Status) - {truth["status"]}:
                yield {**truth, "status": status.value}
                yield {**truth, "status": status.value, "status_text": truth["quote"]}
                yield {**truth, "status": status.value, "status_text": None}


def test_a_flipped_status_is_caught():
    assert not not_caught(statuses_flipped())


def holds_flipped():
    for truth in TRUE.values():
        for hold in set(Hold) - {truth["hold"]}:
            for shown in (None, truth.get("hold_text") or truth.get("status_text"), truth["quote"]):
                yield {**truth, "hold": hold.value, "hold_text": shown}


def test_a_flipped_hold_is_caught():
    assert not not_caught(holds_flipped())


def negated():
    for truth in TRUE.values():
        words = truth["quote"].split()
        for place in range(1, len(words)):
            yield {**truth, "quote": " ".join([*words[:place], "not", *words[place:]])}


def test_an_added_negation_is_caught():
    assert not not_caught(negated())


def kinds_flipped():
    for truth in TRUE.values():
        for kind in set(Kind) - {truth["kind"]}:
            yield {**truth, "kind": kind.value}


def test_a_flipped_kind_is_caught():
    assert not not_caught(kinds_flipped())


def denied():
    for truth in TRUE.values():
        if truth["hold"] == "live":
            for denial in (
                "It is not true that ",
                "Nobody believes that ",
                "Officials denied that ",
            ):
                yield truth, TEXT.replace(truth["quote"], denial + truth["quote"])


@pytest.mark.parametrize(("truth", "text"), list(denied()))
def test_a_denial_before_the_quote_is_caught(truth, text):
    assert is_caught(truth, text)


@pytest.mark.parametrize(
    "quote",
    ["Latvia is not ready to shelter up to 770 families", "ready to shelter up to 770 families"],
)
def test_a_negation_in_the_report_is_caught_though_the_quote_leaves_it_out(quote):
    ready = {**TRUE["ready"], "quote": quote, "status_text": "ready", "subject_text": "Latvia"}
    twisted = {**ready, "quantity_text": "up to 770", "group_text": None, "from_text": None}

    assert is_caught(twisted)


def countries_swapped():
    for truth in TRUE.values():
        for slot in PARTIES:
            named = truth.get(slot)
            if named is None:
                continue
            for other in COUNTRIES:
                if other != named:
                    yield {**truth, slot: other}
                    yield {**truth, slot: other, "quote": truth["quote"].replace(named, other)}
                    yield {**truth, "quote": truth["quote"].replace(named, other)}


def test_a_swapped_country_is_caught():
    assert not not_caught(countries_swapped())


def ends_swapped():
    yield {**TRUE["fled"], "from_text": "Niger", "to_text": "Chad"}
    for name in ("agreed", "in_talks", "asked", "asked_of"):
        truth = TRUE[name]
        subject, counterpart = truth["subject_text"], truth["counterpart_text"]
        yield {**truth, "subject_text": counterpart, "counterpart_text": subject}


def test_swapped_ends_are_caught():
    assert not not_caught(ends_swapped())


def spliced():
    truths = list(TRUE.values())
    for one in truths:
        for other in truths:
            if one is not other:
                first, second = one["quote"].split(), other["quote"].split()
                half = len(first) // 2
                for between in (" ", " … ", " ... ", ", "):
                    joined = " ".join(first[:half]) + between + " ".join(second[half:])
                    yield {**one, "quote": joined}


def test_a_quote_spliced_from_two_places_is_caught():
    assert not not_caught(spliced())


def evidence_borrowed():
    truths = list(TRUE.values())
    for one in truths:
        for other in truths:
            for slot in ("quantity_text", "status_text", "hold_text"):
                if one is not other and one.get(slot) and other.get(slot):
                    yield {**one, slot: other[slot]}


def test_evidence_from_another_sentence_is_caught():
    mutants = [one for one in evidence_borrowed() if one not in TRUE.values()]

    assert not not_caught(mutants)


def paraphrased():
    for truth in TRUE.values():
        words = truth["quote"].split()
        for place in range(len(words)):
            yield {**truth, "quote": " ".join([*words[:place], *words[place + 1 :]])}
            yield {
                **truth,
                "quote": " ".join([*words[:place], words[place].swapcase(), *words[place + 1 :]]),
            }


def test_a_quote_with_a_word_left_out_or_changed_is_caught_or_shorter():
    through = [mutant for mutant in paraphrased() if not is_caught(mutant)]

    assert all(" ".join(mutant["quote"].split()) in " ".join(TEXT.split()) for mutant in through)


TAKEN_BACK = (
    ", a report that the government denied",
    ", which the minister said was not true",
    ", officials called false",
    ". The government denied this",
    ", a claim officials rejected",
    ", a figure the ministry has disputed",
    ". Officials rejected the report",
    ". None of this is true",
)


@pytest.mark.parametrize("behind", TAKEN_BACK)
@pytest.mark.parametrize("name", [name for name, truth in TRUE.items() if truth["hold"] == "live"])
def test_a_claim_that_is_taken_back_behind_the_quote_is_caught(name, behind):
    quote = TRUE[name]["quote"]

    outcome = grounded(TRUE[name], TEXT.replace(quote, quote + behind, 1))

    assert isinstance(outcome, Refused) or Flag.POLARITY in outcome.flags


@pytest.mark.parametrize("hinge", ["If Denmark pays, ", "Unless the border closes, "])
def test_a_condition_that_is_left_out_is_caught(hinge):
    quote = TRUE["agreed"]["quote"]

    assert is_caught(TRUE["agreed"], TEXT.replace(quote, hinge + quote, 1))


def test_a_way_of_staying_that_no_word_shows_is_said_to_be_inferred():
    for name, mode in (("ready", "asylum"), ("agreed", "transit"), ("suspended", "resettlement")):
        assert Flag.MODE_INFERRED in grounded({**TRUE[name], "mode": mode}).flags
    assert Flag.MODE_INFERRED not in grounded(TRUE["in_talks"]).flags


def test_what_has_happened_is_caught_when_it_is_told_as_a_plan():
    assert is_caught({**TRUE["fled"], "mood": "will"})


def test_so_many_a_month_is_a_rate_and_never_a_ceiling():
    quote = TRUE["announced"]["quote"] + " a month"

    outcome = grounded({**TRUE["announced"], "quote": quote}, TEXT.replace(quote[:-8], quote, 1))

    assert outcome.amount.measure is Measure.RATE
    assert not outcome.amount.decided
