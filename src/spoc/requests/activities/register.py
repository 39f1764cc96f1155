"""`register`: somebody needs something."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.channels.activities import log_contact
from spoc.channels.models import Interaction
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Community, Person, Team
from spoc.people.queries import entry_team
from spoc.records.activities import link
from spoc.requests import access
from spoc.requests.activities.classify import restrict_like
from spoc.requests.activities.promises import keep_promises, place
from spoc.requests.activities.reply import Words, write_down
from spoc.requests.activities.touch import save
from spoc.requests.activities.values import write_custom
from spoc.requests.models import Contact, SupportRequest
from spoc.requests.rules.first_contact import is_settled

DESCRIPTION_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Registration:
    """What is known when a need is first heard."""

    description: str
    channel: str
    title: str = ""
    community: Community | None = None
    on_behalf_of: Person | None = None
    language: str = ""
    is_complaint: bool = False
    words: Words = field(default_factory=lambda: Words(""))
    interaction: Interaction | None = None
    custom: Mapping[str, object] = field(default_factory=dict)


@activity
def register(requester: Person, *, by: Person, registration: Registration) -> SupportRequest:
    """Give a need its number, a team that meets it, and an answer within the minute.

    What a program registers is a contact as well, and nobody else writes that down.
    """
    if registration.channel == "api" and registration.interaction is None:
        contact = _contact(requester, by, registration)
        registration = replace(registration, interaction=contact)
    return begin(requester, by=by, registration=registration)


def _contact(requester: Person, by: Person, registration: Registration) -> Interaction:
    return log_contact(
        registration.channel,
        by=by,
        person=requester,
        community=registration.community,
        language=registration.language,
        subject=registration.title,
        body=registration.description,
        disposition="request_new",
    )


def begin(requester: Person, *, by: Person, registration: Registration) -> SupportRequest:
    """Register a need; part of the activities that hold another record while they hear of it.

    People are locked before requests, and each in the order of their keys: what has locked any of
    them does not ask for the requester afterwards.
    """
    demand(by.pk == requester.pk or access.may_register(by))
    description = tidy(registration.description).strip()[:DESCRIPTION_LIMIT]
    title = one_line(registration.title) or one_line(description, 120)
    if not title:
        raise NotPossible(
            _("Say in a few words what is needed."), fields={"description": _("Fill this in.")}
        )
    moment = now()
    support_request = SupportRequest(
        title=title,
        description=description or title,
        channel=registration.channel,
        requester=requester,
        on_behalf_of=registration.on_behalf_of,
        organisation=requester.organisation,
        community=registration.community or requester.community,
        language=registration.language or requester.speaks,
        is_complaint=registration.is_complaint,
        team=_first_team(registration.interaction),
        owner=by if by.is_at_desk and by.pk != requester.pk else None,
        created_at=moment,
        updated_at=moment,
        clock_anchor_at=moment,
        requester_spoke_at=moment,
        contact_count=1,
    )
    promised = place(support_request)
    support_request.save(force_insert=True)
    hold(support_request)
    said = {"channel": registration.channel, "title": title, "requester": requester.name}
    complains = registration.is_complaint or None
    record("request.registered", support_request, by=by, is_complaint=complains, **said)
    words = registration.words if registration.words.text else Words(description or title)
    write_down(support_request, author=requester, channel=registration.channel, words=words)
    if registration.interaction is not None:
        Contact.made(support_request=support_request, interaction=registration.interaction)
    write_custom(support_request, registration.custom, by=by)
    keep_promises(support_request, by=by, first=promised)
    return support_request


def _first_team(contact: Interaction | None) -> Team | None:
    """Return who gets it first: whoever the channel is for, else where all comes in."""
    way = contact.way if contact else None
    return way.team if way and way.team_id else entry_team()


@activity
def follow_up(
    support_request: SupportRequest, *, by: Person, registration: Registration
) -> SupportRequest:
    """Register a late answer to a request that is over as a new one, linked to it."""
    new = begin(by, by=by, registration=registration)
    restrict_like(new, by=by, other=support_request)
    link(new, by=by, relation="follow_up_of", other=support_request)
    _tell_of_return(support_request)
    record("request.followed_up", support_request, by=by, other=new.reference)
    return new


def _tell_of_return(support_request: SupportRequest) -> None:
    """Note that the first contact did not meet the need after all, when it comes back so soon."""
    closed_at = support_request.closed_at
    if support_request.is_first_contact and closed_at and not is_settled(closed_at, now()):
        support_request.is_first_contact = False
        save(support_request, ["is_first_contact"])
