"""Wordings by kind: each kind of claim in the words that news and situation reports use for it.

They stand in `wordings.toml`. Kinds, actors and statuses are those of the annotated folders
(`panah eval-reading`), so that a wording that is lost here is lost in the measures too.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from tests.reading.reads import report

from panah.domain.actor import Actors
from panah.domain.reading import ReadingContext
from panah.reading import agencies, gazetteer
from panah.reading.annotate import predictions
from panah.reading.rules import RulesReader

ABOUT = "Notes on refugees, asylum, migrants, displacement and evacuees\n\n"
WORDINGS = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8"))


@cache
def names():
    return gazetteer.load(), Actors(agencies.load())


def told(sentence):
    places, actors = names()
    source = report(ABOUT + sentence)
    read = RulesReader().read(source, ReadingContext())
    found = predictions(
        source,
        read,
        name=lambda code: places.name(code) if places.country(code) else actors.name(code),
        country=places.country,
    )
    return [(claim["kind"], claim["actor"], claim.get("status", "")) for claim in found]


@pytest.mark.parametrize(
    ("kind", "actor", "status", "sentence"),
    [(kind, *row) for kind, rows in WORDINGS.items() for row in rows],
)
def test_a_wording_tells_its_kind_its_actor_and_how_far_it_has_come(kind, actor, status, sentence):
    assert (kind, actor, status) in told(sentence)
