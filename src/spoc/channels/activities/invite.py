"""Inviting somebody to sign in."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.activities.account_letter import draft_of, link_to_choose
from spoc.channels.activities.outgoing import post
from spoc.channels.models import Letter
from spoc.kit.errors import NotPossible
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities import verify_address
from spoc.people.models import Person
from spoc.people.queries import first_mail


@activity
def invite(person: Person, *, by: Person) -> Letter:
    """Write to a person how to choose a password; the administrator vouches for the address."""
    demand(access.may_administer(by))
    to = first_mail(person)
    if not to or not person.is_active:
        raise NotPossible(_("Add the person's mail address first: the invitation goes there."))
    verify_address(person, by=by, value=to)
    draft = draft_of("invitation", person, to=to, link=link_to_choose(person))
    record("person.invited", person, by=by)
    return post(person, by=by, draft=draft, community=person.community)
