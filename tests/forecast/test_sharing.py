"""Members share what they have in common, and none is other than it would be alone."""

from datetime import date

import attrs
import numpy as np
import pytest

from panah.domain.forecast import Attribute, Change, Closed, Closure, Link, Site, Spot, World
from panah.errors import InputError
from panah.forecast.course import Courses
from panah.forecast.inputs import PLAIN, Draw, Plan
from panah.forecast.settings import Flavour, Settings

DAYS = 6


def every_rule_bites():
    """A world in which each rule has something to act on: hunger, floods, groups, closures."""
    spots = (
        Spot(name="Varn", country="Ostria", site=Site.CONFLICT, population=900, intensity=1.0),
        Spot(name="Hask", country="Ostria", site=Site.FLOOD_ZONE, population=400, region="south"),
        Spot(
            name="Oder",
            country="Ostria",
            site=Site.FORWARD,
            population=50,
            latitude=3.0,
            region="south",
        ),
        Spot(name="Mill", country="Ostria", site=Site.IDP_CAMP, capacity=90, people=4),
        Spot(
            name="Tann",
            country="Lydd",
            site=Site.CAMP,
            capacity=70,
            latitude=9.0,
            settling=0.1,
            hdi=0.4,
        ),
    )
    ways = (
        Link(ends=("Varn", "Hask"), km=71, walk_probability=0.3),
        Link(ends=("Hask", "Oder"), km=121, redirects="Hask"),
        Link(ends=("Oder", "Tann"), km=90, permeability=0.2, seats_per_day=(9,)),
        Link(ends=("Varn", "Mill"), km=40, max_move_speed=100, opens=1, closes=5),
    )
    groups = {
        "age": ("9", "16", "70"),
        "gender": ("female", "male"),
        "ethnicity": ("a", "b"),
        "religion": ("c", "d"),
        "occupation": ("farmer", "clerk"),
    }
    return World(
        start=date(2031, 3, 1),
        days=DAYS,
        home="Ostria",
        spots=spots,
        links=ways,
        closures=(
            Closure(closes=Closed.CAMP, names=("Mill", ""), start=2, end=4),
            Closure(closes=Closed.COUNTRY, names=("Ostria", "Lydd"), start=3, end=5),
        ),
        conflict={"Varn": (1.0, 1.0, 0.5, 0.2, 0.2, 1.0)},
        food={"south": (10.0, 10.0, 30.0, 30.0, 30.0, 5.0)},
        floods={"Hask": (0, 1, 2, 1, 0, 0)},
        changes=(Change(name="Oder", site=Site.CONFLICT, day=3),),
        attributes=tuple(
            Attribute(name=name, values=values, shares={"": (1.0,) * len(values)})
            for name, values in groups.items()
        ),
        majors=(("Varn", "Hask", "Oder"),),
    )


MANY_RULES = Settings(
    conflict_spawn_decay=(1.0, 0.5),
    conflict_spawn_decay_interval=2,
    starvation_driven_spawning=True,
    camps_are_sinks=True,
    movechance_pop_scale_factor=0.1,
    use_pop_for_loc_weight=True,
    stay_close_to_home=True,
    MatchCampReligion=True,
    flee_when_starving=True,
    avoid_short_stints=True,
    recent_bins=4,
)
PLAN = Plan(
    world=every_rule_bites(),
    settings=MANY_RULES,
    flavour=Flavour.DEFAULT,
    outflow=(20,) * DAYS,
    people=(0, 0, 0, 4, 9),
)
CHANGED = {
    "conflict_driven_spawning": {"spawn_mode": "constant", "displaced_per_conflict_day": 7},
    "flood_zone_spawning_only": True,
    "flood_driven_spawn_mode": {"flood_spawn_mode": "constant"},
    "flood_rules": {"flood_movechances": [0, 0.5, 0.9], "flood_loc_weights": [1, 0.5, 0.3]},
    "conflict_spawn_decay": (1.0, 0.4),
    "harvest_months": (3.0,),
    "pruning_threshold": 5.0,
}
"""Values of settings in place of those above, where half of that and a little would be none."""


ELSEWHERE = {
    *("insert_day0", "empty_camps_on_day0", "sum_from_camps", "day_parts"),
    *("flood_zone_spawning_only", "flood_driven_spawn_mode"),
}
"""Settings that act on how files are read, on many people, or only both together."""


def changed(field):
    """Give a value that a setting does not have in the plan."""
    value = getattr(MANY_RULES, field.name)
    if field.name in CHANGED:
        return CHANGED[field.name]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return 0.004 if field.name.endswith("movechance") else value * 0.5 + 0.2


def as_run(courses, draw):
    try:
        run = courses.of(draw, 3).run(64, np.zeros(4, dtype=np.uint64))
    except InputError as refused:
        return str(refused)
    return run.whole.tobytes(), run.real.tobytes(), run.rules, run.at


DRAWS = {
    **{field.name: Draw(settings={field.name: changed(field)}) for field in attrs.fields(Settings)},
    "conflict": Draw(conflict={"Varn": (1.0,) * DAYS}),
    "permeability": Draw(permeability=(0.0, 0.0, 0.7, 0.1)),
    "seats": Draw(seats={2: (3, 4), 3: (1,)}),
    "people": Draw(people=(1, 2, 3, 4, 5)),
    "outflow": Draw(outflow=(30,) * DAYS),
    "capacity": Draw(capacity=(np.nan, np.nan, np.nan, 40.0, 30.0)),
    "attraction": Draw(attraction=(1.0, 2.0, 1.0, 0.5, 3.0)),
}


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("varied", DRAWS)
def test_a_member_is_the_same_alone_and_after_others(varied, flavour):
    plan = attrs.evolve(PLAN, flavour=flavour)
    alone = as_run(Courses(plan, 1), DRAWS[varied])
    courses = Courses(plan, 1)
    first = as_run(courses, PLAIN)

    assert as_run(courses, DRAWS[varied]) == alone
    assert as_run(courses, Draw()) == first
    assert alone != first or flavour is Flavour.FLEE or varied in ELSEWHERE
