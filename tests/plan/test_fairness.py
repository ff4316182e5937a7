"""What each host should take: by a named key from its figures, and what it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.test_instance import SCHEME, made

from panah.errors import PlanError
from panah.plan.instance.keys import keys, parts
from panah.plan.instance.scheme import read_scheme

UNITS = {
    "population": "inhabitants, people",
    "gdp": "billion US dollars",
    "hosted": "people",
    "unemployment": "share of the labour force",
}
ISL = {"population": 3000, "gdp": 90, "hosted": 600, "unemployment": 0.04}
VES = {"population": 1000, "gdp": 10, "hosted": 400, "unemployment": 0.12}


def figures(key="eu_2015", *, source="an almanac", **of_hosts):
    tables = (
        f'[hosts.{host}.{name}]\nvalue = {value}\nunit = "{UNITS[name]}"\nsource = "{source}"\n'
        for host, some in (of_hosts or {"ISL": ISL, "VES": VES}).items()
        for name, value in some.items()
        if name in keys()[key].figures
    )
    return f'key = "{key}"\n{SCHEME}' + "".join(tables)


def shares(scheme):
    return {one.node: one for one in made(scheme=scheme).instance.shares}


def test_hosts_share_by_inhabitants():
    found = shares(figures("population"))

    assert (found["ISL"].part, found["VES"].part) == pytest.approx((0.75, 0.25))


def test_hosts_share_half_by_inhabitants_and_half_by_product():
    found = shares(figures("population_gdp"))

    assert found["ISL"].part == pytest.approx((0.75 + 0.9) / 2)


def test_hosts_share_by_the_key_of_2015_worked_by_hand():
    """Parts by the formula: 40, 40, 10 and 10 %, the last two at most 0.3 of size, 1 in all."""
    size = {"ISL": 0.75 + 0.9, "VES": 0.25 + 0.1}
    hosted = {"ISL": min(5 / 7.5, 0.3 * size["ISL"]), "VES": min(2.5 / 7.5, 0.3 * size["VES"])}
    jobless = {"ISL": min(0.75, 0.3 * size["ISL"]), "VES": min(0.25, 0.3 * size["VES"])}
    weighed = {one: 0.4 * size[one] + 0.1 * (hosted[one] + jobless[one]) for one in size}
    found = shares(figures())

    assert found["ISL"].part == pytest.approx(weighed["ISL"] / sum(weighed.values()))
    assert found["VES"].part == pytest.approx(weighed["VES"] / sum(weighed.values()))


def test_a_share_by_a_key_opens_the_key_and_every_figure():
    known = shares(figures("population_gdp"))["VES"]
    guessed = shares(figures("population_gdp", source="assumed: a guess"))["VES"]

    assert known.key == "population_gdp"
    assert known.origin.rule == "key population_gdp, hosts.VES.population, hosts.VES.gdp"
    assert guessed.origin.assumption == "hosts.VES.population, hosts.VES.gdp"
    assert "half by inhabitants" in known.origin.text


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        (f'key = "eu_2051"\n{SCHEME}', "did you mean eu_2015?"),
        (f"key = 3\n{SCHEME}", "sets key = 3"),
        (figures("population").replace('key = "population"', ""), "write key at the top"),
        (
            figures("population") + "[hosts.VES.gdp]\nvalue = 1\nunit = 'euros'\nsource = 'a'\n",
            "hosts.VES.gdp is read by a key of fairness only",
        ),
        (
            figures("population") + "[hosts.VES.share]\nvalue = 1\nunit = 'share'\nsource = 'a'\n",
            "key = 'population' gives it; take one out",
        ),
        (
            figures("population", ISL={"population": 0}),
            "say above 0",
        ),
        (
            figures("population_gdp").replace("billion US dollars", "tonnes", 1),
            "it is read as money",
        ),
    ],
)
def test_a_key_that_cannot_be_meant_is_refused(scheme, said):
    with pytest.raises(PlanError, match=said.replace("?", r"\?")):
        read_scheme(scheme)


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        (figures("population", ISL=ISL), "the key population needs hosts.VES.population"),
        (
            figures("population_gdp").replace("billion US dollars", "billion euros", 1),
            "in 'billion US dollars' and in 'billion euros'",
        ),
    ],
)
def test_a_key_needs_its_figures_of_every_country_of_stay_in_one_unit(scheme, said):
    with pytest.raises(PlanError, match=said):
        made(scheme=scheme)


AMOUNTS = st.floats(1, 1e6)
HOSTS = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=6)


@given(HOSTS, st.sampled_from(sorted(keys())))
def test_parts_are_above_nothing_and_add_up_to_one(hosts, name):
    key = keys()[name]
    columns = dict(zip(UNITS, zip(*hosts, strict=True), strict=True))
    found = parts(key, {one: columns[one] for one in key.figures})

    assert sum(found) == pytest.approx(1)
    assert min(found) > 0


@given(HOSTS, st.sampled_from(sorted(keys())), st.sampled_from(sorted(UNITS)))
def test_a_figure_in_another_unit_changes_no_part(hosts, name, scaled):
    key = keys()[name]
    columns = dict(zip(UNITS, zip(*hosts, strict=True), strict=True))
    other = {**columns, scaled: [1000 * one for one in columns[scaled]]}
    of = [parts(key, {one: some[one] for one in key.figures}) for some in (columns, other)]

    assert of[0] == pytest.approx(of[1])
    assert sum(key.figures.values()) == pytest.approx(1)
