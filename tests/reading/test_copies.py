import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import claim

from panah.domain.claim import Span
from panah.reading.copies import ALIKE, copies, likeness, same_sayings

STORY = """\
The governor of Ardan said on Monday that some 4,200 people had crossed the bridge at Velm since
the first of June, most of them families who had walked for three days from the villages along
the upper river. Two schools in the town have taken in those who found no room with relatives,
he told reporters, and a third would be opened before the rains. "We turned nobody away last
winter and we will turn nobody away now," he said. Traders at the bridge described long queues
of carts, and a doctor of the district hospital spoke of eleven births in a week. The ministry
in the capital has asked neighbouring districts to send tents, of which about three hundred were
promised by Sunday. It did not say who would pay for food once the stores of the town are used
up, which its council expects to happen by the end of August. Fighting around the mill at Tarn
went on for a fourth night. Both sides accused each other of shelling the road that leads to the
river, and the ferry below the rapids has not run since Thursday."""

OTHER = """\
Families who fled the shelling around Tarn are sleeping in two schools of the border town of
Velm, according to aid workers there. By their count between four and five thousand people came
over the river this month, many on foot. "We turned nobody away last winter and we will turn
nobody away now," the governor of Ardan said on Monday. Prices for flour have doubled. A teacher
who gave up her classroom said that she had stopped counting the children. Tents were on their
way from two neighbouring districts, though nobody could say how many, and water is brought by
lorry twice a day. The hospital has asked for blankets and for a second midwife."""


def retitled(text):
    return f"Bridge town takes in thousands\n\n{text}\n\nThis report was sent by our partner."


def cut(text):
    words = text.split()
    return " ".join(words[: len(words) // 2])


def edited(text):
    words = text.split()
    words[6::12] = ["changed"] * len(words[6::12])
    return " ".join(words)


@pytest.mark.parametrize(
    "copy", [retitled, cut, edited, str.upper, lambda text: cut(retitled(text))]
)
def test_a_copy_is_found_whatever_an_editor_did_to_it(copy):
    assert likeness(STORY, copy(STORY)) >= 0.55


def test_two_accounts_that_quote_the_same_sentence_are_not_copies():
    assert likeness(STORY, OTHER) < 0.18


def test_the_threshold_lies_between_copies_and_accounts_of_one_event():
    assert 0.18 < ALIKE < 0.55


def test_notes_too_short_to_compare_are_alike_only_in_the_same_words():
    assert likeness("Some 900 people came to Osk.", "some 900 people came, to Osk") == 1
    assert likeness("Some 900 people came to Osk.", "Some 900 people came to Osk on Monday.") == 0


def test_copies_are_grouped_and_what_stands_alone_is_in_no_group():
    texts = {"a": STORY, "b": retitled(STORY), "c": cut(STORY), "d": OTHER, "e": ""}

    assert copies(texts) == (frozenset("abc"),)


def test_a_story_that_sixty_outlets_print_is_one_group():
    texts = {str(number): f"Outlet {number} writes. {STORY}" for number in range(60)}

    assert copies({**texts, "own": OTHER}) == (frozenset(texts),)


def test_a_footer_that_all_pages_share_makes_no_copies():
    rng = random.Random(1)  # noqa: S311  # no secret hangs on it
    words = sorted(set(STORY.split() + OTHER.split()))
    footer = " ".join(words[:30])
    texts = {str(n): " ".join(rng.choices(words, k=200)) + " " + footer for n in range(30)}

    assert copies(texts) == ()


@pytest.mark.parametrize("nothing", [{}, {"a": ""}, {"a": "", "b": ""}, {"a": " \n", "b": "…"}])
def test_texts_without_words_are_copies_of_nothing(nothing):
    assert copies(nothing) == ()


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_mutual_and_a_share(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(st.permutations(["a", "b", "c", "d"]))
def test_groups_do_not_hang_on_the_order_of_the_reports(order):
    texts = {"a": STORY, "b": retitled(STORY), "c": cut(STORY), "d": OTHER}

    assert copies({key: texts[key] for key in order}) == (frozenset("abc"),)


def said_in(report, quote="some 4,200 people had crossed", **changes):
    return claim(report=report * 64, quote=quote, span=Span(0, len(quote)), **changes)


def test_claims_that_copies_print_in_the_same_words_are_one_saying():
    first, second = said_in("a"), said_in("b", "Some 4,200 people had crossed,")
    other, elsewhere = said_in("b", "about 300 tents were promised"), said_in("c")
    group = frozenset({"a" * 64, "b" * 64})

    assert same_sayings([first, second, other, elsewhere], [group]) == ((second.id, first.id),)


def test_a_word_that_an_editor_changed_leaves_one_saying_and_another_sentence_does_not():
    first = said_in("a", "the town has taken in some 4,200 people")
    edited = said_in("b", "the town took in some 4,200 people")
    group = frozenset({"a" * 64, "b" * 64})
    other = said_in("b", "4,200 tents stand empty by the mill at Tarn, traders say")

    assert same_sayings([first, other, edited], [group]) == ((edited.id, first.id),)


def test_a_claim_repeated_within_one_report_is_not_linked_to_itself():
    one, again = said_in("a"), said_in("a", start=40)
    group = frozenset({"a" * 64, "b" * 64})

    assert same_sayings([one, again], [group]) == ()
