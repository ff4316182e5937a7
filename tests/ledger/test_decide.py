import pytest
from tests.ledger.keep import known
from tests.make import claim, entry, moment, people, story, when

from panah.domain.claim import Cond, CondType, Kind, Mode, Mood, Status
from panah.domain.entry import Act, Claims, Grade, Link, Reason, Relation, Topic
from panah.domain.group import Group, Pop
from panah.domain.matter import Matter
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.errors import InputError, NotKnownError, QuantityError
from panah.ledger import decide
from panah.ledger.amending import FIELDS, amended
from panah.ledger.decide import Hand
from panah.ledger.decisions import State

C = claim(label="C01")
D = claim(label="D01", start=100, subject="UZB")
PROPOSED = [*story(C, D)[:2], *story(C, D)[3:]]


def hand(at=12, by="user:mina", **more):
    return Hand(at=moment(at), by=by, **more)


def state(log, key):
    return known(*log).claims[key].state


def test_accepted_claims_count_and_accepting_them_again_says_nothing():
    made = decide.accept(known(*PROPOSED), [C.id, D.id, C.id], hand(why="both checked"))

    assert [(one.act, one.on, one.why) for one in made] == [
        (Act.ACCEPT, (C.id, D.id), "both checked")
    ]
    after = [*PROPOSED, *made]
    assert state(after, C.id) is State.ACCEPTED
    assert decide.accept(known(*after), [C.id, D.id], hand(13)) == ()


def test_a_decision_that_overturns_another_names_it_and_is_no_contradiction():
    begun = story(C)
    made = decide.reject(known(*begun), [C.id], hand(), reason=Reason.DUPLICATE)

    after = known(*begun, *made)

    assert made[0].on == (C.id, begun[2].key)
    assert after.claims[C.id].state is State.REJECTED
    assert after.findings == ()
    assert decide.reject(after, [C.id], hand(13), reason=Reason.DUPLICATE) == ()


def test_the_hand_is_written_into_every_entry():
    [made] = decide.accept(known(*PROPOSED), [C.id], hand(by="user:omar", reconstructed=True))

    assert (made.by, made.at, made.reconstructed) == ("user:omar", moment(12), True)


def test_with_four_eyes_the_proposer_is_asked_to_find_somebody_else():
    read = entry(Act.READ, C.id, value=Claims(claims=(C,)))

    with pytest.raises(InputError, match="C01 was proposed by user:mina; in this case somebody"):
        decide.accept(known(read), [C.id], hand(), four_eyes=True)
    assert decide.accept(known(read), [C.id], hand(by="user:omar"), four_eyes=True)
    assert decide.accept(known(read), [C.id], hand())


def test_a_claim_that_is_not_there_cannot_be_decided():
    for attempt in (
        lambda: decide.accept(known(), [C.id], hand()),
        lambda: decide.reject(known(), [C.id], hand(), reason=Reason.NOT_SAID),
        lambda: decide.amend(known(), C.id, {"status": "agreed"}, hand()),
        lambda: decide.undo(known(), [C.id], hand()),
        lambda: decide.assign(known(), [C.id], "M", hand()),
        lambda: decide.split(known(), [C.id], "M", hand()),
        lambda: decide.link(known(), C.id, D.id, Relation.SAME, hand()),
        lambda: decide.grade(known(), C.id, Grade(), hand()),
        lambda: decide.retract(known(), [C.id], hand()),
    ):
        with pytest.raises(NotKnownError, match="the ledger holds no"):
            attempt()


def test_an_amended_claim_reads_as_the_person_says():
    begun = story(C)
    made = decide.amend(known(*begun), C.id, {"status": "agreed", "qty.lo": "7,200"}, hand())

    after = known(*begun, *made)
    new = after.claims[after.current(C.id)].claim

    assert (new.status, new.qty.lo, new.qty.hi, new.label) == (Status.AGREED, 7200, 100_000, "C01")
    assert after.findings == ()
    with pytest.raises(InputError, match="C01 was amended already: amend"):
        decide.amend(after, C.id, {"status": "done"}, hand(13))
    with pytest.raises(InputError, match="C01 was amended: accept"):
        decide.accept(after, [C.id], hand(13))


