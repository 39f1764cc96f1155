"""`later`: what workers do once an activity is done."""

from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, JobDeferrer
from procrastinate.tasks import Task


class _Left:
    """A job that is left to workers; with a part of the transaction that is undone, it is gone."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self) -> None:
        """Do nothing: it is in the queue before the transaction ends."""


def later(task: "Task[..., Any, Any] | JobDeferrer", **particulars: Any) -> None:
    """Let a worker do this once the activity is done, and once even if it is left twice.

    All that an activity leaves is queued in one statement at its end, in its transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("what is left to workers is left by an activity, never beside one")
    deferrer = task if isinstance(task, JobDeferrer) else task.configure()
    # what is to be done on commit Django forgets with the savepoint it was said in
    transaction.on_commit(_Left(deferrer.make_new_job(**particulars)))


def leave_to_workers() -> None:
    """Queue what was left since the transaction began."""
    jobs: list[Job] = []
    others = []
    for each in connection.run_on_commit:
        if not isinstance(each[1], _Left):
            others.append(each)
        elif each[1].job not in jobs:
            jobs.append(each[1].job)
    if jobs:
        connection.run_on_commit = others
        app.job_manager.batch_defer_jobs(jobs=jobs)
