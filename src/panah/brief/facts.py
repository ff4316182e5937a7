"""Facts as sentences: who does what for how many, in the words of the list of statuses.

No adjectives and no judgement: hedges stay as worded, the range read from them stands beside, and
what nobody stated is not filled in.
"""

import re
from collections.abc import Callable, Mapping

from panah.brief.model import Run, Sentence
from panah.brief.voice import joined, ours, quoted, reported, worded
from panah.brief.words import DASH, day, time_of
from panah.domain.claim import Hold, Kind, Mode, Mood, Status
from panah.domain.dossier import PEOPLE, Dossier
from panah.domain.line import NumberCell, Voice
from panah.domain.quantity import Measure, Unit

__all__ = ["IN_USE", "MOODS", "facts", "held", "status_words"]

_HOSTS = {
    Status.ASKED: "was asked to host",
    Status.CONSIDERING: "is considering hosting",
    Status.IN_TALKS: "is in talks to host",
    Status.NEAR_FINAL: "is close to an agreement to host",
    Status.READY: "is ready to host",
    Status.ANNOUNCED: "announced that it will host",
    Status.AGREED: "agreed to host",
    Status.UNDER_WAY: "is receiving",
    Status.IN_PLACE: "hosts",
    Status.DONE: "hosted",
}
_SEVERAL_HOST = {
    Status.ASKED: "were asked to host",
    Status.CONSIDERING: "are considering hosting",
    Status.IN_TALKS: "are in talks to host",
    Status.NEAR_FINAL: "are close to an agreement to host",
    Status.READY: "are ready to host",
    Status.ANNOUNCED: "announced that they will host",
    Status.UNDER_WAY: "are receiving",
    Status.IN_PLACE: "host",
}
_SEVERAL = re.compile(r"\S.*\s?[+,;]\s?\S.*|others|several|a number of .*", re.IGNORECASE)
"""A host that is several: codes joined, or a word for more than one."""

MOODS = {Mood.IS: "conditional", Mood.WILL: "planned", Mood.MAY: "feared or possible"}
"""What the claims of an outlook are called; a fact is there only with a condition."""

_MODES = {
    Mode.TRANSIT: "transit",
    Mode.TEMPORARY: "a temporary stay",
    Mode.RESETTLEMENT: "resettlement",
    Mode.ASYLUM: "asylum",
}
_MEASURED: Mapping[Measure | None, str] = {Measure.CEILING: ", a ceiling"}
IN_USE = frozenset({Measure.STOCK, Measure.FLOW, Measure.CUMULATIVE})
_MOVES = {Mood.IS: "moved", Mood.WILL: "are expected to move", Mood.MAY: "may move"}


def facts(one: Dossier) -> tuple[Sentence, ...]:
    """Give what stands of a line, as sentences with their footnotes."""
    sentences = _FACTS[one.line.kind](one)
    sentences += _status_range(one)
    sentences += [held(one, index) for index in range(len(one.line.holds))]
    sentences += _closing(one)
    sentences += [(ours("Also said: "), *reported(one, key)) for key in one.line.evidence]
    return tuple(sentences)


def status_words(one: Dossier) -> str:
    """Give the status as its list words it, low to high; without one, what there is instead."""
    cell = one.line.status
    if cell is None:
        return _instead(one)
    low, high = (status.value.replace("_", " ") for status in (cell.low, cell.high))
    return low if low == high else f"{low} {DASH} {high}"


def _instead(one: Dossier) -> str:
    if one.line.happenings:
        return "events"
    moods = {one.claim(key).mood for key in one.line.outlook}
    for mood in (Mood.WILL, Mood.MAY, Mood.IS):
        if mood in moods:
            return MOODS[mood]
    return "borne out" if one.line.borne_out else "not stated"


def held(one: Dossier, index: int) -> Sentence:
    """Say what stands in the way, and in whose voice."""
    hold = one.line.holds[index]
    voice = "in its own voice" if hold.by is Voice.OWN else "said by a third party"
    effect = (
        ""
        if hold.by is Voice.THIRD_PARTY or hold.value is Hold.LIVE
        else ("; the line does not count")
    )
    start = f"Hold: {hold.value}, {voice}{effect}"
    if _FACTS[one.line.kind] is _told:
        return (ours(f"{start}.", hold.claim),)
    return (ours(f"{start}. "), *reported(one, hold.claim))


def _hosting(one: Dossier) -> list[Sentence]:
    line = one.line
    if line.status is None:
        return []
    low = line.status.low
    several = _SEVERAL_HOST if _SEVERAL.fullmatch(one.subject or "") else {}
    start = ours(f"{one.names.of(one.subject)} {several.get(low, _HOSTS[low])} ")
    ending = _terms(one)
    cells = one.numbers(units=PEOPLE)
    if not cells:
        words = f"people{ending}; the number is not stated."
        return [(start, ours(words, *line.status.claims))]
    return [
        (ours("In use: "), *worded(one, cell), ours("."))
        if cell.measure in IN_USE and line.status.low is not Status.DONE
        else (start, *worded(one, cell), ours(f"{_MEASURED.get(cell.measure, '')}{ending}."))
        for cell in cells
    ]


