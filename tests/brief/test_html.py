"""A brief as one page: every number leads to its source and back, and nothing is obeyed."""

import re
from html.parser import HTMLParser

import attrs
import pytest
from tests.brief.hostile import hostile
from tests.situation.made import ACTORS, NO_ROOM, PLACES, offer, people, situation, whole

from panah.brief.compose import make
from panah.brief.html import as_html, direction
from panah.domain.claim import Hop, How

VOID = {"meta", "link", "br", "hr", "img", "input", "line", "rect", "circle", "path", "stop"}


class Page(HTMLParser):
    """Elements of a page; asserts that what is opened is closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.text = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.text.append(data)

    def all(self, tag, **wanted):
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]


def brief(found, kind="country", case="Karsha, spring"):
    return make(found, kind=kind, case=case, places=PLACES, actors=ACTORS)


@pytest.fixture(scope="module")
def page():
    return Page(as_html(brief(whole())))


def test_what_is_opened_is_closed(page):
    assert page.open == []


def test_every_fragment_leads_somewhere_and_every_name_is_used_once(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    links = [attributes["href"] for attributes in page.all("a")]

    assert len(ids) == len(set(ids))
    assert links
    for link in links:
        assert link.startswith("#")
        assert link[1:] in ids


def test_every_footnote_leads_back_to_each_place_that_cites_it(page):
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    back = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#ref-")}

    assert back == {name for name in ids if name.startswith("ref-")}


def test_every_number_of_the_key_figures_is_a_link():
    made = brief(whole())
    text = as_html(made)

    for figure in made.figures[:3]:
        number = figure.figure[0]
        if number.notes:
            assert re.search(
                rf'<a class="number[^>]*href="#note-\d+"[^>]*><bdi>.*?{number.text[:3]}', text
            )


def test_there_is_no_script_no_inline_style_and_nothing_from_elsewhere(page):
    assert page.all("script") == []
    assert all("style" not in attributes for _, attributes in page.elements)
    assert all(not name.startswith("on") for _, found in page.elements for name in found)
    assert all("src" not in attributes for _, attributes in page.elements)
    assert page.all("link") == []


def test_the_pages_own_policy_allows_its_style_sheet_alone(page):
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})

    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]+=*'", policy["content"]
    )


def test_the_page_can_be_used_by_keyboard_and_reader(page):
    (skip, *_) = page.all("a")

    assert (skip["href"], skip["class"]) == ("#content", "skip")
    assert page.all("main", id="content")
    assert page.all("html", lang="en", dir="ltr")
    assert len(page.all("h1")) == 1
    assert all("aria-label" in svg or "aria-hidden" in svg for svg in page.all("svg"))


def test_a_quote_keeps_its_language_and_its_direction():
    text = as_html(brief(whole()))

    assert f'<q class="said" lang="fa" dir="rtl">{NO_ROOM}</q>' in text


def test_a_range_stays_left_to_right_in_any_page():
    assert '<bdi class="range" dir="ltr">0\u201360,000</bdi>' in as_html(brief(whole()))


def test_a_page_in_a_language_from_right_to_left_is_turned_as_a_whole():
    turned = as_html(attrs.evolve(brief(whole()), language="fa-AF"))

    assert '<html lang="fa-AF" dir="rtl">' in turned


def test_the_direction_of_a_language_is_that_of_its_script():
    assert [direction(language) for language in ("en", "fa-AF", "ps", "tg", "ar")] == [
        *("ltr", "rtl", "rtl", "ltr", "rtl"),
    ]


@pytest.mark.parametrize("kind", ["country", "offers"])
def test_names_and_quotes_are_text_and_nothing_else(kind):
    page = Page(as_html(brief(hostile(), kind, case="<b>x</b><script>1</script>")))

    assert page.open == []
    assert page.all("script") == page.all("b") == []
    assert all(not name.startswith("on") for _, found in page.elements for name in found)
    assert "<script>alert(1)</script>" in "".join(page.text)


def test_a_brief_says_what_it_leaves_out_and_what_it_did_not_check():
    text = as_html(attrs.evolve(brief(whole(strict=True, drafts=True)), withheld=3))

    assert "3 claims of restricted reports left out." in text
    assert "Includes claims that nobody has reviewed." in text
    assert "only what is agreed or firmer counts" in text


def test_the_style_sheet_knows_no_left_or_right():
    css = re.search(r"<style>(.*?)</style>", as_html(brief(whole())), re.DOTALL).group(1)

    assert not re.search(r"(?<![a-z-])(left|right)\b|(margin|padding|border)-(left|right)", css)


def luminance(colour):
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast of two colours: WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_and_marks_stand_out_in_both_themes(theme):
    css = re.search(r"<style>(.*?)</style>", as_html(brief(whole())), re.DOTALL).group(1)
    token = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", css.split("@media")[theme]))

    for ground in ("bg", "surf"):
        for ink in ("ink", "ink2", "ink3", "offer-ink"):
            assert contrast(token[ink], token[ground]) >= 4.5, (ink, ground)
        assert contrast(token["offer"], token[ground]) >= 3
    assert contrast(token["note-ink"], token["note"]) >= 4.5


def test_a_name_from_right_to_left_turns_none_of_the_words_after_it():
    speaker, publisher = "ادی راما", "بی\u200cبی\u200cسی فارسی"
    chain = (
        Hop(actor=f"{speaker} (KRS)", how=How.SAID),
        Hop(actor=publisher, how=How.REPORTED),
    )
    matter = offer("x", "KRS", people(90, 110), chain=chain)

    text = as_html(brief(situation({"M": [matter]})))

    name, outlet = (f'<bdi dir="rtl">{one}</bdi>' for one in (speaker, publisher))
    assert f'<div dir="ltr">{name} (KRS), in the words of The Courier, 10 May 2021' in text
    assert f'<span class="origin" dir="ltr">{name} (KRS) (said) → {outlet} (reported)' in text


def test_a_quote_of_no_known_language_is_written_as_its_first_letter_is():
    quote = "جای 100 نفر کافی نیست"

    text = as_html(brief(situation({"M": [offer("x", "KRS", people(90, 110), quote=quote)]})))

    assert f"<bdi>“{quote}”</bdi>" in text
    assert f'<q class="said" lang="en" dir="auto">{quote}</q>' in text
