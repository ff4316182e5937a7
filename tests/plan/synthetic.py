"""A synthetic stream of families, made up from a seed: sizes, languages, ties, asks and scores.

As in the design document: a family has 1 to 9 people, speaks one of six languages, which a locality
speaks or not; every fourth has relatives in one locality and goes nowhere else; not every locality
takes families of six and more, or parents who are alone. The score is a number of grown-ups who are
expected to find work, by locality, language and family.
"""

from datetime import date, timedelta

import numpy as np

from panah.domain.family import ALPHABET, Count, Family, Locality, check_mark
from panah.domain.group import Need
from panah.plan.families.batch import Request
from panah.plan.families.worth import weights

START = date(2031, 3, 3)
LANGUAGES = ("prs", "ps", "uz", "tk", "bal", "hno")


def key_of(number):
    drawn = "".join(ALPHABET[number // 31**place % 31] for place in range(9))
    return drawn + check_mark(drawn)


def stream(*, families=2000, localities=40, weeks=52, seed=7):
    """Give a request as of the last day of the stream; it is the same for the same seed."""
    luck = np.random.default_rng(seed)
    weight = luck.lognormal(0, 0.8, localities)
    people = np.minimum(1 + luck.geometric(0.35, families), 9)
    week = np.sort(luck.integers(0, weeks, families))
    speaks = luck.integers(0, len(LANGUAGES), families)
    spoken = luck.random((localities, len(LANGUAGES))) < 0.6
    takes_large, takes_alone = luck.random((2, localities)) < [[0.6], [0.8]]
    alone = luck.random(families) < 0.12
    kin = np.where(luck.random(families) < 0.25, luck.integers(0, localities, families), -1)
    base = luck.beta(2, 3, localities)
    taste = 0.18 * luck.standard_normal((families, localities))
    by_language = 0.12 * luck.standard_normal((len(LANGUAGES), localities))
    chance = np.clip(base + taste + by_language[speaks], 0.02, 0.98)
    score = chance * np.ceil(people / 2)[:, None]
    beds = np.round(weight / weight.sum() * people.sum() * 1.03 + 8).astype(int)
    places = tuple(
        Locality(
            name=f"L{n:02}",
            country="OST",
            has={Count.BEDS: int(beds[n])},
            languages=tuple(LANGUAGES[i] for i in np.flatnonzero(spoken[n])) or ("und",),
            most=None if takes_large[n] else 5,
            never=() if takes_alone[n] else (Need.SINGLE_PARENT,),
        )
        for n in range(localities)
    )
    who = tuple(
        Family(
            key=key_of(n),
            needs={Count.BEDS: int(people[n])},
            arrives=START + timedelta(days=7 * int(week[n])),
            # relatives decide whatever is spoken there, as in the document
            languages=() if kin[n] >= 0 else (LANGUAGES[speaks[n]],),
            specific=(Need.SINGLE_PARENT,) if alone[n] and kin[n] < 0 else (),
            kin=(places[kin[n]].name,) if kin[n] >= 0 else (),
        )
        for n in range(families)
    )
    return Request(
        families=who,
        localities=places,
        given={
            (who[i].key, places[p].name): float(score[i, p])
            for i in range(families)
            for p in range(localities)
        },
        as_of=START + timedelta(days=7 * weeks - 1),
        weights=weights(),
    )
