import pytest

from panah.reading.text import Part, sentences


def cut(text):
    return [text[one.span.start : one.span.end] for one in sentences(text)]


def parts(text):
    return [one.part for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One went. Two came.", ["One went.", "Two came."]),
        ("The U.S. envoy left. He returned.", ["The U.S. envoy left.", "He returned."]),
        ("They flew to the U.S. The rest stayed.", ["They flew to the U.S.", "The rest stayed."]),
        ("Gen. Okoro and Dr. Lind met.", ["Gen. Okoro and Dr. Lind met."]),
        ("It took 3.5 hours. All left.", ["It took 3.5 hours.", "All left."]),
    ],
)
def test_a_sentence_ends_where_a_reader_sees_its_end(text, expected):
    assert cut(text) == expected


def test_an_open_quotation_is_never_cut():
    text = "“We came. We waited. They sent us away,” a farmer said. Nobody answered."

    assert cut(text)[0] == "“We came. We waited. They sent us away,” a farmer said."


def test_nested_quotes_do_not_end_the_quotation():
    said = "“We told them \u2018No,\u2019 and again \u2018No.\u2019 They laughed,” said Amina."
    text = f"{said} It rained."

    assert len(cut(text)) == 2


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph():
    assert cut("“We came. We stayed.\n\nThe camp is full.")[-1] == "The camp is full."


def test_title_headings_captions_and_boilerplate_are_told_apart():
    text = (
        "Lake towns take in the flooded\n\n"
        "FILE PHOTO: Boats on the lake.\n\n"
        "KISUMU, May 3 -- The water rose again. Hundreds left.\n\n"
        "Uganda\n\n"
        "The lake has never been so high.\n\n"
        "See also: Rains to last until June\n\n"
        "Sign up for our letter!"
    )

    assert parts(text) == [
        Part.TITLE,
        Part.CAPTION,
        Part.DATELINE,
        Part.BODY,
        Part.BODY,
        Part.HEADING,
        Part.BODY,
        Part.CAPTION,
        Part.BOILERPLATE,
    ]


def test_every_sentence_knows_the_heading_above_it():
    text = "Aid digest of the week, all regions\n\nMalawi\n\nRoads are cut. Boats are few."
    below = sentences(text)[-1]

    assert text[below.heading.start : below.heading.end] == "Malawi"
    assert below.follows


def test_each_line_of_a_list_is_a_paragraph_of_its_own():
    text = "Key figures:\n- 300 tents were sent.\n- 12 wells were dug."

    assert cut(text)[1:] == ["- 300 tents were sent.", "- 12 wells were dug."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Они ушли. Потом пришли другие.", ["Они ушли.", "Потом пришли другие."]),
        (
            "آنها رفتند. دیگران آمدند؟ بله\u06d4 تمام شد.",
            ["آنها رفتند.", "دیگران آمدند؟", "بله\u06d4", "تمام شد."],
        ),
        ("He left. Éric came.", ["He left.", "Éric came."]),
        ("It cost 3.5 m. of cloth.", ["It cost 3.5 m. of cloth."]),
    ],
)
def test_sentences_end_in_scripts_without_latin_capitals_too(text, expected):
    assert [text[one.span.start : one.span.end] for one in sentences(text)] == expected
