"""What may be written of a task: whose it is, and a moment as people say it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.moments import moment_said
from spoc.kit.time import now
from spoc.people.access import teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.work.activities import TaskPlan
from spoc.work.rules.task import lines_of


def moment_given(text: str, field: str) -> datetime | None:
    """Return the moment somebody wrote; None for nothing, refused where it is not understood."""
    if not text.strip():
        return None
    moment = moment_said(text[:60], timezone.localtime(now()))
    if moment is None or moment.year > 2100:
        words = _(
            "Write a moment, such as tomorrow 9, in 2 hours, Friday 14:30 or 2026-12-01 9:00."
        )
        raise NotPossible(words, fields={field: words})
    return moment


def plans_given(given: Mapping[str, str], by: Person) -> list[TaskPlan]:
    """Return the tasks a form lists, one a line, all of them for the same person or team."""
    return [_plan(title, given, by) for title in lines_of(given.get("title", ""))]


def plan_given(given: Mapping[str, str], by: Person) -> TaskPlan:
    """Return one task as a form says it is to be."""
    return _plan(given.get("title", ""), given, by)


def _plan(title: str, given: Mapping[str, str], by: Person) -> TaskPlan:
    who, team = given.get("assignee", ""), given.get("team", "")
    pk = int(who) if who.isdecimal() and len(who) < 19 else 0
    return TaskPlan(
        title,
        by if who == "me" else people_visible_to(by).filter(pk=pk).first(),
        teams_visible_to(by).filter(key=team).first() if team else None,
        moment_given(given.get("due", ""), "due"),
        given.get("waits") == "on",
    )
