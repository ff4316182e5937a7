"""Families and localities: who may go where, who goes where, and what is said about it."""

from datetime import date, timedelta

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plan.synthetic import key_of, stream

from panah.domain.family import Count, Decree, Family, Locality, Ruling, is_key
from panah.domain.group import Need
from panah.errors import FamilyError
from panah.plan.families import assign as assigning
from panah.plan.families.assign import assign
from panah.plan.families.batch import Request, place
from panah.plan.families.explain import effects, placements, rooms, told, totals
from panah.plan.families.prices import Futures, sampled
from panah.plan.families.stream import Method, replay
from panah.plan.families.worth import weights
from panah.plan.parameters import shipped

DAY = date(2031, 3, 3)


def family(number, people=2, **more):
    needs = {Count.BEDS: people} | more.pop("needs", {})
    return Family(key=key_of(number), needs=needs, arrives=more.pop("arrives", DAY), **more)


def locality(name, beds=10, **more):
    has = {Count.BEDS: beds} | more.pop("has", {})
    return Locality(name=name, country=more.pop("country", "OST"), has=has, **more)


def rule(decree, number, name, by="mina", why="she knows"):
    return Ruling(decree=Decree(decree), key=key_of(number), locality=name, by=by, why=why)


def request(families, localities, *rulings, given=None):
    return Request(
        families=tuple(families),
        localities=tuple(localities),
        rulings=rulings,
        given=given or {},
        as_of=DAY + timedelta(days=6),
        weights=weights(),
    )


def nobody_later(families=0):
    return Futures(count=3, families=families, chance=np.random.default_rng(5))


def rows(asked, later=0):
    """What is told of each family, by its number."""
    batch = place(asked, nobody_later(later))
    return list(placements(told(batch)))


def where(asked, later=0):
    return [row["locality"] for row in rows(asked, later)]


def scored(*pairs):
    return {(key_of(number), name): score for number, name, score in pairs}


def test_a_key_that_was_drawn_is_told_from_any_other():
    assert is_key(key_of(71))
    assert not is_key(key_of(71)[:-1] + ("1" if key_of(71)[-1] != "1" else "2"))
    assert not is_key("P01234567X")


def test_a_family_has_somebody_and_a_key():
    with pytest.raises(FamilyError, match="has no people"):
        family(1, people=0)
    with pytest.raises(FamilyError, match="panah families new"):
        Family(key="Rahimi", needs={Count.BEDS: 2}, arrives=DAY)
    with pytest.raises(FamilyError, match="below 0"):
        family(1, needs={Count.SCHOOL: -1})


@pytest.mark.parametrize(
    ("who", "there", "why"),
    [
        ({"kin": ("Varn",)}, {}, "relatives live in Varn"),
        ({"admitted": ("LYD",)}, {}, "OST does not admit them, LYD may"),
        ({"languages": ("uz",)}, {"languages": ("prs", "ps")}, "speaks uz, there is prs, ps"),
        ({"people": 7}, {"most": 6}, "takes families of up to 6, and they are 7"),
        ({}, {"only": (Need.SINGLE_PARENT,)}, "takes only families with SP"),
        ({"specific": (Need.OLDER_PERSON,)}, {"never": (Need.OLDER_PERSON,)}, "no family with ER"),
        ({"needs": {Count.ACCESSIBLE: 1}}, {}, "0 accessible units left, they need 1"),
        ({"needs": {Count.SCHOOL: 3}}, {"has": {Count.SCHOOL: 2}}, "2 places at school left"),
    ],
)
def test_a_family_goes_nowhere_that_cannot_take_it_and_is_told_why(who, there, why):
    (row,) = rows(request([family(1, **who)], [locality("Quay", **there), locality("Varn", 0)]))

    assert row["locality"] is None
    assert any(said.startswith("Quay: ") and why in said for said in row["not_others"])


