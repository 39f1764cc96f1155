"""What the doctor finds: jobs that failed for good."""

import pytest
from django.db import connection

from spoc.cli.doctor import jobs

MADE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status)
VALUES ('requests', 'spoc.requests.jobs.close_unanswered', 'todo') RETURNING id
"""
MOVED = "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s"


@pytest.mark.parametrize(("ending", "is_well"), [("succeeded", True), ("failed", False)])
def test_a_job_that_failed_is_named(db, ending, is_well):
    with connection.cursor() as cursor:
        cursor.execute(MADE)
        [number] = cursor.fetchone()
        for status in ("doing", ending):
            cursor.execute(MOVED, [status, number])
    finding = list(jobs())[-1]
    assert finding.is_well == is_well
    assert ("spoc.requests.jobs.close_unanswered (1)" in finding.words) != is_well
