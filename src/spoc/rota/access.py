"""Who may see and keep the rota: everybody their own, leads their team's, planners all."""

from django.db.models import Q, QuerySet

from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Membership, Person, Team
from spoc.rota.models import Absence, Feed, Shift
from spoc.rota.rules.words import ASKING
from spoc.service_levels.models import Calendar


def may_have(person: Person) -> bool:
    """Whether they have shifts and absences of their own: whoever works at the desk."""
    return reach(person, "rota", "R").own or may_read(person)


def may_read(person: Person) -> bool:
    """Whether they read of others: their teams', or everybody's."""
    return reach(person, "rota", "R").beyond_own or may_keep_some(person)


def may_open(person: Person) -> bool:
    """Whether the pages of the rota are theirs: they read of others, and work at the desk."""
    return may_work_at_desk(person) and may_read(person)


def may_keep_all(person: Person) -> bool:
    """Whether they keep the whole rota."""
    return person.kind == Person.Kind.SYSTEM or reach(person, "rota", "U").everywhere


def may_keep_some(person: Person) -> bool:
    """Whether they keep the rota of some team at least."""
    return may_keep_all(person) or bool(_led_by(person))


def may_keep(person: Person, team_id: int | None) -> bool:
    """Whether they keep this team's shifts; those of no team are kept by who keeps all."""
    return may_keep_all(person) or (team_id is not None and team_id in _led_by(person))


def may_note_absence(person: Person, other: Person) -> bool:
    """Whether they may say that somebody is away: of themselves, or of whom they keep the rota."""
    if person.pk == other.pk:
        return may_have(person)
    return may_keep_all(person) or bool(set(_led_by(person)) & set(other.team_ids))


def teams_visible_to(person: Person) -> QuerySet[Team]:
    """Return the teams whose rota this person may read."""
    teams = Team.objects.filter(is_active=True)
    far = reach(person, "rota", "R")
    if far.everywhere or may_keep_all(person):
        return teams
    return teams.filter(pk__in={*far.teams, *_led_by(person)})


def teams_kept_by(person: Person) -> QuerySet[Team]:
    """Return the teams whose rota this person keeps."""
    teams = Team.objects.filter(is_active=True)
    return teams if may_keep_all(person) else teams.filter(pk__in=_led_by(person))


def shifts_visible_to(person: Person) -> QuerySet[Shift]:
    """Return the shifts a person may read: their own, their teams', or all."""
    if _reads_all(person):
        return Shift.objects.all()
    teams = teams_visible_to(person).values("pk")
    return Shift.objects.filter(Q(person=person) | Q(team__in=teams))


def absences_visible_to(person: Person) -> QuerySet[Absence]:
    """Return the absences a person may read: their own, their teams', or all."""
    rows = Absence.objects.filter(withdrawn_at=None)
    if _reads_all(person):
        return rows
    members = Membership.objects.filter(team__in=teams_visible_to(person).values("pk"))
    return rows.filter(Q(person=person) | Q(person__in=members.values("person")))


def people_kept_by(person: Person) -> QuerySet[Person]:
    """Return whom this person may put on a shift or note as away, by name."""
    people = at_desk()
    if not may_keep_all(person):
        people = people.filter(memberships__team__in=_led_by(person)).distinct()
    return people.order_by("sort_name")


def at_desk() -> QuerySet[Person]:
    """Return everybody who has a place in a team, or a role that works for those who ask."""
    works = Q(memberships__isnull=False) | Q(grants__isnull=False) & ~Q(grants__role__in=ASKING)
    return Person.objects.filter(works, is_active=True).distinct()


def feeds_of(person: Person) -> QuerySet[Feed]:
    """Return the open feeds a person may revoke: their own, and those of teams they keep."""
    own = Q(person=person) | Q(team__in=teams_kept_by(person).values("pk"))
    return Feed.objects.filter(own, revoked_at=None)


def calendars_for(person: Person) -> QuerySet[Calendar]:
    """Return the hours a rota can be held against, for whoever reads one."""
    return Calendar.objects.filter(is_active=True) if may_read(person) else Calendar.objects.none()


def _reads_all(person: Person) -> bool:
    return reach(person, "rota", "R").everywhere or may_keep_all(person)


def _led_by(person: Person) -> list[int]:
    """Return the keys of the teams this person leads, while they work at all."""
    if not person.is_active:
        return []
    led = Membership.objects.filter(person=person, is_lead=True)
    return list(led.values_list("team_id", flat=True))
