"""The chain from the first voice to the publisher."""

import pytest
from tests.reading.reads import claims

from panah.domain.claim import How


def voices(text, **more):
    found = claims(text, **more)
    assert found
    return [(hop.actor, hop.how) for hop in found[0].chain[:-1]]


MOVED = "some 4,000 people have fled Burundi"
CAPITAL = "Some 4,000 people have fled Burundi"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Irene Mwangi said {MOVED}.", [("Irene Mwangi", How.SAID)]),
        (f"“{CAPITAL},” Irene Mwangi said.", [("Irene Mwangi", How.SAID)]),
        (f"“{CAPITAL},” said Irene Mwangi, a doctor.", [("Irene Mwangi", How.SAID)]),
        (f"{CAPITAL}, according to UNHCR.", [("UNHCR", How.SAID)]),
        (f"{CAPITAL}, UNHCR said on Friday.", [("UNHCR", How.SAID)]),
        (f"{CAPITAL}, Reuters reported.", [("Reuters", How.REPORTED)]),
        (f"{CAPITAL}, according to Reuters.", [("Reuters", How.REPORTED)]),
        (
            f"UNHCR said {MOVED}, Reuters reported.",
            [("UNHCR", How.SAID), ("Reuters", How.REPORTED)],
        ),
        (
            f"“{CAPITAL},” Reuters quoted Irene Mwangi as saying.",
            [("Irene Mwangi", How.SAID), ("Reuters", How.QUOTED)],
        ),
        (
            f"“{CAPITAL},” Reuters reported, citing a talk with the official Irene Mwangi.",
            [("Irene Mwangi", How.SAID), ("Reuters", How.QUOTED)],
        ),
        (
            f"Irene Mwangi, the second deputy head of the Council for Relief, said {MOVED}.",
            [("Irene Mwangi", How.SAID)],
        ),
        (f"{CAPITAL}.", []),
    ],
)
def test_the_chain_runs_from_the_first_voice(text, expected):
    assert voices(text) == expected


def test_he_and_a_surname_are_the_person_named_before():
    text = (
        f"Irene Mwangi, a minister of Kenya, said it rained. Mwangi added that {MOVED}. "
        "“About 70 people came to Kenya,” she said."
    )

    assert {claim.chain[0].actor for claim in claims(text)} == {"Irene Mwangi"}
    assert {claim.chain[0].of for claim in claims(text)} == {"KEN"}


def test_a_sentence_that_is_only_a_quotation_has_the_speaker_before_it():
    text = "“It is hard,” said Irene Mwangi. “Some 70 people fled Burundi.”"

    assert voices(text) == [("Irene Mwangi", How.SAID)]


def test_a_post_is_written():
    text = f"“{CAPITAL},” Irene Mwangi said on her Facebook page."

    assert voices(text) == [("Irene Mwangi", How.WROTE)]


def test_an_outlet_that_publishes_the_report_is_no_second_step():
    text = f"Irene Mwangi told Reuters that {MOVED}."

    assert voices(text, publisher="Reuters") == [("Irene Mwangi", How.SAID)]


def test_hearsay_has_an_unnamed_voice_and_is_flagged():
    found = claims("About 70 people are said to have fled Burundi.")

    assert found[0].chain[0].how is How.UNNAMED
    assert "hearsay" in found[0].note


def test_a_reason_is_no_source():
    text = "Kenya closed its border with Somalia citing the security situation."

    assert voices(text) == []


def test_own_words_are_verbatim_and_an_editors_are_not():
    own = claims("“About 70 people fled Burundi,” Irene Mwangi said.")[0]
    edited = claims("“[About 70 people] fled Burundi,” Irene Mwangi said.")[0]

    assert own.verbatim
    assert not edited.verbatim


def test_every_chain_ends_with_the_publisher():
    known = claims(f"{CAPITAL}.")[0]
    unknown = claims(f"{CAPITAL}.", publisher="")[0]

    assert known.chain[-1].actor == "Nile Herald"
    assert unknown.chain[-1].actor == "unknown publisher"


