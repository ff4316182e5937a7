import json

import pytest
from hypothesis import given, settings
from tests.make import claim, entry, moment
from tests.strategies import entries

from panah.domain.canonical import digest, plain
from panah.domain.entry import Act, Claims, Entry, Note, Rejection
from panah.domain.report import Report
from panah.errors import ChainError, ClaimError, LedgerError
from panah.store.codec import claim_from, from_json, kept_from, to_json
from panah.store.shape import entry_shape
from panah.testing import every_act


@given(entries())
@settings(max_examples=300)
def test_what_is_written_comes_back_byte_for_byte(kept):
    text = to_json(kept)

    assert from_json(text) == kept
    assert from_json(text).body == text


@given(entries())
def test_what_is_read_fast_and_what_is_read_to_be_explained_are_the_same(kept):
    content = json.loads(to_json(kept))

    assert entry_shape(content["act"])(content, Entry) == from_json(to_json(kept))


def test_a_claim_in_plain_values_comes_back_as_the_same_claim():
    (said,) = every_act()[1].value.claims

    assert claim_from(plain(said)) == said


def test_a_field_that_a_writer_left_empty_comes_back_empty_and_not_as_the_default():
    untold = entry(Act.IMPORT, "r", value=Report(id="r", name="r", lang=""))

    assert from_json(to_json(untold)).value.lang == ""


def test_the_text_of_a_report_stays_out_of_the_ledger():
    held = entry(Act.IMPORT, "r", value=Report(id="r", name="r.txt", text="Rain over Velsk."))

    assert from_json(to_json(held)).value.text == ""


def test_null_is_no_upper_bound_and_leaving_it_out_is_the_same():
    said = plain(claim(quote=""))
    open_ended = {**said, "qty": {"lo": 3, "hedge": "at_least"}}
    with_null = {**said, "qty": {"lo": 3, "hi": None, "hedge": "at_least"}}

    assert claim_from(open_ended) == claim_from(with_null)
    assert claim_from(with_null).qty.hi is None


def changed(**changes):
    """A note's content with some of its parts changed; None takes one out."""
    content = json.loads(to_json(entry(Act.NOTE, value=Note(text="noted"))))
    content |= changes
    return json.dumps({key: part for key, part in content.items() if part is not None})


WRONG_CONTENTS = {
    "not JSON at all": ("{", "not JSON"),
    "JSON's cousin": ('{"v":1,"at":NaN}', "NaN is not a number that JSON has"),
    "too deep": ("[" * 100_000, "not JSON"),
    "a list": ("[]", "not an object in braces"),
    "an unknown field": (changed(mood="fine"), "mood is not known here; there is at, by, act"),
    "an unknown field inside": (
        changed(value={"text": "a", "txet": "b"}),
        "value: txet is not known here; there is text, topic, head, count",
    ),
    "an unknown act": (changed(act="guess"), "one of import, read, accept.*got 'guess'"),
    "no act": (changed(act=None), "one of import, read"),
    "an act that is a list": (changed(act=[]), r"one of import.*got \[\]"),
    "a text for a list": (changed(on="abc"), "on: expected a list, got 'abc'"),
    "a number for a text": (changed(by=5), "by: expected a text, got 5"),
    "a text for a truth": (changed(reconstructed="false"), "expected true or false, got 'false'"),
    "a truth for a number": (changed(value={"count": True}), "value.count: expected a whole"),
    "an unknown word": (changed(value={"topic": "rumour"}), "value.topic: expected one of text"),
    "a list for an object": (changed(value=[1]), r"value: expected fields in braces, got \[1\]"),
    "a value where none is": (changed(act="accept", value={}), "no value for accept"),
    "a moment without a zone": (changed(at="2021-08-16T09:30:00"), "expected a moment such as"),
    "a moment of another zone": (changed(at="2021-08-16T09:30:00+02:00"), "expected a moment"),
    "a moment not of this world": (changed(at="2021-02-30T09:30:00Z"), "expected a moment"),
    "no moment": (changed(at=None), "at is missing"),
    "no layout": (changed(v=None), "no layout: v must be a number"),
    "a later layout": (changed(v=2), "layout 2 and this panah reads layout 1; open it with"),
}


@pytest.mark.parametrize("wrong", WRONG_CONTENTS)
def test_content_that_is_no_entry_is_refused_with_its_place_and_reason(wrong):
    text, reason = WRONG_CONTENTS[wrong]

    with pytest.raises(LedgerError, match=reason):
        from_json(text)


