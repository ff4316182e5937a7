"""Which figures of a sentence count something, and whether people."""

import pytest
from tests.reading.reads import report

from panah.domain.quantity import Unit
from panah.domain.reading import ReadingContext
from panah.reading.learned.weigh import figures
from panah.reading.rules import RulesReader


def found(text):
    """The figures of a text with what they count: of the lexicon's nouns, and of all."""
    counted, every = [], []

    def look(scene):
        said = scene.line.words
        counted.extend(
            (said(one.first, one.end), one.unit) for one in scene.counts if one.quantity is not None
        )
        every.extend((said(one.first, one.end), one.unit) for one in figures(scene))
        return scene.seen

    RulesReader(look).read(report(text), ReadingContext())
    return counted, every


PEOPLES = {
    "Officials in Turkey said some 520,000 Kurds had come over.": "some 520,000 Kurds",
    "In Israel there are some 38,000 Africans living without papers.": "some 38,000 Africans",
    "About 1,500 Muslims reached government lines in Bosnia.": "About 1,500 Muslims",
    "Chad has some 95,000 Sudanese already scattered along its border.": "some 95,000 Sudanese",
    "Another 200,000 others have taken shelter in Chad.": "Another 200,000 others",
}


@pytest.mark.parametrize(("text", "phrase"), PEOPLES.items())
def test_a_figure_with_the_name_of_a_people_counts_people(text, phrase):
    counted, every = found(text)

    assert counted == every == [(phrase, Unit.PERSON)]


BARE = {
    "Around 106,000 remain in Moldova.": "Around 106,000",
    "Of Venezuela's people over 4 million now live abroad.": "over 4 million",
}


@pytest.mark.parametrize(("text", "phrase"), BARE.items())
def test_a_figure_before_a_verb_counts_people(text, phrase):
    assert (phrase, Unit.PERSON) in found(text)[0]


UNCOUNTED = {
    "Moldova has seen 282,000 entries.": ("282,000 entries", None),
    "The border of Chad is shut for at least six months.": ("at least six months", None),
    "Of the permits Peru has granted, 60 percent are for Lima.": ("60 percent", Unit.SHARE),
}


@pytest.mark.parametrize(("text", "figure"), UNCOUNTED.items())
def test_a_figure_of_a_noun_that_is_not_counted_is_weighed_all_the_same(text, figure):
    counted, every = found(text)

    assert counted == []
    assert every == [figure]


def test_a_place_behind_a_figure_is_no_people():
    counted, _ = found("In 2015 the army sent 3,000 Philippines marines to Marawi.")

    assert [phrase for phrase, _ in counted if phrase.endswith("Philippines")] == []


def test_money_is_no_figure():
    assert found("Germany gave Jordan $40 million for its schools.") == ([], [])
