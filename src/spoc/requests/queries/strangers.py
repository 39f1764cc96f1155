"""Who is known by letters alone, so that nobody makes us write to many who never wrote to us."""

from datetime import timedelta

from spoc.channels.models import Letter
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.models import Entry

MINUTE = timedelta(minutes=1)
# on a letter to somebody who is known by letters alone
MARK = "to_stranger"


def is_stranger(person: Person) -> bool:
    """Tell whether only letters speak for a person: the desk never answered, nothing is proven."""
    if person.addresses.filter(is_verified=True).exists():
        return False
    answers = Entry.objects.filter(support_request__requester=person, is_from_desk=True)
    if answers.filter(is_internal=False).exists():
        return False
    addresses = person.addresses.filter(kind="mail").values("normal")
    letters = Letter.objects.filter(is_incoming=True, from_address__in=addresses)
    return letters.filter(at__lte=person.created_at).exists()


def strangers_told(mailbox: str) -> int:
    """Return how many strangers a mailbox wrote to within the last minute."""
    letters = Letter.objects.filter(is_incoming=False, from_address=mailbox, at__lte=now())
    return letters.filter(at__gt=now() - MINUTE, marks__has_key=MARK).count()
