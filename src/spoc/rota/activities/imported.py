"""Shifts taken over from a calendar file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import sort_key
from spoc.people.access import demand
from spoc.people.models import Address, Person, Team
from spoc.people.rules import normal_address
from spoc.rota import access
from spoc.rota.activities.shift import Planned, add_shift, change_shift
from spoc.rota.models import Shift
from spoc.rota.rules import NoPattern
from spoc.rota.rules.calendar_in import Read, Unread, read_calendar
from spoc.rota.words import say_why, why

SIGNS = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one event: the shift it is now, or a sentence that says why it is none."""

    title: str
    shift: Shift | None = None
    refused: str = ""


@activity
def import_shifts(
    team: Team, *, by: Person, raw: bytes, planned: Planned, person: Person | None = None
) -> list[Imported]:
    """Take over the events of a calendar file as a team's shifts.

    `planned` says what they have in common, and the zone of times that name none. Whose a shift
    is, the event says by an address or a name; else it is the person's given. An event that was
    taken over before changes its shift.
    """
    demand(access.may_keep(by, team.pk))
    try:
        events = read_calendar(raw, planned.pattern.zone)
    except NoPattern as problem:
        raise NotPossible(why(problem), fields={"file": why(problem)}) from None
    common = replace(planned, team=team)
    people = _Known(access.people_kept_by(by), person)
    found = [_take(event, by, common, people) for event in events]
    if any(each.shift for each in found):
        count = sum(1 for each in found if each.shift)
        record("shift.imported", team, by=by, count=count, refused=len(found) - count)
    return found


class _Known:
    """Whom an event can name: by an address of theirs, or by their name in its title."""

    def __init__(self, people: Iterable[Person], otherwise: Person | None) -> None:
        self.people = {person.pk: person for person in people}
        self.otherwise = otherwise
        rows = Address.objects.filter(person__in=self.people, kind="mail")
        self.mails = dict(rows.values_list("normal", "person_id"))

    def named_by(self, event: Read) -> Person | None:
        """Return whose shift an event is."""
        for mail in event.mails:
            key = self.mails.get(normal_address("mail", mail))
            if key is not None:
                return self.people[key]
        title = _words(event.title)
        named = [each for each in self.people.values() if _words(each.name) in title]
        return named[0] if len(named) == 1 else self.otherwise


def _words(said: str) -> str:
    """Return the words of a title or a name as they are compared: whole, without their signs."""
    return f" {sort_key(SIGNS.sub(' ', said))} "


def _take(event: Read | Unread, by: Person, common: Planned, people: _Known) -> Imported:
    title = event.title or _("An event without a title")
    if isinstance(event, Unread):
        return Imported(title, refused=say_why(event.why, event.said))
    person = people.named_by(event)
    if person is None:
        return Imported(title, refused=_("It names nobody whose shifts you keep."))
    planned = replace(common, pattern=event.pattern, uid=event.uid)
    try:
        return Imported(title, _write(person, by, planned))
    except NotPossible as refusal:
        return Imported(title, refused=refusal.sentence)


def _write(person: Person, by: Person, planned: Planned) -> Shift:
    rows = Shift.objects.filter(team=planned.team, uid=planned.uid).exclude(uid="")
    known = rows.first()
    if known is not None:
        return change_shift(known, by=by, person=person, planned=planned)
    return add_shift(person, by=by, planned=planned)
