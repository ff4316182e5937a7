"""The brief in Chromium: it opens alone, leads to its sources and back, and fits every width."""

import attrs
import pytest
from tests.brief.hostile import hostile
from tests.browser.conftest import in_chromium
from tests.case.land import ATTACK, TODAY, land
from tests.situation.made import ACTORS, PLACES, whole

from panah.brief.compose import make
from panah.brief.html import as_html

pytestmark = in_chromium

KINDS = ("country", "offers")
PAGES = (*KINDS, "turned", "hostile", "ahead", "turned ahead")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Pages by name: each kind, turned from right to left, with hostile names, with a forecast."""
    folder = tmp_path_factory.mktemp("briefs")
    briefs = {
        kind: make(whole(), kind=kind, case="Karsha, spring", places=PLACES, actors=ACTORS)
        for kind in KINDS
    }
    briefs["turned"] = attrs.evolve(briefs["country"], language="fa-AF")
    briefs["hostile"] = make(
        hostile(), case="<script>alert(1)</script>", places=PLACES, actors=ACTORS
    )
    case = land(folder, attack=ATTACK.replace("= 100", "= 9000"))
    view = case.situation(TODAY)
    ahead = case.forecast(view, days=10, runs=50, seed=7, scenario="attack")
    briefs["ahead"] = case.brief(view, ahead).content
    briefs["turned ahead"] = attrs.evolve(briefs["ahead"], language="fa-AF")
    pages = {}
    for name, brief in briefs.items():
        pages[name] = folder / f"{name}.html"
        pages[name].write_text(as_html(brief), encoding="utf-8")
    return pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_alone_and_without_complaint(opened, name, scheme):
    page = opened(name, color_scheme=scheme)

    assert page.locator("h1").is_visible()
    assert page.evaluate("document.styleSheets.length") == 1


def test_dark_is_dark_and_light_is_light(opened):
    ground = "getComputedStyle(document.documentElement).backgroundColor"

    assert opened("country", color_scheme="light").evaluate(ground) == "rgb(245, 244, 240)"
    assert opened("country", color_scheme="dark").evaluate(ground) == "rgb(15, 20, 26)"


@pytest.mark.parametrize("kind", [*KINDS, "ahead"])
def test_every_number_leads_to_a_footnote_in_view_and_back(opened, kind):
    page = opened(kind, reduced_motion="reduce")

    for link in page.locator("a.number").all():
        target = link.get_attribute("href")
        link.click()
        assert page.locator(target).bounding_box()["y"] < 900
        assert page.evaluate("location.hash") == target
        back = page.locator(f"{target} .back a").first
        back.click()
        assert page.evaluate("location.hash").startswith("#ref-")


@pytest.mark.parametrize("width", [320, 390, 720, 1024, 1200, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(opened, name, width):
    page = opened(name, width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_leads_past_the_head(opened):
    page = opened("country")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    page.wait_for_url("**#content")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_link_can_be_reached_by_key(opened):
    page = opened("offers")
    links = page.locator("a").count()

    reached = set()
    for _ in range(links):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.links].indexOf(document.activeElement)"))

    assert reached == set(range(links))


def test_a_turned_page_reads_from_the_right_and_its_drawings_do_not(opened):
    page = opened("turned")

    first, second = (page.locator(".figure").nth(index).bounding_box() for index in (0, 1))
    assert first["x"] > second["x"]
    direction = "getComputedStyle(document.querySelector('svg.strip')).direction"
    assert page.evaluate(direction) == "ltr"


@pytest.mark.parametrize("name", ["ahead", "turned ahead"])
def test_days_of_a_forecast_run_from_the_left_in_every_language(opened, name):
    page = opened(name)

    ends = [tick.bounding_box()["x"] for tick in page.locator("svg.chart text.tick").all()]

    assert ends[2] < ends[3]


@pytest.mark.parametrize("name", ["ahead", "turned ahead"])
def test_the_marks_of_a_legend_stand_apart_from_their_words(opened, name):
    page = opened(name)

    for key in page.locator(".legend .key:has(svg.chart)").all():
        mark, words = (key.locator(part).bounding_box() for part in ("svg", "bdi"))
        left, right = sorted((mark, words), key=lambda box: box["x"])
        assert right["x"] - left["x"] - left["width"] > 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bands_of_a_forecast_can_be_told_apart(opened, scheme):
    page = opened("ahead", color_scheme=scheme)

    fill = "one => getComputedStyle(one).fill"
    outer, inner = (page.locator(f"figure .{name}").evaluate(fill) for name in ("outer", "inner"))
    ground = page.locator("figure").first.evaluate("one => getComputedStyle(one).backgroundColor")

    assert len({outer, inner, ground}) == 3


def test_a_narrow_page_shows_each_cell_with_its_heading(opened):
    page = opened("offers", 390)

    label = page.evaluate("getComputedStyle(document.querySelector('td'), '::before').content")
    assert label == '"Places"'
    assert page.locator("tbody tr").first.bounding_box()["width"] <= 390


def test_a_printed_page_leaves_out_what_only_a_screen_can_use(opened):
    page = opened("country")

    page.emulate_media(media="print")

    assert not page.locator("nav").is_visible()
    assert not page.locator(".back").first.is_visible()
    assert page.locator(".notes").is_visible()


def test_printed_offers_stand_in_one_table_on_wide_pages(opened):
    page = opened("offers")
    page.emulate_media(media="print")
    heads = page.locator(".offers thead th")

    assert heads.first.is_visible()
    assert (
        page.locator(".offers tbody td").first.evaluate("cell => getComputedStyle(cell).display")
        == "table-cell"
    )
    assert page.locator(".offers").evaluate("one => getComputedStyle(one).page") == "wide"


def test_a_printed_country_brief_is_a_few_pages_and_not_empty(opened):
    pdf = opened("country").pdf(format="A4")

    assert pdf.startswith(b"%PDF")
    assert 2 <= pdf.count(b"/Type /Page\n") <= 8


def test_colours_forced_by_the_reader_keep_every_mark(opened):
    page = opened("offers", forced_colors="active")

    assert page.locator("svg.strip").first.is_visible()
    assert page.locator(".tag.differs").first.is_visible()


def test_links_are_large_enough_or_stand_apart(opened):
    """Targets of 24 px, or inline in a sentence: WCAG 2.2, 2.5.8."""
    page = opened("country")

    heights = [link.bounding_box()["height"] for link in page.locator("nav a").all()]

    assert min(heights) >= 24
