"""Views in one's navigation are ordered by keyboard, and the moved row has the focus."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_main_job import sign_in

pytestmark = pytest.mark.browser
NAMES = ("Alpha", "Beta", "Gamma")


@pytest.fixture(scope="module")
def window_of_elin(demo, browser) -> Callable:
    """Open the list of views for Elin Sand, with script or without."""

    @contextmanager
    def opened(*, script: bool) -> Iterator[Page]:
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        sign_in(page, demo, "Elin Sand")
        page.goto(f"{demo.address}/views")
        yield page
        context.close()

    return opened


@pytest.fixture(scope="module", autouse=True)
def three_pinned(demo, window_of_elin):
    """Three views in Elin's navigation, made without script."""
    with window_of_elin(script=False) as page:
        for name in NAMES:
            page.goto(f"{demo.address}/views/new")
            page.fill("[name=name]", name)
            page.locator("[name=c0-value]").first.select_option(index=0)
            page.locator("form:has([name=name]) button.primary").click()
            page.goto(f"{demo.address}/views")
            page.locator(f"tr:has-text('{name}') form[action$='/pin'] button").click()


@pytest.mark.parametrize("script", [False, True])
def test_the_last_pin_is_brought_to_the_top_by_keyboard(window_of_elin, script):
    with window_of_elin(script=script) as page:
        rows = page.locator("tr[id^=pin-]")
        first, second, last = rows.locator("td:first-child").all_inner_texts()
        up = page.get_by_role("button", name=f"Move up: {last}")
        up.focus()
        page.keyboard.press("Enter")
        expect(rows).to_contain_text([first, last, second])
        expect(rows.nth(1)).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(up).to_be_focused()
        page.keyboard.press("Enter")
        expect(rows).to_contain_text([last, first, second])
        expect(rows.first).to_be_focused()