WRONG_CLAIMS = {
    "an unknown field": ({"statsu": "ready"}, "statsu is not known here; there is report, kind"),
    "an unknown word": ({"status": "redy"}, "status: expected one of asked.*got 'redy'"),
    "a hop without a voice": ({"chain": [{"how": "said"}]}, r"chain\[0\].actor is missing"),
    "a wrong hop, second": (
        {"chain": [{"actor": "a", "how": "said"}, {"actor": "b", "how": "sang"}]},
        r"chain\[1\].how: expected one of said",
    ),
    "no date": ({"event": "in spring"}, "event: 'in spring' is not a date in EDTF"),
    "a span of one": ({"span": [3]}, r"span: expected a start and an end such as \[120, 164\]"),
    "a span of texts": ({"span": ["3", "9"]}, "span: expected a whole number, got '3'"),
    "an amount as text": (
        {"qty": {"lo": "3", "hi": None, "hedge": "exact"}},
        "qty.lo: expected a number, got '3'",
    ),
    "an endless amount": (
        {"qty": {"lo": 1, "hi": float("inf"), "hedge": "exact"}},
        "qty.hi: expected a number, got inf",
    ),
    "ends swapped": (
        {"qty": {"lo": 5, "hi": 2, "hedge": "exact"}},
        "qty: the lower end 5 is above the upper end 2",
    ),
    "a number for a place": ({"from": 7}, "from: expected a text, got 7"),
    "a true operand": (
        {"conditions": [{"type": "if_exceeds", "text": "t", "operand": True}]},
        r"conditions\[0\].operand: expected a number, got True",
    ),
    "no voice": ({"chain": []}, "names no voice; give at least one hop"),
    "null for the voices": ({"chain": None}, "chain: expected a list, got None"),
    "null for conditions": ({"conditions": None}, "conditions: expected a list, got None"),
    "a voice that is null": ({"chain": [None]}, r"chain\[0\]: expected fields in braces, got None"),
}


@pytest.mark.parametrize("wrong", sorted(WRONG_CLAIMS.keys() - {"a hop without a voice"}))
def test_a_claim_that_could_not_come_from_elsewhere_could_not_have_been_kept_either(wrong):
    change, _ = WRONG_CLAIMS[wrong]
    content = json.loads(to_json(entry(Act.READ, value=Claims(claims=(claim(),)))))
    content["value"]["claims"][0] |= change

    with pytest.raises(LedgerError):
        from_json(json.dumps(content))


@pytest.mark.parametrize("wrong", WRONG_CLAIMS)
def test_a_claim_from_elsewhere_is_refused_with_the_field_and_what_would_be_right(wrong):
    change, reason = WRONG_CLAIMS[wrong]

    with pytest.raises(ClaimError, match=reason):
        claim_from({**plain(claim()), **change})


def test_all_that_is_wrong_with_a_claim_is_said_at_once():
    with pytest.raises(ClaimError, match=r"kind: .*; status: "):
        claim_from({**plain(claim()), "kind": "offer", "status": 3})


def test_a_long_wrong_value_is_cut_in_the_error():
    with pytest.raises(ClaimError, match=r"got 'z{59}…$"):
        claim_from({**plain(claim()), "status": "z" * 10_000})


UNKEEPABLE = {
    "value of another act": (
        entry(Act.READ, value=Rejection(reason="not_said")),
        "read by user:mina.*could not be read back.*reason is not known here",
    ),
    "a number as name": (entry(Act.ACCEPT, by=5), "by: expected a text, got 5"),
    "half a character": (entry(Act.NOTE, value=Note(text="\ud800")), "surrogates not allowed"),
    "a clock without a zone": (
        entry(Act.NOTE, at=moment(3).replace(tzinfo=None)),
        "has no time zone; give it in UTC",
    ),
    "a claim of another type": (
        entry(Act.READ, value=Claims(claims=(claim(note=7),))),
        r"value.claims\[0\].note: expected a text, got 7",
    ),
    "a later layout": (Entry(at=moment(3), by="x", act=Act.NOTE, v=9), "layout 9"),
}


@pytest.mark.parametrize("what", UNKEEPABLE)
def test_what_could_not_be_read_back_is_not_written(what):
    unkeepable, reason = UNKEEPABLE[what]

    with pytest.raises(LedgerError, match=reason):
        to_json(unkeepable)


def place(kept, **changes):
    stored = {"seq": 4, "received": "2021-08-10T12:00:00Z", "key": kept.key}
    return {**stored, "chain": ("0" * 64, "1" * 64), **changes}


def test_content_that_does_not_give_its_key_is_told_by_its_number():
    kept = entry(Act.NOTE, value=Note(text="noted"))

    with pytest.raises(ChainError, match="entry 4: its content is not what its key was made from"):
        kept_from(to_json(kept).replace("noted", "nodded"), **place(kept))


@pytest.mark.parametrize("received", ["2021-08-10 12:00:00Z", "2021-08-10T12:00:00.000000Z", "?"])
def test_a_moment_of_receipt_that_is_written_otherwise_is_told(received):
    kept = entry(Act.NOTE, value=Note(text="noted"))

    with pytest.raises(ChainError, match="entry 4: the moment it was received: expected a moment"):
        kept_from(to_json(kept), **place(kept, received=received))


def test_content_is_kept_letter_for_letter_so_that_a_check_sees_what_was_stored():
    kept = entry(Act.NOTE, value=Note(text="noted"))
    spaced = to_json(kept).replace(":", ": ", 1)
    stored = kept_from(spaced, **place(kept, key=digest(spaced)))

    assert stored.entry == kept
    assert stored.entry.body == spaced
