"""Features are kept with words and in groups: that changes no weight of anything."""

import gc
import weakref

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.reads import report

from panah.domain.reading import ReadingContext
from panah.reading.learned.cast import Cast
from panah.reading.learned.classifier import Choice, Holding, softmax, weights
from panah.reading.learned.features import features, form, forms, telling, word_features
from panah.reading.learned.kept import Kept
from panah.reading.learned.parties import Candidate, candidates
from panah.reading.learned.weigh import by_weights, figures
from panah.reading.learned.words import Words
from panah.reading.rules import RulesReader

TOWN = "Tijuana in Mexico is full. Mexico told Kenya on Monday that 900 Sudanese had reached Kenya."
SAID = (
    "Chad has agreed to host refugees, but Mali refused to open a camp and will not shelter them."
)
MAYOR = "The mayor of Tijuana, Ana Ruiz, said we would take in 40 families if Mexico agreed."


def seen(text, of):
    """What a function gives of each sentence of a text."""
    found = []

    def weigh(scene):
        found.append(of(scene))
        return scene.seen

    RulesReader(weigh).read(report(text), ReadingContext())
    return found


def chosen(scene):
    return [candidates(Cast(scene), count, ()) for count in figures(scene)]


def test_what_is_kept_is_made_once_for_each_key():
    made = []
    kept = Kept(lambda key: made.append(key) or -key, 10)

    assert [kept[1], kept[2], kept[1]] == [-1, -2, -1]
    assert made == [1, 2]


def test_all_is_forgotten_when_too_much_is_kept():
    kept = Kept(str, 3)

    for nth in range(10):
        assert kept[nth] == str(nth)
        assert len(kept) <= 3


def test_a_word_is_one_in_all_texts_and_another_with_its_particle():
    (one,), (other,), (turned,) = (
        seen(text, lambda scene: Words(scene.line).all)
        for text in ("Chad sees people.", "Mali sees nothing.", "Mali sees people in.")
    )

    assert one[1] is other[1]
    assert one[2] is turned[2]
    assert turned[1] is not one[1]
    assert turned[1].classes == (*one[1].classes, "+in")


def test_a_particle_belongs_to_the_nearest_verb_before_it():
    (words,) = seen("Mali asked and drove people away.", lambda scene: Words(scene.line).all)

    assert [one.name for one in words if "+away" in one.classes] == ["drov"]


def test_the_groups_of_a_candidate_have_no_feature_in_common():
    among = [one for text in (TOWN, MAYOR) for many in seen(text, chosen) for one in many]
    all_ = [one for each in among for one in each]

    assert len(all_) > 6
    assert all(sum(map(len, one.groups)) == len(one.has) for one in all_)
    assert any("itself/here" in one.has or "office/here" in one.has for one in all_)
    assert any("we/voice0" in one.has for one in all_)


@settings(max_examples=30)
@given(st.lists(st.lists(st.sets(st.sampled_from("abcdefgh")), max_size=4), min_size=1))
def test_a_candidate_is_as_likely_however_its_features_are_grouped(places):
    weights = {name: 100 * nth - 300 for nth, name in enumerate("abcdefg")}
    among = [Candidate(ref=None, groups=[]) for _ in places]
    for one, found in zip(among, places, strict=True):
        for has in found:
            one.add(frozenset(has), is_here=False)

    sums = [sum(weights.get(name, 0) for name in set().union(*found)) for found in places]
    assert Choice.parted(weights).chances(among, "camp") == softmax([one / 1000 for one in sums])


def test_a_figure_and_a_word_know_what_stands_beside_them():
    def known(scene):
        words, counts = Words(scene.line), list(figures(scene))
        first = [features(scene, words, one).all for one in counts]
        return first + [word_features(scene, words, at, counts).all for at in telling(words)]

    ((figure, host, tents),) = seen("Chad hosts 900 refugees in tents.", known)

    assert {"-1:host", "+1:in", "near>:TENTN", "near<:~host", "tie:done to//host"} <= figure
    assert {"t:~host", "tense:present", "+1:QTY", "fig:True/True", "near<:GPE"} <= host
    assert {"t:tent", "noun", "main:host", "-3:QTY", "near<:GROUPN", "readnear:1"} <= tents


def test_a_figure_and_a_word_have_each_feature_in_one_group_only():
    def known(scene):
        words, counts = Words(scene.line), list(figures(scene))
        first = [features(scene, words, one) for one in counts]
        return first + [word_features(scene, words, at, counts) for at in telling(words)]

    found = [one for text in (TOWN, MAYOR) for many in seen(text, known) for one in many]

    assert len(found) > 3
    assert all(sum(map(len, (one.others, *one.groups))) == len(one.all) for one in found)


def test_no_form_of_a_word_adds_more_than_its_form_may_add_at_most():
    def added(scene):
        words, told = Words(scene.line), weights().told
        for at in telling(words):
            how, may = form(scene, words, at), forms(words.all[at])
            kinds = {one.rpartition(":")[0] or one for one in frozenset().union(*how)}
            yield kinds in map(set, may), weights().form[words.all[at]] - told.more(how)

    texts = (TOWN, MAYOR, SAID)
    found = [one for text in texts for many in seen(text, lambda s: [*added(s)]) for one in many]

    assert len(found) > 6
    assert all(is_known and left >= 0 for is_known, left in found)


@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("ijklmnop"), min_size=2))
def test_features_that_come_together_weigh_as_much_as_one_by_one(some, others):
    of = {name: 100 * nth - 300 for nth, name in enumerate("abcdefijklm")}
    found = Holding(bias=5, of=of)

    assert found.sum(some, [frozenset(others)]) == found.sum(some | others)


def test_what_a_sentence_held_is_gone_when_it_has_been_read():
    lines = []

    def weigh(scene):
        lines.append(weakref.ref(scene.line))
        return by_weights(scene)

    gc.disable()
    try:
        RulesReader(weigh).read(report(f"{TOWN} {MAYOR}"), ReadingContext())
        left = [line for line in lines if line() is not None]
    finally:
        gc.enable()

    assert lines
    assert not left
