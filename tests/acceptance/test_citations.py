"""In the brief of the shipped case every number leads to its quote, speaker, publisher and day."""

import html
import re
from datetime import date

import pytest

CELL = re.compile(r"<(td|dd|li|h1)\b[^>]*>(.*?)</\1>", re.DOTALL)
NOTE = re.compile(r'<li id="note-(\d+)"[^>]*>(.*?)</li>', re.DOTALL)


def words(markup):
    return html.unescape(
        re.sub(r"<[^>]+>", "", re.sub(r"<svg.*?</svg>", "", markup, flags=re.DOTALL))
    )


@pytest.fixture(scope="module", params=["country", "offers"])
def page(shipped, request):
    case = shipped.case
    return case.brief(case.situation(date(2021, 8, 16)), kind=request.param).html


def test_every_number_stands_in_or_beside_a_link_to_its_note(page):
    body = page[page.index("<main") : page.index("<footer")]
    cells = [match[2] for match in CELL.finditer(body) if 'class="as-of"' not in match[0]]
    numbered = [cell for cell in cells if re.search(r"\d", words(cell))]

    assert len(numbered) > 15
    assert [words(cell) for cell in numbered if 'href="#note-' not in cell] == []


def test_every_note_has_quote_speaker_publisher_and_day_or_leads_to_notes_that_have(page):
    notes = dict(NOTE.findall(page))

    def is_cited(number, seen=()):
        text = notes[number]
        if "<q " in text:
            origin = words(text[text.index('class="origin"') :]).split(">", 1)[1]
            return re.search(r"\S \((said|wrote|quoted|reported|unnamed|caption)\)", origin) and (
                re.search(r"\. \S.*?, (by |about )*\d.*20\d\d", origin)
            )
        rests = set(re.findall(r'href="#note-(\d+)"', text)) - {number, *seen}
        return rests and all(is_cited(one, (*seen, number)) for one in rests)

    assert len(notes) > 15
    assert [words(notes[number]) for number in notes if not is_cited(number)] == []
