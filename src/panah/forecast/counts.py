"""Published counts: those known on the day of a forecast start it, later ones only score it.

A count is known if it was published by the moment up to which the ledger is read and is about a day
up to the day of the forecast. Nothing else of a series is ever used, also not by drawing a line
towards a later count.
"""

from panah.domain.figure import Origin
from panah.domain.geography import Counted, Ground
from panah.domain.outlook import Observation, Use
from panah.domain.quantity import Interval
from panah.domain.situation import Situation
from panah.forecast.chart import Chart
from panah.forecast.scene import Found

__all__ = ["counted", "share_abroad"]


def counted(ground: Ground, drawn: Chart, situation: Situation, found: Found) -> None:
    """Put the counts of the map with those of the situation."""
    view = situation.view
    for count in ground.counts:
        known = count.on <= view.as_of and count.published <= view.as_known.date()
        later = count.on > view.as_of
        if not known and not later:
            continue
        rests = count.origin
        one = Observation(
            places=count.places,
            on=count.on,
            amount=Interval(count.people, count.people),
            origin=rests,
            use=Use.START if known else Use.SCORE,
            since=count.since if count.measure is Counted.CUMULATIVE else None,
            registered=count.registered,
            published=count.published,
        )
        found.observations.append(one)
        if known:
            since = f" since {count.since}" if one.since else ""
            found.give(
                "+".join(count.places), "counted", f"{count.people:,}{since} by {count.on}", rests
            )


def share_abroad(found: Found, home: str) -> float:
    """Give the share of newly displaced people who left the country, as last counted.

    It is that of two running totals, abroad and inside, since one day and nearest in time; 1 where
    nobody counted inside, so that everybody who sets out heads for a border.
    """
    pairs = [
        (abs((abroad.on - inside.on).days), -len(abroad.places), abroad, inside)
        for abroad in found.observations
        for inside in found.inside
        if abroad.use is not Use.SCORE
        and abroad.since == inside.since
        and home not in abroad.places
    ]
    if not pairs:
        return 1.0
    *_, abroad, inside = min(pairs, key=lambda pair: pair[:2])
    whole = abroad.amount.lo + inside.amount.lo
    if whole <= 0 or abroad.amount.lo <= 0:
        return 1.0
    share = abroad.amount.lo / whole
    claims = (*abroad.origin.claims, *inside.origin.claims)
    found.give(
        home,
        "share of the displaced who leave the country",
        f"{share:.1%}: {abroad.amount.lo:,.0f} abroad, {inside.amount.lo:,.0f} inside",
        Origin(
            claims=claims,
            file=abroad.origin.file,
            assumption="forecast.abroad",
            text="each future draws it between what was counted and everybody, on a log scale",
        ),
    )
    found.unknown.append(
        "where the people who stay displaced inside the country go: the forecast moves those who "
        "leave it"
    )
    return share
