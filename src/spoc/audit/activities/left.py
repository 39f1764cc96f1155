"""What an activity leaves to workers, gathered until it is done."""

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.jobs import Job


class _Left:
    """A job that is left to workers; with a part of the transaction that is undone, it is gone."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self) -> None:
        """Do nothing: it is in the queue before the transaction ends."""


def leave(job: Job) -> None:
    """Keep a job until the activity is done."""
    # what is to be done on commit Django forgets with the savepoint it was said in
    transaction.on_commit(_Left(job))


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
