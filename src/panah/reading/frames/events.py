"""What a figure tells: people who come, flee, stay, go home, are carried, turned away, let in.

The class of the word a figure hangs on (`links`) says what happened; the words around say where,
by whom and how far it has come. One table for all classes, so that a new verb in the lexicon is
read in the active, the passive, the participle and the noun at once.
"""

from collections.abc import Iterator

from panah.domain.quantity import Unit
from panah.reading.frames.frame import woken_by
from panah.reading.frames.happenings import HAPPENINGS
from panah.reading.frames.links import Link, Tie, links
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.predicate import Tense

__all__ = ["events"]

_BY_VERB: tuple[tuple[str, str | None, str | None], ...] = (
    ("DISPV", None, "leave"),
    ("PUSHV", None, "refuse"),
    ("DEPORTV", None, "return"),
    ("RETV", "return", "return"),
    ("FLEEV", "flee", None),
    ("ENTERV", "arrive", "arrive"),
    ("EVACV", "carry", "carry"),
    ("AIDV", None, "aid"),
    ("ARRV", "arrive", "arrive"),
    ("STUCKV", "stay", "stay"),
    ("STAYV", "stay", "stay"),
    ("RECEIVEV", None, "arrive"),
    ("HOSTV", None, "stay"),
    ("PLACEV", None, "stay"),
    ("SEEV", None, "arrive"),
    ("REGV", None, "stay"),
    ("BLOCKV", None, "refuse"),
    ("LEAVEV", "leave", None),
    ("PROCV", "go", "carry"),
    ("COMEV", "arrive", None),
    ("AWAITV", None, "expect"),
    ("HAVE", None, "stay"),
)
"""For each class of verbs: what its subject does, and what is done to its object."""
_VERBS = frozenset(tag for tag, _, _ in _BY_VERB)

_BY_NOUN = (
    ("PUSHN", "refuse"),
    ("RETN", "return"),
    ("EVACN", "carry"),
    ("DEPARTN", "carry"),
    ("ARRN", "arrive"),
    ("MOVEN", "leave"),
    ("CAPACITYN", "hold"),
)
_PEOPLE = frozenset({Unit.PERSON, Unit.FAMILY, Unit.HOUSEHOLD, Unit.CASE})
_OF_REFUGE = ("PEOPLE", "CAMPWORD", "FLEEV", "DISPV", "HOMES", "RETN", "EVACN", "ASYLUMN", "PUSHV")


@woken_by(("QTY",))
def events(scene: Scene) -> Iterator[Sighting]:
    """Give what each figure tells that no earlier claim of the sentence counts."""
    for count in scene.counts:
        if count.quantity is None or scene.is_vague(count) or _is_seen(scene, count):
            continue
        found = _event(scene, count)
        if found is None or scene.is_supposed(found[0].at):
            continue
        link, name = found
        if sighting := HAPPENINGS[name](scene, link):
            yield sighting


def _is_seen(scene: Scene, count: Count) -> bool:
    span = scene.line.cover(count.quantity or 0, (count.quantity or 0) + 1)
    return any(one.amount and one.amount.worded.overlaps(span) for one in scene.seen)


def _event(scene: Scene, count: Count) -> tuple[Link, str] | None:
    """Give the closest word of a known class, and what it tells."""
    if not _is_of_refuge(scene, count):
        return None
    own = _own(scene, count)
    for link in links(scene, count):
        if name := _told(scene, link, own):
            return link, name
        if link.pred and link.pred.is_finite and scene.line.is_a(link.at, "ATTACKV", "DIEV"):
            return None
    return None


def _is_of_refuge(scene: Scene, count: Count) -> bool:
    line = scene.line
    near = range(count.first, min(count.end, len(line)))
    if any(line.is_a(n, "PEOPLE", "DEM") for n in near) or line.has(*_OF_REFUGE):
        return True
    return scene.state.refuge_words > 2


def _own(scene: Scene, count: Count) -> str | None:
    """Give what a figure tells by its own noun: 900 arrivals, 74 deportations."""
    if count.head < 0:
        return None
    return next((name for tag, name in _BY_NOUN if scene.line.is_a(count.head, tag)), None)


def _told(scene: Scene, link: Link, own: str | None) -> str | None:
    """Give what a figure tells by one of its ties."""
    if link.count.unit not in _PEOPLE:
        return _of_things(scene, link)
    if link.tie is Tie.PLACE:
        return _state(scene, link.count) or own
    if link.tie is Tie.LABEL:
        return own or _labelled(scene, link)
    if link.tie is Tie.OF:
        return _counted_by(scene, link)
    if link.tie is Tie.IS:
        return own or _is_number(scene, link)
    return _by_verb(scene, link, own)


_CARRIERS = ("EVACV", "LEAVEV", "ARRV", "PROCV", "TAKEV", "ENTERV")


