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
from panah.reading.unread import ASKED

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
    return [(claim["kind"], claim.get("actor"), claim.get("status", "")) for claim in found]


@pytest.mark.parametrize(
    ("kind", "actor", "status", "sentence"),
    [(kind, *row) for kind, rows in WORDINGS.items() for row in rows],
)
def test_a_wording_tells_its_kind_its_actor_and_how_far_it_has_come(kind, actor, status, sentence):
    assert (kind, actor, status) in told(sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("request", "Some 10 of the migrants asked for asylum in Austria."),
        ("request", "Asked whether Egypt would open its border to refugees, Mr Hanna said no."),
        ("request", "Pressed by reporters, Kenya's minister said the camp had 900 refugees."),
        ("request", "Peru now demands a visa from Venezuelan migrants at the border."),
        ("closure_or_suspension", "Syria will make three empty shelters available to refugees."),
        ("closure_or_suspension", "If Chad closes the border, refugees will be stranded."),
        ("closure_or_suspension", "Will Chad close the border to Sudanese refugees?"),
        ("offer", "Nobody is sent back to Syria from Turkey by force."),
        ("evacuation_flight", "The coastguard of Malta brought 36 migrants ashore."),
    ],
)
def test_what_only_sounds_like_a_kind_of_claim_is_none_of_it(kind, sentence):
    assert kind not in {told_kind for told_kind, _, _ in told(sentence)}


def test_a_question_is_shown_to_a_person_and_gives_no_draft():
    read = RulesReader().read(
        report(ABOUT + "Have 900 refugees crossed into Chad?"), ReadingContext()
    )

    assert [item.why for item in read.unread][-1] == ASKED
