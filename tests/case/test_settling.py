"""Decisions set against what a reader proposes today."""

import json

import pytest
from tests.make import moment, report

import panah
from panah.case.claims_file import Held, read_claims
from panah.case.settling import links_between, settle
from panah.domain.claim import MadeBy
from panah.domain.entry import Act, Claims, Entry
from panah.ledger.decide import Hand
from panah.ledger.decisions import State
from panah.store.codec import claim_from

TEXT = "Portugal is ready to host up to 300 refugees. Some 40 have arrived in Faro."
OFFER = {
    "id": "offer",
    "report": "r.txt",
    "quote": "Portugal is ready to host up to 300 refugees",
    "kind": "hosting",
    "subject": "PRT",
    "status": "ready",
    "matter": "PRT-offer",
    "qty": {"hedge": "up_to", "worded": "up to 300", "stated": [300], "unit": "person"},
    "chain": [{"actor": "Jornal", "how": "reported"}],
    "links": [{"relation": "qualifies", "claim": "came"}],
}
CAME = {
    "id": "came",
    "report": "r.txt",
    "quote": "Some 40 have arrived in Faro",
    "kind": "movement",
    "subject": "refugees",
    "chain": [{"actor": "Jornal", "how": "reported"}],
}
HAND = Hand(at=moment(20), by="user:ana")


@pytest.fixture
def case(tmp_path):
    return panah.new(tmp_path / "case", name="x")


def proposed(case, **changes):
    """A case in which a reader proposed the offer, with some fields read otherwise."""
    known = report(id="b" * 64, name="r.txt")
    start = TEXT.index("ready")
    fields = {
        "report": "b" * 64,
        "kind": "hosting",
        "subject": "PRT",
        "status": "ready",
        "span": [start, start + 35],
        "quote": TEXT[start : start + 35],
        "qty": {"lo": 0, "hi": 300, "hedge": "up_to", "unit": "person", "worded": "up to 300"},
        "chain": [{"actor": "Jornal", "how": "reported"}],
    }
    read = claim_from({**fields, **changes})
    case.append(
        [
            Entry(at=moment(19), by="user:x", act=Act.IMPORT, on=(known.id,), value=known),
            Entry(
                at=moment(19),
                by="reader:rules",
                act=Act.READ,
                on=(read.id,),
                value=Claims(claims=(read,)),
            ),
        ]
    )
    return read


def lines(case, *rows):
    known = case.known()
    held = Held(reports=known.reports, text={"b" * 64: TEXT}.get, policy=case.words.policy)
    return list(read_claims([json.dumps(row) for row in rows], "review.jsonl", held))


def settled(case, *rows):
    mine = lines(case, *rows)
    entries, ids = settle(mine, case.known(), HAND)
    case.append([*entries, *links_between(mine, ids, case.known(), HAND)])
    return case.known(), ids


def test_a_proposal_that_says_the_same_is_accepted_as_it_was_read(case):
    read = proposed(case)
    known, ids = settled(case, OFFER)

    assert ids == {"offer": read.id}
    assert known.claims[read.id].state is State.ACCEPTED
    assert known.assigned[read.id] == "PRT-offer"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "agreed"},
        {"subject": "ESP"},
        {"qty": {"lo": 300, "hi": 300, "hedge": "exact", "unit": "person"}},
        {"chain": [{"actor": "Rui Alva", "how": "said"}]},
    ],
)
def test_a_proposal_that_differs_is_amended(case, changes):
    read = proposed(case, **changes)
    known, ids = settled(case, OFFER)

    assert known.claims[read.id].state is State.AMENDED
    assert known.claims[ids["offer"]].claim.status == "ready"
    assert known.claims[ids["offer"]].claim.made_by == MadeBy(reader="person", rule="user:ana")


def test_a_claim_no_reader_proposed_is_added_and_a_proposal_of_another_kind_is_left(case):
    read = proposed(case)
    known, ids = settled(case, CAME)

    assert known.claims[ids["came"]].is_accepted
    assert known.claims[read.id].state is State.PROPOSED


def test_settling_again_adds_nothing_but_a_link_that_was_waiting(case):
    proposed(case)
    settled(case, OFFER)
    before = len(list(case.ledger.entries()))
    settled(case, OFFER)
    assert len(list(case.ledger.entries())) == before

    known, _ = settled(case, OFFER, CAME)
    assert [link.relation for link in known.links] == ["qualifies"]
    after = len(list(case.ledger.entries()))
    settled(case, OFFER, CAME)
    assert len(list(case.ledger.entries())) == after
