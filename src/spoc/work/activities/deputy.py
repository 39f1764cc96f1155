"""Saying who decides in one's place, and taking it back."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.work import approval_access as access
from spoc.work.models import Deputy

MOST = 5
LONGEST = timedelta(days=3 * 366)


@activity
def name_deputy(
    person: Person,
    *,
    by: Person,
    deputy: Person,
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Deputy:
    """Let somebody decide in a person's place, from a moment to another or until taken back."""
    demand(access.may_name_deputy(by, person))
    begins = begins_at or now()
    wrong = {}
    if deputy.pk == person.pk or not deputy.is_active or deputy.kind != Person.Kind.HUMAN:
        wrong["deputy"] = _("Choose a colleague who can decide in your place.")
    if ends_at is not None and not max(begins, now()) < ends_at <= begins + LONGEST:
        wrong["ends"] = _("It ends after it begins, and within three years.")
    if person.deputies.exclude(ends_at__lte=now()).count() >= MOST:
        wrong["deputy"] = _("Five deputies at once are the most: end one first.")
    if wrong:
        raise NotPossible(next(iter(wrong.values())), fields=wrong)
    row = Deputy.objects.create(person=person, deputy=deputy, begins_at=begins, ends_at=ends_at)
    record("deputy.named", person, by=by, to=deputy.name)
    return row


@activity
def end_deputy(deputy: Deputy, *, by: Person) -> Deputy:
    """Let somebody decide in a person's place no longer."""
    demand(access.may_name_deputy(by, deputy.person))
    name, person = deputy.deputy.name, deputy.person
    deputy.delete()
    record("deputy.ended", person, by=by, to=name)
    return deputy
