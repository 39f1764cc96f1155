"""Look at everything that can be wrong, say how it is, and exit with 1 when something is."""

import argparse
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoc.audit.queries import broken_links, broken_seals
from spoc.channels.queries import failing_channels, letters_failed, letters_held
from spoc.kit import store
from spoc.kit.home import home
from spoc.records.queries import missing_files
from spoc.requests.queries.dispatch import unroutable
from spoc.world.build import is_built

NEEDS_DATABASE = True
LEAST_FREE = 1024 * 1024 * 1024
LONGEST_LAG = 300
LAG = """
SELECT coalesce(max(extract(epoch FROM now() - coalesce(scheduled_at, e.at))), 0)
FROM procrastinate_jobs j LEFT JOIN LATERAL (
  SELECT at FROM procrastinate_events WHERE job_id = j.id ORDER BY id LIMIT 1) e ON true
WHERE status = 'todo' AND coalesce(scheduled_at, e.at) < now()
"""
FAILED = """
SELECT task_name, count(*) FROM procrastinate_jobs j
WHERE status = 'failed' AND EXISTS (
  SELECT FROM procrastinate_events e
  WHERE e.job_id = j.id AND e.type = 'failed' AND e.at > now() - interval '1 day')
GROUP BY task_name ORDER BY task_name
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is: well or not, in a sentence."""

    is_well: bool
    words: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say."""


def run(options: argparse.Namespace) -> int:
    """Print each finding; the worst decides the exit code."""
    found = [finding for check in CHECKS for finding in check()]
    for finding in found:
        print(("  ok   " if finding.is_well else "  BAD  ") + finding.words)
    return 0 if all(finding.is_well for finding in found) else 1


def database() -> Iterator[Finding]:
    """The server answers, and what it holds is as new as the code."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        yield Finding(True, _("PostgreSQL {version} answers.").format(version=cursor.fetchone()[0]))
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    words = _("Every migration is applied.")
    if waiting:
        words = _("{count} migrations wait: run `spoc upgrade`.").format(count=len(waiting))
    yield Finding(not waiting, words)


def jobs() -> Iterator[Finding]:
    """Jobs are done soon after they are due, and none failed for good."""
    with connection.cursor() as cursor:
        cursor.execute(LAG)
        lag = int(cursor.fetchone()[0])
    words = _("The oldest waiting job is {seconds} seconds late.").format(seconds=lag)
    yield Finding(lag < LONGEST_LAG, words)
    with connection.cursor() as cursor:
        cursor.execute(FAILED)
        failed = dict(cursor.fetchall())
    words = _("No job failed within a day.")
    if failed:
        named = ", ".join(f"{name} ({count})" for name, count in failed.items())
        words = _("Jobs failed within a day, the journal says why: {jobs}.").format(jobs=named)
    yield Finding(not failed, words)


def letters() -> Iterator[Finding]:
    """Every letter that came was understood, and every one written was sent."""
    held, failed = letters_held(), letters_failed()
    words = ngettext("{count} letter is held.", "{count} letters are held.", held)
    yield Finding(held == 0, words.format(count=held))
    words = ngettext("{count} letter was not sent.", "{count} letters were not sent.", failed)
    yield Finding(failed == 0, words.format(count=failed))
    if is_built():
        yield Finding(True, _("A demonstration: letters stay in the outbox."))
    else:
        yes, no = _("A mail server is set."), _("No mail server is set: give it in SPOC_SMTP_HOST.")
        yield Finding(bool(settings.EMAIL_HOST), yes if settings.EMAIL_HOST else no)
    for name, problem in failing_channels():
        yield Finding(False, _("The mailbox {name}: {problem}").format(name=name, problem=problem))


def disk() -> Iterator[Finding]:
    """There is room, and every kept file is there."""
    free = shutil.disk_usage(home()).free
    words = _("{free} GiB are free at {home}.").format(free=free // 2**30, home=home())
    yield Finding(free > LEAST_FREE, words)
    missing = missing_files(store.exists)
    words = _("Every attached file is there.")
    if missing:
        words = _("{count} attached files are missing.").format(count=missing)
    yield Finding(missing == 0, words)


def record() -> Iterator[Finding]:
    """No fact was altered, removed or reworded."""
    broken = broken_links()
    if not broken and not broken_seals():
        yield Finding(True, _("The chain of facts is whole."))
    for link in broken:
        values = {"noun": link.noun, "id": link.subject_id, "seq": link.seq, "kind": link.kind}
        yield Finding(
            False,
            _("The chain of {noun} {id} breaks at fact {seq} ({kind}).").format(**values),
        )
    for seal in broken_seals():
        words = _("Facts are missing from the seal of {at}.")
        yield Finding(False, words.format(at=seal.at.isoformat(timespec="seconds")))


def queues() -> Iterator[Finding]:
    """Every classified request has somebody it can be dispatched to."""
    lost = unroutable().count()
    words = ngettext(
        "{count} request has nobody to be dispatched to.",
        "{count} requests have nobody to be dispatched to.",
        lost,
    )
    yield Finding(lost == 0, words.format(count=lost))


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    database,
    jobs,
    letters,
    queues,
    disk,
    record,
)
