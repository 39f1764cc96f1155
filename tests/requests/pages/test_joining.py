"""What a merge and a split will make of a request, shown before they are done."""

import pytest

from spoc.people.models import Person
from spoc.records.activities import watch
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.requests.models import Entry, SupportRequest
from spoc.work.activities import TaskPlan, add_tasks


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def elin(client_of):
    return client_of("Elin Sand")


@pytest.fixture
def two(people, register_request):
    """Two requests of Karin's; the first has a note, a task and somebody who is copied."""
    elin, first, second = people["Elin Sand"], register_request(), register_request(words="Second")
    do.note(first, by=elin, text="Looked at it.")
    add_tasks(first, by=elin, plans=[TaskPlan("Call them")])
    watch(first, by=elin, person=people["Rune Dahl"], is_copied=True)
    return first, second


def test_a_merge_shows_what_it_makes_and_changes_nothing(elin, two):
    first, second = two
    before = first.version, second.version, Entry.objects.count()
    page = elin.get(f"/requests/{first.pk}/merge/preview?into={second.reference}").content.decode()
    assert f"{second.reference} Second" in page
    assert "new: Rune Dahl" in page
    for moved in ("Messages and notes: 2", "Tasks: 1", "Watchers: 1"):
        assert moved in page
    whole = elin.get(f"/requests/{first.pk}/merge?into={second.reference}").content.decode()
    assert "new: Rune Dahl" in whole
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.status, first.merged_into) == ("new", None)
    assert (first.version, second.version, Entry.objects.count()) == before


@pytest.mark.parametrize(
    ("into", "why"),
    [
        ("{itself}", "cannot be merged into itself"),
        ("{anothers}", "different requesters"),
        ("R-99999999", "Write the number of a request you may see"),
    ],
)
def test_what_a_merge_would_refuse_is_said_beforehand(elin, two, register_request, into, why):
    first, _second = two
    numbers = {"itself": first.reference, "anothers": register_request("Rune Dahl").reference}
    page = elin.get(f"/requests/{first.pk}/merge/preview?into={into.format(**numbers)}")
    assert why in page.content.decode()


def test_who_may_not_see_it_is_shown_nothing(client_of, two):
    first, second = two
    answer = client_of("Amir Haddad").get(
        f"/requests/{first.pk}/merge/preview?into={second.reference}"
    )
    assert answer.status_code == 404


def test_a_split_shows_the_request_it_makes(elin, two):
    first, _second = two
    entry = do.hear(
        first, by=first.requester, channel="portal", words=Words("The printer is out of ink.")
    )
    page = elin.get(f"/requests/{first.pk}/split?entry={entry.pk}").content.decode()
    assert 'value="The printer is out of ink."' in page
    assert "Karin Holm, and an acknowledgement at once" in page
    count = SupportRequest.objects.count()
    assert elin.get(f"/requests/{first.pk}/split?entry=99999").status_code == 200
    assert SupportRequest.objects.count() == count
