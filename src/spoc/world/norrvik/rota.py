"""Who works when in Norrvik, who is away, and who stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.models import Person, Team
from spoc.rota.activities import Leave, Planned, add_shift, note_absence
from spoc.rota.rules import Pattern, instant

STOCKHOLM = "Europe/Stockholm"
WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
EVERY_OTHER_WEEK = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
# a Monday and the one after it: weeks on call take turns from there
FIRST, SECOND = date(2026, 1, 5), date(2026, 1, 12)


@dataclass(frozen=True, slots=True)
class ShiftIs:
    """A shift as the world has it: whose, for which team or in which role, and when."""

    name: str
    team: str
    begins: time
    ends: time
    rule: str
    first: date = FIRST
    role: str = ""
    rank: int = 1
    on_call: bool = False


SHIFTS = (
    ShiftIs("Elin Sand", "service-desk", time(7), time(15, 30), WORKDAYS),
    ShiftIs("Daniel Okoro", "service-desk", time(9, 30), time(18), WORKDAYS),
    ShiftIs("Maja Lindqvist", "applications", time(8), time(17), WORKDAYS),
    ShiftIs("Tomasz Wolski", "applications", time(8), time(17), WORKDAYS, rank=2),
    ShiftIs("Priya Nair", "workplace", time(8), time(17), WORKDAYS),
    ShiftIs("Amir Haddad", "infrastructure", time(8), time(17), WORKDAYS),
    ShiftIs("Sofia Berg", "", time(8), time(17), WORKDAYS, role="IC"),
    ShiftIs("Henrik Vall", "", time(8), time(17), WORKDAYS, role="IC", rank=2),
    ShiftIs("Henrik Vall", "", time(8), time(17), WORKDAYS, role="CSM"),
    ShiftIs("Maja Lindqvist", "applications", time(8), time(8), EVERY_OTHER_WEEK, on_call=True),
    ShiftIs(
        "Tomasz Wolski", "applications", time(8), time(8), EVERY_OTHER_WEEK, SECOND, on_call=True
    ),
    ShiftIs("Amir Haddad", "infrastructure", time(8), time(8), EVERY_OTHER_WEEK, on_call=True),
)
# who is away next week, on which of its days, and who stands in
AWAY = (("Maja Lindqvist", 3, 5, "leave", "Tomasz Wolski"), ("Priya Nair", 0, 2, "training", None))
A_WEEK = timedelta(days=7)


def build_rota(teams: Mapping[str, Team], people: Mapping[str, Person], by: Person) -> None:
    """Give everybody their shifts, and note who is away next week.

    Teams are by their key, people by their name.
    """
    for each in SHIFTS:
        planned = Planned(
            _pattern(each),
            teams[each.team] if each.team else None,
            each.role,
            "on_call" if each.on_call else "desk",
            each.rank,
        )
        add_shift(people[each.name], by=by, planned=planned)
    today = now().date()
    monday = today - timedelta(today.weekday()) + A_WEEK
    for name, first, after, kind, deputy in AWAY:
        begins, ends = (_midnight(monday + timedelta(days)) for days in (first, after))
        stands_in = people[deputy] if deputy else None
        note_absence(people[name], by=by, leave=Leave(begins, ends, kind, stands_in))


def _pattern(each: ShiftIs) -> Pattern:
    begins = datetime.combine(each.first, each.begins)
    ends = datetime.combine(begins.date(), each.ends)
    return Pattern(begins, ends if ends > begins else ends + A_WEEK, zone(STOCKHOLM), each.rule)


def _midnight(day: date) -> datetime:
    return instant(datetime.combine(day, time(0)), zone(STOCKHOLM))
