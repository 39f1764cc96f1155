"""One's own notices, for machines."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.channels.activities import notify
from spoc.channels.activities.notify import News
from spoc.channels.models import Preference


@pytest.fixture
def elin(people, token_of, register_request):
    """Elin Sand's machine, with a notice of a request of hers."""
    news = News("assigned", register_request(words="Quokka escaped"), {"by": "Sofia Berg"})
    notify(people["Elin Sand"], by=people["Sofia Berg"], news=news)
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


def test_notices_are_listed_and_read_by_their_person_alone(elin, token_of):
    sofia = Machine(token_of("Sofia Berg", READ_AND_WRITE))
    (found,) = elin.get("/notices").json()["items"]
    assert (found["event"], found["about"]["title"]) == ("assigned", "Quokka escaped")
    assert sofia.get("/notices").json()["items"] == []
    assert sofia.post(f"/notices/{found['id']}/seen").status_code == 404
    assert elin.post(f"/notices/{found['id']}/seen").json()["is_seen"] is True
    assert elin.post("/notices/seen").json() == {"count": 0}
    assert elin.get("/notices").json()["items"] == []
    assert len(elin.get("/notices", seen="true").json()["items"]) == 1


def test_the_ways_are_changed_and_what_is_none_is_refused(elin, people):
    assert elin.send("PUT", "/notice-ways", {"ways": {"watched": "mail"}}).status_code == 200
    assert Preference.objects.get(person=people["Elin Sand"]).way == "mail"
    ways = {each["event"]: each["way"] for each in elin.get("/notice-ways").json()}
    assert (ways["watched"], ways["assigned"]) == ("mail", "page")
    answer = elin.send("PUT", "/notice-ways", {"ways": {"escalated": "mail"}})
    assert answer.status_code == 422
    assert "escalated" in answer.json()["errors"]
