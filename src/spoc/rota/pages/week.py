"""The week of a team or a role: who is on duty when, and where nobody is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit.time import now
from spoc.people.models import Person, Team
from spoc.people.words import ROLE
from spoc.rota import access
from spoc.rota.models import Absence
from spoc.rota.pages.answering import reader
from spoc.rota.queries import on_duty
from spoc.rota.queries.lines import noted
from spoc.rota.queries.week import calendar_for, monday_of, shifts_of, week_bounds, week_of
from spoc.service_levels.models import Calendar

A_WEEK = timedelta(days=7)
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose week is shown: a team's or a role's, under a key for the address."""

    key: str
    name: str
    team: Team | None = None
    role: str = ""


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show a week of a team or a role, with what is not covered, and who is on duty now."""
    viewer = reader(request)
    subjects = _subjects(viewer)
    wanted = request.GET.get("of", "")
    subject = next((each for each in subjects if each.key == wanted), subjects[0])
    return render(request, "rota/week.html", _shown(request, viewer, subject, subjects))


def _shown(
    request: HttpRequest, viewer: Person, subject: Subject, subjects: list[Subject]
) -> dict[str, object]:
    moment, place = now(), timezone.get_current_timezone()
    monday = _monday(request.GET.get("from", ""), moment.astimezone(place).date())
    calendars = access.calendars_for(viewer).order_by("name")
    calendar = _calendar(request.GET.get("hours", ""), subject.team, calendars)
    shifts = shifts_of(access.shifts_visible_to(viewer), subject.team, subject.role)
    days = week_of(shifts, monday, place, calendar, moment)
    return {
        "shown": subject,
        "subjects": subjects,
        "days": days,
        "monday": monday,
        "before": monday - A_WEEK,
        "after": monday + A_WEEK,
        "calendar": calendar,
        "calendars": calendars,
        "gap_count": sum(line.is_gap for day in days for line in day.lines),
        "there_now": on_duty(subject.team or subject.role, moment),
        "may_keep": access.may_keep(viewer, subject.team.pk if subject.team else None),
        "may_keep_some": access.may_keep_some(viewer),
        "place": str(place),
        "absences": noted(_absences(viewer, subject, monday), place),
        "team_feed": access.feeds_of(viewer).filter(team=subject.team).first()
        if subject.team
        else None,
    }


def _subjects(viewer: Person) -> list[Subject]:
    """Return the teams a person reads the rota of, then the roles there are shifts in."""
    teams = access.teams_visible_to(viewer).order_by("tier", "sort_name")
    found = [Subject(f"team-{team.pk}", team.name, team) for team in teams]
    held = access.shifts_visible_to(viewer).exclude(role="").values_list("role", flat=True)
    roles = [(code, str(ROLE[code])) for code in sorted(set(held))]
    found += [Subject(f"role-{code}", name, None, code) for code, name in roles]
    return found or [Subject("", _("No team yet"), None, "-")]


def _absences(viewer: Person, subject: Subject, monday: date) -> QuerySet[Absence]:
    """Return who of a team is away in a week."""
    begins, ends = week_bounds(monday, timezone.get_current_timezone())
    rows = access.absences_visible_to(viewer).filter(begins_at__lt=ends, ends_at__gt=begins)
    if subject.team is not None:
        rows = rows.filter(person__in=subject.team.members.all())
    return rows.select_related("person", "deputy").order_by("begins_at", "pk")


def _calendar(wanted: str, team: Team | None, calendars: QuerySet[Calendar]) -> Calendar | None:
    """Return the hours the address names, else the team's own."""
    named = calendars.filter(key=wanted).first() if wanted else None
    return named or calendar_for(team, calendars)


def _monday(wanted: str, today: date) -> date:
    """Return the Monday of the week that the address names, else of this week."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return monday_of(today)
    return monday_of(day if day.year in YEARS else today)
