"""The table of jobs does not grow for ever."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from spoc.audit import jobs

CASES = [
    ("succeeded", 8, False),
    ("succeeded", 6, True),
    ("failed", 8, True),
    ("doing", 8, True),
    ("todo", 8, True),
]
CONTEXT = JobContext(
    app=app,
    job=Job(id=1, queue="audit", lock=None, queueing_lock=None, task_name="forget_done"),
    start_timestamp=0.0,
    abort_reason=lambda: None,
)
KEPT = "SELECT count(*) FROM procrastinate_jobs WHERE id = %s"


def tell(statement: str, *values: object) -> tuple | None:
    """Say something to the database, and return the first row of its answer."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone() if cursor.description else None


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "days", "stays"), CASES)
def test_jobs_that_were_done_a_week_ago_are_removed_and_no_others(status, days, stays):
    number = jobs.seal.defer(timestamp=0)
    tell("INSERT INTO procrastinate_periodic_defers VALUES (0, 'seal', 1, %s, '')", number)
    for step in ("doing", status):
        tell("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", step, number)
    tell("UPDATE procrastinate_events SET at = now() - make_interval(days => %s)", days)
    async_to_sync(jobs.forget_done.func)(CONTEXT, timestamp=0)
    assert tell(KEPT, number) == (int(stays),)
