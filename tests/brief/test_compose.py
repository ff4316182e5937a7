"""What a brief says, and that it says nothing without a source."""

import re

import attrs
import pytest
from tests.situation.made import (
    ACTORS,
    LINKS,
    MOVES,
    PLACES,
    ROOMS,
    SITES,
    cond,
    moved,
    offer,
    people,
    said,
    situation,
    whole,
)

from panah.brief.compose import make
from panah.brief.model import Brief, Kind
from panah.domain.claim import Hold, Mood, Status
from panah.domain.claim import Kind as Subject
from panah.domain.group import Group
from panah.domain.quantity import Hedge, Measure, Unit
from panah.domain.when import When
from panah.errors import InputError

QUOTED = re.compile("\u201c([^\u201d]*)\u201d")


def brief(found, kind="country", **more) -> Brief:
    return make(found, kind=kind, case="Karsha, spring", places=PLACES, actors=ACTORS, **more)


def text(sentence):
    return "".join(run.text for run in sentence)


def told(made, block=None):
    """The sentences of a brief, of blocks of one name or of all."""
    blocks = [part for country in made.countries for part in country.blocks]
    return [
        text(sentence)
        for part in (*blocks, *made.blocks)
        if block in (None, part.name)
        for sentence in part.sentences
    ]


@pytest.mark.parametrize("kind", [*Kind])
def test_every_note_a_run_names_is_there_and_every_note_is_named(kind):
    made = brief(whole(), kind)

    named = {key for run in made.runs() for key in run.notes}
    rests = {key for note in made.notes for key in note.rests_on}

    assert {note.key for note in made.notes} == named | rests
    assert [note.number for note in made.notes] == list(range(1, len(made.notes) + 1))


def test_every_sentence_of_a_country_has_a_source_but_what_is_not_stated():
    made = brief(whole())

    for country in made.countries:
        for block in country.blocks:
            if block.name != "gaps":
                for sentence in block.sentences:
                    assert any(run.notes for run in sentence), text(sentence)


def test_quotation_marks_stand_only_around_words_of_a_report():
    found = whole()
    quotes = {one.claim.quote for one in found.standing.values()}
    worded = {one.claim.qty.worded for one in found.standing.values() if one.claim.qty}

    for run in brief(found).runs():
        told = [run.text.strip("\u201c\u201d")] if run.said else QUOTED.findall(run.text)
        assert set(told) <= quotes | worded


def test_no_adjective_or_adverb_of_judgement_is_written():
    judging = re.compile(
        r"\b(only|massive|huge|sadly|significant|alarming|unfortunately|dramatic|mere|very)\b"
    )

    ours = " ".join(run.text for run in brief(whole()).runs() if not run.said)

    assert not judging.search(ours)


def test_the_headline_says_what_is_firm_ready_and_possible_in_the_words_of_each():
    made = brief(whole())

    assert text(made.headline) == (
        "1,500 places are firm, in Ondara. Ready: Tolmera \u201cup to 60,000\u201d. "
        "Possible: Vessland \u201csome 4,000\u201d; 1 offer with no number."
    )


def test_no_offer_is_said_to_be_none():
    assert text(brief(situation(MOVES)).headline) == "No country had offered places yet."


def test_an_offer_without_a_number_is_not_a_firm_place():
    made = brief(situation({"a": [offer("A", "TLM", status=Status.AGREED)]}))

    assert text(made.headline) == "No place is firm by number."


def test_each_key_figure_has_a_day_of_its_own():
    days = {figure.label: figure.as_of for figure in brief(whole()).figures}

    assert days["Places, ready"] == "said 10 May 2021"
    assert days["Departures from Karsha, families from Karsha"] == "1 January to 10 May 2021"
    assert all(days.values())


def test_a_part_is_no_key_figure_beside_its_whole():
    figures = [text(figure.figure) for figure in brief(whole()).figures]

    assert any("more than 70,000" in figure for figure in figures)
    assert not any("about 9,000" in figure for figure in figures)