def test_in_a_transcript_the_one_who_briefs_speaks():
    text = f"Press Briefing by Ambassador Irene Mwangi on the Lakes\n\n{CAPITAL}."

    assert voices(text) == [("Irene Mwangi", How.SAID)]


def test_a_publisher_is_no_voice_on_itself_and_is_whom_we_means():
    text = "We will take in 900 refugees. Japan said it will take in 900 refugees."
    ours, named = claims(text, publisher="Japan")

    assert (ours.subject, named.subject) == ("JPN", "JPN")
    assert len(named.chain) == 1


def test_we_in_a_quotation_is_the_speakers_country():
    found = claims("“We will take in 900 refugees,” said Irene Mwangi, a minister of Kenya.")

    assert [claim.subject for claim in found] == ["KEN"]


def test_the_name_before_a_paragraph_of_a_transcript_speaks():
    text = (
        "QUESTION: How many came?\n\n"
        f"MS MWANGI: {CAPITAL}.\n\n"
        "QUESTION: And where are they?\n\n"
        "MS MWANGI: They are here."
    )

    assert voices(text) == [("Ms Mwangi", How.SAID)]


def read_voices(text, mark="4,000", **more):
    """The speaker and the medium of the claim on a number, as an annotator writes them."""
    found = [one for one in claims(text, **more) if mark in one.quote]
    assert found, text
    chain = found[-1].chain[:-1]
    speaker = next((hop for hop in chain if hop.how in {How.SAID, How.WROTE, How.UNNAMED}), None)
    outlet = next((hop for hop in chain if hop.how in {How.REPORTED, How.QUOTED}), None)
    medium = speaker.medium if speaker and not outlet else ""
    return speaker and speaker.actor, (outlet.actor if outlet else medium or None)


FLED = "4,000 people have fled Burundi"


@pytest.mark.parametrize(
    ("text", "speaker", "medium"),
    [
        (f"{FLED}, a spokesman for UNHCR said.", "UNHCR", None),
        (f"{FLED}, a UNHCR spokeswoman in Kigali told Reuters.", "UNHCR", "Reuters"),
        (f"“{FLED},” said Ana Ortiz, head of the Red Cross in Goma.", "Ana Ortiz", None),
        (f"“{FLED},” said the head of the Red Cross in Goma, Ana Ortiz.", "Ana Ortiz", None),
        (f"The governor of Gitega, Ana Ortiz, told reporters that {FLED}.", "Ana Ortiz", None),
        (f"Director Ana Ortiz answered: “{FLED}.”", "Ana Ortiz", None),
        (f"Ana Ortiz: “{FLED}.”", "Ana Ortiz", None),
        (f"According to figures from the UN refugee agency, {FLED}.", "UNHCR", None),
        (f"{FLED}, the latest figures from UNHCR show.", "UNHCR", None),
        (f"{FLED}, by the count of UNHCR.", "UNHCR", None),
        (
            f"{FLED}, a provincial official said on Monday, and more will.",
            "provincial official",
            None,
        ),
        (f"Local officials said {FLED}.", "Local officials", None),
        (f"{FLED}, lawyers say.", "lawyers", None),
        (f"{FLED}, students from India and Nigeria said.", "students from India and Nigeria", None),
        (
            f"The Interior Ministry said in a statement that {FLED}.",
            "Interior Ministry",
            "statement",
        ),
        (f"{FLED}, the Interior Ministry announced on Telegram.", "Interior Ministry", "Telegram"),
        (f"{FLED}, the daily Al-Marsad writes.", None, "Al-Marsad"),
        (f"Nobody may stay, and {FLED}, the circular says.", None, "circular"),
        (f"Ana Ortiz was quoted by Interfax as saying that {FLED}.", "Ana Ortiz", "Interfax"),
        (f"Interfax reported that {FLED}, citing two diplomats.", "diplomats", "Interfax"),
        (f"The Turkish government says {FLED}.", "TUR", None),
        (f"Ankara says {FLED}.", "TUR", None),
        (f"The charity welcomed the plan, and said {FLED}.", "charity", None),
        (f"Ana Ortiz welcomed the plan, noting that {FLED}.", "Ana Ortiz", None),
        (f"While UNHCR says 300 came, the mayor of Goma says {FLED}.", "mayor of Goma", None),
        (f"The minister said the border would stay shut, but {FLED}.", None, None),
        (f"The minister said the border would stay shut. {FLED}.", None, None),
        (f"{FLED}; Caritas demands an inquiry.", None, None),
    ],
)
def test_who_says_it_and_through_what(text, speaker, medium):
    assert read_voices(text) == (speaker, medium)


