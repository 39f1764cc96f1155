"""How long a request has, and why it stands where it stands in the queue: each in few words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from spoc.kit.time import now
from spoc.requests.models import SupportRequest
from spoc.requests.queries.promises import hours_of
from spoc.requests.rules.tally import SOON_MARK
from spoc.requests.rules.triage import Standing, reasons, rests
from spoc.service_levels.queries.clocks import hours_until
from spoc.service_levels.rules import Calendar, consumed
from spoc.ui.environment import when

MARK_STEP = 5


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The promise that is due first: its state, in words, and how much is used in twentieths."""

    state: str
    words: str
    step: int
    due_at: datetime | None


def times_left(requests: Iterable[SupportRequest]) -> dict[int, TimeLeft]:
    """Return how long each has until its first promise is due, where there is one; one query.

    Time counts in the hours of that promise, as it does on the page of the request.
    """
    found = list(requests)
    hours = hours_until("request", {each.pk: each.due_at for each in found if each.due_at})
    return times_left_by(found, hours)


class Timed(Protocol):
    """What is asked of a request to tell how long it has."""

    @property
    def status(self) -> str: ...
    @property
    def pending_reason(self) -> str: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def used_mark(self) -> int: ...


class Says(NamedTuple):
    """What a list says of the time each has, in the reader's language."""

    paused: str
    over: str
    left: str


def times_left_by(
    found: Iterable[SupportRequest], hours: Mapping[int, Calendar]
) -> dict[int, TimeLeft]:
    """Return how long each has, where the hours of the promises are known."""
    moment, words = now(), says()
    left = {each.pk: time_left(each, hours.get(each.pk), moment, words) for each in found}
    return {number: time for number, time in left.items() if time}


def says() -> Says:
    """Return the words in the reader's language."""
    return Says(_("Paused"), _("%(time)s over"), _("%(time)s left"))


def time_left(each: Timed, hours: Calendar | None, moment: datetime, says: Says) -> TimeLeft | None:
    """Return how long one has at a moment until what is promised first is due."""
    if rests(each.status, each.pending_reason):
        return TimeLeft("paused", says.paused, 0, None)
    if each.due_at is None:
        return None
    step = each.used_mark // MARK_STEP
    if each.due_at < moment:
        over = {"time": hours_of(_between(each.due_at, moment, hours))}
        return TimeLeft("overdue", says.over % over, step, each.due_at)
    state = "soon" if each.used_mark >= SOON_MARK else "running"
    left = {"time": hours_of(_between(moment, each.due_at, hours))}
    return TimeLeft(state, says.left % left, step, each.due_at)


def _between(start: datetime, end: datetime, hours: Calendar | None) -> timedelta:
    """Count business time; a promise that moved on while the list was read leaves the plain one."""
    return consumed(hours, start, end) if hours else end - start


def why_here(each: SupportRequest) -> str:
    """Return in one line why a request stands where it stands."""
    parts = [_part(code, each) for code in reasons(standing_of(each))]
    return "; ".join(part for part in parts if part)


def standing_of(each: SupportRequest) -> Standing:
    """Return what the order asks of a request."""
    return Standing(
        number=each.pk,
        priority=each.priority,
        status=each.status,
        created_at=each.created_at,
        is_major=each.is_major,
        used_mark=each.used_mark,
        criticality=each.criticality,
        due_at=each.due_at,
        is_vip=each.vip_rank == 0,
        pending_reason=each.pending_reason,
    )


def _part(code: str, each: SupportRequest) -> str:
    own = {
        "priority": each.priority,
        "mark": each.used_mark,
        "level": each.criticality,
        "moment": when(each.due_at) if code == "due" and each.due_at else "",
    }
    return _(REASONS[code]) % own


REASONS = {
    "paused": gettext_noop("it waits, so after all that can be worked on"),
    "solved": gettext_noop("it is solved and waits to be confirmed, so last"),
    "major": gettext_noop("a major incident comes first"),
    "priority": gettext_noop("priority %(priority)s"),
    "raised_1": gettext_noop(
        "priority %(priority)s, worked one higher: %(mark)s %% of its time is used"
    ),
    "raised_2": gettext_noop("priority %(priority)s, worked two higher: its time is over"),
    "criticality": gettext_noop("service of criticality %(level)s"),
    "due": gettext_noop("due %(moment)s"),
    "no_due": gettext_noop("nothing is due"),
    "vip": gettext_noop("asked for by somebody who goes first"),
}
