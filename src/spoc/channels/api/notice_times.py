"""When letters of notices go to the caller, and in which hours none disturbs."""

from datetime import time
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from spoc.channels.activities import prefer_times
from spoc.channels.models import LetterTimes
from spoc.channels.queries.ways import times_of
from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person
from spoc.site.machines import OneOf, Whole, answers
from spoc.site.tokens import caller

router = Router()

AT = "/notice-times"
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Weekday = Annotated[Whole, Field(ge=0, le=6)]


class TimesIn(Schema):
    """When letters of notices go, by the caller's own clock, such as `07:30`.

    What would come in the quiet hours waits; without days they are on every one, 0 is Monday.
    """

    digest: Annotated[str, OneOf(tuple(LetterTimes.Digest.values))]
    digest_at: Clock
    quiet_from: Clock | None = None
    quiet_until: Clock | None = None
    quiet_days: list[Weekday] = Field([], max_length=7)


class TimesOut(TimesIn):
    """When letters of notices go."""


@router.get(AT, response=answers(TimesOut))
def read_notice_times(request: HttpRequest) -> TimesOut:
    """Read when letters of notices go to the caller."""
    return _out(times_of(_agent(request)))


@router.put(AT, response=answers(TimesOut))
def change_notice_times(request: HttpRequest, asked: TimesIn) -> TimesOut:
    """Say when letters of notices go to the caller."""
    by = _agent(request)
    made = prefer_times(
        by,
        by=by,
        quiet_from=_time(asked.quiet_from),
        quiet_until=_time(asked.quiet_until),
        quiet_days=asked.quiet_days,
        digest=asked.digest,
        digest_at=time.fromisoformat(asked.digest_at),
    )
    return _out(made)


def _agent(request: HttpRequest) -> Person:
    by = caller(request)
    words = _("Notices are the desk's: your letters are chosen on your request.")
    demand(may_work_at_desk(by), words)
    return by


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _out(row: LetterTimes) -> TimesOut:
    return TimesOut(
        digest=row.digest,
        digest_at=_clock(row.digest_at),
        quiet_from=_clock(row.quiet_from) if row.quiet_from else None,
        quiet_until=_clock(row.quiet_until) if row.quiet_until else None,
        quiet_days=row.quiet_days,
    )


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")