def _of_things(scene: Scene, link: Link) -> str | None:
    """Give what is told of flights, sites and goods that are counted."""
    line, unit = scene.line, link.count.unit
    if unit is Unit.FLIGHT and link.pred and line.is_a(link.at, *_CARRIERS):
        return "carry"
    if unit is Unit.CAMP and link.by == "in" and line.is_a(link.at, "STAYV", "HOSTV", "PLACEV"):
        return "site"
    if unit is Unit.SITE and link.pred and line.is_a(link.at, *_CARRIERS, "SUPPLYV"):
        return "given"
    if unit is Unit.SITE and link.tie is Tie.LABEL:
        return "goods" if _lacks(scene, link) else "given"
    there = link.tie is Tie.IS and line.low(link.at - 1) in {"there", "only", "just"}
    return "goods" if unit is Unit.SITE and there else None


def _lacks(scene: Scene, link: Link) -> bool:
    """Tell "Needs: 3,000 blankets" from "Handed out: 3,000 blankets"."""
    words = scene.line.words(0, link.at).lower()
    return any(one in words for one in ("need", "gap", "short", "lack", "require", "missing"))


def _counted_by(scene: Scene, link: Link) -> str | None:
    """Read "the arrival of 900", "a camp for 900", "camps with 900"."""
    line = scene.line
    if link.count.first - link.at > 4 or not link.by:
        return None
    aside = line.is_a(link.at, "GPE") and line.low(link.at + 1) == ","
    if link.by == "with" and (aside or line.is_a(link.at, "CAMPN")):
        return "stay"
    if line.is_a(link.at, "CAMPN") and link.by in {"for", "of"}:
        return "hold"
    if link.by in {"of", "for"}:
        return next((name for tag, name in _BY_NOUN if line.is_a(link.at, tag)), None)
    return None


_NUMBER = frozenset(
    {"number", "total", "figure", "count", "toll", "tally", "population", "average"}
)


def _is_number(scene: Scene, link: Link) -> str | None:
    """Read "there are 900", "the number is 900", "it was 900": what the last figure counted."""
    line = scene.line
    before = [line.low(n) for n in range(max(0, link.at - 12), link.at)]
    if before[-1:] == ["there"] or line.low(link.at) in {"there's", "there_are"}:
        return "stay"
    words = " ".join(before)
    if _NUMBER.isdisjoint(before) and before[-1:] not in (["it"], ["that"]):
        return None
    known = next((name for name, stems in _LABELS if any(one in words for one in stems)), None)
    return known or _LAST.get(scene.state.counted or "")


_LAST = {
    "movement.arrive": "arrive",
    "movement.flee": "arrive",
    "movement.leave": "leave",
    "movement.homes": "leave",
    "movement.displaced": "leave",
    "movement.return": "return",
    "movement.evacuate": "carry",
    "population.at": "stay",
    "population.grow": "stay",
    "population.displaced": "stay",
}
_DRIVEN = frozenset({"from", "out"})


_COUNTING = ("REGV", "SEEV", "HAVE", "BE", "GROWV", "SETUPV")


def _by_verb(scene: Scene, link: Link, own: str | None) -> str | None:
    """Give what a figure tells as doer or object of a verb."""
    line, done_to = scene.line, link.tie is Tie.DONE_TO
    if own and line.is_a(link.at, *_COUNTING):
        return own
    if _is_total(scene, link):
        return own or _is_number(scene, link)
    if done_to and (name := _done_to(scene, link)):
        return name
    if done_to and link.by and not line.is_a(link.at, "ARRV", "AWAITV"):
        return None
    if line.is_a(link.at, *_VERBS):
        return next(
            (done if done_to else doer) for tag, doer, done in _BY_VERB if line.is_a(link.at, tag)
        )
    return None


def _is_total(scene: Scene, link: Link) -> bool:
    """Read "fell to 900", "is put at 900", "totalled 900"."""
    line = scene.line
    if link.by in {"at", "to"}:
        return line.is_a(link.at, "GROWV", "RISEV")
    return not link.by and line.is_a(link.at, "GROWV") and not line.is_a(link.at, "ARRV")


def _done_to(scene: Scene, link: Link) -> str | None:
    """Give what is told by more than the verb: what drives people, or is given to them."""
    left_so = scene.line.low(link.count.end) in {"homeless", "displaced"} and not link.by
    if left_so or (scene.line.is_a(link.at, "DRIVEV") and _is_driven(scene, link)):
        return "leave"
    if _is_aboard(scene, link) or _is_taken(scene, link):
        return "carry"
    if _is_granted(scene, link):
        return "admit"
    if link.by == "to" and scene.line.is_a(link.at, "REFUSEV") and scene.line.has("ENTRYN"):
        return "refuse"
    if not link.by and scene.line.is_a(link.at, "HOLDV") and _is_room(scene, link):
        return "hold"
    return None


_ROOM = frozenset({Tense.INFINITIVE, Tense.MODAL, Tense.FUTURE})