@pytest.mark.parametrize(
    ("who", "there"),
    [
        ({"kin": ("Varn",), "waives": True}, {}),
        ({"languages": ("uz", "ps")}, {"languages": ("ps",)}),
        ({"languages": ("uz",)}, {}),
        ({}, {"languages": ("ps",)}),
        ({"specific": (Need.SINGLE_PARENT,)}, {"only": (Need.SINGLE_PARENT,)}),
        ({"admitted": ("LYD", "OST")}, {}),
    ],
)
def test_what_is_met_waived_or_not_stated_shuts_nobody_out(who, there):
    asked = request([family(1, **who)], [locality("Quay", **there), locality("Varn", 0)])

    assert where(asked) == ["Quay"]


def test_every_count_is_kept_and_a_family_is_never_split():
    asked = request(
        [family(1, 3), family(2, 3), family(3, 4)], [locality("Varn", 5), locality("Quay", 5)]
    )

    assert sorted(filter(None, where(asked))) == ["Quay", "Varn"]


def test_people_may_come_first_and_then_as_many_as_can_be_are_placed_whatever_they_score():
    scores = scored((1, "Varn", 90.0), (2, "Varn", 1.0))
    asked = request([family(1, 2), family(2, 5)], [locality("Varn", 5)], given=scores)

    assert where(asked) == ["Varn", None]
    assert where(attrs.evolve(asked, people_first=True)) == [None, "Varn"]


def test_a_family_waits_where_its_places_are_worth_more_to_later_ones():
    scores = scored((1, "Varn", 1.0))
    places = [locality("Varn", least_price=2.0)]
    asked = request([family(1)], places, given=scores)
    waiting = rows(asked)[0]

    assert where(attrs.evolve(asked, people_first=True)) == ["Varn"]
    assert waiting["locality"] is None
    assert waiting["why"].startswith("the places that fit are worth more to others")


def test_wishes_decide_and_kin_count_for_those_who_waive():
    asked = request(
        [family(1, wishes=("Quay",)), family(2, kin=("Varn",), waives=True), family(3)],
        [locality("Varn", 4), locality("Quay", 4)],
    )

    assert where(asked)[:2] == ["Quay", "Varn"]
    assert rows(asked)[0]["why"] == "best by wishes less what later families lose"


def test_without_scores_and_wishes_localities_fill_evenly():
    asked = request([family(n) for n in range(6)], [locality("Varn", 20), locality("Quay", 10)])
    found = where(asked)

    assert (found.count("Varn"), found.count("Quay")) == (4, 2)


def test_families_who_go_together_are_placed_together_or_not_at_all():
    pair = [family(1, 3, together=(key_of(2),)), family(2, 3)]

    assert where(request(pair, [locality("Varn", 5), locality("Quay", 6)])) == ["Quay", "Quay"]
    assert where(request(pair, [locality("Varn", 5), locality("Quay", 5)])) == [None, None]


def test_a_family_follows_one_that_was_placed_earlier_and_both_take_up_beds():
    before = family(1, 3, placed="Quay")
    late = family(2, 2, together=(key_of(1),))
    asked = request([before, late, family(3)], [locality("Varn", 9), locality("Quay", 5)])

    assert where(asked) == ["Quay", "Quay", "Varn"]
    assert "goes together with a family in Quay" in rows(asked)[1]["not_others"][0]


def test_a_family_that_has_not_come_holds_nobody_back_and_is_not_placed():
    absent = family(2, arrives=DAY + timedelta(days=30))
    asked = request([family(1, together=(key_of(2),)), absent], [locality("Varn")])

    assert [row["key"] for row in rows(asked)] == [key_of(1)]


def test_a_tie_to_a_family_without_a_row_or_to_oneself_is_refused():
    with pytest.raises(FamilyError, match=f"goes together with {key_of(2)}, which has no row"):
        request([family(1, together=(key_of(2),))], [locality("Varn")])
    for other in (key_of(1), "the-neighbours"):
        with pytest.raises(FamilyError, match="write the keys of other"):
            family(1, together=(other,))


def test_as_many_futures_are_sampled_as_the_table_of_parameters_says():
    assert sampled() == shipped("families")["futures"].value


