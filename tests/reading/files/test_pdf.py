import pytest
from tests.reading.files.making import drawn, lines, pdf

from panah.errors import ReportError
from panah.reading.files import apart
from panah.reading.files.layout import Word, lines_of
from panah.reading.files.pages import page_of
from panah.reading.files.pdf import MAX_PAGES, extract, read_pdf
from panah.reading.text import Part, sentences

LEFT = [
    "The governor of Ardan said that",
    "some 4,200 people had crossed the",
    "bridge at Velm since June, most of",
    "them families who had walked for",
    "three days along the upper river",
    "and who had found no room with",
    "their relatives in the old town.",
]
RIGHT = [
    "Two schools have been opened and",
    "a third will follow before the rain",
    "sets in, the council of the town",
    "said, adding that about 300 tents",
    "had been promised by districts to",
    "the south of the river, though the",
    "road there was cut on Thursday.",
]
FOOT = [drawn(280, 30, "Page 1 of 2", size=8)]


def read(received, name="sitrep.pdf"):
    """Read a file here; the door that gives it a process of its own is tested below."""
    return extract(received, name) if received[:5] == b"%PDF-" else read_pdf(received, name)


def test_columns_that_were_drawn_one_after_the_other_are_read_so():
    page = [drawn(60, 790, "Ardan: situation", size=18), *lines(LEFT), *lines(RIGHT, x=320)]
    text = read(pdf(page)).text

    assert text == f"Ardan: situation\n\n{' '.join(LEFT)}\n\n{' '.join(RIGHT)}\n"


def test_columns_that_were_drawn_line_by_line_across_the_gap_are_read_one_by_one():
    across = [line for pair in zip(lines(LEFT), lines(RIGHT, x=320), strict=True) for line in pair]
    page = [drawn(60, 790, "Ardan: situation", size=18), *across]
    text = read(pdf(page)).text

    assert text == f"Ardan: situation\n\n{' '.join(LEFT)}\n\n{' '.join(RIGHT)}\n"


def test_columns_of_unequal_length_are_read_one_by_one():
    left, right = [*LEFT, *LEFT[:1]], [*RIGHT[:3], "", *RIGHT[3:], *RIGHT[:2]]
    across = []
    for number in range(len(right)):
        if number < len(left):
            across += lines(left[number : number + 1], top=740 - 14 * number)
        if right[number]:
            across += lines(right[number : number + 1], x=320, top=740 - 14 * number)
    text = read(pdf(across)).text

    assert text.index(LEFT[-1]) < text.index(RIGHT[0])
    assert " ".join(LEFT) in text
    assert " ".join(RIGHT[3:]) in text


def test_a_row_of_figures_stays_a_row():
    rows = [("Place", "People", "Tents"), ("Velm", "4,200", "310"), ("Osk", "900", "75")]
    page = [
        drawn(60 + 150 * column, 700 - 16 * number, cell)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]

    assert "- Velm | 4,200 | 310\n- Osk | 900 | 75\n" in read(pdf(page)).text


def test_a_heading_in_bold_or_larger_type_stands_alone():
    page = [
        drawn(60, 740, "Needs in the town", font="bold"),
        *lines(LEFT[:3], top=726),
        drawn(60, 670, "Roads", size=13),
        *lines(RIGHT, top=654),
    ]
    text = read(pdf(page)).text
    headings = [
        text[one.span.start : one.span.end] for one in sentences(text) if one.part is Part.HEADING
    ]

    assert headings == ["Roads"]
    assert text.startswith("Needs in the town\n\nThe governor")


def test_white_space_between_lines_parts_paragraphs():
    text = read(pdf([*lines(LEFT), *lines(RIGHT, top=600)])).text

    assert text == f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}\n"


def test_a_citation_can_name_its_page():
    text = read(pdf(lines(LEFT), lines(RIGHT))).text

    assert page_of(text, text.index("4,200")) == 1
    assert page_of(text, text.index("300 tents")) == 2
    assert page_of("a text without pages", 3) is None


def test_a_sentence_that_goes_on_over_the_page_is_not_broken():
    text = read(pdf([*lines(LEFT[:3]), *FOOT], [*lines(LEFT[3:])])).text

    assert text == f"{' '.join(LEFT[:3])} \f{' '.join(LEFT[3:])}\n"


def test_what_runs_at_the_head_of_the_pages_is_kept_once_and_their_numbers_never():
    pages = [
        [
            drawn(60, 800, "Ardan sitrep no. 4"),
            *lines(some),
            drawn(280, 30, f"Page {number} of 4", size=8),
        ]
        for number, some in enumerate((LEFT, RIGHT, LEFT, RIGHT), start=1)
    ]
    text = read(pdf(*pages)).text

    assert text.count("Ardan sitrep no. 4") == 1
    assert "Page" not in text


