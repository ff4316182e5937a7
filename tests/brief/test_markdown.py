"""A brief as Markdown: notes that lead somewhere, and names that stay names."""

import re

from tests.brief.hostile import hostile
from tests.situation.made import ACTORS, PLACES, whole

from panah.brief.compose import make
from panah.brief.markdown import as_markdown


def written(found, kind="country", case="Karsha, spring"):
    return as_markdown(make(found, kind=kind, case=case, places=PLACES, actors=ACTORS))


def test_every_note_that_is_cited_is_there_once():
    text = written(whole())

    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    there = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)

    assert cited == set(there)
    assert len(there) == len(set(there))


def test_a_sentence_is_whole_with_its_note_beside_the_number():
    assert re.search(
        r"- Tolmera is ready to host “up to 60,000”\[\^\d+\] \(0\u201360,000 people\), a ceiling",
        written(whole()),
    )


def test_the_question_and_the_head_stand_on_top():
    found = whole(strict=True, drafts=True)

    text = written(found)

    assert text.startswith("# Karsha, spring: ")
    assert "As of 20 May 2021, as known 2021-05-20. Only what is agreed" in text
    assert "Includes claims that nobody has reviewed." in text
    assert found.head in text


def test_the_board_has_as_many_cells_in_every_row():
    rows = [line for line in written(whole(), "offers").splitlines() if line.startswith("|")]

    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert len(rows) == 2 + 5


def test_names_and_quotes_stay_what_they_are():
    text = written(hostile(), case="# <b>Case</b>")

    assert not re.search(r"(?<!\\)<(script|svg|b)", text)
    assert not re.search(r"(?<!\\)\]\(http", text)
    assert "\\*bold\\*" in text
    assert "\n- item" not in text
    assert "\n# heading" not in text
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