def test_families_placed_apart_cannot_both_be_followed():
    apart = [family(1, placed="Varn"), family(2, placed="Quay")]
    late = family(3, together=(key_of(1), key_of(2)))

    with pytest.raises(FamilyError, match="placed in Quay and in Varn"):
        rows(request([*apart, late], [locality("Varn"), locality("Quay")]))


def test_a_lock_a_forbid_and_an_override_hold():
    scores = scored((1, "Varn", 5.0), (2, "Varn", 5.0), (3, "Varn", 5.0), (1, "Quay", 1.0))
    people = [family(1), family(2), family(3, languages=("uz",))]
    places = [locality("Varn"), locality("Quay", languages=("prs",))]
    rulings = (rule("lock", 1, "Quay"), rule("forbid", 2, "Varn"), rule("override", 3, "Quay"))
    asked = request(people, places, *rulings, given=scores)

    assert where(asked) == ["Quay", "Quay", "Quay"]
    assert rows(asked)[0]["why"] == "lock by mina: she knows"
    assert rows(asked)[1]["not_others"] == ("Varn: forbidden by mina: she knows",)


def test_what_a_ruling_changed_is_what_solving_without_it_shows():
    scores = scored((1, "Varn", 5.0), (1, "Quay", 1.0), (2, "Varn", 2.0), (2, "Quay", 1.5))
    people, places = [family(1), family(2)], [locality("Varn", 2), locality("Quay", 2)]
    free = place(request(people, places, given=scores), nobody_later())
    ruled = place(request(people, places, rule("lock", 2, "Varn"), given=scores), nobody_later())
    (effect,) = effects(ruled)

    assert effect["total"] == pytest.approx(ruled.found.worth - free.found.worth)
    assert (effect["total"], effect["people"], effect["moved"]) == (-3.5, 0, 2)


@pytest.mark.parametrize(
    ("rulings", "said"),
    [
        ([rule("lock", 1, "Varn"), rule("lock", 1, "Quay")], "cannot hold together"),
        ([rule("lock", 1, "Varn"), rule("forbid", 1, "Varn")], "cannot hold together"),
        ([rule("lock", 1, "Tann")], "no 'Tann'"),
        ([rule("lock", 9, "Varn")], f"no '{key_of(9)}'"),
        ([rule("lock", 3, "Varn")], "is in Varn already"),
        ([rule("lock", 4, "Varn")], "override instead of lock"),
        ([rule("lock", 1, "Varn"), rule("lock", 2, "Varn")], "need 8 beds, and 6 are left"),
        ([rule("lock", 1, "Quay"), rule("lock", 5, "Varn")], "leave no locality for all of them"),
    ],
)
def test_rulings_that_cannot_hold_are_named(rulings, said):
    people = [
        family(1, 4),
        family(2, 4),
        family(3, 3, placed="Varn"),
        family(4, 1, kin=("Quay",)),
        family(5, 1, together=(key_of(1),)),
    ]
    if "leave" not in said:
        people.pop()

    with pytest.raises(FamilyError, match=said):
        rows(request(people, [locality("Varn", 9), locality("Quay", 9)], *rulings))


def test_the_smallest_set_of_rulings_that_is_too_much_is_named_and_no_other():
    people = [family(1, 1), family(2, 5), family(3, 4)]
    rulings = [rule("lock", number, "Varn") for number in (1, 2, 3)]

    with pytest.raises(FamilyError) as error:
        rows(request(people, [locality("Varn", 7)], *rulings))
    assert key_of(1) not in str(error.value)
    assert key_of(2) in str(error.value)
    assert key_of(3) in str(error.value)


