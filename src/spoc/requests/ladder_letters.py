"""The letters of a ladder: to those it names, and in plain words to the customer."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import timezone, translation

from spoc.channels.activities import Draft, post
from spoc.channels.models import Letter
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.requests.models import Escalation, SupportRequest
from spoc.requests.tracking import desk_page, desk_page_of, link_for, page_of


def tell_raised(
    support_request: SupportRequest, *, by: Person, person: Person, escalation: Escalation
) -> Letter | None:
    """Say to somebody of the desk what is in danger, and by when they are to acknowledge."""
    return _write(support_request, by, person, "raised", desk_page_of(support_request), escalation)


def tell_unheard(support_request: SupportRequest, *, by: Person, person: Person) -> Letter | None:
    """Say to the service manager that nobody on the ladder answered."""
    return _write(support_request, by, person, "unheard", desk_page_of(support_request))


def tell_customer(
    support_request: SupportRequest, *, by: Person, person: Person, escalation: Escalation
) -> Letter | None:
    """Say to the customer, in plain words, that it takes longer and that it is looked at."""
    is_own = person.pk == support_request.requester_id
    link = link_for(support_request, person) if is_own else page_of(support_request)
    return _write(support_request, by, person, "delayed", link, escalation)


def tell_gathered(person: Person, *, by: Person, found: Sequence[Escalation]) -> Letter | None:
    """Write one letter about all that was gathered for somebody; None without a mail address."""
    to = first_mail(person)
    if not to:
        return None
    community = found[0].support_request.community
    with translation.override(person.speaks), timezone.override(zone(person.lives_in)):
        about = {"person": person, "found": found}
        text = render_to_string("requests/mail/gathered.txt", about)
        count = len(found)
        subject = translation.ngettext(
            "%(count)s request whose promise is broken",
            "%(count)s requests whose promise is broken",
            count,
        )
        button = (translation.gettext("Open the escalations"), desk_page("/escalations?show=told"))
    draft = Draft(
        to=[to],
        subject=subject % {"count": count},
        text=text.strip(),
        language=person.speaks,
        is_automatic=True,
        button=button,
    )
    return post(person, by=by, draft=draft, community=community)


def _write(
    support_request: SupportRequest,
    by: Person,
    person: Person,
    template: str,
    link: str,
    escalation: Escalation | None = None,
) -> Letter | None:
    """Post a letter in the reader's language and zone; None when they have no mail address."""
    to = first_mail(person)
    if not to:
        return None
    about = {"request": support_request, "person": person, "escalation": escalation}
    with translation.override(person.speaks), timezone.override(zone(person.lives_in)):
        text = render_to_string(f"requests/mail/{template}.txt", about)
        button = (translation.gettext("Open the request"), link)
    draft = Draft(
        to=[to],
        subject=f"{support_request.reference}: {support_request.title}",
        text=text.strip(),
        language=person.speaks,
        is_automatic=True,
        button=button,
        concerns=support_request.pk,
    )
    return post(person, by=by, draft=draft, community=support_request.community)
