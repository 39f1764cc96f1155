"""The links in the letters of approvals: each opens one approval to the person it was sent to."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.work.models import Approval

SALT = "spoc.requests.approval"
OPEN_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Opened:
    """An approval as reached by a link, and the person the link was sent to."""

    approval: Approval
    person: Person


def word_for(approval: Approval, person: Person) -> str:
    """Return the word that opens an approval to a person, at the address it is sent to alone.

    It is void once the approval was handed on, its links were renewed, or the person is no longer
    reached at that address.
    """
    parts = [approval.pk, person.pk, approval.link_version, _mark(first_mail(person))]
    return signing.dumps(parts, salt=SALT, compress=False)


def link_for(approval: Approval, person: Person, answer: str) -> str:
    """Return the whole address of the page with one button, to approve or to deny."""
    return f"{settings.SPOC_URL}/approve/{word_for(approval, person)}/{answer}"


def opened_by(word: str) -> Opened:
    """Return what the word opens; a forged, old or void one opens nothing and tells nothing."""
    try:
        pk, person_pk, version, address = signing.loads(word, salt=SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        raise gone() from None
    rows = Approval.objects.select_related("round", "approver__community")
    approval = rows.filter(pk=pk, link_version=version).first()
    people = Person.objects.select_related("community")
    person = people.filter(pk=person_pk, is_active=True).first()
    if approval is None or person is None or not _is_reached(person, str(address)):
        raise gone()
    return Opened(approval, person)


def gone() -> NotFound:
    """Return the refusal of a link that opens nothing."""
    return NotFound(_("This link is no longer valid: sign in to see what waits for you."))


def _is_reached(person: Person, mark: str) -> bool:
    addresses = person.addresses.filter(kind="mail").values_list("value", flat=True)
    return any(constant_time_compare(_mark(each), mark) for each in addresses)


def _mark(address: str) -> str:
    return salted_hmac(SALT, address.strip().lower()).hexdigest()[:16]
