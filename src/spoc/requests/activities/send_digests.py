"""`send_digests`: what rungs gather for a day's letter is written to each who is to read it."""

from collections import defaultdict
from datetime import datetime

from spoc.audit.activities import activity, record
from spoc.channels.models import Letter
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.requests import access, ladder_letters
from spoc.requests.models import Escalation
from spoc.requests.queries.ladders import to_gather
from spoc.requests.rules.ladder import gathered_until


@activity
def send_digests(moment: datetime, *, by: Person) -> list[Letter]:
    """Write to each, on the morning of a working day, what was gathered before; else nothing.

    What somebody may not read any more is left out of their letter.
    """
    found: dict[Person, list[Escalation]] = defaultdict(list)
    for row in to_gather():
        people = sorted(row.to.all(), key=lambda person: person.sort_name)
        morning = gathered_until(moment.astimezone(zone(people[0].lives_in)))
        if row.raised_at >= morning:
            continue
        row.awaits_digest = False
        row.save(update_fields=["awaits_digest"])
        for person in people:
            if access.may_read_inside(person, row.support_request):
                found[person].append(row)
    written = [_written(person, rows, by) for person, rows in found.items()]
    return [letter for letter in written if letter is not None]


def _written(person: Person, rows: list[Escalation], by: Person) -> Letter | None:
    """Write one letter, and note on each request that it stood there."""
    letter = ladder_letters.tell_gathered(person, by=by, found=rows)
    for row in rows if letter else []:
        record("escalation.told", row.support_request, by=by, to=person.name, trigger=row.trigger)
    return letter