def test_a_word_cut_at_the_end_of_a_line_is_made_whole():
    text = read(pdf(lines(["The crossing was reo-", "pened by the people of Tarn-", "Osk."]))).text

    assert text == "The crossing was reopened by the people of Tarn-Osk.\n"


def test_a_page_that_was_turned_is_read_along_its_lines():
    turned = ["q 0 1 -1 0 300 100 cm", *lines(LEFT, x=0, top=0), "Q"]

    assert read(pdf(turned)).text == f"{' '.join(LEFT)}\n"


def test_the_day_it_was_made_is_told_and_not_taken_for_the_day_of_publication():
    report = read(pdf(lines(LEFT), [], title="Ardan sitrep 4"))

    assert report.title == "Ardan sitrep 4"
    assert report.published is None
    assert report.extractor.startswith("pdf 1 (pypdfium2 ")
    assert "nothing could be read on page 2" in report.warnings[0]
    assert "made on 2021-08-03" in report.warnings[1]


@pytest.mark.parametrize("title", ["draft3.docx", "Microsoft Word - report", "untitled"])
def test_the_name_of_a_draft_is_no_title(title):
    assert read(pdf(lines(LEFT), title=title)).title == ""


@pytest.mark.parametrize(
    ("received", "says"),
    [
        (b"", "empty"),
        (b"<html><p>a</p></html>", "is an HTML page"),
        (b"some words", "does not begin as a PDF file does"),
        (b"%PDF-1.4\n%nothing follows", "broken or cut off"),
        (pdf(lines(LEFT))[:300], "broken or cut off"),
        (pdf(lines(LEFT), locked=True), "needs a password"),
        (pdf([], []), "no text in it; it is a scan"),
        (pdf(["0 0 m 100 100 l S"]), "no text in it; it is a scan"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(received, says):
    with pytest.raises(ReportError, match=says) as error:
        read(received)
    assert str(error.value).startswith("sitrep.pdf: ")


def test_a_file_of_ten_thousand_pages_is_refused_before_it_is_read():
    with pytest.raises(ReportError, match=f"10,000 pages; a report may have up to {MAX_PAGES:,}"):
        read(pdf(*[[]] * 10_000))


def words(*placed):
    """Give words of 30 points each, at places along one line."""
    return [Word(text, left, left + 30, 700, 10) for text, left in placed]


def test_a_line_of_latin_letters_is_read_from_the_left_in_whatever_order_it_was_drawn():
    (line,) = lines_of(words(("firm.", 130), ("are", 95), ("Places", 60)))

    assert line.text == "Places are firm."


def test_a_line_with_arabic_letters_keeps_the_order_that_the_library_gives():
    (line,) = lines_of(words(("تا", 130), ("100,000", 95), ("پناهجو", 60)))

    assert line.text == "تا 100,000 پناهجو"


def test_words_that_are_not_drawn_are_told():
    hidden = drawn(60, 600, "Some 900 people came.").replace("BT", "BT 3 Tr")
    warnings = read(pdf(lines(LEFT), [hidden])).warnings

    assert "page 2 holds words that are not drawn" in warnings[0]


def test_a_file_is_read_in_a_process_of_its_own_and_read_alike():
    received = pdf(lines(LEFT), title="Ardan")

    assert read_pdf(received, "sitrep.pdf") == extract(received, "sitrep.pdf")


def test_what_is_wrong_is_said_from_the_other_process_too():
    with pytest.raises(ReportError, match=r"^sitrep.pdf: needs a password"):
        read_pdf(pdf(lines(LEFT), locked=True), "sitrep.pdf")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("import time; time.sleep(60)", "took more than 0.5 seconds"),
        ("import os; os.abort()", "brought the reader down"),
        ("held = bytearray(8 * 2**30)", "needed more than 4 GiB"),
    ],
)
def test_a_file_that_hangs_crashes_or_swallows_the_memory_only_ends_its_own_process(
    wrong, said, tmp_path, monkeypatch
):
    body = f"def extract(received, name):\n    {wrong}\n"
    (tmp_path / "hostile.py").write_text(body, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    if "sleep" in wrong:
        monkeypatch.setattr(apart, "SECONDS", 0.5)
    with pytest.raises(ReportError, match=said):
        apart.read_apart("hostile", b"%PDF-", "sitrep.pdf")
