"""The rules and sizes of a run as numbers of the kernel, and how states are packed into keys."""

from panah.errors import InputError
from panah.forecast import kernel_types as k
from panah.forecast.inputs import Plan
from panah.forecast.settings import Flavour, Settings
from panah.forecast.terrain import Terrain, day_length

__all__ = ["BIRTHS", "numbers", "real_numbers"]

BIRTHS = 4
"""Classes of the day of setting out in Flee's flavour: quarters of all people, oldest first."""
_WORD = 62


def numbers(plan: Plan, made: Terrain) -> dict[int, int]:
    """Give the rules and sizes of a run by their names in the kernel."""
    world, settings, flavour = plan.world, plan.settings, plan.flavour
    return {
        k.FLEE: int(flavour is Flavour.FLEE),
        k.EXPECTED: int(plan.expected),
        k.MOVE: settings.max_move_speed,
        k.WALK: settings.max_walk_speed,
        k.DAY: day_length(world, settings, flavour),
        k.TIRE: int(settings.avoid_short_stints),
        k.BIN: max(1, settings.max_move_speed // settings.recent_bins)
        if settings.recent_bins
        else 1,
        k.TAKE: int(settings.take_from_population),
        k.BIRTHS: BIRTHS if flavour is Flavour.FLEE else 1,
        k.KINDS: made.kinds.number,
        k.MATCH: int(made.kinds.match),
        k.FOOT: int(settings.start_on_foot),
        k.DAYS: world.days,
        k.PLACES: len(world.spots),
        k.LINKS: made.link.shape[1],
        k.LEGS: len(made.legs),
        k.TASTES: len(made.kinds.powers),
        k.CELLS: int((made.link[k.KM - k.START] + 1).sum()),
        **_widths(plan, made),
    }


def _bin(settings: Settings) -> int:
    """Give to how many km recent distance is rounded down."""
    bins = settings.recent_bins
    return max(1, settings.max_move_speed // bins) if bins else 1


def _widths(plan: Plan, made: Terrain) -> dict[int, int]:
    """Give the widths of the fields of a key.

    Raises
    ------
    InputError
        If the key would be too wide.
    """
    world, settings, flavour = plan.world, plan.settings, plan.flavour
    speed = int(made.link[k.SPEED - k.START].max(initial=settings.max_move_speed))
    longest = int(made.link[k.KM - k.START].max(initial=0))
    routed = made.leg[k.LEG_REST - k.LEG_LINK].max(initial=-1) >= 0
    largest = {
        k.KM_BITS: max(longest + speed, world.days),
        k.SPENT_BITS: day_length(world, settings, flavour) + speed,
        k.TIRED_BITS: 4 * speed if settings.avoid_short_stints else 0,
        k.LEG_BITS: len(made.paths) if routed else 0,
        k.BIRTH_BITS: BIRTHS - 1 if flavour is Flavour.FLEE else 0,
        k.KIND_BITS: made.kinds.number - 1,
    }
    widths = {name: size.bit_length() for name, size in largest.items()}
    sites = len(world.spots) + 2 * made.link.shape[1]
    if sum(widths.values()) + 1 + sites.bit_length() > _WORD:
        raise InputError("the world is too large: fewer links, shorter ones or less awareness")
    return widths


def real_numbers(settings: Settings) -> dict[int, float]:
    """Give the rules of a run that are real numbers by their names in the kernel."""
    return {
        k.ANEW: settings.default_movechance,
        k.BUFFER: settings.capacity_buffer,
        k.SOFTENING: settings.weight_softening,
        k.POWER: settings.weight_power,
        k.PRUNING: settings.pruning_threshold,
    }
