"""The measures: what counts as found, as right, as said twice."""

import pytest
from tests.reading.reads import reading, report

from panah.domain.claim import Span
from panah.reading.annotate import predictions
from panah.reading.evaluate import Document, rightness, scores
from panah.reading.same_party import party, same_person

TEXT = "Peru hosts 900 refugees. Cuba took in 40 families, Ines Prado said. The gate is shut."
HOSTED = {
    "kind": "hosted_count",
    "actor": "Peru",
    "quantity": {"low": 900, "high": 900, "unit": "people"},
    "quote": "Peru hosts 900 refugees",
}
TAKEN = {
    "kind": "arrivals_count",
    "actor": "Cuba",
    "quantity": {"low": 40, "high": 40, "unit": "families"},
    "status": "completed",
    "speaker": "Ines Prado",
    "quote": "Cuba took in 40 families",
}


def scored(gold, predicted, unread=()):
    found = scores(
        [Document(name="a", text=TEXT, gold=tuple(gold), predicted=tuple(predicted), unread=unread)]
    )
    return found, {one.measure: one for one in found.measures}


def test_to_find_all_of_it_is_one_everywhere():
    found, measures = scored([HOSTED, TAKEN], [HOSTED, TAKEN])

    assert {one.f1 for one in measures.values()} == {1.0}
    assert found.seen == 1


def test_a_wrong_actor_is_found_and_not_right():
    _, measures = scored([HOSTED], [HOSTED | {"actor": "Chile"}])

    assert measures["span found, any kind"].f1 == 1
    assert measures["claim (kind and actor)"].f1 == 0


def test_a_wrong_amount_costs_the_amount_alone():
    _, measures = scored([HOSTED], [HOSTED | {"quantity": {"low": 9, "high": 9, "unit": "people"}}])

    assert measures["claim (kind and actor)"].f1 == 1
    assert measures["quantity interval"].f1 == 0


def test_a_wrong_unit_is_told_from_a_wrong_interval():
    amount = TAKEN["quantity"] | {"unit": "people"}
    _, measures = scored([TAKEN], [TAKEN | {"quantity": amount}])

    assert measures["quantity interval"].f1 == 1
    assert measures["quantity and unit"].f1 == 0


def test_what_is_not_there_lowers_precision_and_what_is_missed_recall():
    _, more = scored([HOSTED], [HOSTED, TAKEN])
    _, less = scored([HOSTED, TAKEN], [HOSTED])

    assert (more["claim (kind and actor)"].precision, more["claim (kind and actor)"].recall) == (
        0.5,
        1,
    )
    assert (less["claim (kind and actor)"].precision, less["claim (kind and actor)"].recall) == (
        1,
        0.5,
    )


def test_a_claim_said_twice_is_neither_right_nor_wrong():
    found, measures = scored([HOSTED], [HOSTED, HOSTED | {"quote": "hosts 900 refugees"}])

    assert (found.predicted, found.duplicates) == (1, 1)
    assert measures["claim (kind and actor)"].precision == 1


def test_a_quote_that_is_not_in_the_text_is_no_quote():
    _, measures = scored([HOSTED], [HOSTED | {"quote": "Peru housed 900 refugees"}])

    assert measures["quote verbatim"].precision == 0


def test_what_the_net_points_at_was_at_least_seen():
    found, _ = scored([HOSTED, TAKEN], [HOSTED], unread=(Span(25, 60),))

    assert found.seen == 1


def test_each_kind_is_scored_alone():
    found, _ = scored([HOSTED, TAKEN], [HOSTED])

    assert {one.measure: one.recall for one in found.by_kind} == {
        "arrivals_count": 0,
        "hosted_count": 1,
    }


def test_several_documents_give_an_interval_and_the_same_one_twice():
    documents = [
        Document(
            name=str(nth), text=TEXT, gold=(HOSTED, TAKEN), predicted=(HOSTED, TAKEN)[: nth % 2 + 1]
        )
        for nth in range(6)
    ]
    one, other = scores(documents), scores(documents)

    assert one == other
    assert one.measures[0].low < one.measures[0].f1 < one.measures[0].high


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United States", "the U.S. government"),
        ("Turkey", "Türkiye"),
        ("UNHCR", "UN refugee agency"),
        ("Peru", "Peruvian authorities".replace("Peruvian", "Peru")),
    ],
)
def test_one_party_has_one_name(one, other):
    assert party(one) == party(other)


def test_a_title_is_no_part_of_a_persons_name():
    assert same_person("Ines Prado", "interior minister Ines Prado")
    assert not same_person("Ines Prado", "Lena Ott")
    assert same_person(None, None)
    assert not same_person(None, "Ines Prado")


@pytest.mark.parametrize(
    ("text", "kind", "actor", "status"),
    [
        ("Peru hosts 900 refugees.", "hosted_count", "Peru", None),
        ("Peru will take in 900 refugees.", "offer", "Peru", "announced"),
        ("Peru refused to admit more refugees.", "refusal_or_limit", "Peru", "declined"),
        ("Japan asked Fiji to house evacuees.", "request", "Japan", "asked"),
        ("Peru has agreed to host 900 refugees.", "agreement_talks", "Peru", "agreed"),
        ("Some 900 people fled Peru.", "displaced_count", "Peru", None),
        ("Some 900 people crossed from Chile into Peru.", "arrivals_count", "Peru", "completed"),
        ("Peru deported 900 Chileans.", "return_repatriation", "Peru", "completed"),
        ("Peru airlifted 900 Chileans to Cuba.", "evacuation_flight", "Peru", "completed"),
        ("Up to 900 people may flee Peru.", "forecast", "Peru", None),
        ("Peru is building a camp for refugees.", "camp", "Peru", "under_way"),
        ("Peru closed its border with Chile.", "closure_or_suspension", "Peru", "under_way"),
        ("Peru suspended deportations of Chileans.", "return_repatriation", "Peru", "suspended"),
        ("WFP sent food to 700 displaced people in Mali.", "supply", "WFP", "completed"),
    ],
)  # fmt: skip
def test_each_of_our_claims_has_its_kind_among_the_annotators(text, kind, actor, status):
    names = {"PER": "Peru", "JPN": "Japan"}
    found = predictions(
        report(text),
        reading(text),
        name=lambda code: names.get(code, code),
        country=lambda code: code,
    )

    assert [(one["kind"], one["actor"], one.get("status")) for one in found] == [
        (kind, actor, status)
    ]


def test_a_denial_read_as_an_assertion_counts_unless_it_is_flagged():
    denied = TAKEN | {"polarity": "negated"}
    asserted = TAKEN | {"polarity": "asserted"}
    bare, _ = scored([denied], [asserted])
    shown, _ = scored([denied], [asserted | {"flagged": True}])

    assert (bare.unflagged, shown.unflagged) == (1, 0)


def test_each_prediction_is_right_or_wrong_and_a_repeat_is_neither():
    wrong = TAKEN | {"actor": "Chile"}

    assert rightness(TEXT, [HOSTED, TAKEN], [HOSTED, wrong, HOSTED]) == [True, False, None]