def test_an_office_is_the_person_who_was_named_with_it():
    text = f"Health minister Ana Ortiz toured the camp. It rained. The minister said {FLED}."

    assert read_voices(text) == ("Ana Ortiz", None)


def test_a_contact_is_an_act_and_no_saying():
    text = "President Ana Ortiz contacted Kenya to take in 4,000 refugees."

    assert read_voices(text) == (None, None)


def test_a_party_that_asks_is_the_voice_of_what_it_asks():
    text = "Montenegro asked Italy to take in 4,000 refugees."

    assert read_voices(text) == ("MNE", None)


def test_what_another_is_said_to_ask_is_said_by_the_first():
    text = "Ana Ortiz said that Montenegro had asked Italy to take in 4,000 refugees."

    assert read_voices(text) == ("Ana Ortiz", None)


def test_in_an_interview_the_one_who_is_asked_speaks():
    text = (
        "Ana Ortiz runs the camp in Goma. We met in her office.\n\n"
        "How many do you have?\n\nMany. It grows.\n\nWho brings them?\n\nNobody does.\n\n"
        f"And since May?\n\nSince May {FLED}."
    )

    assert read_voices(text) == ("Ana Ortiz", None)


def test_in_a_transcript_with_letters_the_answer_is_the_persons():
    text = (
        "Ana Ortiz runs the camp in Goma.\n\nQ. How many have come?\nA. Many.\n\n"
        f"Q. Since when?\nA. Since May {FLED}."
    )

    assert read_voices(text) == ("Ana Ortiz", None)


def test_places_before_a_colon_make_no_transcript():
    text = f"Kenya: it rained.\n\nUganda: it rained.\n\nRwanda: {FLED}.\n\nMali: it rained."

    assert read_voices(text) == (None, None)


@pytest.mark.parametrize("labels", [("Q: ", ""), ("Question: ", "Answer: ")])
def test_answers_are_the_persons_whatever_stands_before_them(labels):
    asks, answers = labels
    text = (
        "Ana Ortiz runs the camp in Goma.\n\n"
        f"{asks}How many have come?\n\n{answers}Many.\n\n"
        f"{asks}Since when?\n\n{answers}Since May {FLED}."
    )

    assert read_voices(text) == ("Ana Ortiz", None)


def test_a_parliament_sets_turns_in_capitals_with_a_full_stop():
    text = (
        "Ms. ORTIZ. How many came?\n\n"
        f"Mr. PRADO (Kenya). By this morning {FLED}.\n\n"
        "Ms. OKELLO. Not one of them came to us."
    )

    assert read_voices(text) == ("Mr. Prado", None)


def test_who_presents_a_broadcast_is_its_publisher():
    text = (
        f"PRESENTER: {FLED}.\n\nORTIZ: Few of them came.\n\n"
        "PRESENTER: To the camp?\n\nORTIZ: To the camp."
    )

    assert read_voices(text) == (None, None)


