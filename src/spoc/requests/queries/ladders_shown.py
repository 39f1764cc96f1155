"""Ladders ready to be shown: as one table, and who would hear what when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.kit.time import now
from spoc.requests.models import Ladder
from spoc.requests.queries.promises import spoken
from spoc.requests.rules.ladder import MAJOR, SUPPLIER, Step, heard, in_order, triggers_used
from spoc.service_levels.models import Target
from spoc.service_levels.queries.promises import promised_for
from spoc.service_levels.rules import Course
from spoc.service_levels.rules.selection import Asked

# the preview begins late on a Friday, when it matters that the hours are right
FRIDAY, AT = 5, timedelta(hours=16, minutes=40)


@dataclass(frozen=True, slots=True)
class Line:
    """Who hears, and how long they have to answer; `is_next` where those before did not."""

    who: str
    wait: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What happens, and in each ladder who hears then."""

    trigger: str
    cells: list[list[Line]]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the preview: when who hears, why, and by when they answer."""

    at: datetime
    why: str
    who: str
    answer_by: datetime | None
    is_next: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen to a request that begins at a moment, should nobody do anything."""

    start: datetime
    hours: str
    zone: str
    lines: list[Told]


def table_of(ladders: Sequence[Ladder], *, words: str = "ladder_role") -> list[Row]:
    """Return ladders side by side, a row for each trigger any of them has."""
    steps = [ladder.steps for ladder in ladders]
    return [
        Row(label("ladder_trigger", trigger), [_cell(each, trigger, words) for each in steps])
        for trigger in triggers_used(steps)
    ]


def preview_of(ladder: Ladder, steps: Sequence[Step], start: datetime | None) -> Preview | None:
    """Return who hears when for an incident that begins then; None where nothing is promised."""
    target = _target_of(ladder)
    if target is None:
        return None
    hours = (target.calendar or target.agreement.calendar).hours
    begins = (start or late_on_friday()).replace(tzinfo=hours.zone)
    length = timedelta(minutes=target.minutes)
    lines = [
        Told(
            each.at,
            label("ladder_trigger", each.step.trigger),
            _who(each.step, "ladder_role"),
            each.answer_by,
            each.is_next,
        )
        for each in heard(steps, Course(hours, begins, length))
    ]
    return Preview(begins, spoken(length), str(hours.zone), lines)


def late_on_friday() -> datetime:
    """Return 16:40 on the coming Friday, on whatever clock it is read by."""
    today = now().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return today + timedelta(days=(FRIDAY - today.isoweekday()) % 7) + AT


def _target_of(ladder: Ladder) -> Target | None:
    """Return what is promised for incidents at this ladder to whoever has no promise of their own.

    A major incident is promised what the first priority is; a supplier promises us.
    """
    if ladder.level == SUPPLIER:
        return promised_for(Asked("incident", 2, ladder.service_id, ()), "uc").get("fix")
    priority = 1 if ladder.level == MAJOR else int(ladder.level)
    asked = Asked("incident", priority, ladder.service_id, ())
    return promised_for(asked, "sla").get("resolution")


def _cell(steps: Sequence[Step], trigger: str, words: str) -> list[Line]:
    lines, has_wanted = [], False
    for step in in_order(steps):
        if step.trigger == trigger:
            wants = step.minutes is not None
            lines.append(Line(_who(step, words), _wait(step), wants and has_wanted))
            has_wanted |= wants
    return lines


def _who(step: Step, words: str) -> str:
    names = dict.fromkeys(label(words, role) for role in step.roles)
    return ", ".join(names)


def _wait(step: Step) -> str:
    """Return how long somebody has to answer; nothing where they are only told."""
    if step.is_digest:
        return _("in one letter a working day")
    if step.minutes is None:
        return ""
    time = spoken(timedelta(minutes=step.minutes))
    if step.is_always:
        return _("answer within %(time)s, day and night") % {"time": time}
    return _("answer within %(time)s") % {"time": time}
