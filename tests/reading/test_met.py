"""Whom a report has just named is likelier meant: what is remembered of each party and town."""

from tests.reading.reads import report

from panah.domain.reading import ReadingContext
from panah.reading.rules import RulesReader


def met(text):
    """What is remembered of those the report named, before its last sentence is read."""
    found = []

    def remember(scene):
        state = scene.state.met
        found.append((state.town and state.town.name, {key: set(state.of(key)) for key in _KEYS}))
        return scene.seen

    RulesReader(remember).read(report(text), ReadingContext())
    return found[-1]


_KEYS = ("KEN", "UGA", "SSD")


def test_a_country_of_the_sentence_before_is_nearer_than_one_of_another_paragraph():
    text = "Kenya is dry.\n\nUganda is green. Its camps are full. It waits."

    _, known = met(text)

    assert {"met/ago4", "met/times1"} <= known["KEN"]
    assert {"met/ago2", "met/paragraph", "met/begins"} <= known["UGA"]
    assert known["SSD"] == {"met/never"}


def test_a_country_named_only_as_a_people_is_told_from_one_that_acts():
    _, known = met("South Sudanese refugees reached Uganda. They wait.")

    assert "met/people" in known["SSD"]
    assert "met/people" not in known["UGA"]


def test_the_town_named_last_is_remembered_and_a_camp_is_none():
    assert met("Garissa in Kenya is near. Dadaab is full. They wait.")[0] == "Garissa"


def parties(text, *, is_wide=True):
    """Those who were named of late, before a text's last sentence is read."""
    found = []

    def remember(scene):
        found.append([one.name for one in scene.state.met.parties.values()])
        return scene.seen

    RulesReader(remember, is_wide=is_wide).read(report(text), ReadingContext())
    return found[-1]


def test_who_was_named_is_remembered_the_latest_last_and_each_once():
    text = "Kenya asked Welcome Gathering. Uganda asked Kenya. They wait."

    assert parties(text) == ["Welcome Gathering", "Uganda", "Kenya"]


def test_of_many_only_the_latest_are_remembered():
    many = " ".join(f"They met Gathering Number{chr(65 + nth)}." for nth in range(26))

    assert parties(f"Kenya is dry. {many} They wait.")[-1] == "Gathering NumberZ"
    assert "Kenya" not in parties(f"Kenya is dry. {many} They wait.")


def test_the_weights_alone_remember_none_of_them():
    assert parties("Kenya asked Uganda. They wait.", is_wide=False) == []
