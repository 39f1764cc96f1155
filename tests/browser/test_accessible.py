"""Every page that people open is looked at by axe in both themes; nothing is to be found.

A page is walked once, by the first who may open it. One that is made of nothing that was not on a
page before it (no other tag, class or role) is not looked at again.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page

from tests.floor.addresses import filled, routes

pytestmark = pytest.mark.browser
# who walks which pages; what one of them may not open is left to the next
WALKS = {"Karin Holm": ("/help", "/order", "/basket"), "Elin Sand": "/", "Åsa Ekman": "/"}
LEAST_WALKED = 150
# files and streams, and what is drawn inside a closed frame
NO_PAGES = re.compile(r"/api/|/files/|/look$|\.\w+$|/metrics|/health/")
PART = re.compile(r"<(\w+)(\s[^<>]*)?>")
KIND = re.compile(r'\b(class|role|type)="([^"]*)"')
LINK = re.compile(r'href="(/[^"?#]*)')
LOOK = """([theme, rules, isWhole]) => {
  document.documentElement.dataset.theme = theme;
  const part = (!isWhole && document.querySelector("main")) || document;
  return axe.run(part, { resultTypes: ["violations"], preload: false, ...rules })
    .then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
}"""
# what a page is made of is the same in both themes, its colours are not
LOOKS = (("light", {}), ("dark", {"runOnly": ["color-contrast"]}))


def test_axe_finds_nothing_on_any_page_in_either_theme(browser, demo):
    walk = Walk()
    found = [fault for who in WALKS for fault in faults(browser, demo, who, walk)]
    assert found == []
    assert len(walk.routes) > LEAST_WALKED, "the test itself must be able to open pages"


@dataclass
class Walk:
    """What was walked so far, what its pages were made of, and where they lead."""

    routes: set[str] = field(default_factory=set)
    parts: set[tuple] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)

    def see(self, body: str) -> None:
        """Keep the first address on a page that each route with a variable has."""
        for address in LINK.findall(body):
            with suppress(Resolver404):
                self.seen.setdefault(f"/{resolve(address).route}", address)


def faults(browser: Browser, demo, who: str, walk: Walk) -> Iterator[str]:
    """Yield what is wrong with the pages that this person opens and that nobody walked before."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(Axe().axe_script)
    page = context.new_page()
    sign_in_as(page, demo, who)
    number, is_whole = own_number(context, demo), True
    # lists come before what they lead to
    for route in sorted(routes(), key=lambda each: "<" in each):
        if not route.startswith(WALKS[who]) or route in walk.routes or NO_PAGES.search(route):
            continue
        usual = filled(route, number, {"key": "all", "noun": "resolution"})
        address = demo.address + walk.seen.get(route, usual)
        if not (body := drawn(context, address)):
            continue
        walk.routes.add(route)
        walk.see(body)
        parts = set(parts_of(body))
        if is_whole or parts - walk.parts:
            yield from looked_at(page, address, is_whole=is_whole)
        walk.parts |= parts
        is_whole = False
    context.close()


def parts_of(body: str) -> Iterator[tuple[str, str]]:
    """Yield what a page is made of: its tags, and each class, role and type they have."""
    for tag, said in PART.findall(body):
        yield "tag", tag
        for kind, words in KIND.findall(said):
            yield from ((kind, word) for word in words.split())


def looked_at(page: Page, address: str, *, is_whole: bool) -> Iterator[str]:
    """Yield what axe finds on a page: on all of it, or on what is not around every page."""
    page.goto(address, wait_until="domcontentloaded")
    for theme, rules in LOOKS:
        for fault in page.evaluate(LOOK, [theme, rules, is_whole]):
            yield f"{address} {theme} {fault}"


def drawn(context: BrowserContext, address: str) -> str:
    """Return the page at an address; nothing where there is none."""
    # a refusal comes without the page around it
    answer = context.request.get(address, max_redirects=0, headers={"HX-Request": "true"})
    is_page = answer.ok and answer.headers.get("content-type", "").startswith("text/html")
    body = answer.text() if is_page else ""
    return body if "<html" in body[:300] else ""


def own_number(context: BrowserContext, demo) -> int:
    """Return the number of a request of one's own; else the first, which the desk can open."""
    mine = context.request.get(f"{demo.address}/help/requests").text()
    own = re.search(r"/help/requests/(\d+)", mine)
    return int(own[1]) if own else 1


def sign_in_as(page: Page, demo, who: str) -> None:
    """Come in as somebody of the demonstration, of the desk or not."""
    page.goto(f"{demo.address}/sign-in/")
    page.get_by_role("button", name=re.compile(who)).click()
    page.wait_for_url(lambda url: "sign-in" not in url)
