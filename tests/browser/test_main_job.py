"""The main job as a newcomer does it: a letter comes in, is worked, answered, confirmed, closed.

What is refused on the way stays where it was written, and Esc loses nothing.
"""

import re

import psycopg
import pytest
from playwright.sync_api import Page, expect

from spoc.kit.postgres import Cluster
from tests.floor.letters import letter

pytestmark = pytest.mark.browser
SUBJECT = "Images from the new scanner are upside down"
WORDS = "The cable was loose."


@pytest.fixture
def number(demo):
    """The number of a new request."""
    [number] = demo.deliver(
        letter(subject="The label printer is silent", text="It prints nothing.")
    )
    return number


def test_a_letter_becomes_a_request_is_worked_and_confirmed(demo, window):
    with window() as agent:
        sign_in(agent, demo, "Sofia Berg")
        agent.goto(f"{demo.address}/queues/new")
        expect(agent.locator("spoc-live")).to_be_attached()

        [number] = demo.deliver(letter(subject=SUBJECT, text="Since we changed the scanner."))

        # no reload: the row appears by itself
        expect(agent.locator(f"#row-{number}")).to_be_visible()
        agent.goto(f"{demo.address}/requests/{number}?queue=new")
        classify(agent)
        answer(agent)
        resolve(agent)
        expect(agent.locator(".fact-strip")).to_contain_text("Löst")

    with window(390, 844) as requester:
        requester.goto(followed(demo, number))
        confirm(requester)

    doctor = demo.spoc("doctor")
    assert b"The chain of facts is whole." in doctor.stdout
    assert doctor.returncode == 0, doctor.stdout.decode()


def test_a_refused_step_stays_in_its_dialog_with_what_was_typed(demo, window, number):
    with window() as agent:
        sign_in(agent, demo, "Elin Sand")
        agent.goto(f"{demo.address}/requests/{number}")
        agent.locator("spoc-keys:defined").wait_for(state="attached")
        dialog = agent.locator("#dialog dialog:modal")
        agent.keyboard.press("d")
        dialog.locator("[name=resolution]").fill(WORDS)
        agent.keyboard.press("Control+Enter")

        # the page below is still the request's
        expect(dialog.locator(".error-summary")).to_be_focused()
        expect(agent).to_have_url(f"{demo.address}/requests/{number}")
        link = dialog.locator(".error-summary a").first
        place = link.get_attribute("href")
        link.click()
        expect(dialog.locator(str(place))).to_be_focused()

        # Esc closes, and what was written is there again
        agent.keyboard.press("Escape")
        expect(agent.locator("dialog[open]")).to_have_count(0)
        agent.keyboard.press("d")
        expect(dialog.locator("[name=resolution]")).to_have_value(WORDS)


def test_what_a_dialog_did_leads_the_whole_page_on_and_can_be_undone(demo, window, number):
    with window() as agent:
        sign_in(agent, demo, "Elin Sand")
        agent.goto(f"{demo.address}/queues/new?at={number}")
        expect(agent.locator("#preview:not(.htmx-settling) h2")).to_be_visible()
        agent.keyboard.press("a")
        agent.locator("#dialog [name=team]").select_option(index=1)
        agent.keyboard.press("Control+Enter")

        expect(agent).to_have_url(re.compile(r"/queues/new\?at="))
        agent.get_by_role("button", name=re.compile("Undo|Ångra")).click()
        expect(agent.locator(".toast")).to_be_visible()


def test_esc_leaves_a_field_then_the_page_but_never_drops_what_was_written(demo, window, number):
    with window() as agent:
        sign_in(agent, demo, "Elin Sand")
        agent.goto(f"{demo.address}/queues/all")
        agent.keyboard.press("/")
        agent.keyboard.type("label")
        agent.keyboard.press("Escape")
        expect(agent.locator("[name=words]")).not_to_be_focused()
        expect(agent.locator("[name=words]")).to_have_value("label")
        agent.keyboard.press("c")
        expect(agent).to_have_url(f"{demo.address}/requests/new")
        agent.wait_for_load_state()

        agent.locator("#need").fill(WORDS)
        agent.keyboard.press("Escape")
        agent.keyboard.press("Escape")
        # written words: Esc leads to the way out, and Enter would take it
        expect(agent.locator("[data-key=esc]")).to_be_focused()
        expect(agent.locator("#need")).to_have_value(WORDS)

        agent.goto(f"{demo.address}/requests/{number}/title")
        agent.locator("body").click()
        agent.keyboard.press("Escape")
        expect(agent).to_have_url(f"{demo.address}/requests/{number}")


def sign_in(page: Page, demo, name: str) -> None:
    page.goto(f"{demo.address}/sign-in/")
    page.get_by_role("button", name=re.compile(name)).click()
    expect(page.locator("#nav")).to_be_visible()
    page.wait_for_load_state()  # what hears keys comes after what is seen


def save(page: Page, key: str = "Control+Enter") -> None:
    """Press a key that saves, and wait for the page it leads to.

    What was saved may be seen before, since an open page is told of it.
    """
    with page.expect_navigation():
        page.keyboard.press(key)


def classify(page: Page) -> None:
    """By keyboard: S opens the form, Ctrl+Enter saves it. Sofia reads Swedish."""
    page.keyboard.press("s")
    form = page.locator("#dialog dialog[open]")
    for name, value in {
        "type": "incident",
        "service": "radiology",
        "category": "fault",
        "impact": "2",
        "urgency": "2",
    }.items():
        form.locator(f"[name={name}]").select_option(value)
    save(page)
    expect(page.locator(".fact-strip")).to_contain_text("Röntgenbilder")


def answer(page: Page) -> None:
    save(page, "i")
    expect(page.locator(".fact-strip")).to_contain_text("Sofia Berg")
    page.keyboard.press("r")
    page.locator("#compose-text").fill("Hello Karin, we turn them back now.")
    save(page)
    expect(page.locator(".timeline")).to_contain_text("we turn them back now")


def resolve(page: Page) -> None:
    page.locator("body").click()
    page.keyboard.press("d")
    form = page.locator("#dialog dialog[open]")
    form.locator("[name=resolution]").fill("The scanner is set up the right way round.")
    form.locator("[name=minutes]").fill("12")
    form.locator("[name=verification]").select_option("test")
    save(page)


def followed(demo, number: int) -> str:
    """Return the link in the letter that asks the requester to confirm."""
    sql = """SELECT marks->'button'->>1 FROM channels_letter
             WHERE NOT is_incoming AND noun = 'request' AND subject_id = %s
             ORDER BY id DESC LIMIT 1"""
    with psycopg.connect(Cluster(demo.home / "postgres").dsn("spoc")) as connection:
        row = connection.execute(sql, [number]).fetchone()
    assert row
    return row[0]


def confirm(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text(SUBJECT)
    page.get_by_role("button", name="It works again, close it").click()
    expect(page.locator("main")).to_contain_text("Done")
