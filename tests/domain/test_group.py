import pytest
from hypothesis import given
from tests.strategies import groups

from panah.domain.group import (
    Category,
    Fit,
    Group,
    Need,
    Pop,
    Priority,
    Profile,
    Sex,
    compare,
)


def afghan(**more):
    return Group(label="people who fled", origin="AFG", **more)


@given(groups, groups)
def test_being_apart_or_equal_or_unknown_is_mutual(one, other):
    mutual = {Fit.DISJOINT, Fit.EQUAL, Fit.UNKNOWN}

    assert (compare(one, other) in mutual) == (compare(other, one) in mutual)
    if compare(one, other) in mutual:
        assert compare(one, other) is compare(other, one)


@given(groups, groups)
def test_words_alone_prove_nothing(one, other):
    if one.is_label_only or other.is_label_only:
        assert compare(one, other) is Fit.UNKNOWN


@given(groups)
def test_a_group_equals_itself_if_anything_is_known_of_it(one):
    assert compare(one, one) is (Fit.UNKNOWN if one.is_label_only else Fit.EQUAL)


def test_a_group_nobody_named_is_unknown_against_everything():
    assert compare(None, afghan()) is Fit.UNKNOWN
    assert compare(afghan(), None) is Fit.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (afghan(), Group(label="people who fled", origin="IRN")),
        (afghan(sex=Sex.F), afghan(sex=Sex.M)),
        (afghan(pop=Pop.REF), afghan(pop=Pop.IDP)),
        (afghan(ages=frozenset({"0-4"})), afghan(ages=frozenset({"60+"}))),
    ],
)
def test_one_dimension_that_excludes_sets_groups_apart(one, other):
    assert compare(one, other) is Fit.DISJOINT


def test_tags_make_a_group_narrower_and_never_apart():
    teachers = afghan(profile=frozenset({Profile.ACADEMICS}))
    reporters = afghan(profile=frozenset({Profile.JOURNALISTS}))

    assert compare(teachers, afghan()) is Fit.INSIDE
    assert compare(afghan(), teachers) is Fit.OVERLAPS
    assert compare(teachers, reporters) is Fit.OVERLAPS
    assert compare(afghan(needs=frozenset({Need.MEDICAL})), afghan()) is Fit.INSIDE


def test_a_narrower_value_lies_inside_an_open_one():
    girls = afghan(sex=Sex.F, ages=frozenset({"5-11"}))

    assert compare(girls, afghan()) is Fit.INSIDE
    assert compare(girls, afghan(sex=Sex.F, ages=frozenset({"5-11", "12-17"}))) is Fit.INSIDE
    assert compare(afghan(ages=frozenset({"5-11"})), girls) is Fit.OVERLAPS


def test_other_population_types_may_be_the_same_people():
    assert compare(afghan(pop=Pop.REF), afghan(pop=Pop.ASY)) is Fit.OVERLAPS


def test_a_resettlement_category_makes_a_group_narrower_and_never_apart():
    medical, women = afghan(category=Category.MEDICAL), afghan(category=Category.WOMEN_GIRLS)

    assert compare(medical, afghan()) is Fit.INSIDE
    assert compare(medical, women) is Fit.OVERLAPS
    assert compare(medical, afghan(category="medical", priority=Priority.URGENT)) is Fit.OVERLAPS


def test_a_group_is_called_by_its_words_and_how_soon_its_people_must_leave():
    urgent = afghan(category=Category.WOMEN_GIRLS, priority=Priority.URGENT)

    assert urgent.worded == "people who fled (women and girls at risk, urgent)"
    assert afghan().worded == "people who fled"
