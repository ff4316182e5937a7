"""The page of a plan in Chromium: it opens alone, each limit leads to what it rests on and back."""

import pytest
from tests.browser.conftest import in_chromium
from tests.plan.test_from_case import COMING
from tests.plan.test_instance import BORDER, HUB, STAY, made
from tests.situation.made import NAMES, situation

from panah.brief.plan.html import plan_html
from panah.brief.plan.page import PlanPage
from panah.domain.plan_policy import Policy
from panah.plan.frontier import frontier
from panah.plan.making import make_plan

pytestmark = in_chromium

HOSTILE = "<script>alert(1)</script> people who worked for a company with a very long name"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The page, and the same turned from right to left."""
    built = made(coming=COMING, days=12)
    policy = Policy(chosen_by="user:mina", why="<b>to see</b>")
    plan = make_plan(built.instance, policy)
    page = PlanPage(
        plan=plan,
        situation=situation({"hub": [HUB], "border": [BORDER], "stay": [STAY]}),
        labels={"staff": HOSTILE, "airport": "the airport"},
        name_of=NAMES.of,
        numbers={key: one.told for key, one in built.scheme.numbers.items()},
        assumed={key: one.source for key, one in built.assumed.items()},
        left_out=["an offer of nobody"],
        explained={"plan_frontier": frontier(built.instance, policy).to_dicts()},
        prices={},
    )
    folder = tmp_path_factory.mktemp("plans")
    text = plan_html(page)
    pages = {name: folder / f"{name}.html" for name in ("plan", "turned")}
    pages["plan"].write_text(text, encoding="utf-8")
    turned = text.replace('<html lang="en" dir="ltr">', '<html lang="fa" dir="rtl">')
    assert turned != text
    pages["turned"].write_text(turned, encoding="utf-8")
    return pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1024, 1440])
@pytest.mark.parametrize("name", ["plan", "turned"])
def test_a_plan_opens_alone_and_never_scrolls_sideways(opened, name, width, scheme):
    page = opened(name, width, color_scheme=scheme)

    assert page.locator("h1").is_visible()
    assert page.locator("svg.picture").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_limit_leads_to_a_note_in_view_and_back(opened):
    page = opened("plan", reduced_motion="reduce")
    links = page.locator("section[aria-labelledby=binds] a.more").all()

    assert links
    for link in links:
        target = link.get_attribute("href")
        link.click()
        assert page.locator(target).bounding_box()["y"] < 900
        page.locator(f"{target} .back a").first.click()
        assert page.evaluate("location.hash").startswith("#ref-")


def test_a_plan_is_read_by_key_and_without_javascript(opened):
    page = opened("plan", java_script_enabled=False)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#content")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#who")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] table").first.is_visible()


def test_on_paper_a_plan_is_tables_where_a_telephone_has_cards(opened):
    page = opened("plan", 700)
    cell = page.locator("section[aria-labelledby=who] td").first
    look = "element => getComputedStyle(element).display"

    assert cell.evaluate(look) == "grid"
    page.emulate_media(media="print")
    assert cell.evaluate(look) == "table-cell"
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
