"""The rules and sizes of a run as numbers of the kernel, and how states are packed into keys."""

from panah.errors import InputError
from panah.forecast.inputs import Plan
from panah.forecast.kernel_types import Rules
from panah.forecast.moments import are_few
from panah.forecast.network import LEG_REST
from panah.forecast.pace import KM, SPEED
from panah.forecast.settings import Flavour, Settings
from panah.forecast.terrain import SENT, Terrain

__all__ = ["births", "rules"]

_BIRTHS, _BIRTHS_OF_FEW = 4, 16
"""Classes of the day of setting out in Flee's flavour, oldest first: equal parts of all people. On
burundi2015 at the scale at which Flee is compared, 4, 8, 16 and 32 have an ARD 0.0041, 0.0032,
0.0027 and 0.0018 below Flee's, which is known to 0.0020 (600 runs each); at full population 16
take 1.6 to 2.2 times the time of 4."""
FEW = 4
"""Up to so many people of one cell finish their day one by one: fastest of 1, 4, 8, 16."""
_WORD = 62


def births(plan: Plan) -> int:
    """Give in how many classes of the day of setting out people decide."""
    if plan.flavour is not Flavour.FLEE:
        return 1
    return _BIRTHS_OF_FEW if are_few(plan) else _BIRTHS


def rules(plan: Plan, made: Terrain, *, entries: int, capacity_days: int) -> Rules:
    """Give the rules and sizes of a run with tables of so many entries."""
    world, settings, flavour = plan.world, plan.settings, plan.flavour
    return Rules(
        flee=int(flavour is Flavour.FLEE),
        expected=int(plan.expected),
        move=settings.max_move_speed // made.pace.unit,
        walk=settings.max_walk_speed // made.pace.unit,
        day=made.pace.day,
        clock=made.pace.clock,
        tire=int(settings.avoid_short_stints),
        bin=_bin(settings),
        take=int(settings.take_from_population),
        births=births(plan),
        kinds=made.network.kinds.number,
        match=int(made.network.kinds.match),
        foot=int(settings.start_on_foot),
        sent=int((made.hold[:, SENT] >= 0).any()),
        harvest=int(any(made.year.harvest)),
        seated=int(any(way.seats_per_day is not None for way in world.links)),
        walked=int(any(way.walk_probability for way in world.links)),
        days=world.days,
        places=len(world.spots),
        links=made.pace.link.shape[1],
        legs=len(made.network.legs),
        tastes=len(made.network.kinds.powers),
        cells=int((made.pace.link[KM] + 1).sum()),
        capacity_days=capacity_days,
        entries=entries,
        few=0 if plan.expected else FEW,
        anew=float(settings.default_movechance),
        buffer=float(settings.capacity_buffer),
        softening=float(settings.weight_softening),
        power=float(settings.weight_power),
        pruning=float(settings.pruning_threshold),
        **_widths(plan, made),
    )


def _bin(settings: Settings) -> int:
    """Give to how many km recent distance is rounded down."""
    bins = settings.recent_bins
    return max(1, settings.max_move_speed // bins) if bins else 1


def _widths(plan: Plan, made: Terrain) -> dict[str, int]:
    """Give the widths of the fields of a key.

    Raises
    ------
    InputError
        If the key would be too wide.
    """
    world, settings = plan.world, plan.settings
    fastest = settings.max_move_speed // made.pace.unit
    speed = int(made.pace.link[SPEED].max(initial=fastest))
    longest = int(made.pace.link[KM].max(initial=0))
    routed = made.network.leg[LEG_REST].max(initial=-1) >= 0
    largest = {
        "km_bits": max(longest + speed, world.days),
        "spent_bits": made.pace.day + speed,
        "tired_bits": 4 * speed if settings.avoid_short_stints else 0,
        "leg_bits": len(made.network.paths) if routed else 0,
        "birth_bits": births(plan) - 1,
        "kind_bits": made.network.kinds.number - 1,
    }
    widths = {name: size.bit_length() for name, size in largest.items()}
    sites = len(world.spots) + 2 * made.pace.link.shape[1]
    if sum(widths.values()) + 1 + sites.bit_length() > _WORD:
        raise InputError("the world is too large: fewer links, shorter ones or less awareness")
    return widths