def test_a_note_that_says_whose_words_it_gives_is_all_his():
    text = (
        "This note sums up what was said by spokesperson Ana Ortiz in Geneva.\n\n"
        f"It rained for a week. {FLED}. UNHCR urges donors to help."
    ).replace("This note sums up", "This is a summary of")

    assert read_voices(text) == ("Ana Ortiz", None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{FLED}, which is a province of its own, said deputy minister Ana Ortiz.", "Ana Ortiz"),
        (f"Ana Ortiz, a nurse, said by telephone that {FLED}.", "Ana Ortiz"),
        (f"It rained, said Ana Ortiz. {FLED}, she went on.", "Ana Ortiz"),
        ("The war went on and 4,000 people fled Burundi.", None),
        (f"Ana Ortiz declared on Friday that {FLED}.", "Ana Ortiz"),
        (f"12:10 The foreign minister: {FLED}.", "foreign minister"),
        (f"The ministry thinks that {FLED}.", "ministry"),
        (f"M23 said that {FLED}.", "M23"),
        (f"11.30 WHO says {FLED}.", "WHO"),
        (f"Kenya waits, its president said, and {FLED}.", "Kenyan president"),
    ],
)
def test_more_ways_of_saying_are_read(text, speaker):
    assert read_voices(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Ortiz said it rained.\n\nBy May 4,000 people had fled Burundi.", None),
        ("Ana Ortiz said it rained. By May 4,000 people had fled Burundi.", "Ana Ortiz"),
        ("Ana Ortiz said it rained. By now 4,000 people have fled Burundi.", None),
        ("UNHCR said it rained. By May 4,000 people had fled Burundi.", None),
        (f"A driver who brought some of them said {FLED}.", "driver"),
        (f"Pressed by Ana Ortiz, he said {FLED}.", None),
        (f"The prefect said it rained. UNHCR was told. He added that {FLED}.", "prefect"),
        (f"By the ministry's count {FLED}.", "ministry"),
        (f"{FLED}, Ana Ortiz complained by phone.", "Ana Ortiz"),
    ],
)
def test_the_words_of_a_person_go_on_in_his_paragraph(text, speaker):
    assert read_voices(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{FLED}, the U.N. says, more than half of them children.", "UN"),
        (f"{FLED}, U.N. spokesman Jon Ortiz said.", "Jon Ortiz"),
        (f"{FLED}, Lt. Gen. Jon Ortiz said.", "Jon Ortiz"),
        (f"{FLED}, said Mr. al-Tijani, two years after the war.", "al-Tijani"),
        (f"Hassan al-Tijani said {FLED}.", "Hassan al-Tijani"),
        (f"“{FLED},” government spokesman Jon Ortiz said after ministers met.", "Jon Ortiz"),
        (f"{FLED}, according to volunteers.", "volunteers"),
        (f"Jon Ortiz said no one was left and {FLED}.", "Jon Ortiz"),
        (f"The National Guard said {FLED}.", "National Guard"),
        (f"{FLED}, The National reported on Monday.", None),
        (f"External Relations minister Jon Ortiz said {FLED}.", "Jon Ortiz"),
        (f"They camp at Gisuru, a village where 50 live, and {FLED}, says the doctor.", "doctor"),
        (f"Jon Ortiz conceded that “small groups” had been hurt, but said {FLED}.", "Jon Ortiz"),
        (f"It said between 1 and 2 people had come, and said {FLED}.", None),
        (f"UNHCR is there. Figures of the refugee agency show {FLED}.", "UNHCR"),
        (f"The aide to the minister, Jon Ortiz, came. The minister said {FLED}.", "Jon Ortiz"),
        (
            f"The Commissioner for Refugees, Jon Ortiz, came. The Commissioner said {FLED}.",
            "Jon Ortiz",
        ),
        ("4,000 people who fled Burundi asked Kenya for asylum.", None),
        ("Jon Ortiz said Kenya, which is far, had taken in 4,000 refugees.", "Jon Ortiz"),
        ("Jon Ortiz said it rained, which it did, and Kenya had taken in 4,000 refugees.", None),
    ],
)
def test_who_says_it_is_found_behind_titles_points_and_quotations(text, speaker):
    assert read_voices(text)[0] == speaker


def test_in_a_transcript_an_office_is_whose_name_stood_behind_it_in_brackets():
    text = (
        "Transcript of the weekly briefing\n\n"
        "Official Spokesperson (Shri Jon Ortiz): Good day.\n\n"
        "Question: How many are they?\n\n"
        f"Official Spokesperson: {FLED}.\n\n"
        "Question: Thank you."
    )

    assert read_voices(text) == ("Jon Ortiz", None)