def test_a_whole_claim_may_replace_another_of_its_report():
    [made] = decide.amend(known(*story(C)), C.id, claim(status=Status.AGREED), hand())

    assert made.value.status is Status.AGREED
    with pytest.raises(InputError, match="C01 is of another report than what should replace it"):
        decide.amend(known(*story(C)), C.id, claim(report="b" * 64), hand())


def test_undoing_the_last_decision_gives_back_what_was_before():
    begun = story(C)
    rejected = [
        *begun,
        *decide.reject(known(*begun), [C.id], hand(), reason=Reason.NOT_SAID),
    ]

    undone = [*rejected, *decide.undo(known(*rejected), [C.id], hand(13))]

    assert state(undone, C.id) is State.ACCEPTED


def test_undoing_one_of_many_decided_at_once_leaves_the_others_decided():
    begun = story(C, D)

    made = decide.undo(known(*begun), [C.id], hand())

    after = [*begun, *made]
    assert (state(after, C.id), state(after, D.id)) == (State.PROPOSED, State.ACCEPTED)
    assert [one.act for one in made] == [Act.RETRACT, Act.ACCEPT]


def test_undoing_an_amendment_gives_back_the_old_reading():
    begun = story(C)
    amend = [*begun, *decide.amend(known(*begun), C.id, {"note": "checked"}, hand())]

    made = decide.undo(known(*amend), [C.id], hand(13))

    assert state([*amend, *made], C.id) is State.ACCEPTED
    assert [one.act for one in made] == [Act.RETRACT]


def test_undoing_what_an_amendment_made_undoes_the_amendment():
    begun = story(C)
    amend = [*begun, *decide.amend(known(*begun), C.id, {"note": "checked"}, hand())]
    new = known(*amend).current(C.id)

    made = decide.undo(known(*amend), [new], hand(13))

    assert state([*amend, *made], C.id) is State.ACCEPTED
    assert [one.act for one in made] == [Act.RETRACT]


def test_there_is_nothing_to_undo_where_nobody_decided():
    with pytest.raises(InputError, match="nobody has decided C01"):
        decide.undo(known(*PROPOSED), [C.id], hand())


def test_any_entry_can_be_retracted_and_a_claim_taken_back_by_its_source():
    begun = story(C)

    assigned = [*begun, *decide.retract(known(*begun), [begun[3].key], hand())]
    taken = [*begun, *decide.retract(known(*begun), [C.id], hand())]

    assert known(*assigned).assigned == {}
    assert state(taken, C.id) is State.RETRACTED


def test_a_claim_whose_reading_was_undone_must_be_recorded_again():
    begun = PROPOSED
    undone = [*begun, *decide.retract(known(*begun), [begun[1].key], hand())]

    with pytest.raises(InputError, match="the reading of C01 was undone; record its report again"):
        decide.accept(known(*undone), [C.id], hand(13))


def test_claims_are_gathered_under_a_matter_that_is_there_or_defined_with_them():
    begun = story(C)[:3]
    new = Matter(id="N", kind=Kind.HOSTING, title="The north")

    made = decide.assign(known(*begun), [C.id], "N", hand(), new=new)
    after = known(*begun, *made)

    assert (after.assigned[C.id], after.matters["N"].title) == ("N", "The north")
    assert decide.assign(after, [C.id], "N", hand(13))[0].on == (C.id,)
    with pytest.raises(NotKnownError, match=r"no matter 'M'"):
        decide.assign(after, [C.id], "M", hand())
    with pytest.raises(InputError, match="the matter N is there already"):
        decide.assign(after, [C.id], "N", hand(), new=new)


def test_claims_leave_for_a_matter_of_their_own():
    begun = story(C, D)

    after = known(*begun, *decide.split(known(*begun), [D.id], "UZB-offer", hand()))

    assert after.assigned == {C.id: "M", D.id: "UZB-offer"}
    assert after.matters["UZB-offer"].subject == "UZB"
    with pytest.raises(InputError, match="the matter M is there already"):
        decide.split(after, [D.id], "M", hand())
    with pytest.raises(InputError, match="no claim is to leave for X"):
        decide.split(after, [], "X", hand())


