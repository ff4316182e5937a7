import pytest
from tests.make import when

from panah.errors import ReportError
from panah.reading.files.markdown import read_markdown

PAGE = """---
title: "The bridge at Velm"
date: 2021-08-03
lang: en
---

# The bridge at Velm

**Some 4,200 people** have crossed [the bridge](http://ardan.example/a_(b)) since
*June*, the under_secretary said.[^1]

![People wait at the bridge](a.jpg)

Schools
-------

| Place | Tents |
|:------|------:|
| Velm  | 310   |
| Osk   | **90** |

1. Osk took in 900 people,
   most of them from Ardan.
* Velm took in `70`.

> "We will take in more," she said.

***

[^1]: To reporters in Osk.
"""


def read(page):
    return read_markdown(page.encode("utf-8"), "page.md")


def test_a_page_gives_its_words_without_the_marks_that_set_them():
    assert read(PAGE).text == (
        "The bridge at Velm\n\n"
        "Some 4,200 people have crossed the bridge since June, the under_secretary said.\n\n"
        "Caption: People wait at the bridge\n\n"
        "Schools\n\n"
        "- Place: Velm | Tents: 310\n"
        "- Place: Osk | Tents: 90\n"
        "- Osk took in 900 people, most of them from Ardan.\n"
        "- Velm took in 70.\n\n"
        '"We will take in more," she said.\n\n'
        "To reporters in Osk.\n"
    )


def test_title_day_and_language_are_those_the_head_of_the_file_gives():
    page = read(PAGE)

    assert (page.title, page.published, page.lang) == (
        "The bridge at Velm",
        when("2021-08-03"),
        "en",
    )


def test_a_first_heading_is_the_title_and_a_day_that_is_none_stays_open():
    page = read("---\ndate: soon\n---\n# Velm\n\nFour camps opened.\n")

    assert (page.title, page.published) == ("Velm", None)


@pytest.mark.parametrize(
    "words",
    [
        "5 * 3 people and 2 * 4 families",
        "a_b_c and 4 < 5 people",
        "Velm - Osk: 4,200",
        "| no table",
        "[Velm] said 300",
    ],
)
def test_what_is_no_mark_stays_as_it_is_written(words):
    assert read(f"{words}\n").text == f"{words}\n"


def test_a_page_of_marks_alone_is_refused():
    with pytest.raises(ReportError, match=r"page\.md: there is no text in it"):
        read("---\ntitle: \n---\n***\n\n[a]: http://ardan.example\n")


def test_marks_that_never_close_take_no_longer_than_the_page_is_long():
    assert read("**a [b](c " * 4_000 + "`" * 4_000).text
