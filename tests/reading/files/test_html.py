import pytest
from tests.make import when

from panah.errors import ReportError
from panah.reading.files.html import MAX_PAGE, MAX_TAGS, read_html
from panah.reading.text import Part, sentences

LEAD = (
    "The governor of Ardan said on 3 August 2019 that some 4,200 people had crossed the bridge at "
    "Velm since the first of June, and that more were on the way."
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Bridge opens | Ardan Herald</title>
<meta property="og:title" content="Velm bridge opens to families">
<meta property="article:published_time" content="2021-08-03T09:10:00+02:00"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news</a></li></ul></nav>
<div class="cookie">We use cookies. Accept all of them.</div>
<article><h1>Velm bridge opens to families</h1>
<figure><img src="a.jpg"><figcaption>People wait<br>at the bridge.</figcaption></figure>
<p><b>OSK, Aug. 3 (AHP)</b> — {LEAD}</p>
<h2>Schools</h2>
<p>Two more schools would be opened for them before the rains begin, he told reporters there.</p>
<ul><li>Osk: 900 people</li><li>Velm: 4,200 <i>people</i></li></ul>
<table><tr><th>Place</th><th>Tents</th></tr><tr><td>Velm</td><td>310</td></tr></table>
</article>
<aside><h3>Related</h3><p><a href="/x">Ten things to know about bridges</a></p></aside>
<footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def read(page, name="page.html"):
    return read_html(page.encode("utf-8") if isinstance(page, str) else page, name)


def parts(text):
    return {text[one.span.start : one.span.end]: one.part for one in sentences(text)}


def test_an_article_is_taken_without_menus_adverts_and_footers():
    text = read(PAGE).text

    assert LEAD in text
    for around in ("Home", "cookies", "Ten things", "newsletter", "rights reserved"):
        assert around not in text


def test_title_day_and_language_are_those_the_page_gives_itself():
    page = read(PAGE)

    assert page.title == "Velm bridge opens to families"
    assert page.published == when("2021-08-03")
    assert page.lang == "en-GB"
    assert page.extractor.startswith("html 1 (trafilatura ")


def test_a_notice_of_a_few_lines_keeps_its_items_and_headings():
    page = (
        "<html><body><div>Ardan desk</div><nav>Menu</nav><div><b>HIGHLIGHTS</b><ul><li>Velm took "
        "in <i>900</i> people.</li><li>Osk is full.</li></ul><h3>Tents</h3><table><tr><th>Place"
        "</th><th>Tents</th></tr><tr><td>Velm</td><td>310</td></tr></table></div></body></html>"
    )

    assert read(page).text == (
        "Ardan desk\n\nHIGHLIGHTS\n\n- Velm took in 900 people.\n- Osk is full.\n\nTents\n\n"
        "- Place: Velm | Tents: 310\n"
    )


def test_what_is_shown_only_without_scripts_is_no_article():
    with pytest.raises(ReportError, match="no article"):
        read("<html><body><noscript>Enable scripts to read this.</noscript></body></html>")


def test_a_day_in_the_text_is_no_day_of_publication():
    assert read(f"<html><body><article><p>{LEAD}</p></article></body></html>").published is None


def test_heading_caption_and_dateline_are_told_apart():
    found = parts(read(PAGE).text)

    assert found["Velm bridge opens to families"] is Part.TITLE
    assert found["People wait at the bridge."] is Part.CAPTION
    assert found["OSK, Aug. 3 (AHP) —"] is Part.DATELINE
    assert found["Schools"] is Part.HEADING


def test_items_stand_alone_and_a_row_names_its_columns():
    text = read(PAGE).text

    assert "\n- Osk: 900 people\n- Velm: 4,200 people\n" in text
    assert "\n- Place: Velm | Tents: 310\n" in text


def test_a_page_is_read_in_the_encoding_it_names():
    page = f'<html><meta charset="ISO-8859-1"><body><article><p>“Café”: {LEAD}</p></article></body>'

    assert "“Café”" in read(page.encode("windows-1252")).text


def test_the_same_page_gives_the_same_text():
    assert read(PAGE) == read(PAGE)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("<html><body><nav>Home</nav></body></html>", "no article|no text"),
        (b"%PDF-1.7 ...", "is a PDF file"),
        (b"PK\x03\x04....", "zip archive"),
        (b"\x89PNG....", "a picture"),
        ("<p>Café</p>".encode("latin-1"), "not utf-8 at byte 6"),
        ('<meta charset="klingon"><p>a</p>', "klingon, which is not known"),
        ("a" * (MAX_PAGE + 1), "may have up to 5,000,000"),
        ("<b>" * (MAX_TAGS + 1), "may have up to 100,000"),
        ("<div>" * 90_000 + LEAD, "no article|too deep|no text"),
        ("<table><tr><td>" * 30_000 + LEAD, "no article|too deep|no text"),
    ],
)
def test_what_is_no_article_is_refused_by_name(page, says):
    with pytest.raises(ReportError, match=says) as error:
        read(page)
    assert str(error.value).startswith("page.html: ")


def test_a_script_or_an_entity_that_grows_is_never_text():
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;">]>'
    text = read(f"{bomb}<html><script>alert(1)</script><article><p>{LEAD} &b;</p></article>").text

    assert "alert" not in text
    assert "boomboom" not in text
