"""Who does something together: each of a list is a party, one elsewhere in the sentence is not."""

from panah.domain.claim import Span
from panah.domain.reading import ActorRef
from panah.reading.learned.parties import Candidate
from panah.reading.learned.together import together

TEXT = "In Geneva, Kenya, Uganda and the UNHCR signed it; Chad and Mali looked on."


def one(name, *, here=True):
    start = TEXT.index(name)
    ref = ActorRef(key=name, name=name, span=Span(start, start + len(name)))
    return Candidate(ref=ref, groups=[], is_here=here)


NOBODY = Candidate(ref=None, groups=[])


def names(among, shares):
    return {among[nth].ref.name for nth in together(TEXT, among, shares)}


def test_all_of_a_list_that_are_likely_are_parties():
    among = [NOBODY, one("Kenya"), one("Uganda"), one("UNHCR"), one("Chad")]

    assert names(among, [0.0, 0.3, 0.3, 0.2, 0.2]) == {"Kenya", "Uganda", "UNHCR"}


def test_one_of_a_list_who_is_unlikely_is_none():
    among = [NOBODY, one("Kenya"), one("Uganda"), one("UNHCR")]

    assert names(among, [0.0, 0.7, 0.05, 0.25]) == {"Kenya", "UNHCR"}


def test_who_was_named_before_or_who_shares_its_words_breaks_no_list():
    whole = Candidate(
        ref=ActorRef(key="x", name="Kenya, Uganda", span=Span(11, 24)), groups=[], is_here=True
    )
    among = [one("Kenya"), whole, one("Uganda"), one("Mali", here=False)]

    assert names(among, [0.4, 0.0, 0.3, 0.3]) == {"Kenya", "Uganda"}


def test_nobody_does_nothing_together():
    assert together(TEXT, [NOBODY, one("Kenya"), one("Uganda")], [0.5, 0.25, 0.25]) == [0]
