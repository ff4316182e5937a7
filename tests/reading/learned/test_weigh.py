"""Weights over named features: what they add to the frames' claims, and what they leave alone."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.reads import report

from panah.domain.claim import Hold, Kind, Status
from panah.domain.reading import Flag, ReadingContext
from panah.reading.learned.classifier import (
    Choice,
    Holding,
    Last,
    Linear,
    Valued,
    Weights,
    packed,
    party_features,
    softmax,
    status_features,
    weights,
)
from panah.reading.learned.judge import Judge, Opinion
from panah.reading.learned.parties import Candidate
from panah.reading.learned.weigh import weigh
from panah.reading.rules import RulesReader
from panah.reading.unread import UNSURE

KINDS = (
    "arrivals_count",
    "displaced_count",
    "hosted_count",
    "refusal_or_limit",
    "resettlement_quota",
    "supply",
)
STATUSES = ("announced", "completed", "declined", "under_way")
TOGETHER = dict.fromkeys(("holds", "of", "party", "none/holds"), 1000)
"""A reading is as likely as its parts are together."""
UNKNOWN = "Kenya: 4,300 Sudanese households in the last tally."
"""A figure that the frames do not read as anything."""


def linear(classes, **of):
    """A classifier with the weights of some features, by class; in thousandths."""
    rows = {name: packed([parts.get(one, 0) for one in classes]) for name, parts in of.items()}
    return Linear(classes=classes, bias=packed([0] * len(classes)), of=rows)


def known(*, holds=0, told=-9000, kind="hosted_count", status="completed", party=None, right=9000):
    """Weights that say the same of every figure, and of every word that may tell a claim."""
    always = "refuge:0"
    joint, right = {**TOGETHER, "read/party": 1000}, Holding(bias=right, of={})
    seen = {**joint, "seen/holds": 1000, "seen/of": 1000, "none/seen": 1000}
    return Weights(
        holds=Holding(bias=holds, of={}),
        kind=linear(KINDS, **{always: {kind: 9000}}),
        status=linear(STATUSES, **{f"kind:{kind}": {status: 9000}}),
        told=Holding(bias=told, of={}),
        told_kind=linear(KINDS, **{always: {kind: 9000}}),
        told_status=linear(STATUSES, **{f"kind:{kind}": {status: 9000}}),
        party=Choice.parted(party or {"here": 2000}),
        last=Last(Valued(joint), right),
        seen=Last(Valued(seen), right),
        learnt_from="",
    )


def read(text, weights_, second=None):
    judge = Judge(weights_, second)
    return RulesReader(lambda scene: weigh(scene, judge)).read(report(text), ReadingContext())


def rules(reading):
    return [one.made_by.rule for one in reading.drafts]


def test_a_figure_that_surely_holds_a_claim_gives_one():
    drafts = read(UNKNOWN, known(holds=3000)).drafts

    assert [one.made_by.rule for one in drafts] == ["learned.hosted_count"]
    assert drafts[0].amount.stated == (4300.0,)
    assert drafts[0].place.code == "KEN"
    assert drafts[0].status is Status.IN_PLACE


def test_a_figure_that_may_hold_a_claim_gives_none():
    assert rules(read(UNKNOWN, known(holds=-500))) == []


def test_a_figure_whose_kind_or_party_is_unsure_gives_none():
    drawn = known(holds=1000, party={"nowhere": 1})

    assert rules(read(UNKNOWN, drawn)) == ["learned.hosted_count"]
    assert rules(read(f"Chad, Mali, Togo, Niger and {UNKNOWN}", drawn)) == []


SHELTERED = "Chad shelters 4,300 refugees in tents, Kenya said."


def test_a_frames_claim_is_another_partys_where_the_weights_are_far_surer_of_it():
    own = RulesReader().read(report(SHELTERED), ReadingContext()).drafts
    surer = read(SHELTERED, known(party={"right": 5000, "read/place": -9000})).drafts

    assert [one.kind for one in surer] == [one.kind for one in own]
    assert (own[0].subject.key, own[0].place.code) == ("TCD", "TCD")
    assert (surer[0].subject.key, surer[0].place.code) == ("KEN", "KEN")


def test_a_frames_claim_keeps_its_party_where_the_weights_are_not_far_surer():
    own = RulesReader().read(report(SHELTERED), ReadingContext()).drafts

    for party in ({"right": 100}, {"nobody/3": 9000}):
        assert read(SHELTERED, known(party=party)).drafts == own


def test_a_frames_claim_keeps_its_party_where_another_field_names_the_surer_one():
    text = "Some 4,300 refugees fled from Chad to Kenya."
    surer = known(kind="arrivals_count", party={"after/from/right": 9000})

    assert read(text, surer).drafts == RulesReader().read(report(text), ReadingContext()).drafts


TIJUANA = "geonames:3981609"


def acting(text, **party):
    """The codes of those who act in what is read of a text by weights for some features."""
    found = read(text, known(party=party, kind="supply")).drafts
    return {one.subject.key for one in found if one.subject}


def test_a_town_acts_by_itself_where_the_weights_are_far_surer_of_it():
    text = "Tijuana has opened two schools for 4,300 refugees in Mexico."

    assert acting(text, **{"itself/opens": 9000}) == {TIJUANA}
    assert acting(text, **{"place/town": 9000}) == {"MEX"}


def test_the_mayor_of_a_sentence_goes_back_to_the_town_named_last():
    text = "Tijuana in Mexico is full. The mayor has opened two schools for 4,300 refugees."

    assert acting(text, **{"refers/mayor": 9000}) == {TIJUANA}


def test_a_town_where_something_is_does_not_act():
    text = "Mexico has opened two schools in Tijuana for 4,300 refugees."

    assert TIJUANA not in acting(text, **{"itself/here": 9000})
    assert acting(text, **{"place/land": 9000}) == {"MEX"}


def test_a_claim_without_a_figure_likelier_wrong_than_right_is_no_draft_and_its_words_are_shown():
    text = "Kenya closed its border to refugees on Monday."

    doubted = read(text, known(right=-9000))

    assert rules(read(text, known())) == rules(RulesReader().read(report(text), ReadingContext()))
    assert doubted.drafts == ()
    assert UNSURE in {one.why for one in doubted.unread}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya asked Chad to take in 4,300 refugees.",
        "Chad is ready to shelter 4,300 refugees.",
    ],
)
def test_what_is_asked_or_offered_in_so_many_words_is_a_draft_however_unsure(text):
    assert [one.kind for one in read(text, known(holds=-9000)).drafts] == [Kind.HOSTING]


@pytest.mark.parametrize(
    ("lacking", "is_flagged"), [("The wards hold", False), ("Medicines are lacking for", True)]
)
def test_a_supply_that_weights_read_beside_a_word_of_lacking_is_doubted(lacking, is_flagged):
    text = f"Kenya: {lacking} 4,300 households."

    (draft,) = read(text, known(holds=3000, kind="supply", status="under_way")).drafts

    assert draft.made_by.rule == "learned.supply"
    assert (Flag.POLARITY in draft.flags) is is_flagged


def test_who_is_named_in_another_sentence_is_inferred():
    before = "Kenya spoke. Chad shelters 4,300 refugees in tents."
    drafts = read(before, known(party={"here": -9000, "was/last": 9000})).drafts

    assert drafts[0].subject.key == "KEN"
    assert Flag.SUBJECT_INFERRED in drafts[0].flags


def test_a_frames_claim_stays_where_the_weights_say_the_same_kind():
    text = "Kenya hosts 4,300 refugees."

    reading = read(text, known(holds=9000, kind="hosted_count"))

    assert rules(reading) == rules(RulesReader().read(report(text), ReadingContext()))


def test_a_frames_claim_gives_way_where_the_weights_are_far_surer_of_another_kind():
    text = "Kenya hosts 4,300 refugees."

    assert rules(read(text, known(holds=9000, kind="displaced_count"))) == [
        "learned.displaced_count"
    ]


def test_a_frames_claim_of_a_figure_that_holds_none_is_no_draft_and_its_words_are_shown():
    doubted = read(SHELTERED, known(holds=-3000))

    assert doubted.drafts == ()
    shown = [SHELTERED[one.span.start : one.span.end] for one in doubted.unread]
    assert any("4,300 refugees" in words for words in shown)
    assert UNSURE in {one.why for one in doubted.unread}


def test_a_frames_offer_that_is_a_quota_keeps_all_that_the_frame_read():
    text = "Portugal will take 300 refugees from Chad, the Interior Ministry said on 3 March."
    (offer,) = RulesReader().read(report(text), ReadingContext()).drafts
    (quota,) = read(text, known(kind="resettlement_quota", holds=3000)).drafts

    assert offer.made_by.rule == "host.take"
    assert quota.made_by.rule == "learned.resettlement_quota"
    assert attrs.evolve(quota, made_by=offer.made_by) == offer
    assert quota.group.origin == "TCD"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya: no 4,300 Sudanese households in the last tally.",
        "Kenya: attempts at 4,300 Sudanese households collapsed.",
        "Kenya: 4,300 Sudanese households were alleged.",
    ],
)
def test_what_stands_beside_a_word_of_no_or_of_hearsay_is_doubted(text):
    drafts = read(text, known(holds=3000)).drafts

    assert drafts
    assert all(Flag.POLARITY in one.flags for one in drafts)


def test_a_refusal_is_declined_and_not_doubted_for_its_own_no():
    plain, denied = UNKNOWN, UNKNOWN.replace("4,300", "nobody of 4,300")
    refusal = known(holds=9000, kind="refusal_or_limit", status="declined")

    drafts = [read(text, refusal).drafts[0] for text in (plain, denied)]

    assert [one.hold for one in drafts] == [Hold.DECLINED, Hold.DECLINED]
    assert [Flag.POLARITY in one.flags for one in drafts] == [False, True]


FED = "Kenya, whose kitchens have been feeding refugees for weeks, thanked its farmers."
"""Words that tell a claim without a figure, which the frames do not read."""


def test_a_word_that_surely_tells_a_claim_gives_one_without_an_amount():
    supply = {"kind": "supply", "status": "under_way"}

    (draft,) = read(FED, known(told=3000, **supply)).drafts

    assert rules(read(FED, known(told=-1000, **supply))) == []
    assert draft.made_by.rule == "learned.supply"
    assert draft.amount is None
    assert draft.status is Status.UNDER_WAY
    assert draft.subject.key == "KEN"
    assert "feeding refugees" in FED[draft.quote.start : draft.quote.end]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (FED, Status.ANNOUNCED),
        (FED.replace("have been feeding", "have begun feeding"), Status.UNDER_WAY),
    ],
)
def test_what_has_begun_is_under_way_and_no_longer_announced(text, status):
    (draft,) = read(text, known(told=3000, kind="supply", status="announced")).drafts

    assert draft.status is status


@pytest.mark.parametrize(
    ("verb", "status"), [("sent back", Status.DONE), ("is sending back", Status.UNDER_WAY)]
)
def test_what_goes_on_is_under_way_and_not_completed(verb, status):
    text = f"The army of Kenya {verb} 4,300 of the Sudanese households."
    drafts = read(text, known(holds=9000, kind="supply", status="completed")).drafts

    assert [one.status for one in drafts if one.made_by.rule == "learned.supply"] == [status]


def test_a_share_that_no_frame_reads_tells_no_claim():
    people = "Kenya: 4,300 Sudanese households in the last tally."
    share = "Kenya: three quarters of Sudanese households in the last tally."
    sure = known(holds=9000)

    assert [rules(read(text, sure)) for text in (people, share)] == [["learned.hosted_count"], []]


def test_a_refusal_that_is_itself_rejected_is_doubted():
    plain = "Kenya, which blocked refugees at its border for weeks, thanked its farmers."
    denied = plain.replace("which blocked", "which denied that it blocked")
    refusal = known(told=3000, kind="refusal_or_limit", status="declined")

    flagged = [
        [Flag.POLARITY in one.flags for one in read(text, refusal).drafts if one.amount is None]
        for text in (plain, denied)
    ]

    assert not any(flagged[0])
    assert all(flagged[1])


def test_what_a_word_tells_is_doubted_beside_a_word_of_no():
    denied = FED.replace("have been", "have not been")

    (draft,) = read(denied, known(told=3000, kind="supply", status="under_way")).drafts

    assert Flag.POLARITY in draft.flags


def test_a_closure_beside_a_bracket_stays_closed_and_is_not_doubted():
    text = "Kenya closed the crossing at Doli (on the road to Somalia) on Monday."

    [draft] = read(text, known()).drafts

    assert draft.hold is Hold.SUSPENDED
    assert Flag.POLARITY not in draft.flags


def test_a_title_tells_nothing_by_its_words_alone():
    below = "The minister spoke at length on Monday about the price of wheat and of oil."

    found = read(f"Kenya feeding refugees\n\n{below}", known(told=3000, kind="supply"))

    assert [one for one in found.drafts if one.quote.start < len("Kenya feeding refugees")] == []


def test_what_a_frame_reads_without_a_figure_stays_as_it_is_read():
    text = "Kenya closed its border."

    assert rules(read(text, known(told=9000, kind="supply"))) == rules(
        RulesReader().read(report(text), ReadingContext())
    )


def test_the_likeliest_candidate_is_the_party():
    found = known(party={"here": 0, "was/home": 5000})
    one = {"named": ("here", "left"), "home": ("was/home",)}
    among = [Candidate(ref=None, groups=[frozenset(has)]) for has in one.values()]

    nobody, home = found.party.chances(among, "offer")

    assert home > nobody
    assert home + nobody == pytest.approx(1.0)


@given(st.lists(st.floats(-700, 700), min_size=1, max_size=20))
def test_chances_sum_to_one(sums):
    found = softmax(sums)

    assert sum(found) == pytest.approx(1.0)
    assert all(0.0 <= one <= 1.0 for one in found)


@given(st.lists(st.lists(st.integers(-99_999, 99_999), min_size=3, max_size=3), max_size=60))
def test_weights_packed_in_one_number_add_up_class_by_class(rows):
    features = [str(nth) for nth in range(len(rows))]
    of = dict(zip(features, map(packed, rows), strict=True))
    found = Linear(classes=STATUSES[:3], bias=packed([5, -5, 0]), of=of).chances(features)

    sums = [sum(column) / 1000 for column in zip([5, -5, 0], *rows, strict=True)]
    assert found == dict(zip(STATUSES[:3], softmax(sums), strict=True))


@given(st.permutations(sorted(weights().kind.of)[:40]))
def test_the_order_of_features_changes_nothing(features):
    known_ = weights()

    assert known_.kind.chances(features) == known_.kind.chances(sorted(features))
    assert known_.holds.chance(features) == known_.holds.chance(sorted(features))


@given(st.lists(st.sampled_from(sorted({*weights().kind.of, *weights().holds.of})), unique=True))
def test_whether_a_figure_holds_a_claim_and_of_what_kind_needs_one_look_at_each_feature(features):
    known_ = weights()
    whole = known_.figure.sum(features)

    assert known_.figure.holds(whole) == known_.holds.chance(features)
    assert known_.figure.kinds(whole) == known_.kind.chances(features)


def test_a_feature_counts_alone_and_with_its_kind():
    assert party_features("camp", ["left"]) == ["left", "camp|left"]
    assert status_features("camp", ["tense:past", "near:site"]) == [
        "tense:past",
        "near:site",
        "kind:camp",
        "kind:camp/tense:past",
    ]


def test_reading_with_the_shipped_weights_twice_is_equal():
    text = f"{UNKNOWN} Kenya says 900 more crossed on Monday; Chad has room for 3,000 families."
    reads = [read(text, weights()) for _ in range(2)]

    assert reads[0] == reads[1]


class Says:
    """A second that says the same of all figures and words, and takes the first who is named."""

    def __init__(self, *, holds, kind="hosted_count", far="announced", denied=0.0):
        self._opinion = Opinion(holds, {kind: 1.0}, {far: 1.0}, denied)

    def figure(self, at):
        return self._opinion

    word = figure

    def parties(self, at, kind, among):
        return [float(nth == 1) for nth in range(len(among))]


def test_a_second_that_saw_the_report_tells_a_claim_that_the_weights_do_not():
    doubtful = known(holds=-900)

    assert rules(read(UNKNOWN, doubtful)) == []
    assert rules(read(UNKNOWN, doubtful, Says(holds=0.99))) == ["learned.hosted_count"]


def test_a_second_that_sees_no_claim_takes_one_back():
    sure = known(holds=3000)

    assert rules(read(UNKNOWN, sure)) == ["learned.hosted_count"]
    assert rules(read(UNKNOWN, sure, Says(holds=0.001))) == []


def test_a_word_tells_a_claim_where_a_second_says_so():
    (told,) = read(FED, known(), Says(holds=0.99, kind="supply", far="announced")).drafts

    assert rules(read(FED, known())) == []
    assert (told.kind, told.status) == (Kind.SUPPORT, Status.ANNOUNCED)


class SaysAll(Says):
    """A second by which everybody who is named is as likely."""

    def parties(self, at, kind, among):
        return [float(nth > 0) / (len(among) - 1) for nth in range(len(among))]


def test_what_several_do_together_is_a_claim_of_each_where_a_second_says_so():
    fed = "The boys were fed by Chad, Kenya and Uganda near the lake in Niger."

    told = read(fed, known(), SaysAll(holds=0.99, kind="supply")).drafts

    assert {one.subject.key for one in told} == {"TCD", "KEN", "UGA"}


def test_what_is_asked_without_a_figure_and_unlikely_is_shown_where_a_second_was_asked():
    asked, unsure = "Kenya asked Chad to take in refugees.", known(right=-9000)

    assert [one.kind for one in read(asked, unsure).drafts] == [Kind.HOSTING]
    assert read(asked, unsure, Says(holds=0.01)).drafts == ()
    assert UNSURE in {one.why for one in read(asked, unsure, Says(holds=0.01)).unread}


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Kenya asked Chad to take in refugees.", True),
        ("Kenya closed its border to refugees on Monday.", False),
    ],
)
def test_what_is_asked_stays_where_a_second_leaves_it_a_small_chance(text, stays):
    reading = read(text, known(right=-2000), Says(holds=0.01))

    assert bool(reading.drafts) is stays


def test_what_a_second_takes_to_be_denied_is_marked():
    for denied, flags in ((0.0, frozenset()), (0.6, frozenset({Flag.POLARITY}))):
        (told,) = read(UNKNOWN, known(holds=3000), Says(holds=0.99, denied=denied)).drafts

        assert told.flags & {Flag.POLARITY} == flags


@pytest.mark.parametrize(
    ("text", "denied", "is_marked"),
    [
        ("Kenya expelled refugees to Chad on Monday.", 0.06, True),
        ("Kenya expelled refugees to Chad on Monday.", 0.04, False),
        ("Kenya will not open a camp for refugees.", 0.9, False),
        ("There were clashes between Taliban militants and forces in Kenya.", 0.9, False),
    ],
)
def test_what_frames_read_as_standing_is_marked_where_a_second_takes_it_to_be_denied(
    text, denied, is_marked
):
    (told,) = read(text, known(), Says(holds=0.01, denied=denied)).drafts

    assert told.made_by.rule.partition(".")[0] != "learned"
    assert (Flag.POLARITY in told.flags) is is_marked


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        ("Jordan had closed its border on Monday and reopened it on Tuesday.", True),
        ("Jordan had closed its border on Monday.", False),
    ],
)
def test_what_closes_in_a_sentence_that_opens_something_is_marked(text, is_marked):
    (draft,) = read(text, known()).drafts

    assert (Flag.POLARITY in draft.flags) is is_marked
