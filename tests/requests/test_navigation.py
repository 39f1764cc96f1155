"""The navigation counts what the queues show, and reads no request for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.requests.models import SupportRequest
from spoc.requests.queries.counts import counts_for
from spoc.requests.queries.rows import Filters, queue

COUNTED = {
    "request_in_order": 1,
    "request_to_classify": 1,
    "request_of_person": 1,
    "request_of_team": 1,
}
TABLE = SupportRequest._meta.db_table


@pytest.fixture
def desk(at_status, register_request):
    """Requests that are new, in work, waiting and solved."""
    register_request()
    for status in ("in_progress", "pending", "resolved"):
        at_status(status)


@pytest.mark.parametrize("name", ["Elin Sand", "Maja Lindqvist", "Lena Falk", "Åsa Ekman"])
def test_it_counts_what_the_queues_show(people, desk, name):
    person = people[name]
    counts = counts_for(person)
    for place in ("all", "new", "mine"):
        assert counts.at(place, None) == queue(person, place, None, Filters()).count(), place
    assert sum(counts.teams.values()) <= counts.all


def test_who_only_reads_has_their_counts_too(people, desk):
    assert counts_for(people["Lena Falk"]).all == counts_for(people["Elin Sand"]).all > 0


def test_it_counts_in_the_indexes_alone(people, desk):
    with CaptureQueriesContext(connection) as asked:
        counts_for(people["Elin Sand"])
    counted = next(each["sql"] for each in asked if "in_mine" in each["sql"])
    with connection.cursor() as cursor:
        # as after vacuum: of so few rows the index of anything else would serve as well
        cursor.execute("UPDATE pg_class SET relallvisible = 1000 WHERE relname = %s", [TABLE])
        cursor.execute("DROP INDEX request_board")
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {counted}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    found = {name: plan.count(f"Index Only Scan using {name} ") for name in COUNTED}
    assert found == COUNTED, plan
