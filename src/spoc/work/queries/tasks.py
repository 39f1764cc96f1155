"""Tasks as pages show them: the panel of a record, the lists of a person, one task."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from spoc.kit import keyset
from spoc.kit.nouns import noun
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import team_members, teams_in_order
from spoc.work import access
from spoc.work.models import Task
from spoc.work.queries import tasks_of
from spoc.work.rules.task import OPEN, moves_from

PAGE = 50
ORDER = ("due_rank", "id")
WITH = ("assignee", "team", "ended_by")
STEPS = {"doing": "now", "done": "done", "failed": "failed", "cancelled": "gone"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A task ready to be drawn; `verbs` are the moves its reader can make now."""

    pk: int
    title: str
    state: str
    step: str
    who: str
    assignee_id: int | None
    team: str
    team_key: str
    due_at: datetime | None
    is_late: bool
    waits: bool
    result: str
    ended_at: datetime | None
    ended_by: str
    verbs: list[str]
    reference: str = ""
    about: str = ""
    address: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Panel:
    """The tasks of a record, and how many of them are over."""

    tasks: list[Shown]
    ended: int

    @property
    def open(self) -> list[Shown]:
        """Those still to be done."""
        return [task for task in self.tasks if task.is_open]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of somebody's tasks, and the mark of the next."""

    rows: list[Shown]
    next: str | None


def panel_tasks(subject: Model) -> QuerySet[Task]:
    """Return the tasks of a record with all that its page shows of them."""
    return tasks_of(subject).select_related(*WITH)


def panel_of(rows: Iterable[Task]) -> Panel:
    """Return the tasks of a record as its page shows them."""
    moment, is_blocked, shown = now(), False, []
    for row in rows:
        shown.append(_shown(row, moment, is_blocked=is_blocked and row.waits))
        is_blocked = is_blocked or row.is_open
    return Panel(shown, sum(not task.is_open for task in shown))


def shown_task(row: Task, person: Person) -> Shown:
    """Return one task, with the moves the person can make."""
    may = access.may_do(person, row)
    return _shown(row, now(), is_blocked=False, may=may)


def page_for(person: Person, whose: str, after: str | None) -> Listed:
    """Return a page of somebody's open tasks, or of those of their teams; what is due first."""
    given = access.tasks_of_teams(person) if whose == "team" else access.tasks_given_to(person)
    rows = given.filter(state__in=list(OPEN)).select_related(*WITH)
    page = keyset.page(rows, ORDER, size=PAGE, after=after)
    subjects = _subjects(page.rows, person)
    return Listed([_listed(row, subjects) for row in page.rows], page.next)


def choices(person: Person) -> dict[str, list[tuple[str, str]]]:
    """Return to whom a task can be given."""
    teams = list(teams_in_order())
    people = {str(p.pk): p.name for team in teams for p in team_members(team)}
    return {
        "team": [("", _("No team")), *((team.key, team.name) for team in teams)],
        "assignee": [("", _("Nobody yet")), *sorted(people.items(), key=lambda each: each[1])],
    }


def _shown(row: Task, moment: datetime, *, is_blocked: bool, may: bool = True) -> Shown:
    step = "wait" if is_blocked and row.is_open else STEPS.get(row.state, "")
    verbs = [verb for verb in moves_from(row.state) if not (is_blocked and verb != "cancel")]
    return Shown(
        pk=row.pk,
        title=row.title,
        state=row.state,
        step=step,
        who=row.assignee.name if row.assignee else row.team.name if row.team else "",
        assignee_id=row.assignee_id,
        team=row.team.name if row.team else "",
        team_key=row.team.key if row.team else "",
        due_at=row.due_at,
        is_late=row.is_open and row.due_at is not None and row.due_at < moment,
        waits=row.waits,
        result=row.result,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        verbs=verbs if may else [],
    )


def _listed(row: Task, subjects: dict[tuple[str, int], tuple[str, str, str]]) -> Shown:
    found = subjects.get((row.noun, row.subject_id), ("", "", ""))
    plain = _shown(row, now(), is_blocked=False)
    reference, about, address = found
    values = {name: getattr(plain, name) for name in plain.__dataclass_fields__}
    return Shown(**values | {"reference": reference, "about": about, "address": address})


def _subjects(rows: Iterable[Task], person: Person) -> dict[tuple[str, int], tuple[str, str, str]]:
    """Return reference, title and address of the records the person may see, a query a noun."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.noun].add(row.subject_id)
    found = {}
    for key, pks in wanted.items():
        kind = noun(key)
        for row in kind.visible_to(person).filter(pk__in=pks):
            found[key, row.pk] = (kind.reference(row), kind.title(row), kind.address(row))
    return found
