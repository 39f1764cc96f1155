"""What the tests of the rota ask for: shifts and absences of the world's people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from spoc.kit.zones import zone
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.rota.activities import Leave, Planned, add_shift, note_absence
from spoc.rota.models import Absence, Shift
from spoc.rota.rules import Pattern

WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
# a Tuesday, a minute past noon in Stockholm
NOON = datetime(2026, 11, 24, 11, 1, tzinfo=UTC)


def pattern(begins: str, ends: str, rule: str = "", place: str = "Europe/Stockholm") -> Pattern:
    """Write when a shift is: `pattern("2026-11-23 08:00", "2026-11-23 17:00")`."""
    wall = datetime.fromisoformat
    return Pattern(wall(begins), wall(ends), zone(place), rule)


@pytest.fixture
def nobody_on_duty(people) -> None:
    """Begin with an empty rota: the world's own shifts and absences are put aside."""
    Shift.objects.all().delete()
    Absence.objects.all().delete()


@pytest.fixture
def shift(people, nobody_on_duty) -> Callable[..., Shift]:
    """Give somebody a shift: by day on workdays for the service desk, unless said otherwise."""

    def give(name: str, team: str = "service-desk", **further: object) -> Shift:
        when = further.pop("pattern", pattern("2026-01-05 08:00", "2026-01-05 17:00", WORKDAYS))
        place = Team.objects.get(key=team) if team else None
        planned = Planned(when, place, **further)
        return add_shift(people[name], by=system(), planned=planned)

    return give


@pytest.fixture
def away(people, nobody_on_duty) -> Callable[..., Absence]:
    """Let somebody be away around a moment, with a deputy or without."""

    def note(name: str, deputy: str = "", moment: datetime = NOON) -> Absence:
        begins, ends = moment - timedelta(hours=4), moment + timedelta(hours=4)
        leave = Leave(begins, ends, deputy=people[deputy] if deputy else None)
        return note_absence(people[name], by=system(), leave=leave)

    return note
