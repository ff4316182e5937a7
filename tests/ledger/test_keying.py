import pytest
from tests.ledger.keep import known
from tests.make import claim, entry, moment, people, story, when

from panah.domain.claim import Hop, How, Kind, Mode, Mood
from panah.domain.entry import Act, Assigning, Assignment, Claims
from panah.domain.group import Group, Profile
from panah.domain.matter import Matter, Way
from panah.domain.place import Level, Place, Places
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.ledger.keying import propose

PLACES = Places(
    [
        Place(code="TJK", name="Tajikistan", level=Level.COUNTRY),
        Place(code="TJ-KT", name="Khatlon", level=Level.ADMIN1, parent="TJK"),
    ]
)


def matters(*claims, log=()):
    """The matter ids proposed for claims, told apart by their place in the report."""
    return [one.matter for one in propose(claims, known(*log), PLACES)]


def other(start, **more):
    return claim(start=start, **more)


def test_the_first_claim_names_its_matter_by_kind_and_key_fields():
    [one] = propose([claim(counterpart="USA", mode=Mode.TRANSIT)], known())

    assert one.matter == "hosting.TJK.USA.onward"
    assert one.new == Matter(
        id="hosting.TJK.USA.onward",
        kind=Kind.HOSTING,
        subject="TJK",
        counterpart="USA",
        way=Way.ONWARD,
    )
    assert not one.uncertain
    assert one.why == ""


def test_what_an_offer_leaves_open_matches_anything():
    asked = other(0, counterpart="USA")
    answered = other(90, mode=Mode.TRANSIT)
    repeated = other(180)

    assert len(set(matters(asked, answered, repeated))) == 1


def test_two_requests_to_one_host_are_two_matters():
    assert (
        len(set(matters(other(0, counterpart="USA"), other(90, counterpart="two charities")))) == 2
    )


def test_arrivals_at_the_border_are_nobodys_request():
    arrivals = other(0, mode=Mode.ASYLUM)
    asked = other(90, counterpart="USA")

    assert matters(arrivals, asked) == ["hosting.TJK.none.asylum", "hosting.TJK.USA._"]


def test_of_several_matters_the_one_with_most_equal_fields_is_taken_and_flagged():
    resettled = other(0, counterpart="USA", mode=Mode.RESETTLEMENT)
    passing = other(90, counterpart="USA", mode=Mode.TRANSIT)
    unclear = other(180, counterpart="USA", mode=Mode.TEMPORARY)
    silent = other(270, counterpart="USA")

    made = propose([resettled, passing, unclear, silent], known())

    assert [one.matter for one in made][2:] == ["hosting.TJK.USA.onward"] * 2
    assert [one.uncertain for one in made] == [False, False, False, True]
    assert made[3].why == "matter uncertain"


def test_of_equals_the_one_last_used_in_this_report_is_taken():
    first = other(0, counterpart="USA", report="b" * 64)
    second = other(90, counterpart="two charities")
    again = other(180)

    assert matters(first, second, again)[2] == "hosting.TJK.two-charities._"


def test_without_counterpart_a_claim_joins_what_has_none():
    border = other(0, mode=Mode.ASYLUM, report="b" * 64)
    asked = other(90, counterpart="USA", report="c" * 64)

    assert matters(border, asked, other(180))[2] == "hosting.TJK.none.asylum"


def test_help_to_another_is_another_matter():
    one, two, three = (
        other(90 * n, kind=Kind.SUPPORT, counterpart=who)
        for n, who in enumerate(["TJK", "UZB", "TJK"])
    )

    assert matters(one, two, three) == ["support.TJK.TJK", "support.TJK.UZB", "support.TJK.TJK"]


def test_a_policy_and_a_border_are_told_apart_by_whom_and_where():
    policy = other(0, kind=Kind.POLICY, counterpart="AFG")
    border = other(90, kind=Kind.ACCESS, place="TJ-KT")
    anywhere = other(180, kind=Kind.ACCESS)

    assert matters(policy, border, anywhere) == [
        "policy.TJK.AFG",
        "access.TJK.TJ-KT",
        "access.TJK.TJ-KT",
    ]


def site(start, unit, place):
    qty = Qty(lo=1, hi=1, hedge=Hedge.EXACT, unit=unit, measure=Measure.STOCK) if unit else None
    return other(start, kind=Kind.FACILITY, qty=qty, place=place)


def test_sites_are_told_apart_by_what_and_where_and_joint_places_meet():
    made = matters(
        site(0, Unit.CAMP, "TJ-KT"),
        site(90, Unit.DEPOT, "TJ-KT"),
        site(180, Unit.DEPOT, "TJ-KT + TJ-GB"),
        site(270, Unit.DEPOT, "TJ-GB"),
        site(360, None, "TJ-KT"),
        site(450, Unit.PROVINCE, "TJ-KT"),
    )

    assert made == [
        "facility.TJK.camp.TJ-KT",
        "facility.TJK.depot.TJ-KT",
        "facility.TJK.depot.TJ-KT",
        "facility.TJK.depot.TJ-KT",
        "facility.TJK._.TJ-KT",
        "facility.TJK._.TJ-KT",
    ]


def move(start, window="2021-07", measure=Measure.FLOW, **more):
    said = {"from_": "AFG", "to": "TJK", "subject": "people", "event": window and when(window)}
    qty = people(10, 20, measure=measure)
    return other(start, kind=Kind.MOVEMENT, qty=qty, **(said | more))