def _terms(one: Dossier) -> str:
    groups, modes = one.term("for whom"), sorted(Mode(mode) for mode in set(one.term("mode")))
    onward = [one.names.of(to) for to in one.term("onward destination")]
    asked = one.names.of(one.line.matter.counterpart)
    parts = (
        f"for {joined([_MODES[mode] for mode in modes], 'or')}" if modes else "",
        f"asked by {asked}" if asked else "",
        f"bound for {joined(onward, 'or')}" if onward else "",
        f"for {joined(groups)}" if groups else "",
        f"for {joined(one.term('duration'), 'or')}" if one.term("duration") else "",
    )
    return "".join(f", {part}" for part in parts if part)


def _movement(one: Dossier) -> list[Sentence]:
    sentences = [_moved(one, cell) for cell in one.line.numbers if cell.mood is Mood.IS]
    if not sentences and one.line.status is not None:
        return [reported(one, one.lead)]
    return sentences + _expected(one)


def _moved(one: Dossier, cell: NumberCell) -> Sentence:
    if cell.unit is Unit.SHARE:
        return (*worded(one, cell), ours(": "), *reported(one, cell.lead))
    event = one.claim(cell.lead).event
    so_far = " in all" if cell.measure is Measure.CUMULATIVE else ""
    return (
        *worded(one, cell),
        ours(f" {_MOVES[cell.mood]}{so_far} {_way(one, cell)}, {time_of(event)}."),
    )


def _expected(one: Dossier) -> list[Sentence]:
    """Give a total expected in the end, said to be beside and not on top of what was reached."""
    reached = {cell.unit for cell in one.numbers(measures={Measure.CUMULATIVE})}
    planned = one.numbers(measures={Measure.CUMULATIVE}, mood=Mood.WILL)
    return [
        (
            *worded(one, cell),
            ours(
                f" in all are expected to move {_way(one, cell)}: a total, beside what was "
                f"reached and not added to it."
            ),
        )
        for cell in planned
        if cell.unit in reached
    ]


def _way(one: Dossier, cell: NumberCell) -> str:
    claim = one.claim(cell.lead)
    from_, to = one.names.of(claim.from_), one.names.of(claim.to)
    if from_ and to and from_ != to and one.names.country(claim.from_) == claim.to:
        return f"from {from_}, inside {to}"
    if from_ and to:
        return f"from {from_} to {to}" if from_ != to else f"inside {from_}"
    if from_:
        return f"from {from_}, destination not stated"
    return f"to {to}, origin not stated" if to else "between places not stated"


def _population(one: Dossier) -> list[Sentence]:
    sentences: list[Sentence] = []
    for cell in one.numbers():
        claim = one.claim(cell.lead)
        group = f" ({claim.group.label})" if claim.group else ""
        where = f" in {one.names.of(one.place)}" if one.place else ", place not stated"
        sentences.append((*worded(one, cell), ours(f"{group}{where}, {time_of(claim.event)}.")))
    return sentences


def _facility(one: Dossier) -> list[Sentence]:
    name = one.line.matter.title
    if one.line.status is None:
        return []
    start: Run = ours(f"{name}: ")
    ending = ours(f", {status_words(one)}.")
    cells = one.numbers()
    if not cells:
        return [(start, quoted(one, one.lead), ending)]
    return [(start, *worded(one, cell), ending) for cell in cells]


def _told(one: Dossier) -> list[Sentence]:
    """Give the words themselves: for matters of which a number is not the point."""
    line = one.line
    if line.happenings:
        return [
            (ours(f"{time_of(one.claim(event.claim).event)}: "), *reported(one, event.claim))
            for event in line.happenings
        ]
    if line.status is None:
        return []
    return [reported(one, key) for key in _led(one, line.status.claims, line.lead)]


def _led(one: Dossier, keys: tuple[str, ...], lead: str | None) -> list[str]:
    """Put the claim that leads first, and leave out what repeats its words."""
    ordered = dict.fromkeys([*([lead] if lead in keys else []), *keys])
    seen: set[str] = set()
    kept: list[str] = []
    for key in ordered:
        quote = one.claim(key).quote if key else ""
        if key and quote not in seen:
            seen.add(quote)
            kept.append(key)
    return kept


def _status_range(one: Dossier) -> list[Sentence]:
    cell = one.line.status
    if cell is None or cell.low is cell.high:
        return []
    low, high = (status.value.replace("_", " ") for status in (cell.low, cell.high))
    return [(ours(f"Sources put it from {low} to {high}; plan on {low} (R9).", *cell.claims),)]


def _closing(one: Dossier) -> list[Sentence]:
    closing = one.line.closing
    if closing is None:
        return []
    when = f" on {day(closing.on)}" if closing.on else ""
    why = closing.why.replace("_", " ")
    if closing.due:
        text = f"Due{when} ({why}); nobody has said whether it happened (R12)."
    else:
        event = one.claim(closing.claim).event
        over = event is not None and event.latest == closing.on and event.earliest != event.latest
        text = f"Closed ({why} {time_of(event)}, R12)." if over else f"Closed{when} ({why}, R12)."
    return [(ours(text, closing.claim),)]


_FACTS: Mapping[Kind, Callable[[Dossier], list[Sentence]]] = {
    Kind.HOSTING: _hosting,
    Kind.SUPPORT: _told,
    Kind.MOVEMENT: _movement,
    Kind.POPULATION: _population,
    Kind.FACILITY: _facility,
    Kind.ACCESS: _told,
    Kind.SECURITY: _told,
    Kind.POLICY: _told,
    Kind.CONTEXT: _told,
}