def test_matters_of_one_kind_can_be_merged_and_renamed():
    camp = claim(kind=Kind.FACILITY, start=200)
    begun = [*story(C), *story(D, matter="N"), *story(camp, matter="camp")]
    before = known(*begun)

    after = known(
        *begun,
        *decide.merge(before, ["N"], "M", hand()),
        *decide.rename(before, "M", " Arrivals ", hand(13)),
    )

    assert set(after.matters) == {"M", "camp"}
    assert after.matters["M"].title == "Arrivals"
    with pytest.raises(InputError, match="M cannot become part of itself"):
        decide.merge(before, ["M"], "M", hand())
    with pytest.raises(InputError, match="camp is facility and M is hosting"):
        decide.merge(before, ["camp"], "M", hand())
    with pytest.raises(NotKnownError, match="no matter 'cam'; did you mean camp"):
        decide.merge(before, ["cam"], "M", hand())
    with pytest.raises(InputError, match="needs a title"):
        decide.rename(before, "M", "  ", hand())


def test_links_are_said_once_and_never_in_a_circle():
    before = known(*story(C, D))

    [made] = decide.link(before, C.id, D.id, Relation.UPDATES, hand())
    after = known(*story(C, D), made)

    assert made.value == Link(relation=Relation.UPDATES)
    assert decide.link(after, C.id, D.id, Relation.UPDATES, hand()) == ()
    assert decide.link(after, D.id, C.id, Relation.QUALIFIES, hand())
    with pytest.raises(InputError, match="C01 updates D01 already"):
        decide.link(after, D.id, C.id, Relation.UPDATES, hand())
    with pytest.raises(InputError, match="C01 cannot stand in a relation to itself"):
        decide.link(after, C.id, C.id, Relation.SAME, hand())


def test_a_link_may_name_a_claim_that_comes_later():
    [made] = decide.link(known(*story(C)), C.id, "label:Z9", Relation.SAME, hand())

    assert made.on == (C.id, "label:Z9")
    with pytest.raises(InputError, match="label:Z9 cannot stand in a relation to itself"):
        decide.link(known(), "label:Z9", "label:Z9", Relation.SAME, hand())


def test_grades_are_of_claims_and_of_actors():
    before = known(*story(C))

    assert decide.grade(before, C.id, Grade(source="B", information=2), hand())[0].on == (C.id,)
    assert decide.grade(before, "A Wire", Grade(source="A", scope=("hosting",)), hand())
    with pytest.raises(InputError, match="Z3 is no grade; the source is A to F"):
        decide.grade(before, C.id, Grade(source="Z", information=3), hand())
    with pytest.raises(InputError, match="A7 is no grade"):
        decide.grade(before, C.id, Grade(source="A", information=7), hand())
    with pytest.raises(InputError, match="a grade of one claim has no scope"):
        decide.grade(before, C.id, Grade(source="A", scope=("hosting",)), hand())


def test_notes_remark_and_tell_sources_apart():
    [remark] = decide.note([C.id], " ask again ", hand())
    [apart] = decide.note([C.id, D.id], "", hand(), topic=Topic.INDEPENDENT)

    assert remark.value.text == "ask again"
    assert apart.on == (C.id, D.id)
    with pytest.raises(InputError, match="a note needs a text"):
        decide.note([C.id], " ", hand())
    with pytest.raises(InputError, match="names two of them"):
        decide.note([C.id, C.id], "", hand(), topic=Topic.INDEPENDENT)


def test_a_claim_is_found_by_label_id_or_the_start_of_its_id():
    here = known(*story(C, D))

    assert decide.find(here, "C01") == C.id
    assert decide.find(here, C.id) == C.id
    assert decide.find(here, C.id[:10]) == C.id


def test_a_claim_that_is_not_found_is_answered_with_what_might_be_meant():
    here = known(*story(C, D))

    with pytest.raises(NotKnownError, match="no claim 'C0'; did you mean C01"):
        decide.find(here, "C0")
    with pytest.raises(NotKnownError, match="no claim 'ffffffffff'; `panah claims` lists"):
        decide.find(here, "ffffffffff")