def _is_room(scene: Scene, link: Link) -> bool:
    """Read "a site cleared to hold 900", "the hall can take 900": what a place has room for."""
    if link.pred is None or link.pred.tense not in _ROOM:
        return False
    first = scene.same_clause(link.at)[0]
    return any(scene.line.is_a(n, "CAMPN") for n in range(first, link.at))


def _is_granted(scene: Scene, link: Link) -> bool:
    """Read "900 people have been granted visas", "gave 900 people leave to stay"."""
    line = scene.line
    if not line.is_a(link.at, "GIVEV"):
        return False
    end = max(link.at + 1, link.count.end)
    return any(
        line.is_a(n, "PAPERN", "REFN", "PLACEN") or line.low(n) in {"leave", "residence", "status"}
        for n in range(end, min(end + 5, len(line)))
    )


def _is_aboard(scene: Scene, link: Link) -> bool:
    """Read "two planes carrying 900 people", "flights left with 900 people on board"."""
    line = scene.line
    if not line.has("FLIGHTN", "VEHICLEN"):
        return False
    after = {line.low(n) for n in range(link.count.end, min(link.count.end + 3, len(line)))}
    carries = line.low(link.at).startswith("carr") and not link.by
    if link.by == "with" and line.is_a(link.at, "LEAVEV", "ARRV", "PROCV"):
        return True
    return carries or (link.by == "with" and bool(after & {"board", "aboard", "on_board"}))


def _is_taken(scene: Scene, link: Link) -> bool:
    """Read "took 900 people to the capital"."""
    line, at = scene.line, link.count.end
    if link.by or not line.is_a(link.at, "TAKEV") or line.low(at) not in {"to", "from", "out"}:
        return False
    return any(line.is_a(n, "GPE", "CAMPN", "LANDN") for n in range(at + 1, at + 5))


def _is_driven(scene: Scene, link: Link) -> bool:
    """Read "pushed 900 people from their homes", "were forced to leave"."""
    line = scene.line
    at = max(link.count.end, link.at + 1)
    if line.low(at) in _DRIVEN:
        return any(line.is_a(n, "HOMES", "GPE") for n in range(at, min(at + 6, len(line))))
    return line.low(at) == "to" and line.is_a(at + 1, "FLEEV", "LEAVEV", "PROCV", "DISPV", "EVACV")


_THERE = frozenset({"in", "at", "inside", "across", "on", "near", "within", "throughout"})
_STILL = frozenset({"are", "were", "is", "currently", "now", "still", "already", "there", "remain"})


def _state(scene: Scene, count: Count) -> str | None:
    """Give the state people are said to be in: without a home, at risk, or somewhere."""
    line = scene.line
    near = {(line.low(n), line.low(n + 1)) for n in range(count.end, count.end + 4)}
    if ("at", "risk") in near:
        return "expect" if line.has("MOVEN", "DISPV", "RETN") else None
    if _is_homeless(scene, count):
        return "leave"
    return "stay" if _stands_in(scene, count) else None


def _is_homeless(scene: Scene, count: Count) -> bool:
    """Read "900 people are internally displaced": a state, not an event."""
    line, at = scene.line, count.end
    while line.is_a(at, "ADV", "BE") or line.low(at) in _STILL:
        at += 1
    return at > count.end and ("displaced" in line.low(at) or line.low(at) == "homeless")


def _stands_in(scene: Scene, count: Count) -> bool:
    """Read "2,000 refugees (are now) in the camp"."""
    line, at = scene.line, count.end
    while line.is_a(at, "ADV") or line.low(at) in _STILL:
        at += 1
    if line.low(at) not in _THERE or line.is_a(at + 1, "DATE"):
        return False
    near = range(at + 1, min(at + 8, len(line)))
    is_camp = any(line.is_a(n, "CAMPN") for n in near)
    if not is_camp and not any(line.is_a(n, "GPE", "COUNTRYN", "LANDN") for n in near):
        return False
    people = any(line.is_a(n, "PEOPLE", "DEM") for n in range(count.first, count.end))
    still = any(line.low(n) in _STILL for n in range(count.end, at))
    return people or is_camp or still


_LABELS = (
    ("arrive", ("arriv", "cross", "landed", "newcomer", "entries")),
    ("return", ("return", "deport", "repatriat")),
    ("carry", ("evacuat", "relocat", "transfer")),
    ("leave", ("displaced", "idp", "left their homes", "uprooted", "fled")),
    ("refuse", ("turned back", "pushed back", "refused", "intercept")),
    (
        "stay",
        (
            "refugee",
            "asylum",
            "hosted",
            "living in",
            "in camps",
            "shelter",
            "people in",
            "registered",
        ),
    ),
)


def _labelled(scene: Scene, link: Link) -> str | None:
    line = scene.line
    words = line.words(0, link.at).lower()
    if any(line.is_a(n, "GPE") for n in range(link.at)) and link.at <= 3:
        by_boat = "arrive" if line.has("SHIPN") else None
        return by_boat or _LAST.get(scene.state.counted or "")
    return next((name for name, stems in _LABELS if any(one in words for one in stems)), None)
