"""The plan behind a batch of families: its prices are floors, and who it brings is expected."""

from datetime import date

import pytest

from panah.domain.family import Count, Locality
from panah.errors import FamilyError
from panah.plan.families.from_plan import Behind, behind, floored

DAYS = (date(2031, 3, 9), date(2031, 3, 31))


def worth(limit, slope, measure="people"):
    return {"limit": limit, "measure": measure, "slope": slope}


def flow(start, end, arrive, people):
    return {"from": start, "to": end, "arrive": arrive, "population": people}


def test_the_price_of_a_country_is_the_highest_of_its_places_and_no_seat_is_one():
    found = behind(
        [
            worth("quota:OST", "0.5"),
            worth("places:hub OST", "1"),
            worth("places at camps LYD", "0.25"),
            worth("quota:TLM", "0"),
            worth("seats:airport", "9"),
            worth("quota:VES", "7", "person-days"),
        ],
        [],
        DAYS,
    )

    assert found.price == {"OST": 1.0, "LYD": 0.25}


def test_who_comes_to_stay_within_the_days_is_counted_once():
    found = behind(
        [],
        [
            flow("airport", "TLM", "2031-03-09", "50"),
            flow("TLM", "OST", "2031-03-10", "40"),
            flow("TLM", "OST", "2031-03-31 00:00:00", "2"),
            flow("TLM", "OST", "2031-04-01", "8"),
            flow("OST", "OST", "2031-03-12", "8"),
            flow("pass", "camps LYD", "2031-03-12", "7"),
            flow("airport", "hub OST", "2031-03-12", "9"),
        ],
        DAYS,
    )

    assert found.people == {"OST": 42.0, "LYD": 7.0}


@pytest.mark.parametrize("rows", [[{"limit": "quota:OST"}], [worth("quota:OST", "much")]])
def test_tables_that_are_none_of_a_plan_are_refused(rows):
    with pytest.raises(FamilyError, match="this is not a plan that panah wrote"):
        behind(rows, [], DAYS)


def test_a_bed_is_never_cheaper_than_a_place_of_the_plan_nor_than_its_own_floor():
    towns = [
        Locality(name=name, country=country, has={Count.BEDS: 9}, least_price=own)
        for name, country, own in (("A", "OST", 0.2), ("B", "OST", 2.0), ("C", "VES", 0.2))
    ]
    found = floored(towns, Behind(price={"OST": 0.5}, people={}), person=2.0)

    assert [one.least_price for one in found] == [1.0, 2.0, 0.2]