def test_a_start_that_several_claims_share_is_too_short():
    claims = [claim(start=n) for n in range(400)]
    starts = {}
    for one in claims:
        starts.setdefault(one.id[:4], []).append(one)
    shared = next((key for key, some in starts.items() if len(some) > 1), None)
    made = known(entry(Act.READ, value=Claims(claims=tuple(claims))))

    assert shared is not None
    with pytest.raises(NotKnownError, match=f"'{shared}' begins 2 claims"):
        decide.find(made, shared)


@pytest.mark.parametrize(
    ("field", "value", "reads"),
    [
        ("kind", "support", {"kind": Kind.SUPPORT}),
        ("subject", "UZB", {"subject": "UZB"}),
        ("counterpart", "", {"counterpart": None}),
        ("from", "AFG", {"from_": "AFG"}),
        ("status", Status.DONE, {"status": Status.DONE}),
        ("status", None, {"status": None}),
        ("mode", "transit", {"mode": Mode.TRANSIT}),
        ("mood", "may", {"mood": Mood.MAY}),
        ("event", "2021-07/..", {"event": when("2021-07/..")}),
        ("said", when("2021-07"), {"said": when("2021-07")}),
        ("verbatim", "yes", {"verbatim": True}),
        ("verbatim", True, {"verbatim": True}),
        ("qty", "none", {"qty": None}),
        ("qty", people(3, 4), {"qty": people(3, 4)}),
        ("group", Group(label="all"), {"group": Group(label="all")}),
        (
            "conditions",
            (Cond(type=CondType.IF_SAFE, text="x"),),
            {"conditions": (Cond(type=CondType.IF_SAFE, text="x"),)},
        ),
    ],
)
def test_a_field_is_read_as_what_it_is(field, value, reads):
    new = amended(claim(counterpart="USA"), {field: value})

    assert {name: getattr(new, name) for name in reads} == reads


def test_parts_of_amounts_and_groups_can_be_amended_or_given_anew():
    old = claim()

    new = amended(old, {"qty.hi": "null", "qty.stated": "7000 8000", "qty.decided": "true"})
    fresh = amended(claim(qty=None), {"qty.lo": 5, "qty.hi": "9", "qty.hedge": "about"})
    group = amended(old, {"group.label": "teachers", "group.pop": "REF"})

    assert (new.qty.hi, new.qty.stated, new.qty.decided) == (None, (7000, 8000), True)
    assert (new.qty.unit, new.qty.measure) == (Unit.PERSON, Measure.CEILING)
    assert fresh.qty == Qty(lo=5, hi=9, hedge=Hedge.ABOUT)
    assert group.group == Group(label="teachers", pop=Pop.REF)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "nothing to amend in C01"),
        ({"quote": "x"}, "'quote' cannot be amended; what can is kind, subject"),
        ({"qty.mean": "5"}, "'qty.mean' cannot be amended"),
        ({"status": "maybe"}, "'maybe' is no status: write one of asked, considering"),
        ({"event": "soon"}, "'soon' is no event: 'soon' is not a date in EDTF"),
        ({"verbatim": "perhaps"}, "'perhaps' is no verbatim: write true or false"),
        ({"status": 5}, "5 is no status; give it as text"),
        ({"subject": ""}, "subject cannot be left open"),
        ({"qty": "8000"}, "qty cannot be read from '8000'; amend its parts"),
        ({"group.pop": "REF"}, "C01 has no group yet and the new one lacks a part"),
        ({"status": "ready"}, "C01 reads so already"),
    ],
)
def test_an_amendment_that_cannot_be_meant_is_refused(changes, says):
    with pytest.raises(InputError, match=says):
        amended(C, changes)


def test_an_amendment_makes_no_amount_that_nobody_can_have_meant():
    with pytest.raises(QuantityError, match="swap them"):
        amended(C, {"qty.lo": "200000"})


def test_every_field_that_can_be_amended_is_named():
    assert {"status", "qty", "qty.lo", "group.label", "from"} <= set(FIELDS)
    assert not {"quote", "span", "report", "label"} & set(FIELDS)
