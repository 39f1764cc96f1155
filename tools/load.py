"""A desk under load, for `make bench`: many open requests, and many warnings due at once."""

import time

OPEN = 100_000
WARNINGS = 10_000
# more rows like one there is, each a little different; what the database reckons itself is left out
COPY = (
    "INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, {made} WHERE {table}.id = {like}"
)
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_name = %s AND is_generated = 'NEVER' AND is_identity = 'NO'
"""
REQUESTS = {
    "priority": "1 + nth % 5",
    "criticality": "1 + nth % 4",
    "used_mark": "0",
    "due_at": "now() + nth * interval '1 second'",
    "created_at": "now() - nth * interval '1 minute'",
}
# half of its time is used up this very moment
CLOCKS = {
    "subject_id": "nth",
    "fired": "0",
    "target_minutes": "2399",
    "pauses": "'[]'",
    "next_mark_at": "now() - interval '1 second'",
}
# what the warnings cannot be quicker than: the same rows written by the database alone
BOUND = """
WITH warned AS (
  UPDATE service_levels_clock SET fired = 50, next_mark_at = NULL
  WHERE next_mark_at < now() RETURNING subject_id
)
INSERT INTO audit_fact (kind, noun, subject_id, seq, by_id, at, digests, digest)
SELECT 'clock.warned', 'request', subject_id, 0, 1, now(),
       audit_digests('{}'::jsonb, '{}'::jsonb), ''::bytea FROM warned
"""


def many_open() -> None:
    """Have as many open requests as a very large house has."""
    from spoc.requests.models import SupportRequest

    like = SupportRequest.objects.filter(status="in_progress").latest("pk").pk
    copied("requests_supportrequest", REQUESTS, f"generate_series(1, {OPEN}) nth", like)
    executed("ANALYZE")


def first_in_order() -> object:
    """Read the first page of the queue by the database alone."""
    from spoc.requests.models import SupportRequest
    from spoc.requests.rules.lifecycle import OPEN as STATUSES

    open_now = SupportRequest.objects.filter(status__in=[str(status) for status in STATUSES])
    return list(open_now.order_by(*SupportRequest.TRIAGE).values_list("pk", "title")[:51])


def warnings() -> dict[str, float]:
    """Return the seconds it takes to tell of many warnings due at once, and what bounds it."""
    from spoc.service_levels.jobs import warn_of_clocks

    _warnings_due()
    began = time.perf_counter()
    warn_of_clocks(timestamp=0)
    told = time.perf_counter() - began
    executed("DELETE FROM service_levels_clock WHERE target_minutes = 2399")
    _warnings_due()
    began = time.perf_counter()
    executed(BOUND)
    return {
        f"{WARNINGS:,} warnings due in one minute": told,
        f"{WARNINGS:,} warnings written by the database alone": time.perf_counter() - began,
    }


def _warnings_due() -> None:
    """Give as many requests a clock that is to warn now."""
    from spoc.service_levels.models import Clock

    like = Clock.objects.filter(metric="resolution", stopped_at=None, paused_since=None).first()
    if like is None:
        raise RuntimeError("the history left no promise running")
    newest = (
        f"(SELECT id AS nth FROM requests_supportrequest ORDER BY id DESC LIMIT {WARNINGS}) made"
    )
    copied("service_levels_clock", CLOCKS | {"started_at": _half_ago(like)}, newest, like.pk)


def _half_ago(clock) -> str:
    """Return since when such a clock has run to have used a little more than half of its time."""
    from datetime import timedelta

    from spoc.kit.time import now
    from spoc.service_levels.rules import consumed

    since = now()
    while consumed(clock.calendar.hours, since, now()) < timedelta(minutes=1_200):
        since -= timedelta(hours=4)
    return f"'{since.isoformat()}'"


def copied(table: str, different: dict[str, str], made: str, like: int) -> None:
    """Write more rows like one there is, each a little different."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        names = [name for (name,) in cursor.fetchall()]
        values = ", ".join(different.get(name, f'{table}."{name}"') for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        cursor.execute(
            COPY.format(table=table, columns=columns, values=values, made=made, like=like)
        )


def executed(statement: str) -> None:
    """Let the database do something."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
