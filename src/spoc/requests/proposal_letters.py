"""What is written about a new service: to who asked for it, and to who is to stand for it."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from spoc.channels.activities import Draft, post
from spoc.channels.models import Letter
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.requests.models import SupportRequest
from spoc.requests.queries.proposals import terms
from spoc.requests.tracking import page_of


def language_of(support_request: SupportRequest) -> str:
    """Return the language in which whoever asked is written to."""
    return str(support_request.language or support_request.requester.speaks)


def words_of(support_request: SupportRequest, name: str, *, by: Person, **more: object) -> str:
    """Return what the requester reads of a step, in their language and zone."""
    language = language_of(support_request)
    lives_in = support_request.requester.lives_in
    with translation.override(language), timezone.override(zone(lives_in)):
        known = {
            "request": support_request,
            "proposal": support_request.proposal,
            "person": support_request.requester,
            "by": by,
            "weekdays": terms().answer_weekdays,
            **more,
        }
        return render_to_string(f"requests/proposals/{name}.txt", known).strip()


def write_to_sponsor(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Tell whoever stands for a new service that they were named; None without an address."""
    person = support_request.proposal.sponsor
    to = first_mail(person) if person else ""
    if person is None or not to:
        return None
    with translation.override(person.speaks):
        known = {"request": support_request, "proposal": support_request.proposal, "person": person}
        text = render_to_string("requests/proposals/sponsor.txt", known).strip()
        button = (translation.gettext("Open the request"), page_of(support_request))
    draft = Draft(
        to=[to],
        subject=f"{support_request.reference}: {support_request.title}",
        text=text,
        language=person.speaks,
        is_automatic=True,
        button=button,
        concerns=support_request.pk,
    )
    return post(person, by=by, draft=draft, community=support_request.community)
