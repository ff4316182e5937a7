"""Texts of ours that speak of shelter, camps and movement, and hold no claim about refuge."""

import pytest
from tests.reading.reads import claims

from panah.domain.claim import Kind
from panah.domain.reading import Polarity, ReadingContext
from panah.plugins import text_reader

OF_REFUGE = {Kind.HOSTING, Kind.MOVEMENT, Kind.POPULATION, Kind.FACILITY, Kind.SUPPORT}


@pytest.mark.parametrize(
    "text",
    [
        "The town shelter took in 40 dogs after the storm.",
        "She hosted a dinner for 30 guests in Paris.",
        "The hotel can accommodate 200 wedding guests.",
        "A refugee is a person who has crossed a border, the law says.",
        "Nobody should be turned away, an editorial argued.",
        "The summer camp will open for 300 pupils in June.",
        "The club received 4,000 letters of support from Spain.",
        "Two trains arrived late in Vienna.",
        "The ministry accepted the proposal of the committee.",
        "Oil prices fled to new heights, and investors sought shelter in gold.",
        "The singer returned to Chile with three awards.",
        "The homeless shelter on Third Street needs more beds.",
        "Farmers brought 900 sheep to the market of Toledo.",
        "The team left for Japan with 23 players.",
        "Germany hosts the tournament for the third time.",
        "The bank closed its office in Peru.",
        "The border collie ran home.",
        "Doctors asked patients to return in June.",
    ],
)
def test_what_only_sounds_like_refuge_is_no_claim_about_it(text):
    assert not [claim.quote for claim in claims(text) if claim.kind in OF_REFUGE]


def test_what_has_no_place_is_unread_and_not_a_claim():
    from tests.reading.reads import reading  # noqa: PLC0415

    read = reading("The charity took in 300 refugees last year.")

    assert not read.drafts
    assert "place" in read.unread[0].why


def test_what_looks_like_a_claim_and_was_not_understood_is_shown():
    from tests.reading.reads import reading  # noqa: PLC0415

    read = reading("For 300 refugees in Chile the wait goes on and on without a bed.")

    assert read.drafts or "no rule" in read.unread[0].why


@pytest.mark.parametrize(
    "text",
    [
        "Portugal will take in 500 refugees from Mali, which the ministry said was not true.",
        "Reports that Portugal will take in 500 refugees from Mali are false, the ministry said.",
        "Portugal will take in 500 refugees from Mali. The government denied this.",
    ],
)
def test_what_is_taken_back_behind_its_words_is_of_unsure_polarity(text):
    from tests.reading.reads import reading  # noqa: PLC0415

    assert [draft.polarity for draft in reading(text).drafts] == [Polarity.UNSURE]


def test_a_refusal_of_no_one_is_of_unsure_polarity():
    """Seen in a report: it was read as a refusal, and says that there was none."""
    from tests.reading.reads import report  # noqa: PLC0415

    text = "In Niger, the governor said no one fleeing had been sent back to Nigeria."
    drafts = text_reader("rules").read(report(text), ReadingContext()).drafts

    assert [draft.polarity for draft in drafts] == [Polarity.UNSURE]


def test_a_denial_of_something_else_behind_a_claim_leaves_it_sure():
    from tests.reading.reads import reading  # noqa: PLC0415

    text = (
        "Portugal will take in 500 refugees from Mali. The ministry confirmed that a state of "
        "emergency was being considered in the south but denied it would limit the stay of anyone."
    )

    assert reading(text).drafts[0].polarity is Polarity.PLUS
