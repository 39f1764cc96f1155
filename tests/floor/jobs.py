"""Doing the jobs that wait, in the transaction of the test, as a worker would one after another."""

import json
from collections.abc import Mapping

from django.db import connection
from procrastinate.contrib.django import app

from spoc.kit.time import now

NEXT = """
UPDATE procrastinate_jobs SET status = 'doing'
WHERE id = (SELECT id FROM procrastinate_jobs
            WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s)
            ORDER BY priority DESC, id LIMIT 1)
RETURNING id, task_name, args
"""
DONE = "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s"
WAITING = "SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"

Job = tuple[str, Mapping[str, object]]


def work() -> list[str]:
    """Do every job that waits, and those these leave behind; return the names of what was done.

    What a job raises is raised here: a test sees a failing job, where a worker would try again.
    """
    done = []
    while job := _next():
        number, name, words = job
        app.tasks[name].func(**words)
        _run(DONE, number)
        done.append(name.removeprefix("spoc."))
    return done


def jobs_waiting() -> list[Job]:
    """Return the jobs that wait, by name and what they were given, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return [(name.removeprefix("spoc."), _read(words)) for name, words in cursor.fetchall()]


def run_job(name: str, **words: object) -> None:
    """Do one job now, such as a periodic one whose time has come."""
    app.tasks[f"spoc.{name}"].func(**words)


def _next() -> tuple[int, str, Mapping[str, object]] | None:
    row = _run(NEXT, now())
    return (row[0], row[1], _read(row[2])) if row else None


def _run(statement: str, value: object) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [value])
        return cursor.fetchone() if cursor.description else None


def _read(words: object) -> Mapping[str, object]:
    return json.loads(words) if isinstance(words, str) else words
