"""A shift as an agent works it who never touches the mouse: all that is done here is typed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_main_job import sign_in
from tests.floor.letters import letter

pytestmark = pytest.mark.browser
NOTHING_OPEN = "#dialog:not(:has(dialog))"
MOST_TABS = 60
# from one sender alone so many would look like a machine
SENDERS = ("sanna.kivi", "johan.strand", "eva.lund")


@pytest.fixture(scope="module")
def frankers(demo):
    """Some new requests that are alike: their numbers."""
    letters = [
        letter(f"{name}@norrvikhospital.example", "The franker", "It jams.") for name in SENDERS
    ]
    return demo.deliver(*letters)


@pytest.fixture
def elin(demo, window, frankers):
    """The window of Elin Sand, at the desk, where these requests are."""
    with window() as page:
        sign_in(page, demo, "Elin Sand")
        page.goto(f"{demo.address}/queues/new?words=franker")
        yield page


def test_the_next_request_is_taken_read_noted_and_handed_on(elin):
    press(elin, "t")
    expect(elin.locator("h1")).to_contain_text("franker")
    expect(elin.locator(".fact-strip")).to_contain_text("Elin Sand")
    expect(elin.locator(".timeline")).to_contain_text("It jams.")

    press(elin, "n")
    expect(elin.locator("#compose-text[data-key=n]")).to_be_focused()
    elin.keyboard.type("Jams again. @@maja")
    expect(elin.locator("#expand [role=option]")).to_have_count(1)
    press(elin, "Enter")
    elin.keyboard.type(" knows it.")
    press(elin, "Control+Enter")
    expect(elin.locator(".timeline")).to_contain_text("@Maja Lindqvist knows it.")

    press(elin, "s")
    fill(elin, type="Inc", service="Pri", category="Fau", impact="M", urgency="M")
    press(elin, "Control+Enter")
    expect(elin.locator(".fact-strip")).to_contain_text("Printing")

    press(elin, "e")
    fill(elin, team="Work", tried="Cleaned it", found="A torn belt", next_step="Change the belt")
    fill(elin, told="That somebody comes")
    press(elin, "Control+Enter")
    expect(elin.locator(".fact-strip")).to_contain_text("Workplace")
    expect(elin.locator(NOTHING_OPEN)).to_be_attached()


def test_a_macro_is_made_and_resolves_all_that_are_selected(elin):
    jump(elin, "Macros")
    jump(elin, "New macro")
    fill(elin, name="Call the maker")
    press(elin, "Control+Enter")
    step(elin, "classify")
    fill(elin, type="Info", service="Pri", category="How", impact="One", urgency="Can")
    press(elin, "Control+Enter")
    step(elin, "resolve")
    fill(elin, en="The maker of {number} mends it.", minutes="3", is_gap=" ")
    press(elin, "Control+Enter")
    expect(elin.locator(".macro-step")).to_have_count(2)

    jump(elin, "Not classified")
    press(elin, "/")
    elin.keyboard.type("franker")
    press(elin, "Enter")
    expect(elin).to_have_url(re.compile("words=franker"))
    press(elin, "Escape")
    count = select_all(elin)
    press(elin, "i")
    expect(elin.locator(".toast")).to_be_visible()
    press(elin, "z")
    expect(elin.locator(".toast")).to_contain_text("as they were")

    assert select_all(elin) == count
    press(elin, "m")
    elin.keyboard.type("maker")
    expect(elin.locator("#macros-found .macro-offer")).to_have_count(1)
    press(elin, "Enter")
    press(elin, "Control+Enter")
    expect(elin.locator(".bulk-run")).to_contain_text(f"{count} requests done")
    expect(elin.locator(".bulk-run")).not_to_contain_text("left out")


def test_a_view_is_saved_shared_and_found_by_a_colleague(elin, frankers, demo, window):
    elin.goto(f"{demo.address}/queues/all?words=franker&state=any")
    jump(elin, "Save as a view")
    fill(elin, name="Frankers", team="Service")
    reach(elin, "[name=audience]", "Shift+Tab")
    press(elin, "ArrowDown")
    press(elin, "Control+Enter")
    expect(elin.locator("h1")).to_have_text("Frankers")

    with window() as sofia:
        sign_in(sofia, demo, "Sofia Berg")
        jump(sofia, "Frankers")
        expect(sofia.locator("h1")).to_have_text("Frankers")
        expect(sofia.locator(".queue-row").first).to_contain_text("franker")


def press(page: Page, key: str) -> None:
    """Press a key once the page hears it and what it was fetching is there."""
    page.wait_for_load_state()
    expect(page.locator(".htmx-request, .htmx-settling, [aria-busy=true]")).to_have_count(0)
    page.keyboard.press(key)


def fill(page: Page, **words: str) -> None:
    """Go to each field by Tab and type there; a list chooses what begins with the words."""
    for name, said in words.items():
        field = page.locator(f"[name={name}]").first
        expect(field).to_be_visible()
        reach(page, f"[name={name}]")
        page.keyboard.press("Control+a")
        page.keyboard.type(said)
        assert field.input_value(), f"{said} chooses nothing in {name}"


def reach(page: Page, selector: str, by: str = "Tab") -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press(by)
    raise AssertionError(f"{by} never comes to {selector}")


def jump(page: Page, words: str) -> None:
    """Go where the palette leads."""
    press(page, "Control+k")
    page.keyboard.type(words)
    expect(page.locator("spoc-palette [aria-selected=true]")).to_contain_text(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def step(page: Page, does: str) -> None:
    """Add a step to the macro that is shown."""
    way = f"a[href$='do={does}']"
    expect(page.locator(way)).to_be_visible()
    reach(page, way)
    page.keyboard.press("Enter")


def select_all(page: Page) -> int:
    """Select the rows of the queue from the first to the last, and return how many they are."""
    rows = page.locator(".queue-row")
    expect(rows.first).to_contain_text("franker")
    for _ in range(rows.count()):
        press(page, "k")
    press(page, "x")
    for _ in range(rows.count()):
        press(page, "j")
    press(page, "Shift+X")
    expect(page.locator(".pick :checked")).to_have_count(rows.count())
    return rows.count()