def test_movements_are_told_apart_by_way_fear_total_and_time():
    made = matters(
        move(0),
        move(90, to="UZB"),
        move(180, to="TJK + UZB"),
        move(270, mood=Mood.MAY),
        move(360, measure=Measure.CUMULATIVE),
        move(450, window="2021-08"),
        move(540, window="2021-07-20/.."),
        move(630, window=None),
        move(720, from_=None),
    )

    assert made == [
        "movement.AFG.TJK._._._",
        "movement.AFG.UZB._._._",
        "movement.AFG.UZB._._._",
        "movement.AFG.TJK._.fear._",
        "movement.AFG.TJK._._.total",
        "movement.AFG.TJK._._._.2",
        "movement.AFG.TJK._._._.2",
        "movement.AFG.TJK._._._.2",
        "movement._.TJK._._._",
    ]


def test_flight_within_a_country_has_no_destination_outside_it():
    made = matters(
        move(0, to=None, measure=Measure.CUMULATIVE), move(90, to="AFG", measure=Measure.SHARE)
    )

    assert len(set(made)) == 1


def test_a_people_that_one_claim_calls_a_minority_is_one_in_all_of_them():
    herd = move(0, subject="the herd of the Pamiri herders")
    named = move(90, group=Group(label="ethnic Pamiri families"))
    everybody = move(180)

    assert matters(herd, named, everybody) == [
        "movement.AFG.TJK.pamiri._._",
        "movement.AFG.TJK.pamiri._._",
        "movement.AFG.TJK._._._",
    ]


def test_herders_flee_apart_from_everybody_and_families_along_with_them():
    herders = Group(label="herders", profile=frozenset({Profile.PASTORALISTS}))
    families = Group(label="families", profile=frozenset({Profile.FAMILIES}))

    made = matters(move(0, group=herders), move(90, group=families), move(180))

    assert made == ["movement.AFG.TJK.pastoralists._._", *["movement.AFG.TJK._._._"] * 2]


def test_events_are_gathered_by_who_against_whom_in_which_country():
    def event(start, **more):
        return other(start, kind=Kind.SECURITY, subject="a militia", qty=None, **more)

    made = matters(
        event(0, place="TJK"),
        event(90, place="TJ-KT"),
        event(180, place="northern TJK"),
        event(270, place="the mountains"),
        event(360),
        event(450, place="TJK", mood=Mood.MAY),
    )

    assert made == [
        *["security.a-militia._.TJK._"] * 3,
        "security.a-militia._.the-mountains._",
        "security.a-militia._._._",
        "security.a-militia._.TJK.fear",
    ]


def test_populations_and_standing_facts_are_told_apart_by_place():
    def people_in(start, place, group=None):
        return other(start, kind=Kind.POPULATION, place=place, group=group)

    made = matters(
        people_in(0, "TJK", Group(label="refugees")),
        people_in(90, "TJK"),
        people_in(180, "UZB"),
        other(270, kind=Kind.CONTEXT, place="TJ-KT", qty=None),
        other(360, kind=Kind.CONTEXT, qty=None),
    )

    assert made == [
        "population.TJK.refugees",
        "population.TJK._",
        "population.UZB._",
        "context.TJK._.TJ-KT",
        "context.TJK._._",
    ]


def test_a_new_claim_joins_the_matter_its_ledger_holds_whatever_that_is_called():
    old = claim(counterpart="USA")

    [made] = propose([other(90, counterpart="USA")], known(*story(old, matter="offer-7")))

    assert (made.matter, made.new) == ("offer-7", None)


def test_what_later_claims_told_of_a_matter_is_used_and_its_id_stays():
    log = story(other(0), other(90, counterpart="USA"), matter="hosting.TJK._._")

    assert matters(other(180, counterpart="two charities"), log=log) == [
        "hosting.TJK.two-charities._"
    ]
    assert matters(other(180, counterpart="USA"), log=log) == ["hosting.TJK._._"]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_matter_a_person_defined_is_there_before_its_first_claim(kind):
    defined = Matter(id="mine", kind=kind, subject="TJK", place="TJK")
    told = entry(
        Act.ASSIGN, "mine", value=Assignment(do=Assigning.DEFINE, defined=defined), at=moment(9)
    )
    quiet = claim(kind=kind, qty=None, place="TJK", mode=None)

    [made] = propose([quiet], known(told), PLACES)

    assert (made.matter, made.new) == ("mine", None)


def test_a_border_matter_a_person_defined_takes_no_request():
    defined = Matter(id="border", kind=Kind.HOSTING, subject="TJK", way=Way.ASYLUM)
    told = entry(Act.ASSIGN, "border", value=Assignment(do=Assigning.DEFINE, defined=defined))

    assert matters(other(90), log=[told]) == ["border"]
    assert matters(other(0, counterpart="USA"), log=[told]) == ["hosting.TJK.USA._"]


def test_a_claim_of_another_kind_tells_nothing_of_its_matter():
    offer, camp = claim(), site(90, Unit.CAMP, "TJ-KT")
    log = [*story(offer, matter="M"), *story(camp, matter="M")[1:]]

    assert matters(other(180, counterpart="USA"), log=log) == ["M"]
    assert matters(site(270, Unit.CAMP, "TJ-KT"), log=log) == ["facility.TJK.camp.TJ-KT"]


def test_a_claim_under_no_matter_is_left_where_it_is():
    one = claim()
    log = [entry(Act.READ, one.id, value=Claims(claims=(one,)))]

    assert matters(other(90), log=log) == ["hosting.TJK._._"]


def test_ids_are_short_whatever_a_report_calls_somebody():
    long = claim(subject="the committee for " + "very " * 40 + "long names", chain=(hop(),))

    [made] = matters(long)

    assert len(made) < 60
    assert " " not in made


def hop():
    return Hop(actor="somebody", how=How.SAID)
