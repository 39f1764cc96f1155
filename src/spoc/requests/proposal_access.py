"""Who may screen a new service, justify it, judge it, stand for it and decide on it."""

from django.db.models import Q, QuerySet

from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import ProposalTerms, ServiceMatch, SupportRequest

MOST_SPONSORS = 50


def may_propose_instead(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may ask for it as a new service: who works on it, or could not order it."""
    order = getattr(support_request, "fulfilment", None)
    is_unmet = order is not None and order.cannot_be_met
    is_theirs = is_own(person, support_request) and person.is_active and is_unmet
    return is_theirs or access.may_work(person, support_request)


def may_screen(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may say what there is already, and ask for the justification: the desk."""
    is_theirs = reach(person, "proposal", "X").beyond_own or reach(person, "filter", "X").beyond_own
    return _is_system(person) or (is_theirs and access.may_see(person, support_request))


def may_accept(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may say that something there will do: who asked, or the desk on their word."""
    return is_own(person, support_request) or may_screen(person, support_request)


def may_justify(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may fill in the justification: who asked, or the desk on their word."""
    own = is_own(person, support_request) and person.is_active
    return own or access.may_work(person, support_request)


def may_filter(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may score a proposal and let it pass or not: who manages the service desk."""
    judges = reach(person, "filter", "X").beyond_own and access.may_see(person, support_request)
    return judges and not is_own(person, support_request)


def may_assess(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may write the assessment: who judges it, or who will decide."""
    return may_filter(person, support_request) or may_decide(person, support_request)


def may_decide(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may decide on a proposal: a service owner, never on their own."""
    decides = reach(person, "decision", "A").beyond_own and access.may_see(person, support_request)
    return decides and not is_own(person, support_request)


def may_sponsor(person: Person, support_request: SupportRequest) -> bool:
    """Whether they may stand for it: who answers for the organisation that asks, but not who asked.

    Nobody stands for what they asked for themselves.
    """
    theirs = reach(person, "sponsorship", "A").organisations
    asks = support_request.organisation_id
    return person.is_active and asks in theirs and not is_own(person, support_request)


def sponsors_for(support_request: SupportRequest) -> list[Person]:
    """Return who may stand for a proposal, by name."""
    named = Person.objects.filter(grants__role="CU", is_active=True)
    near = Q(organisation=support_request.organisation_id)
    near |= Q(grants__scope="organisation", grants__scope_id=support_request.organisation_id)
    rows = named.filter(near).distinct().order_by("sort_name")[:MOST_SPONSORS]
    return [person for person in rows if may_sponsor(person, support_request)]


def deciders_for(support_request: SupportRequest) -> list[Person]:
    """Return who may decide on a proposal, by name."""
    rows = Person.objects.filter(grants__role="SO", is_active=True).distinct()
    found = rows.order_by("sort_name")[:MOST_SPONSORS]
    return [person for person in found if may_decide(person, support_request)]


def filterers_of(support_request: SupportRequest) -> list[Person]:
    """Return who may judge whether a proposal is worth it, by name."""
    rows = Person.objects.filter(grants__role="CSM", is_active=True).distinct()
    found = rows.order_by("sort_name")[:MOST_SPONSORS]
    return [person for person in found if may_filter(person, support_request)]


def matches_visible_to(person: Person, support_request: SupportRequest) -> QuerySet[ServiceMatch]:
    """Return what may meet the need already, to whoever may read the request."""
    if not access.may_see(person, support_request):
        return ServiceMatch.objects.none()
    rows = ServiceMatch.objects.filter(support_request=support_request)
    return rows.select_related("service", "offering", "by").order_by("-score", "id")


def may_shape_proposals(person: Person) -> bool:
    """Whether they say what a proposal must score, and how long somebody has to justify it."""
    manages = reach(person, "filter", "X").everywhere
    return _is_system(person) or manages or may_administer(person)


def may_keep_proposals(person: Person) -> bool:
    """Whether the page of the terms is theirs."""
    return may_work_at_desk(person) and may_shape_proposals(person)


def terms_visible_to(person: Person) -> QuerySet[ProposalTerms]:
    """Return the terms of new services, to whoever decides them."""
    shapes = may_shape_proposals(person)
    return ProposalTerms.objects.all() if shapes else ProposalTerms.objects.none()


def is_own(person: Person, support_request: SupportRequest) -> bool:
    """Whether it is the person's own request, or made for them."""
    return person.pk in (support_request.requester_id, support_request.on_behalf_of_id)


def _is_system(person: Person) -> bool:
    return person.kind == Person.Kind.SYSTEM
