"""An activity is all or nothing: facts, jobs and news come together or not at all."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from spoc.audit.activities import activity, later, record
from spoc.audit.activities.activity import CHANNEL, announce
from spoc.audit.models import Fact
from spoc.audit.queries import broken_links, story
from spoc.kit.errors import NotPossible
from spoc.people.activities import change_person
from spoc.people.models import Person
from spoc.requests.activities import note
from spoc.search.jobs import index
from tests.floor import database
from tests.floor.jobs import jobs_waiting

END = "that-was-all"


@activity
def note_twice(support_request, *, by, fails=False):
    """Note something twice in one transaction, and perhaps fail at the very end."""
    note(support_request, by=by, text="First.")
    note(support_request, by=by, text="Second.")
    if fails:
        raise NotPossible("It fails after all is written.")


class Observed:
    """What came of something: how many facts and jobs more, and what the open pages were told."""

    def __init__(self, do):
        with psycopg.connect(database.cluster().dsn(database.own()), autocommit=True) as other:
            other.execute(f"LISTEN {CHANNEL}")
            facts, jobs = Fact.objects.count(), len(jobs_waiting())
            do()
            self.facts, self.jobs = Fact.objects.count() - facts, len(jobs_waiting()) - jobs
            with connection.cursor() as cursor:
                cursor.execute(f"NOTIFY {CHANNEL}, '{END}'")
            self.news = [each.payload for each in self.until_the_end(other)]

    @staticmethod
    def until_the_end(other):
        for notice in other.notifies(timeout=10):
            if notice.payload == END:
                return
            yield notice


# what follows from a note: it is found by its words, and those it concerns are told
JOBS = 2


@pytest.fixture
def asked(register_request):
    return register_request()


@pytest.mark.commits
def test_an_activity_that_succeeds_leaves_a_fact_its_jobs_and_one_notice(asked, people):
    seen = Observed(lambda: note(asked, by=people["Elin Sand"], text="Seen this before."))
    assert (seen.facts, seen.jobs) == (1, JOBS)
    assert seen.news == [f"queue request-{asked.pk}"]


@pytest.mark.commits
def test_an_activity_that_fails_at_its_end_leaves_nothing(asked, people):
    def fail():
        with pytest.raises(NotPossible):
            note_twice(asked, by=people["Elin Sand"], fails=True)

    seen = Observed(fail)
    assert (seen.facts, seen.jobs, seen.news) == (0, 0, [])
    assert not asked.entries.filter(is_internal=True).exists()


@pytest.mark.commits
def test_however_many_facts_one_notice_leaves_with_the_transaction(asked, people):
    seen = Observed(lambda: note_twice(asked, by=people["Elin Sand"]))
    # the request is made findable once, and of each note those it concerns are told
    assert (seen.facts, seen.jobs) == (2, 2 * JOBS - 1)
    assert len(seen.news) == 1


def test_all_an_activity_leaves_to_workers_is_queued_in_one_statement(asked, people):
    with CaptureQueriesContext(connection) as told:
        note_twice(asked, by=people["Elin Sand"])
    assert len([each for each in told if "procrastinate_defer" in each["sql"]]) == 1


@activity
def note_one_of_two(support_request, *, by):
    """Note something, then something else that is undone by itself."""
    note(support_request, by=by, text="Stays.")
    with suppress(NotPossible), transaction.atomic():
        note(support_request, by=by, text="Goes.")
        raise NotPossible("Not this.")


def test_what_is_undone_within_an_activity_leaves_nothing_to_workers(asked, people):
    before = jobs_waiting()
    note_one_of_two(asked, by=people["Elin Sand"])
    left = [words for name, words in jobs_waiting()[len(before) :]]
    (noted,) = Fact.objects.filter(kind="request.noted", subject_id=asked.pk)
    assert {"fact": noted.pk} in left
    assert len(left) == JOBS


def test_nothing_is_left_to_workers_beside_an_activity():
    with pytest.raises(RuntimeError, match="by an activity"):
        later(index, noun="request", pk=1)


@pytest.mark.commits
def test_a_fact_beside_an_activity_is_refused_before_it_is_written(people):
    karin, facts = people["Karin Holm"], Fact.objects.count()
    with pytest.raises(RuntimeError, match="inside an activity"):
        record("person.changed", karin, by=karin)
    assert Fact.objects.count() == facts


@pytest.mark.commits
def test_raced_activities_on_one_subject_make_one_whole_chain(people):
    karin, elin = people["Karin Holm"], people["Elin Sand"]
    before = story(karin).count()

    def change(number: int) -> None:
        change_person(Person.objects.get(pk=karin.pk), by=elin, title=f"Title {number}")
        connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(change, range(40)))
    assert [fact.seq for fact in story(karin)] == list(range(1, before + 41))
    assert broken_links() == []


def test_the_subject_is_read_anew_when_it_is_locked(people):
    mine, yours = people["Karin Holm"], people["Karin Holm"]
    change_person(mine, by=people["Elin Sand"], title="Professor")
    change_person(yours, by=people["Elin Sand"], place="House 5")
    assert yours.title == "Professor"


def test_what_stays_as_it_was_leaves_no_fact(people):
    karin = people["Karin Holm"]
    before = story(karin).count()
    change_person(karin, by=people["Elin Sand"], title=karin.title)
    assert story(karin).count() == before


def test_a_kind_of_fact_nobody_declared_is_refused(people):
    @activity
    def invent(person, *, by):
        record("person.invented", person, by=by)

    with pytest.raises(RuntimeError, match="declares"):
        invent(people["Karin Holm"], by=people["Elin Sand"])


def test_of_very_much_that_changed_no_name_is_cut_in_two(db):
    topics = [f"request-{number}" for number in range(9_000, 10_200)]
    with CaptureQueriesContext(connection) as asked:
        announce(topics)
    told = [re.findall(r"'spoc_live', '([^']*)'", each["sql"])[0] for each in asked]
    assert len(told) > 1 and all(len(each) < 8_000 for each in told)
    assert " ".join(told).split() == sorted(topics)
