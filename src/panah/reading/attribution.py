"""Who says it: the chain of voices from the first one to the publisher.

An agency is a step, never the speaker: in "he said, according to an outlet" he is the first voice
and the outlet quotes him. "Citing the security situation" is a reason, not a source. What nobody is
named for ("are said to have") has an unnamed first voice and is hearsay. How far a saying reaches
is a matter of where it stands: before its words, behind them, or for the whole clause.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import How, Span
from panah.domain.reading import ActorRef, Flag, HopRef, Via
from panah.reading.discourse import Discourse
from panah.reading.outlets import Outlet, outlets
from panah.reading.sayings import Saying, sayings
from panah.reading.text import Part
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind

__all__ = ["Voice", "Voices", "quotations", "voices"]


@attrs.frozen(kw_only=True)
class Voice:
    """One saying of a sentence: where its verb stands, its words, the steps before the publisher.

    Parameters
    ----------
    at
        The token of the saying verb.
    first, end
        The tokens it is said of.
    says
        Whether it is a saying; asking and wanting are, where nobody says them of another.
    """

    at: int
    first: int
    end: int
    hops: tuple[HopRef, ...]
    party: Party | None = None
    flags: frozenset[Flag] = frozenset()
    says: bool = True


@attrs.frozen(kw_only=True)
class Voices:
    """The sayings of a sentence, and what is said outside any of them.

    Parameters
    ----------
    carried
        Who speaks though the sentence does not say so: of its quotations, or everywhere.
    """

    said: tuple[Voice, ...]
    outlet: tuple[HopRef, ...]
    carried: ActorRef | None
    quotes: tuple[tuple[int, int], ...]
    everywhere: bool = False

    def of(self, at: int) -> tuple[tuple[HopRef, ...], frozenset[Flag]]:
        """Give the steps that lead to the words at a token: the narrowest saying around it."""
        around = [one for one in self.said if one.first <= at < one.end]
        around = [one for one in around if one.says] or around
        if around:
            voice = min(around, key=lambda one: (one.end - one.first, -one.at))
            return (*voice.hops, *self.outlet), voice.flags
        told = self.everywhere or any(first <= at < end for first, end in self.quotes)
        if not told or self.carried is None:
            return self.outlet, frozenset()
        later = attrs.evolve(self.carried, via=Via.ANTECEDENT)
        return (HopRef(actor=later, how=How.SAID), *self.outlet), frozenset()


_MARKS = frozenset({"“", "”", '"'})


def quotations(line: Line) -> tuple[tuple[int, int], ...]:
    """Give where quotations stand, in tokens, without their marks; an open one ends the line."""
    if line.keys.isdisjoint(_MARKS):
        return ()
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for index, token in enumerate(line.tokens):
        if token.text == "“" or (token.text == '"' and opened is None):
            opened = index + 1
        elif token.text in {"”", '"'} and opened is not None:
            found.append((opened, index))
            opened = None
    if opened is not None and opened < len(line):
        found.append((opened, len(line)))
    return tuple(found)


def voices(line: Line, found: tuple[Party, ...], state: Discourse) -> Voices:
    """Give the sayings of a sentence."""
    quotes = quotations(line)
    goes_on = _goes_on(line, state)
    if line.sentence.part is Part.CAPTION:
        caption = HopRef(actor=None, how=How.CAPTION)
        return Voices(said=(), outlet=(caption,), carried=None, quotes=quotes)
    media = outlets(line, state.publisher)
    said = tuple(_voices(line, sayings(line, quotes, media, state, found), state))
    outlet: tuple[HopRef, ...] = ()
    if media:
        how = How.QUOTED if said and (quotes or _quotes(line, media[0])) else How.REPORTED
        outlet = (media[0].hop(how),)
    return Voices(
        said=said,
        outlet=outlet,
        carried=_carried(said, quotes, state) or goes_on,
        quotes=quotes,
        everywhere=state.teller is not None or (not said and bool(goes_on)),
    )


def _carried(
    said: tuple[Voice, ...], quotes: tuple[tuple[int, int], ...], state: Discourse
) -> ActorRef | None:
    """Give who speaks without being named again: in a transcript, and in a quotation alone."""
    return state.teller or (state.speaker_ref if quotes and not said else None)


_SHIFTED = frozenset({"would", "had", "could", "might"})
_UNSHIFTED = frozenset({"is", "are", "has", "have", "will", "can", "must", "may"})


def _goes_on(line: Line, state: Discourse) -> ActorRef | None:
    """Give the person whose words a paragraph goes on to give, without naming him again.

    They are shifted into the past: "a site would be built".
    """
    spoke = state.spoke
    if spoke is None or spoke.paragraph != line.sentence.paragraph:
        return None
    return spoke.ref if line.keys & _SHIFTED and not line.keys & _UNSHIFTED else None


def _quotes(line: Line, media: Outlet) -> bool:
    near = {line.low(index) for index in range(media.end, min(media.end + 3, len(line)))}
    return bool(near & {"quoted", "quotes", "quoting", "citing"})


def _voices(line: Line, found: tuple[Saying, ...], state: Discourse) -> Iterator[Voice]:
    for one in found:
        if one.is_hearsay:
            span = line.cover(one.at, one.at + 1)
            unnamed = ActorRef(
                key=None, name="unnamed", span=Span(span.start, span.end), via=Via.DOCUMENT
            )
            hop = HopRef(actor=unnamed, how=How.UNNAMED)
            yield Voice(
                at=one.at,
                first=one.first,
                end=one.end,
                hops=(hop,),
                flags=frozenset({Flag.HEARSAY}),
            )
        elif one.hop is not None and not (state.teller and _is_passed_on(one)):
            yield Voice(
                at=one.at,
                first=one.first,
                end=one.end,
                hops=() if _is_own(one, state) else (one.hop,),
                party=one.party,
                says=one.says,
            )


_PASSED_ON = frozenset({PartyKind.BODY, PartyKind.COUNTRY, PartyKind.ARMED})


def _is_passed_on(one: Saying) -> bool:
    """Tell what one who is asked reports of a body: he is the voice; persons he quotes are."""
    return one.party is not None and one.party.kind in _PASSED_ON


def _is_own(one: Saying, state: Discourse) -> bool:
    """Tell whether a publication speaks of its own publisher, who is no further voice."""
    actor = one.hop.actor if one.hop else None
    return state.home is not None and actor is not None and actor.key == state.home.code
