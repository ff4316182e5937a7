"""From a draft to a claim: the policy's interval, the case's actors, the words as they stand."""

import attrs
from tests import make
from tests.reading.reads import claims, report

from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.claim import How
from panah.domain.reading import ReadingContext
from panah.domain.when import When
from panah.reading import agencies, build, policy
from panah.reading.rules import RulesReader


def built(text, *, rules=None, actors=None, **more):
    source = report(text, **more)
    draft = RulesReader().read(source, ReadingContext()).drafts[0]
    known = actors or Actors(agencies.load())
    return build.claim(draft, source, policy=policy.load(rules), actors=known)


def test_the_interval_is_the_policys_and_no_readers():
    shipped = built("Peru hosts about 1,000 refugees.")
    wider = built("Peru hosts about 1,000 refugees.", rules={"about": {"low": 0.5, "high": 2.0}})

    assert (shipped.qty.lo, shipped.qty.hi) == (900, 1100)
    assert (wider.qty.lo, wider.qty.hi) == (500, 2000)
    assert shipped.qty.stated == wider.qty.stated == (1000,)
    assert shipped.made_by.policy != wider.made_by.policy


def test_a_shut_out_end_is_left_out():
    assert built("Peru hosts fewer than 400 refugees.").qty.hi == 399


def test_the_quote_is_the_words_of_the_text_at_their_place():
    text = "It rained. Peru hosts about 1,000 refugees, it said."
    claim = built(text)

    assert (
        text[claim.span.start : claim.span.end] == claim.quote == "Peru hosts about 1,000 refugees"
    )


def test_a_case_knows_its_own_actors_by_every_name():
    prado = Actor(
        id="prado", name="Ines Prado", aliases=("Prado",), type=ActorType.OFFICIAL, of="PER"
    )
    claim = built("Ines Prado said Peru hosts 900 refugees.", actors=Actors([prado]))

    assert claim.chain[0].actor == "prado"


def test_a_fact_without_a_date_is_open_up_to_the_day_it_was_said():
    claim = built("Peru hosts 900 refugees.", published=make.when("2023-05-12"))

    assert (str(claim.event), str(claim.said)) == ("../2023-05-12", "2023-05-12")


def test_a_plan_without_a_date_has_no_event():
    assert built("The families will be housed in Peru.").event is None


def test_without_a_day_of_publication_nothing_is_guessed():
    claim = built("Peru took in 900 refugees last week.", published=None)

    assert claim.event is None
    assert claim.said is None
    assert "date_unanchored" in claim.note


def test_a_date_at_the_saying_verb_is_when_it_was_said():
    claim = built("Ines Prado said on Monday that Peru took in 900 refugees in March.")

    assert (claim.said, claim.event) == (When.parse("2023-05-08"), When.parse("2023-03"))


def test_what_a_reader_was_unsure_of_travels_in_the_note():
    found = claims("Peru hosts another 1,26,000 refugees.")[0]

    assert "digit_grouping" in found.note
    assert "increment" in found.note


def test_a_condition_that_is_none_of_the_seven_keeps_its_words():
    claim = built("Peru will host 900 refugees provided others pay for it.")

    assert not claim.conditions
    assert "provided others pay for it" in claim.note


def test_who_made_it_is_kept_and_is_no_part_of_what_it_is():
    claim = built("Peru hosts 900 refugees.")
    other = attrs.evolve(claim, made_by=None)

    assert (claim.made_by.reader, claim.made_by.rule) == ("rules", "host.verb")
    assert claim.made_by.lexicon
    assert claim.id == other.id


def test_an_unnamed_publisher_is_said_to_be_unknown():
    claim = built("Peru hosts 900 refugees.", publisher="")

    assert [(hop.actor, hop.how) for hop in claim.chain] == [("unknown publisher", How.REPORTED)]