def test_a_disputed_total_says_so():
    found = situation(
        {
            "a": [
                offer("A", "TLM", people(200, 300)),
                said("A2", source="post", voice="courier", qty=people(900, 1000), status=None),
            ],
        },
        [("A", "conflicts", "A2")],
    )

    (firm, *_) = brief(found).figures

    assert text(firm.figure) == "Tolmera 200\u20131,000 (sources differ)"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.ASKED, "Tolmera was asked to host"),
        (Status.CONSIDERING, "Tolmera is considering hosting"),
        (Status.IN_TALKS, "Tolmera is in talks to host"),
        (Status.NEAR_FINAL, "Tolmera is close to an agreement to host"),
        (Status.READY, "Tolmera is ready to host"),
        (Status.ANNOUNCED, "Tolmera announced that it will host"),
        (Status.AGREED, "Tolmera agreed to host"),
        (Status.UNDER_WAY, "Tolmera is receiving"),
        (Status.IN_PLACE, "Tolmera hosts"),
        (Status.DONE, "Tolmera hosted"),
    ],
)
def test_each_status_has_its_words(status, words):
    claim = offer("A", "TLM", people(5, 5, worded="five"), status)

    (sentence, *_) = told(brief(situation({"a": [claim]})), "places")

    assert sentence.startswith(f"{words} \u201cfive\u201d (5 people)")


def test_a_hedge_stays_as_worded_with_the_range_beside_it():
    (sentence, *_) = [line for line in told(brief(whole()), "places") if "Vessland" in line]

    assert sentence == (
        "Vessland is considering hosting \u201csome 4,000\u201d (3,600\u20134,400 people; "
        "2 voices), for a temporary stay, asked by Relief Council, bound for Ondara, "
        "for teachers and nurses."
    )


def test_a_range_of_statuses_names_both_ends_and_the_rule():
    assert "Sources put it from considering to near final; plan on considering (R9)." in told(
        brief(whole()), "places"
    )


def test_a_hold_says_in_whose_voice_and_whether_the_line_still_counts():
    lines = told(brief(whole()), "places")

    assert any(
        line.startswith("Hold: declined, in its own voice; the line does not count.")
        for line in lines
    )
    assert any(line.startswith("Hold: reluctant, said by a third party. ") for line in lines)


def test_places_in_use_are_told_apart_from_places_offered():
    assert "In use: \u201cabout 300\u201d (270\u2013330 people)." in told(brief(whole()), "places")


def test_who_came_and_was_sent_back_is_said_to_be_present_nought():
    assert "Of these, 0 are present in Tolmera: the same number went back." in told(
        brief(whole()), "moves"
    )


def test_a_total_expected_is_said_to_be_no_addition():
    lines = told(brief(whole()), "moves")

    assert any("1,500" in line and "not added to it" in line for line in lines)


def test_what_differs_shows_both_quotes_who_leads_and_the_rule():
    (line,) = told(brief(whole()), "differs")

    assert "(R10). Leads: Vessland" in line
    assert "Kept, differs: Unnamed source (a border guard), Harbour Post" in line


def test_a_conflict_of_amounts_shows_the_range_that_holds_both():
    found = situation(
        {
            "a": [
                offer("A", "TLM", people(200, 300, worded="200 to 300")),
                said("A2", source="post", voice="courier", qty=people(900, 1000), status=None),
            ]
        }
    )

    (line,) = told(brief(found), "differs")

    assert "The range that holds both: 200\u20131,000 people." in line
    assert "200\u20131,000 people; sources differ; 2 voices" in told(brief(found), "places")[0]


def test_what_must_be_read_together_stands_together_once():
    lines = told(brief(whole()), "read-with")

    assert len(lines) == len(set(lines)) == 2
    assert any("above that number" in line and "up to 60,000" in line for line in lines)


def test_a_warning_stands_beside_the_fact_that_bore_it_out():
    (line,) = told(brief(whole()), "warnings")

    assert "the harbour may fall within days" in line
    assert "Borne out on 14 May 2021 (R12): The Courier: \u201cthe harbour fell on Friday" in line


def test_plans_fears_and_conditions_are_an_outlook_of_their_own():
    lines = told(brief(whole()), "outlook")

    assert any(line.startswith("Planned, if safe: the road is safe (") for line in lines)
    assert not any("harbour may fall" in line for line in lines)


def test_a_fear_that_stays_open_is_in_the_outlook():
    feared = moved("A", None, mood=Mood.MAY, status=None, quote="many more may come")

    (line,) = told(brief(situation({"a": [feared]})), "outlook")

    assert line.startswith("Feared or possible (")