@pytest.mark.parametrize(
    ("people", "places", "said"),
    [
        ([family(1), family(1)], [locality("Varn")], "is there twice"),
        ([family(1)], [locality("Varn"), locality("Varn")], "is there twice"),
        ([family(1, wishes=("Tann",))], [locality("Varn")], "names 'Tann', which is no locality"),
        ([family(1, 5, placed="Varn")], [locality("Varn", 4)], "over its beds by 1"),
    ],
)
def test_what_cannot_be_placed_as_given_is_refused(people, places, said):
    with pytest.raises(FamilyError, match=said):
        rows(request([*people, family(8)], places))


@pytest.mark.parametrize(("number", "name"), [(9, "Varn"), (1, "Tann")])
def test_a_score_about_nobody_or_nowhere_is_refused(number, name):
    with pytest.raises(FamilyError, match="a score is about"):
        rows(request([family(1)], [locality("Varn")], given=scored((number, name, 1.0))))


def test_who_waits_is_told_whether_nothing_fits_nothing_has_room_or_others_came_first():
    asked = request(
        [family(1, kin=("Quay",)), family(2, 9), family(3, 5), family(4, 1, admitted=("LYD",))],
        [locality("Varn", 5), locality("Quay", 1)],
    )

    assert [row["why"] for row in rows(asked)] == [
        "no locality that fits has room for them",
        "no locality that fits has room for them",
        "the only locality that fits and has room",
        "no locality fits; see why for each",
    ]
    crowd = request([family(1, 4), family(2, 5)], [locality("Varn", 5)])
    first = attrs.evolve(crowd, people_first=True)
    assert rows(crowd)[0]["why"].startswith("the places that fit are worth more to others")
    assert rows(first)[0]["why"].startswith("the places that fit went to others")
    assert rows(crowd)[0]["not_others"] == ("Varn: its room went to others of the batch",)


def test_who_yields_the_better_place_is_told_and_is_worse_off_than_by_default():
    scores = scored((1, "Varn", 3.0), (1, "Quay", 2.9), (2, "Varn", 9.0), (2, "Quay", 1.0))
    places = [locality("Varn", 2), locality("Quay", 2)]
    first, second = rows(request([family(1), family(2)], places, given=scores))

    assert (first["locality"], second["locality"]) == ("Quay", "Varn")
    assert first["why"].startswith("Varn would be better for them")
    assert (first["by_default"], first["worse_off"]) == ("Varn", True)
    assert (second["by_default"], second["worse_off"]) == ("Quay", False)
    assert first["first_costs"] == pytest.approx(8.0 - 0.1)


def test_what_another_place_costs_is_never_more_than_solving_with_it_shows():
    asked = stream(families=14, localities=4, weeks=1, seed=3)
    batch = place(asked, nobody_later())
    found = told(batch)
    for number in range(0, 14, 3):
        for column, cost in found.best[number].items():
            loss = batch.found.value - forced(batch.problem, number, column).value
            assert cost <= loss + 1e-4 * batch.found.value


def forced(problem, number, column):
    fits, must = problem.fits.copy(), problem.must.copy()
    fits[number], must[number] = False, True
    fits[number, column] = True
    return assign(attrs.evolve(problem, fits=fits, must=must))


def test_places_behind_the_best_three_are_told_by_how_much():
    scores = scored(*((1, f"L{n}", 9.0 - 2 * n) for n in range(4)))
    (row,) = rows(request([family(1)], [locality(f"L{n}") for n in range(4)], given=scores))

    assert (row["first"], row["second"], row["third"]) == ("L0", "L1", "L2")
    assert row["not_others"][-1] == "L3: counts 6.00 less than where they are"


def test_with_people_first_a_better_place_may_cost_people():
    scores = scored((1, "Varn", 9.0), (1, "Quay", 1.0), (2, "Varn", 1.0))
    places = [locality("Varn", 5), locality("Quay", 2)]
    asked = request([family(1, 2), family(2, 5)], places, given=scores)
    told_of = rows(attrs.evolve(asked, people_first=True))[0]

    assert told_of["locality"] == "Quay"
    assert told_of["not_others"] == (
        "Varn: fewer people would be placed, or several for much less",
    )


