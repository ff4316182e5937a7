import pytest

from panah.domain.claim import CondType, Hold, Status
from panah.errors import CaseError
from panah.reading import warrant
from panah.reading.warrant import warrants

SHOWN = {
    Status.ASKED: "was asked|request|were urged|called on|appeal|contacted|approached|pressed",
    Status.CONSIDERING: "considers|may|might|could|weighs|mulling|studying|possibly|exploring",
    Status.IN_TALKS: "in talks|negotiating|discussions",
    Status.NEAR_FINAL: "close to|near to|final|about to|on the verge|in principle|finalising",
    Status.READY: "ready|willing|prepared|happy|open|able|readiness|glad|offered|volunteers",
    Status.ANNOUNCED: "will|would|they'll|announced|pledged|promises|vowed|commits|plans|decided",
    Status.AGREED: "agreed|accepted|approved|signed|a deal|consented|permission",
    Status.UNDER_WAY: "ongoing|began|started|arriving|growing|hosting|receiving|under construction",
    Status.IN_PLACE: "built|open|operating|set up|hosts|housed|sheltered|living|home to",
    Status.DONE: "completed|arrived|fled|returned|welcomed|took in|taken in|vacated|resettled",
    Hold.RELUCTANT: "not been as welcoming|cool|reluctant|unlikely|unwilling",
    Hold.SUSPENDED: "suspended|halted|paused|freezes|froze|stopped|blocked",
    Hold.DECLINED: "refused|rejected|declined|ruled out|not|no|never|cannot|isn't|won\u2019t",
    Hold.WITHDRAWN: "withdrew|withdrawn|revoked|cancelled",
    Hold.EXPIRED: "expired|ended|until",
}
INNOCENT = (
    *("students", "planes", "hostages", "hostile", "significant", "press conference", "urgently"),
    *("Denmark", "Barcelona", "Bangladesh", "a bandage", "leftist", "May", "contractors"),
)


@pytest.mark.parametrize(
    ("label", "words"), [(label, one) for label, said in SHOWN.items() for one in said.split("|")]
)
def test_the_words_of_a_label_show_it(label, words):
    shown = warrants().statuses(words) if isinstance(label, Status) else warrants().holds(words)

    assert label in shown


@pytest.mark.parametrize("words", INNOCENT)
def test_words_that_only_begin_alike_show_nothing(words):
    assert not warrants().statuses(words) + warrants().holds(words)


def test_every_status_and_hold_but_live_has_its_words():
    assert set(SHOWN) == {*Status, *Hold} - {Hold.LIVE}


def test_every_condition_of_the_domain_has_its_words():
    assert {label for label, _ in warrants().condition} == set(CondType)


@pytest.mark.parametrize(
    ("words", "wins"),
    [
        ("close to finalising a deal", Status.NEAR_FINAL),
        ("in talks to agree on", Status.IN_TALKS),
        ("agreed to a request", Status.AGREED),
        ("asked to consider", Status.ASKED),
        ("announced it was ready", Status.READY),
        ("will host", Status.ANNOUNCED),
        ("to host", Status.IN_PLACE),
        ("to take in", Status.ANNOUNCED),
    ],
)
def test_where_several_words_stand_together_the_one_that_doubts_most_wins(words, wins):
    assert warrants().statuses(words)[0] is wins


def test_a_table_with_a_key_nobody_reads_is_refused():
    with pytest.raises(CaseError, match=r"grounding\.toml sets stauts"):
        warrant._read({"stauts": []})
