"""Who may see what was said of us, and who may answer it."""

from django.db.models import Q, QuerySet

from spoc.feedback.models import Complaint, Compliment, FeedbackTerms, Survey
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.people.rules import Reach
from spoc.requests.access import visible_to as requests_visible_to
from spoc.requests.models import SupportRequest

AREA = "feedback"
ON_REQUEST = "support_request__"


def visible_to(person: Person) -> QuerySet[Complaint]:
    """Return the complaints somebody may read: their own, those they own, those in their reach.

    One about a request that is closed to all but named readers is theirs and its own people's.
    """
    if _is_system(person):
        return Complaint.objects.all()
    far = reach(person, AREA, "R")
    near = _near(far, "") & _open_to(person)
    told = Complaint.objects.filter(told=person).values("pk")
    own = Q(person=person) | Q(owner=person) | Q(pk__in=told)
    return Complaint.objects.filter(near | own)


def followed_by(person: Person) -> QuerySet[Complaint]:
    """Return the complaints somebody follows in the portal: their own, and their organisation's.

    Those of an organisation are for whoever answers for it.
    """
    far = reach(person, AREA, "R")
    theirs = Q(organisation__in=far.organisations) & _open_to(person)
    return Complaint.objects.filter(Q(person=person) | theirs)


def surveys_visible_to(person: Person) -> QuerySet[Survey]:
    """Return the surveys somebody may read: of what they asked for or did, and in their reach."""
    if _is_system(person):
        return Survey.objects.all()
    near = _near(reach(person, AREA, "R"), ON_REQUEST) & _open_to(person)
    own = Q(person=person) | (Q(agent=person) & _open_to(person))
    return Survey.objects.filter(near | own)


def surveys_counted_for(person: Person) -> QuerySet[Survey]:
    """Return the surveys whose figures somebody may know: those they may read, or count."""
    if reach(person, AREA, "S").everywhere:
        return Survey.objects.all()
    return surveys_visible_to(person)


def compliments_visible_to(person: Person) -> QuerySet[Compliment]:
    """Return the thanks somebody may read: given or got by them, and those in their reach."""
    if _is_system(person):
        return Compliment.objects.all()
    far = reach(person, AREA, "R")
    near = _near(far, ON_REQUEST)
    if far.communities:
        near |= Q(community__in=far.communities)
    own = Q(person=person) | Q(agent=person)
    return Compliment.objects.filter((near & _open_to(person)) | own)


def requests_shown(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests somebody may see, to name what was said of them."""
    return requests_visible_to(person)


def may_open(person: Person) -> bool:
    """Whether the desk's page of satisfaction is theirs: they read some of it, or the figures."""
    reads = any(reach(person, AREA, verb).beyond_own for verb in "RS")
    return _works_here(person) and (reads or person.is_at_desk)


def may_open_complaints(person: Person) -> bool:
    """Whether the desk's list of complaints is theirs."""
    if not _works_here(person):
        return False
    reads = reach(person, AREA, "R").beyond_own
    return reads or visible_to(person).exclude(person=person).exists()


def may_receive(person: Person, complainant: Person) -> bool:
    """Whether they may write down a complaint: everybody their own, the desk that of others."""
    own = person.pk == complainant.pk and reach(person, AREA, "C").own
    return _is_system(person) or own or may_receive_for_others(person)


def may_receive_for_others(person: Person) -> bool:
    """Whether they write down what others complain of."""
    return reach(person, AREA, "C").beyond_own


def may_acknowledge(person: Person, complaint: Complaint) -> bool:
    """Whether they may tell who complained that we have it: the desk, or whoever answers it."""
    receives = may_receive_for_others(person) and _sees(person, complaint)
    return receives or may_handle(person, complaint)


def may_add_words(person: Person, complaint: Complaint) -> bool:
    """Whether they may say more of what they complain of: who complained."""
    return person.is_active and person.pk == complaint.person_id


def may_handle(person: Person, complaint: Complaint) -> bool:
    """Whether they may look into it, answer it and settle it: who manages the service."""
    handles = reach(person, AREA, "X").beyond_own and _sees(person, complaint)
    return _is_system(person) or handles


def may_settle(person: Person, complaint: Complaint) -> bool:
    """Whether they may have the last word: who manages the service, or whom it was brought to."""
    is_told = complaint.told.filter(pk=person.pk).exists() and person.is_at_desk
    return (is_told and person.is_active) or may_handle(person, complaint)


def may_decide(person: Person, complaint: Complaint) -> bool:
    """Whether they may say that the response will do, or not: who complained.

    The desk says it on their word, but never whoever wrote the response.
    """
    if person.pk == complaint.person_id:
        return person.is_active
    return person.pk != complaint.responded_by_id and may_acknowledge(person, complaint)


def may_praise(person: Person, support_request: SupportRequest | None) -> bool:
    """Whether they may give thanks: about a request, whoever may see it."""
    if support_request is None:
        return person.is_active
    return requests_visible_to(person).filter(pk=support_request.pk).exists()


def may_shape(person: Person) -> bool:
    """Whether they say when people are asked, and how long a complaint takes at most."""
    manages = reach(person, AREA, "A").everywhere
    return _is_system(person) or manages or may_administer(person)


def may_keep_settings(person: Person) -> bool:
    """Whether the page of the terms is theirs."""
    return may_work_at_desk(person) and may_shape(person)


def terms_visible_to(person: Person) -> QuerySet[FeedbackTerms]:
    """Return the terms of surveys and complaints, to whoever decides them."""
    return FeedbackTerms.objects.all() if may_shape(person) else FeedbackTerms.objects.none()


def _sees(person: Person, complaint: Complaint) -> bool:
    return visible_to(person).filter(pk=complaint.pk).exists()


def _near(far: Reach, through: str) -> Q:
    """Return what lies within somebody's reach, beyond what is their own."""
    if far.everywhere:
        return Q(pk__isnull=False)  # not Q(): that one vanishes in an "or"
    near = Q(pk__in=[])
    if far.organisations:
        near |= Q(**{f"{through}organisation__in": far.organisations})
    if far.communities:
        near |= Q(community__in=far.communities)
    if far.teams:
        near |= Q(team__in=far.teams)
    if far.services:
        near |= Q(support_request__service__in=far.services)
    return near


def _open_to(person: Person) -> Q:
    """Return what is about no request, about an open one, or one the person may read."""
    closed = SupportRequest.objects.filter(is_restricted=True)
    unseen = closed.exclude(pk__in=requests_visible_to(person).values("pk"))
    return Q(support_request=None) | ~Q(support_request__in=unseen.values("pk"))


def _works_here(person: Person) -> bool:
    return person.is_active and may_work_at_desk(person)


def _is_system(person: Person) -> bool:
    return person.kind == Person.Kind.SYSTEM
