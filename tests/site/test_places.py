"""Where each role is led: what is offered opens, and what is shut is not offered."""

import re

import pytest
from django.test import Client

from spoc.people.activities import grant_role
from spoc.people.queries import system
from spoc.people.rules import ROLES
from spoc.world.norrvik import CUSTOMERS, DESK

SETTINGS = {
    "/settings",
    "/settings/communities",
    "/settings/teams",
    "/settings/tiers",
    "/settings/rota",
    "/settings/services",
    "/settings/questions",
    "/settings/suppliers",
    "/settings/dispatch",
    "/settings/suggestions",
    "/settings/items",
    "/settings/organisations",
    "/settings/access",
    "/settings/channels",
    "/settings/letters",
    "/settings/trail",
    "/settings/agreements",
    "/settings/calendars",
    "/settings/exemptions",
    "/settings/ladders",
    "/settings/major",
    "/settings/proposals",
}
PROMISES = {"/settings/agreements", "/settings/calendars"}
CONTACTS = [each.name for each in CUSTOMERS if each.roles]
# somebody of the world stands for each of these, and users for themselves
HELD = {"US", *(role for each in (*DESK, *CUSTOMERS) for role in each.roles)}
# one for each set of roles: where somebody is led comes of these alone
AT_THE_DESK = {each.roles: each.name for each in DESK}
EVERYBODY = [*AT_THE_DESK.values(), *CONTACTS, "Karin Holm"]


def opened(browser: Client) -> dict[str, int]:
    """Open every place a person is offered, by the desk's navigation and by the settings'."""
    nav = re.findall(r'href="([^"]+)"', browser.get("/nav").content.decode())
    answered: dict[str, int] = {}
    waiting = {browser.get("/")["Location"], *nav}
    while waiting:
        place = waiting.pop()
        answer = browser.get(place)
        answered[place] = answer.status_code
        if place in SETTINGS:
            offers = re.findall(r'href="(/settings[^"]*)"', answer.content.decode())
            waiting |= {*ends_of_each_kind(offers)} - answered.keys()
    return answered


def ends_of_each_kind(offers: list[str]) -> set[str]:
    """Return the first and the last of the addresses that differ by a number only."""
    kinds: dict[str, list[str]] = {}
    for offer in offers:
        kinds.setdefault(re.sub(r"\d+", "0", offer), []).append(offer)
    return {end for each in kinds.values() for end in (each[0], each[-1])}


def check(browser: Client) -> None:
    """Open all that is offered, and try what is not."""
    places = opened(browser)
    assert set(places.values()) == {200}, places
    for place in SETTINGS - places.keys():
        # a refusal without the whole page around it
        answer = browser.get(place, headers={"HX-Request": "true"})
        assert answer.status_code in (403, 404), f"{place} opens and is not offered"


@pytest.mark.parametrize("name", EVERYBODY)
def test_whoever_holds_these_roles_is_led_where_they_may_go(client_of, name):
    check(client_of(name))


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        *((role, "all") for role in ROLES if role not in HELD),
        *((role, "organisation") for role in ROLES if role != "US"),
    ],
)
def test_each_role_is_led_where_it_may_go(client_of, people, role, scope):
    eva = people["Eva Lund"]
    home = None if scope == "all" else eva.organisation_id
    grant_role(eva, by=system(), role=role, scope=scope, scope_id=home)
    check(client_of("Eva Lund"))


def test_an_administrator_is_offered_no_letters_and_no_queues(client_of):
    places = opened(client_of("Åsa Ekman")).keys()
    shut = {"letters", "rota", "exemptions", "ladders", "major"}
    assert SETTINGS - {f"/settings/{each}" for each in shut} <= places
    assert not [place for place in places if place.startswith("/queues")]


def test_an_agent_is_offered_letters_also_before_the_first_one(client_of):
    places = opened(client_of("Elin Sand")).keys() & SETTINGS
    assert places == {"/settings", "/settings/letters", "/settings/items", *PROMISES}


@pytest.mark.parametrize("name", ["Elin Sand", "Lena Falk", "Åsa Ekman"])
def test_the_settings_are_one_place_in_the_navigation(client_of, name):
    nav = re.findall(r'href="(/settings[^"]*)"', client_of(name).get("/nav").content.decode())
    assert nav == ["/settings"]


def test_a_service_level_manager_finds_the_subjects_in_their_groups(client_of):
    page = client_of("Lena Falk").get("/settings").content.decode()
    aside = page[page.index('<nav aria-label="Settings">') : page.index('<div class="inside">')]
    inside = page[page.index('<div class="inside">') : page.index("</main>")]
    groups = ["Service desk", "Services", "Promises"]
    assert re.findall(r"<h2>([^<]+)</h2>", aside)[: len(groups)] == groups
    assert re.findall(r"<h3>([^<]+)</h3>", inside)[: len(groups)] == groups
    places = re.findall(r'href="(/settings/[^"]+)"', aside)
    assert {"/settings/dispatch", "/settings/ladders", "/settings/rota", *PROMISES} <= {*places}
    assert re.findall(r'href="(/settings/[^"]+)"', inside) == places


@pytest.mark.parametrize(("name", "there"), [("Åsa Ekman", True), ("Elin Sand", False)])
def test_how_much_there_is_is_said_of_what_one_may_open(client_of, name, there):
    page = client_of(name).get("/settings").content.decode()
    assert ('href="/settings/communities"' in page) is there
    assert bool(re.search(r'<span class="count[^>]*>\d', page[page.index("<main") :])) is there


def test_every_subject_leads_back_to_all_settings(client_of):
    page = client_of("Lena Falk").get("/settings/calendars").content.decode()
    assert '<h1><a href="/settings">Settings</a></h1>' in page
    assert '<a class="link" href="/settings">All settings</a>' in page


def test_a_customer_contact_begins_in_the_portal(client_of):
    assert client_of("Birgitta Ahl").get("/")["Location"] == "/help"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/help", "Home"),
        ("/help/ask", "Ask for something"),
        ("/help/requests", "My requests"),
        ("/help/organisation", "My requests"),
        ("/help/nowhere", ""),
    ],
)
def test_the_portal_says_where_one_is(client_of, address, place):
    page = client_of("Birgitta Ahl").get(address).content.decode()
    head = page[page.index("<nav") : page.index("</nav>")]
    assert re.findall(r'aria-current="page">([^<]+)<', head) == ([place] if place else [])


@pytest.mark.parametrize("address", ["/settings/communities", "/people/new"])
def test_the_desk_says_in_which_part_one_is(client_of, address):
    page = client_of("Åsa Ekman").get(address).content.decode()
    part = "/" + address.split("/")[1]
    assert re.search(rf'id="nav-\d+-\d+" href="{part}" aria-current="page"', page)


def test_the_navigation_drawn_again_still_marks_where_one_is(client_of):
    browser = client_of("Elin Sand")
    page = browser.get("/queues/all").content.decode()
    [again] = re.findall(r'hx-get="(/nav[^"]*)"', page)
    drawn = browser.get(again).content.decode()
    assert re.findall(r'href="([^"]+)" aria-current', drawn) == ["/queues/all"]


@pytest.mark.parametrize(("name", "is_there"), [("Elin Sand", True), ("Karin Holm", False)])
def test_alarms_are_a_place_of_whoever_may_read_them(client_of, name, is_there):
    page = client_of(name).get("/nav")
    assert ('href="/alarms"' in page.content.decode()) == is_there
