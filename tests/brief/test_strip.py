"""Amounts drawn as they were said. The drawings kept in golden/ are renewed by hand, after a look:

PANAH_RENEW=1 pytest tests/brief/test_strip.py
"""

import os
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.brief.figures.strip import HEIGHT, WIDTH, Scale, axis, scale_for, strip, textures
from panah.brief.model import Mark
from panah.domain.claim import Hold, Mood, PlanningClass
from panah.domain.quantity import Hedge, Interval

GOLDEN = Path(__file__).parent / "golden"
FIRM, READY, POSSIBLE = PlanningClass.FIRM, PlanningClass.READY, PlanningClass.POSSIBLE


def mark(lo=None, hi=None, hedge=Hedge.EXACT, stated=None, planning_class=FIRM, **more):
    amount = None if lo is None else Interval(lo, hi)
    return Mark(amount=amount, hedge=hedge, stated=stated, planning_class=planning_class, **more)


MARKS = {
    "quota": mark(20_000, 20_000, stated=20_000),
    "bare-round": mark(1550, 1649, stated=1600),
    "about": mark(7200, 8800, Hedge.ABOUT, 8000, POSSIBLE),
    "almost": mark(315, 349, Hedge.ALMOST, 350),
    "more-than": mark(5001, None, Hedge.MORE_THAN, 5000, READY),
    "up-to": mark(0, 100_000, Hedge.UP_TO, 100_000, READY),
    "hundreds": mark(200, 999, Hedge.MAGNITUDE, None, READY),
    "expected": mark(3450, 3549, stated=3500, mood=Mood.WILL),
    "vague": mark(2, None, Hedge.VAGUE, None, POSSIBLE),
    "silent": mark(hedge=None, planning_class=POSSIBLE),
    "conflict": mark(200, 1000, Hedge.EXACT, None, conflict=True),
    "suspended": mark(200, 999, Hedge.MAGNITUDE, hold=Hold.SUSPENDED),
    "declined": mark(500, 500, stated=500, hold=Hold.DECLINED),
    "no-class": mark(500, 500, stated=500, planning_class=None),
}


@pytest.mark.parametrize("name", MARKS)
def test_an_amount_is_drawn_as_it_was_said(name):
    drawn = strip(MARKS[name], Scale()).replace("><", ">\n<") + "\n"
    file = GOLDEN / f"{name}.svg"
    if os.environ.get("PANAH_RENEW"):
        file.write_text(drawn, encoding="utf-8")

    assert drawn == file.read_text(encoding="utf-8")


def inside(text):
    """Every number of the drawing that places something, with its name."""
    for element in ElementTree.fromstring(text).iter():  # noqa: S314  (panah's own drawing)
        for name in ("x", "x1", "x2", "cx"):
            if name in element.attrib:
                yield float(element.attrib[name]), WIDTH
        for name in ("y", "y1", "y2", "cy"):
            if name in element.attrib:
                yield float(element.attrib[name]), HEIGHT


@given(
    st.floats(0, 10**10),
    st.one_of(st.none(), st.floats(0, 10**10)),
    st.sampled_from([*Hedge]),
    st.sampled_from([*Hold]),
    st.booleans(),
)
def test_every_amount_is_drawn_inside_the_figure_as_well_formed_xml(lo, width, hedge, hold, differ):
    hi = None if width is None else lo + width
    drawn = strip(mark(lo, hi, hedge, lo, hold=hold, conflict=differ), Scale())

    for place, size in inside(drawn):
        assert 0 <= place <= size


def test_a_ceiling_has_a_hard_end_and_no_point():
    drawn = strip(MARKS["up-to"], Scale())

    assert 'class="cap"' in drawn
    assert "<circle" not in drawn


def test_a_word_for_a_magnitude_has_no_point():
    assert "<circle" not in strip(MARKS["hundreds"], Scale())


def test_no_midpoint_is_drawn_when_nobody_stated_a_figure():
    assert "<circle" not in strip(mark(200, 900, Hedge.ABOUT), Scale())


def test_what_is_expected_is_hollow():
    assert 'class="mark hollow"' in strip(MARKS["expected"], Scale())


def test_what_has_no_number_is_a_question_mark():
    for name in ("silent", "vague"):
        assert ">?</text>" in strip(MARKS[name], Scale())


def test_a_drawing_says_in_words_what_it_shows():
    assert 'aria-label="200\u2013999 people; firm; suspended"' in strip(MARKS["suspended"], Scale())


def test_the_axis_grows_with_what_it_must_hold():
    assert scale_for([]) == Scale(100, 200_000)
    assert scale_for([mark(11, 3_000_000)]) == Scale(10, 3_000_000)
    assert Scale(10, 3_000_000).ticks == (10, 100, 1000, 10_000, 100_000, 1_000_000)


def test_more_people_stand_further_along():
    places = [Scale().x(value) for value in (0, 100, 999, 1000, 200_000, 10**9)]

    assert places == sorted(places)
    assert places[0] == places[1]
    assert places[-2] == places[-1]


def test_the_axis_names_its_numbers_inside_the_figure_and_apart():
    drawn = axis(Scale())

    numbers = re.findall(r"<text[^>]* x=\"([0-9.]+)\"[^>]*>([^<]+)<", drawn)

    assert [text for _, text in numbers] == ["100", "1k", "10k", "100k"]
    places = [float(place) for place, _ in numbers]
    assert all(later - first > 30 for first, later in pairwise(places))
    assert all(0 <= place <= size for place, size in inside(drawn))


def test_textures_are_named_after_the_classes():
    assert all(f'id="texture-{name}"' in textures() for name in (READY, POSSIBLE))
