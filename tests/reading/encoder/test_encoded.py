"""What the shipped encoder says of a report."""

import pytest
from tests.reading.reads import report

from panah.domain.claim import Span
from panah.domain.reading import ReadingContext
from panah.plugins import ENCODER, text_reader
from panah.reading.encoder.encoded import Encoded
from panah.reading.encoder.net import net
from panah.reading.encoder.reader import LONGEST, EncodedReader
from panah.reading.learned.features import telling
from panah.reading.learned.sighted import KIND_OF, STATUS_OF
from panah.reading.learned.words import Words
from panah.reading.rules import RulesReader

FLED = (
    "NAIROBI, May 2 - Some 4,300 people have crossed from Sudan into Kenya since Sunday, the U.N. "
    "refugee agency said. The war has cost 900 lives. Kenya said it would not close its border."
)


def encoded(text=FLED):
    return Encoded(net(), "", text)


def at(words, text=FLED):
    start = text.index(words)
    return Span(start, start + len(words))


def test_every_kind_and_status_that_was_learnt_is_known():
    assert set(net().kinds) == set(KIND_OF)
    assert set(net().statuses) == set(STATUS_OF)


def test_people_who_came_are_told_and_the_dead_are_not():
    came, died = encoded().figure(at("4,300")), encoded().figure(at("900"))

    assert max(came.chances, key=came.chances.get) == "arrivals_count"
    assert max(came.far, key=came.far.get) == "completed"
    assert came.holds > 0.5 > died.holds


def test_chances_are_shares():
    for one in (encoded().figure(at("900")), encoded().word(at("close"))):
        assert sum(one.chances.values()) == pytest.approx(1)
        assert sum(one.far.values()) == pytest.approx(1)
        assert 0 <= one.holds <= 1
        assert 0 <= one.denied <= 1


def test_the_same_is_said_whatever_was_asked_before():
    one, other = encoded(), encoded()
    other.word(at("close"))

    assert one.figure(at("4,300")) == other.figure(at("4,300"))


def test_a_figure_far_into_a_report_is_told_too():
    text = "The market opened late and the rain went on. " * 400 + FLED
    late = Encoded(net(), "", text).figure(at("4,300", text))

    assert max(late.chances, key=late.chances.get) == "arrivals_count"


def test_a_long_report_is_read_without_it_and_says_so():
    long = report("Kenya took in 40 refugees. " * (LONGEST // 20))
    context = ReadingContext(is_late=lambda: True)

    reading = EncodedReader().read(long, context)

    assert any("rules and weights alone" in one for one in reading.warnings)


def test_what_it_read_says_so():
    (draft, *_) = text_reader(ENCODER).read(report(FLED), ReadingContext()).drafts

    assert draft.made_by.reader == ENCODER == EncodedReader.name


def test_a_frame_that_is_doubted_is_believed_where_a_word_tells_the_same():
    text = "The airport of N'Djamena is closed, the French Foreign Ministry said on 8 March."

    (draft,) = text_reader(ENCODER).read(report(text), ReadingContext()).drafts

    assert text[draft.quote.start : draft.quote.end] == "airport of N'Djamena is closed"
    assert not draft.made_by.rule.startswith("learned.")


def test_words_read_as_one_may_tell_a_claim():
    found = []

    def see(scene):
        words = Words(scene.line)
        found.extend(scene.line.low(at) for at in telling(words, is_wide=True))
        found.append([scene.line.low(at) for at in telling(words)])
        return scene.seen

    RulesReader(see).read(report("They were taken to a reception centre."), ReadingContext())

    assert found == ["taken_to", "reception_centre", []]


def test_any_word_of_meaning_may_tell_a_claim_and_no_name_sign_or_word_of_grammar():
    found = []

    def see(scene):
        found.extend(scene.line.low(at) for at in telling(Words(scene.line), is_wide=True))
        return scene.seen

    text = "Ms Tarr's bakery in Oslo gave them bread, and the rain went on for 3 days."
    RulesReader(see).read(report(text), ReadingContext())

    assert {"bakery", "gave", "bread", "rain"} <= set(found)
    assert set(found).isdisjoint({"in", "and", "the", "for", ",", ".", "oslo", "tarr", "3"})
