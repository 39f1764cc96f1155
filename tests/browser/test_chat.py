"""Two browsers chat: somebody on a page elsewhere, and an agent who answers by a key."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.test_main_job import sign_in

pytestmark = pytest.mark.browser
PAGE = b"""<!doctype html><html lang="en"><title>Shop</title><p>Shop</p>
<script src="%s" async></script>"""


@pytest.fixture(scope="module")
def shop() -> Iterator[http.server.ThreadingHTTPServer]:
    """A site elsewhere; what its page loads is set on it, and its policy allows that alone."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            allowed = self.server.loads.rsplit("/chat/", 1)[0]
            policy = f"default-src 'none'; script-src {allowed}; frame-src {allowed}"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(PAGE % self.server.loads.encode())

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def window_of_administrator(demo, browser) -> Callable:
    """Open a window of the administrator."""

    @contextmanager
    def opened():
        context = browser.new_context()
        page = context.new_page()
        sign_in(page, demo, "Åsa Ekman")
        yield page
        context.close()

    return opened


@pytest.fixture(scope="module")
def channel(demo, window_of_administrator, shop):
    """A way to chat, opened in the settings, that the shop may show."""
    with window_of_administrator() as page:
        page.goto(f"{demo.address}/settings/channels/new/chat")
        page.fill("[name=name]", "Shop")
        page.fill("[name=origins]", f"http://127.0.0.1:{shop.server_port}")
        page.locator("form:has([name=origins]) button.primary").click()
        expect(page.locator("main")).to_contain_text("Shop")
    mark = demo.spoc(
        "manage",
        "shell",
        "-c",
        "from spoc.channels.models import Channel; print(Channel.objects.get(name='Shop').mark)",
    ).stdout.decode()
    shop.loads = f"{demo.address}/chat/{mark.split()[-1]}.js"
    return shop


def test_a_shop_and_the_desk_talk(demo, channel, window):
    with window() as visitor, window() as agent:
        sign_in(agent, demo, "Elin Sand")
        agent.goto(f"{demo.address}/chats")
        visitor.goto(f"http://127.0.0.1:{channel.server_port}/")
        visitor.get_by_role("button", name="Chat with us").click()
        frame = visitor.frame_locator("#spoc-chat-frame")
        frame.get_by_label("Your name").fill("Nadia Berg")
        frame.get_by_label("Your mail address").fill("nadia@example.org")
        frame.get_by_label("What is it about?").fill("My order is lost.")
        frame.get_by_role("button", name="Begin the chat").click()
        expect(frame.get_by_text("You are next.")).to_be_visible()

        # the desk hears of it by itself, and answers by a key
        expect(agent.locator("#chat-list")).to_contain_text("Nadia Berg")
        agent.keyboard.press("t")
        expect(agent.locator(".chat-pane")).to_contain_text("My order is lost.")
        expect(frame.locator("[data-lines]")).to_contain_text("Elin Sand is here")

        field = agent.get_by_placeholder("Write to Nadia Berg")
        field.press_sequentially("Which number has it?")
        expect(frame.get_by_text("Elin is writing")).to_be_visible()
        field.press("Enter")
        expect(field).to_have_value("")
        expect(frame.locator("[data-lines]")).to_contain_text("Which number has it?")

        answer = frame.get_by_placeholder("Write here")
        answer.press_sequentially("It is 4711.")
        expect(agent.get_by_text("Nadia Berg is writing")).to_be_visible()
        answer.press("Enter")
        expect(agent.locator(".chat-pane")).to_contain_text("It is 4711.")

        agent.get_by_role("link", name="End").click()
        agent.get_by_role("button", name="End the chat").click()
        expect(frame.get_by_text("This chat is over.")).to_be_visible()


def test_without_script_a_chat_is_plain_pages(demo, channel, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo.address}/help/chat")
    page.fill("[name=name]", "Nadia Berg")
    page.fill("[name=mail]", "nadia@example.org")
    page.fill("[name=text]", "Is anybody there?")
    page.get_by_role("button", name="Begin the chat").click()
    page.fill("[name=text]", "Hello?")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-lines]")).to_contain_text("Hello?")
    page.get_by_role("link", name="Look for news").click()
    page.get_by_role("button", name="Hang up").click()
    expect(page.locator("main")).to_contain_text("This chat is over.")
    context.close()