def test_a_plan_whose_day_has_passed_is_due_and_not_done():
    plan = said(
        "A",
        quote="the gate will open on the first of May",
        mood=Mood.WILL,
        conditions=(cond("until_date", "the first of May", "2021-05-01"),),
        event=None,
        status=Status.ANNOUNCED,
    )

    lines = told(brief(situation({"a": [plan]})))

    assert any("Due on 2 May 2021" in line and "nobody has said" in line for line in lines)


def test_what_nobody_stated_is_printed_by_country_and_gathered_as_questions():
    made = brief(whole())

    assert "Istrel, hosting: number, for whom, mode, duration, places used." in told(made, "gaps")
    assert (
        "Ask Istrel about Istrel, hosting: number, for whom, mode, duration, places used."
        in told(made, "questions")
    )


def test_sums_that_are_not_made_are_named():
    assert any(
        "the first is part of the second" in line for line in told(brief(whole()), "refused")
    )


def test_countries_stand_by_name_and_a_movement_under_the_end_people_go_to():
    names = [country.name for country in brief(whole()).countries]

    assert names == ["Istrel", "Karsha", "Ondara", "Tolmera", "Vessland"]


def test_what_is_tied_to_no_country_stands_last():
    found = situation(
        {
            "a": [said("A", subject="some others", voice="courier")],
            "b": [offer("B", "VES")],
        }
    )

    assert [country.name for country in brief(found).countries] == [
        "Vessland",
        "Tied to no one country",
    ]


def test_a_footnote_says_who_said_what_when_and_where_it_stands():
    made = brief(whole())
    (note,) = [note for note in made.notes if note.label == "V2"]

    assert note.quote == "thousands may be housed there soon"
    assert note.chain == "Harbour Post (reported)"
    assert (note.publisher, note.published) == ("Harbour Post", "11 to 12 May 2021 (inferred)")
    assert (note.report, note.span) == ("post.txt", "7\u201341")


def test_a_total_has_a_footnote_that_leads_to_the_quotes_it_adds():
    found = situation(
        {"a": [offer("A", "TLM", people(5, 5))], "b": [offer("B", "VES", people(6, 6))]}
    )

    (note, *rest) = brief(found).notes

    assert note.text.startswith(
        "Computed (R11). 11: the sum of the low ends and of the high ends of "
    )
    assert set(note.rests_on) == {one.key for one in rest}


def test_a_claim_whose_words_are_not_held_says_so():
    silent = offer("A", "TLM", quote="", span=None)

    lines = told(brief(situation({"a": [silent]})), "places")

    assert lines == ["Tolmera announced that it will host people; the number is not stated."]


def test_the_offer_board_puts_the_firmest_first_and_hosts_together():
    made = brief(whole(), "offers")

    assert [offer.host for offer in made.offers] == [
        *("Ondara", "Tolmera", "Vessland", "Istrel", "Istrel"),
    ]


def test_the_board_tells_role_use_hold_and_what_is_not_stated():
    board = {offer.host: offer for offer in brief(whole(), "offers").offers}

    assert board["Ondara"].role == "resettlement"
    assert text(board["Ondara"].used) == "270\u2013330 used; 1,170\u20131,230 outstanding"
    assert "said reluctant" in board["Vessland"].tags
    assert "sources differ" in board["Vessland"].tags
    assert text(board["Tolmera"].duration) == "not stated"
    assert text(board["Ondara"].duration) == "by the end of the year"


def test_the_board_marks_what_the_host_itself_holds():
    declined = offer("A", "TLM", people(5, 5), hold=Hold.DECLINED)

    (row,) = brief(situation({"a": [declined]}), "offers").offers

    assert (row.mark.hold, row.counted, row.tags) == (
        Hold.DECLINED,
        False,
        ("declined", "not counted"),
    )


def test_a_brief_of_offers_tells_of_offers_alone():
    made = brief(whole(), "offers")

    assert made.countries == ()
    assert {block.name for block in made.blocks} == {"differs", "read-with", "refused", "questions"}
    assert not any("depots" in line for line in told(made, "questions"))


def test_the_same_situation_gives_the_same_brief():
    other = brief(situation({**SITES, **MOVES, **ROOMS}, LINKS))

    assert brief(whole()) == attrs.evolve(other, head=brief(whole()).head)


