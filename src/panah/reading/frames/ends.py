"""Where a movement comes from and goes to: by its places, its people, or what was said before.

Each class of verbs (`Way`) tells what a place right behind it is: "fled *Libya*" is where from,
"entered *Italy*" where to. People going home go where they are from.
"""

import attrs

from panah.domain.claim import Kind
from panah.domain.reading import ActorRef, PlaceRef
from panah.reading.discourse import place_of
from panah.reading.frames.scene import Scene
from panah.reading.group import Count
from panah.reading.places import Role, Setting, place_at
from panah.reading.predicate import Predicate

__all__ = ["TRIGGERS", "WAYS", "Ends", "Way", "completed", "ends_of"]


@attrs.frozen(kw_only=True)
class Way:
    """A class of verbs of moving.

    Parameters
    ----------
    carried
        Whether its active form moves its object.
    object_is
        What a place right behind the verb is.
    needs_amount
        Whether it is told only with an amount or a place to go to.
    """

    rule: str
    tags: tuple[str, ...]
    carried: bool = False
    object_is: Role = Role.OTHER
    needs_amount: bool = False
    homeward: bool = False


WAYS = (
    Way(rule="movement.return", tags=("RETV",), carried=True, homeward=True),
    Way(rule="movement.flee", tags=("FLEEV",), object_is=Role.FROM),
    Way(rule="movement.arrive", tags=("ENTERV", "ARRV"), object_is=Role.TO, needs_amount=True),
    Way(rule="movement.evacuate", tags=("EVACV",), carried=True),
    Way(rule="movement.proceed", tags=("PROCV",), needs_amount=True),
    Way(rule="movement.leave", tags=("LEAVEV",), object_is=Role.FROM, needs_amount=True),
)
TRIGGERS = tuple(tag for way in WAYS for tag in way.tags)


@attrs.frozen(kw_only=True)
class Ends:
    """Where from, where to, and through where; several places to go to stand side by side."""

    from_: PlaceRef | None = None
    to: tuple[PlaceRef, ...] = ()
    via: PlaceRef | None = None


def ends_of(scene: Scene, way: Way, pred: Predicate, counts: tuple[Count, ...]) -> Ends:
    """Give the places of a verb by the words around it."""
    from_, via = None, None
    to: list[PlaceRef] = []
    limit = _limit(scene, pred)
    found = scene.line.low(pred.at).startswith(_REFUGE)
    for setting in scene.settings(pred.end, limit):
        if _attacks(scene, setting.index):
            continue
        place = place_at(scene.line, setting.index)
        role = _role(way, setting, setting.index - pred.end, reached=bool(to), is_refuge=found)
        if role is Role.FROM:
            from_ = from_ or place
        elif role is Role.TO and place:
            to.append(place)
        elif role is Role.VIA:
            via = via or place
    from_ = from_ or _left_from(scene, pred)
    to = [one for one in to if scene.is_in_a_country(one)] or to
    return Ends(from_=from_, to=tuple(to), via=via)


_ATTACKS = frozenset(
    {
        *("aggression", "invasion", "attack", "attacks", "assault", "offensive", "bombardment"),
        *("bombs", "bombing", "shelling", "strikes", "airstrikes", "advance", "onslaught"),
    }
)


def _attacks(scene: Scene, at: int) -> bool:
    """Tell a country that is named as who attacks: "fleeing Russia's aggression"."""
    line = scene.line
    if line.low(at + 1) != "'s":
        return False
    return any(line.low(n) in _ATTACKS for n in range(at + 2, min(at + 5, len(line))))


_REFUGE = ("seek", "sought", "find", "found", "take", "took", "taking")


def _role(way: Way, setting: Setting, apart: int, *, reached: bool, is_refuge: bool) -> Role:
    """Give what a place is to a verb of this class; `apart` tokens stand between them."""
    role = setting.role
    if role is Role.OTHER and apart <= 3:
        role = way.object_is
    if role is Role.IN and way.object_is is Role.TO and not reached:
        return Role.TO
    if role is Role.IN and way.object_is is Role.FROM and apart <= 5:
        return Role.TO if is_refuge else Role.FROM
    return role


def _limit(scene: Scene, pred: Predicate) -> int:
    """Give how far right the places of a verb reach: not into the next clause or verb."""
    end = scene.same_clause(pred.at)[1]
    for index in range(pred.end + 1, end):
        if scene.line.is_a(index, "QTY") and scene.line.low(index - 1) in {"and", ",", "while"}:
            return index
        token_is_verb = scene.line.is_a(index, "SAYV", "HOSTV", *TRIGGERS)
        if token_is_verb and scene.predicate(index) is not None and index > pred.end + 2:
            return index
    return end


def _left_from(scene: Scene, pred: Predicate) -> PlaceRef | None:
    first = scene.same_clause(pred.at)[0]
    for setting in scene.settings(max(first, pred.first - 20), pred.first):
        if setting.role is Role.FROM:
            return place_at(scene.line, setting.index)
    return None


def completed(
    scene: Scene,
    way: Way,
    pred: Predicate,
    ends: Ends,
    count: Count | None,
    agent: ActorRef | None,
) -> Ends:
    """Fill in what the words leave to the people's name or to what was said before."""
    origin = scene.origin(count)
    moved = scene.state.moved
    if way.homeward:
        to = ends.to or ((origin,) if origin else ())
        from_ = ends.from_ or _host_of_return(scene, agent, to)
        if count is None and moved is not None:
            to = to or ((moved.from_,) if moved.from_ else ())
            from_ = from_ or moved.to
        from_ = from_ or scene.refuge_setting(*(one.code for one in to))
        return attrs.evolve(ends, from_=_unless(from_, to), to=to)
    from_ = ends.from_ or _unless(origin, ends.to)
    to = ends.to
    if not to and way.rule == "movement.arrive":
        setting = _own_ground(scene, pred, from_) or scene.refuge_setting(
            from_.code if from_ else None
        )
        to = (setting,) if setting else ()
    if from_ is None and not to and way.carried:
        from_ = scene.only_country()
    if from_ is None and not to and way.rule in {"movement.flee", "movement.leave"}:
        from_ = scene.setting()
    return attrs.evolve(ends, from_=from_, to=to)


def _own_ground(scene: Scene, pred: Predicate, from_: PlaceRef | None) -> PlaceRef | None:
    """Give the country the sentence is about: "Uganda kept its border open, and 900 arrived"."""
    country = scene.country(scene.party_left(pred.first))
    if country is None or (from_ is not None and country.code == from_.code):
        return None
    return country.place() if country.code not in scene.state.fled else None


def _host_of_return(
    scene: Scene, agent: ActorRef | None, to: tuple[PlaceRef, ...]
) -> PlaceRef | None:
    if own := place_of(agent):
        return own
    entered = [one.to for one in scene.seen if one.kind is Kind.MOVEMENT and one.to]
    return _unless(entered[0] if entered else None, to)


def _unless(place: PlaceRef | None, others: tuple[PlaceRef, ...]) -> PlaceRef | None:
    """Give a place, unless it is one of the others."""
    return place if place and all(place.code != one.code for one in others) else None
