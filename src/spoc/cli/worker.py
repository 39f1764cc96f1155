"""Do the jobs that wait: letters to send, mailboxes to read, promises to watch (in `spoc up`)."""

import argparse
import asyncio
from typing import cast

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from spoc.cli.watch import Watch

NEEDS_DJANGO = True
GRACE = 2  # seconds for a job under way when the end comes; later it is done again


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many at once, and whether to go home when nothing is left."""
    parser.add_argument("--at-once", type=int, default=settings.SPOC_WORKERS)
    parser.add_argument("--queue", action="append", help="only this kind of jobs; may be repeated")
    parser.add_argument("--watch", action="store_true", help="hear at once of mail that comes")
    parser.add_argument("--until-done", action="store_true", help="end when no job is left")


def run(options: argparse.Namespace) -> int:
    """Work until told to stop."""
    # another app with the same jobs, not the same app with another connector: what a job defers
    # must go through Django's connection, so that it comes and goes with the transaction
    connector = cast(DjangoConnector, app.connector)
    workers = app.with_connector(connector.get_worker_connector())

    async def work() -> None:
        async with workers.open_async():
            await workers.run_worker_async(
                name="spoc",
                queues=options.queue,
                concurrency=options.at_once,
                wait=not options.until_done,
                shutdown_graceful_timeout=GRACE,
            )

    if options.watch:
        Watch().start()
    asyncio.run(work())
    return 0