def test_a_place_that_later_families_need_more_has_a_price():
    today = family(1, 2)
    pool = [family(number, 2, kin=("Quay",), placed="Quay") for number in range(2, 6)]
    scores = scored((1, "Quay", 1.2), (1, "Varn", 1.0), *((n, "Quay", 4.0) for n in range(2, 6)))
    asked = request([today, *pool], [locality("Quay", 10), locality("Varn", 10)], given=scores)

    assert where(asked)[-1] == "Quay"
    assert where(asked, later=8)[-1] == "Varn"
    assert rows(asked, later=8)[-1]["price"] == 0


def test_the_price_of_the_plan_is_the_least_a_bed_costs():
    scores = scored((1, "Quay", 1.2), (1, "Varn", 1.0))
    places = [locality("Quay", least_price=0.2), locality("Varn")]
    batch = place(request([family(1)], places, given=scores), nobody_later())
    (row, _) = rooms(told(batch))

    assert row["bed_price"] == 0.2
    assert where(request([family(1)], places, given=scores)) == ["Varn"]


def test_rooms_say_what_is_left_and_what_binds():
    asked = request([family(1, 4), family(2, 4)], [locality("Varn", 5)])
    (row,) = rooms(told(place(asked, nobody_later())))

    assert (row["families"], row["people"], row["beds_left"]) == (1, 4, 1)
    assert row["binding"][0].startswith("beds: one more is worth at most")


def test_totals_count_everyone_once():
    people = [family(1, 3, placed="Varn"), family(2), family(3, 9), family(4, 1)]
    batch = place(request(people, [locality("Varn", 7)]), nobody_later())
    found = list(totals(told(batch)))

    assert {(row["country"], row["stand"]): row["people"] for row in found} == {
        (None, "waits"): 9,
        ("OST", "earlier"): 3,
        ("OST", "placed"): 3,
    }


def test_a_solver_that_gives_up_is_an_error_of_ours(monkeypatch):
    monkeypatch.setattr(assigning._Highs, "getModelStatus", lambda _: None)
    monkeypatch.setattr(assigning._Highs, "modelStatusToString", lambda *_: "Time limit")

    with pytest.raises(FamilyError, match="the solver says Time limit"):
        rows(request([family(1)], [locality("Varn")]))


@settings(max_examples=12)
@given(
    sizes=st.lists(st.integers(1, 6), min_size=1, max_size=7),
    beds=st.lists(st.integers(0, 9), min_size=1, max_size=3),
    extra=st.integers(1, 5),
)
def test_no_locality_is_over_its_beds_and_more_beds_never_place_fewer(sizes, beds, extra):
    people = [family(number, size) for number, size in enumerate(sizes)]
    small = [locality(f"L{n}", number) for n, number in enumerate(beds)]
    large = [locality(f"L{n}", number + extra * (n == 0)) for n, number in enumerate(beds)]
    before = place(request(people, small), nobody_later()).found
    after = place(request(people, large), nobody_later()).found

    for column, number in enumerate(beds):
        assert sum(np.array(sizes)[before.chosen == column]) <= number
    assert before.people == best_packing(sizes, beds)
    assert after.people >= before.people


def best_packing(sizes, beds):
    """Most people that fit, by trying every way: a small instance by brute force."""
    if not sizes:
        return 0
    best = best_packing(sizes[1:], beds)
    for n, number in enumerate(beds):
        if sizes[0] <= number:
            rest = [*beds[:n], number - sizes[0], *beds[n + 1 :]]
            best = max(best, sizes[0] + best_packing(sizes[1:], rest))
    return best


def test_prices_come_nearer_to_hindsight_than_every_week_by_itself():
    asked = stream(families=240, localities=10, weeks=12)
    found = {
        method: replay(
            asked, method, Futures(count=3, families=240, chance=np.random.default_rng(1))
        )
        for method in Method
    }
    best = found[Method.HINDSIGHT].score

    assert found[Method.PRICES].score >= 0.98 * best
    assert found[Method.FIRST_COME].score <= found[Method.GREEDY].score <= 0.93 * best
