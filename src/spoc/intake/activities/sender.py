"""Who wrote a letter: a From address identifies, it never proves."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.channels.rules.address import spoken
from spoc.channels.rules.letter import Letter
from spoc.people.activities import add_person
from spoc.people.models import Community, Person
from spoc.people.queries import by_mail, organisation_of


def known_sender(letter: Letter, *, community: Community | None, by: Person) -> Person:
    """Return the person whose address this is; one never heard of is written down.

    A letter without a sender's address is by somebody unidentified, each by another.
    """
    found = by_mail(letter.from_email) if letter.from_email else None
    if found is not None:
        return found.merged_into or found
    organisation = organisation_of(letter.from_email)
    kind = Person.Kind.HUMAN if organisation else Person.Kind.UNIDENTIFIED
    with override(letter.language):
        name = spoken(letter.from_name) or letter.from_email or _("Unknown sender")
    return add_person(
        name,
        by=by,
        mail=letter.from_email,
        kind=kind,
        organisation=organisation,
        community=(organisation.community if organisation else None) or community,
        language=letter.language,
        is_prospect=organisation is None,
    )
