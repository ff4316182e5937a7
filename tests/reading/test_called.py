"""Names that no table holds: a charity may be the party of a claim, a word that begins none."""

import pytest
from tests.reading.reads import report

from panah.domain.reading import ReadingContext
from panah.reading.called import called
from panah.reading.rules import RulesReader


def names(text):
    """The names of a text's sentences."""
    found = []

    def see(scene):
        found.extend(ref.name for _, _, ref in called(scene.line))
        return scene.seen

    RulesReader(see).read(report(text), ReadingContext())
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Welcome Gathering opened a kitchen for the families.", "Welcome Gathering"),
        ("Soup is cooked by the Friends of the Harbour for 300 people.", "Friends of the Harbour"),
        ("Chad Solidarity Society has sent three lorries.", "Chad Solidarity Society"),
        ("In the square, MEDAR hands out blankets to them.", "MEDAR"),
        ("Tents come from the Anabaptists in the next valley.", "Anabaptists"),
    ],
)
def test_a_name_is_found_as_it_is_written(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya has taken them in.",
        "Blankets are short.",
        "In May the rain came.",
        "I'd say that is enough.",
        "Syrian and Iraqi families wait.",
    ],
)
def test_what_the_tables_know_and_first_words_are_no_names(text):
    assert names(text) == []