def test_a_brief_of_another_kind_is_refused():
    with pytest.raises(InputError, match="no brief of kind 'novel'; there is country, offers"):
        brief(whole(), "novel")


def test_a_language_panah_does_not_write_is_refused():
    with pytest.raises(InputError, match="panah writes briefs in en, not in 'fa-AF'"):
        brief(whole(), language="fa-AF")


def test_a_region_of_a_known_language_is_taken():
    assert brief(whole(), language="en-GB").language == "en-GB"


def test_a_rate_is_told_a_day():
    rate = offer("A", "TLM", people(50, 50, Hedge.EXACT, Measure.RATE, "50"))

    (line, *_) = told(brief(situation({"a": [rate]})), "places")

    assert line.startswith("Tolmera announced that it will host \u201c50\u201d people a day")


def test_people_counted_somewhere_are_told_with_who_where_and_when():
    counted = said(
        "A",
        kind=Subject.POPULATION,
        subject="people from Karsha",
        place="arpa",
        status=None,
        qty=people(400, 400, measure=Measure.STOCK, worded="400"),
        group=Group(label="registered families"),
    )

    assert told(brief(situation({"a": [counted]})), "moves") == [
        "\u201c400\u201d people (registered families) in Arpa, 10 May 2021."
    ]


def test_a_movement_without_a_number_is_told_in_its_own_words():
    found = situation({"a": [moved("A", None, quote="families keep crossing")]})

    assert told(brief(found), "moves") == [
        "The Courier: \u201cfamilies keep crossing\u201d (10 May 2021)."
    ]


def test_a_share_of_people_is_told_with_its_words():
    share = moved("A", people(0.5, 1, Hedge.VAGUE, Measure.SHARE, "most", unit=Unit.SHARE))

    (line,) = told(brief(situation({"a": [share]})), "moves")

    assert line.startswith("\u201cmost\u201d (50\u2013100 % of the whole): The Courier: ")


def test_a_site_without_a_number_is_told_in_its_own_words():
    site = said("A", kind=Subject.FACILITY, quote="tents line the road", status=Status.IN_PLACE)

    (line,) = told(brief(situation({"a": [site]})), "sites")

    assert line == "Tolmera, sites: \u201ctents line the road\u201d, in place."


@pytest.mark.parametrize(
    ("from_", "to", "way"),
    [
        ("KRS", "KRS", "inside Karsha"),
        (None, "TLM", "to Tolmera, origin not stated"),
        (None, None, "between places not stated"),
    ],
)
def test_a_movement_says_which_end_nobody_stated(from_, to, way):
    claim = moved("A", people(5, 5, measure=Measure.FLOW, worded="five"), from_, to)

    (line, *_) = told(brief(situation({"a": [claim]})), "moves")

    assert line == f"\u201cfive\u201d (5 people) moved {way}, 1 to 9 May 2021."


def test_the_same_words_are_not_told_twice():
    gate = {"kind": Subject.ACCESS, "subject": "VES", "place": "gate", "quote": "the gate is shut"}
    found = situation({"a": [said("A", **gate), said("B", **gate, source="post", voice="courier")]})

    lines = told(brief(found), "access")

    assert len([line for line in lines if "the gate is shut" in line]) == 1


def test_voices_that_may_be_one_source_are_a_range():
    found = situation(
        {
            "a": [
                said("A", voice="courier", qty=people(90, 110, worded="about 100")),
                said("B", source="post", voice="unnamed", qty=people(90, 110, worded="about 100")),
            ]
        }
    )

    (line, *_) = told(brief(found), "places")

    assert "(90\u2013110 people; 1 to 2 voices)" in line


def test_a_running_total_that_fell_is_said_to_be_revised():
    def counted(label, number, until):
        qty = people(number, number, measure=Measure.CUMULATIVE, worded=f"{number}")
        when = When.parse(f"2021-01-01/{until}")
        return moved(label, qty, to=None, event=when, said=When.parse(until))

    found = situation({"a": [counted("A", 900, "2021-05-01"), counted("B", 700, "2021-05-08")]})

    (line, *_) = told(brief(found), "moves")

    assert line.startswith("\u201c700\u201d people (revised down) moved in all")
