"""Each step of a major incident is told to the open pages: the desk's, and those concerned."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.floor.majors import SAID

from spoc.requests import activities as do
from spoc.requests.activities.major import Word
from spoc.ui.topics import verify

DESK, PORTAL = "majors", "disturbances"


@pytest.fixture
def step(people, incident, declared, restored):
    """Take one step with a major incident, and return what the open pages are told."""

    def taken(name):
        request = incident() if name in ("propose", "decline", "declare") else None
        sofia, henrik = people["Sofia Berg"], people["Henrik Vall"]
        if name == "decline":
            do.propose_major(request, by=sofia, reason="The whole house calls.")
        request = request or declared().support_request
        steps = {
            "propose": lambda: do.propose_major(request, by=sofia, reason="The house calls."),
            "decline": lambda: do.decline_major(request, by=sofia, reason="One ward alone."),
            "declare": lambda: declared(request),
            "update": lambda: do.update_major(request, by=sofia, word=Word(public=SAID)),
            "coordinate": lambda: do.coordinate_major(request, by=henrik, coordinator=henrik),
            "restore": lambda: restored(request),
            "downgrade": lambda: do.downgrade_major(request, by=henrik, reason="One ward alone."),
        }
        with CaptureQueriesContext(connection) as asked:
            steps[name]()
        told = [each["sql"] for each in asked if "pg_notify" in each["sql"]]
        return set(" ".join(told).replace("'", " ").split())

    return taken


@pytest.mark.parametrize("name", ["declare", "update", "restore", "downgrade"])
def test_what_changes_the_words_outside_is_told_to_both(step, name):
    assert {DESK, PORTAL} <= step(name)


@pytest.mark.parametrize("name", ["propose", "decline", "coordinate"])
def test_what_is_the_desks_alone_is_told_to_the_desk_alone(step, name):
    told = step(name)
    assert DESK in told
    assert PORTAL not in told


def listened(page):
    """The topics a page's stream is signed for, to whomever they are signed."""
    signed = page.partition('<spoc-live topics="')[2].partition('"')[0].split()
    return {each.partition(":")[0]: each for each in signed}


@pytest.mark.parametrize("address", ["/queues/all", "/requests/new"])
def test_the_desks_banner_listens_and_asks_for_itself(declared, client_of, people, address):
    elin = client_of("Elin Sand")
    page = elin.get(address).content.decode()
    assert verify(listened(page)[DESK], people["Elin Sand"].pk) == DESK
    assert 'hx-get="/major/on-top" hx-trigger="live:majors from:document"' in page
    assert "/major/" not in elin.get("/major/on-top").content.decode().replace("/major/on-top", "")
    number = declared().pk
    assert f'href="/major/{number}"' in elin.get("/major/on-top").content.decode()


@pytest.mark.parametrize(
    ("address", "part"), [("/help", "/help/status"), ("/help/ask", "/help/disturbances")]
)
def test_the_portals_banner_listens_and_asks_for_itself(declared, client_of, people, address, part):
    sanna = client_of("Sanna Kivi")
    page = sanna.get(address).content.decode()
    topics = listened(page)
    assert verify(topics[PORTAL], people["Sanna Kivi"].pk) == PORTAL
    assert DESK not in topics
    assert f'hx-get="{part}" hx-trigger="live:disturbances from:document"' in page
    declared()
    assert "I have this too" in sanna.get(part).content.decode()
    others = client_of("Rune Dahl").get(part).content.decode()
    assert "I have this too" not in others


def test_a_banner_is_the_same_whether_it_comes_with_the_page_or_alone(declared, client_of):
    declared()
    elin = client_of("Elin Sand")
    alone = elin.get("/major/on-top").content.decode().strip()
    assert alone in elin.get("/queues/all").content.decode()


def test_a_banner_alone_is_the_desks(client_of):
    assert client_of("Karin Holm").get("/major/on-top").status_code == 403
