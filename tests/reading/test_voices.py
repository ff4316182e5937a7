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
