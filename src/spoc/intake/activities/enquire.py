"""`enquire`: somebody who is not served yet asks about a service, and it becomes a request."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.catalogue.models import Service
from spoc.channels.activities import log_contact, one_by_one
from spoc.channels.models import Interaction
from spoc.kit.errors import NotPossible, TooMany
from spoc.kit.time import now
from spoc.people.activities import add_person
from spoc.people.models import Community, Person
from spoc.people.queries import by_mail, organisation_of
from spoc.requests.activities import Registration, register

WAY = "web_link"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MOST_AN_ADDRESS = 3


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What somebody wrote without signing in, and whether only a machine would write so."""

    name: str
    mail: str
    words: str
    organisation: str = ""
    language: str = ""
    is_by_machine: bool = False


@activity
def enquire(service: Service, *, by: Person, community: Community, enquiry: Enquiry) -> Interaction:
    """Write down who asks and what, and register it; what a machine filled in is kept as spam."""
    _demand_mail(enquiry.mail)
    one_by_one(f"enquiries from {enquiry.mail.lower()}")
    if enquiry.is_by_machine:
        return _contact(by, community, enquiry, None, Interaction.Disposition.SPAM)
    _demand_few(enquiry)
    asker = _asker(enquiry, community, by)
    contact = _contact(by, community, enquiry, asker, Interaction.Disposition.REQUEST_NEW)
    lines = [enquiry.words, f"{enquiry.name} <{enquiry.mail}>", enquiry.organisation]
    registration = Registration(
        description="\n\n".join(line for line in lines if line),
        title=_("Enquiry: %(service)s") % {"service": service},
        channel=WAY,
        community=community if community.pk else None,
        language=enquiry.language,
        interaction=contact,
    )
    register(asker, by=by, registration=registration)
    return contact


def _demand_mail(mail: str) -> None:
    try:
        validate_email(mail)
    except ValidationError:
        words = _("Write a whole mail address, such as name@example.org.")
        raise NotPossible(words, fields={"mail": words}) from None


def _demand_few(enquiry: Enquiry) -> None:
    """Refuse more than a desk could read, and more letters than one address should get."""
    lately = Interaction.objects.filter(channel=WAY, disposition="request_new")
    asked = lately.filter(started_at__gt=now() - HOUR, unidentified__iexact=enquiry.mail)
    everybody = lately.filter(started_at__gt=now() - MINUTE)
    is_much = everybody.count() >= settings.SPOC_STRANGERS_PER_MINUTE
    if is_much or asked.count() >= MOST_AN_ADDRESS:
        raise TooMany(_("That was often in a short time: please try again later, or call us."))


def _asker(enquiry: Enquiry, community: Community, by: Person) -> Person:
    """Return whose address this is: it tells who they are, and proves nothing."""
    found = by_mail(enquiry.mail)
    if found is not None:
        return found.merged_into or found
    organisation = organisation_of(enquiry.mail)
    return add_person(
        enquiry.name,
        by=by,
        mail=enquiry.mail,
        kind=Person.Kind.HUMAN if organisation else Person.Kind.UNIDENTIFIED,
        organisation=organisation,
        community=(organisation.community if organisation else None)
        or (community if community.pk else None),
        language=enquiry.language,
        is_prospect=organisation is None,
    )


def _contact(
    by: Person, community: Community, enquiry: Enquiry, asker: Person | None, became: str
) -> Interaction:
    return log_contact(
        WAY,
        by=by,
        person=asker,
        unidentified=enquiry.mail,
        community=community if community.pk else None,
        language=enquiry.language,
        body=enquiry.words,
        disposition=became,
    )
