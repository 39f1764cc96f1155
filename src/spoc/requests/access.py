"""Who may see a support request and do what with it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from spoc.kit.once import once
from spoc.people.access import demand, may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.people.rules import Reach
from spoc.records.models import Attachment, Watch
from spoc.requests.models import (
    DispatchRule,
    Entry,
    Lesson,
    MajorIncident,
    MajorTerms,
    Reader,
    SupportRequest,
)


def visible_to(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests whose public part the person may read.

    Whoever decides on new services reads what asks for one, whichever service it is near.
    """
    decided = Q(type="new_service") & _within(person, "decision", "R", but_own=True)
    return SupportRequest.objects.filter(_within(person, "request", "R") | decided)


def workable_by(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests the person may work on, beyond asking and answering their own."""
    return SupportRequest.objects.filter(_within(person, "request", "X", but_own=True))


def readable_inside(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests whose internal notes the person may read."""
    return SupportRequest.objects.filter(_within(person, "note", "R"))


def entries_visible_to(person: Person) -> QuerySet[Entry]:
    """Return what was said that the person may read: internal words are for the desk alone."""
    # asked of each entry by its request's key: the entries of one request do not read them all
    own = {"pk": OuterRef("support_request")}
    public = Q(Exists(visible_to(person).filter(**own)), is_internal=False)
    inside = Q(Exists(readable_inside(person).filter(**own)))
    return Entry.objects.filter(public | inside, is_removed=False)


@once
def may_see(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may read this request's public part."""
    if support_request.type != "new_service":
        return _reaches(person, support_request, "request", "R")
    ways = (("request", False), ("decision", True))
    return any(_reaches(person, support_request, area, "R", but_own=own) for area, own in ways)


@once
def may_read_inside(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may read this request's internal notes."""
    return _reaches(person, support_request, "note", "R")


@once
def may_work(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may work on this request."""
    return _is_system(person) or _reaches(person, support_request, "request", "X", but_own=True)


def demand_work(person: Person, support_request: SupportRequest) -> None:
    """Refuse whoever may not work on this request."""
    demand(may_work(person, support_request))


def demand_inside(person: Person, support_request: SupportRequest) -> None:
    """Refuse whoever may not read this request's internal side."""
    demand(_is_system(person) or may_read_inside(person, support_request))


@once
def may_write_inside(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may add an internal note."""
    return _is_system(person) or _reaches(person, support_request, "note", "C")


@once
def may_classify(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may say which type, service and priority this is, and who works it."""
    return _is_system(person) or _reaches(person, support_request, "classify", "X")


@once
def may_override(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may set another priority on this request than the matrix gives."""
    return any(_reaches(person, support_request, "override", verb) for verb in "XA")


def may_decide_hops(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person decides on handing it on once more: who coordinates incidents."""
    return _is_system(person) or may_override(person, support_request)


def decided_by(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests on which the person has the last word: the service manager's."""
    return SupportRequest.objects.filter(_within(person, "override", "A"))


def may_register(person: Person) -> bool:
    """Whether the person may record a request for somebody else."""
    return _is_system(person) or reach(person, "request", "C").beyond_own


def may_restrict(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may close the request to all but named readers."""
    return may_classify(person, support_request)


def is_party(person: Person, support_request: SupportRequest) -> bool:
    """Whether the request is the person's own affair: theirs, for them, or copied to them."""
    if person.pk in (support_request.requester_id, support_request.on_behalf_of_id):
        return True
    watches = Watch.objects.filter(noun="request", subject_id=support_request.pk, person=person)
    return watches.filter(is_copied=True).exists() and _is_open_to(person, support_request)


def _is_open_to(person: Person, support_request: SupportRequest) -> bool:
    """Tell whether somebody who is copied may still read it: a restricted one names its readers."""
    is_closed = support_request.is_restricted
    return not is_closed or support_request.readers.filter(person=person).exists()


def may_open_waiting(person: Person, support_request: SupportRequest, file: Attachment) -> bool:
    """Whether the person may open a file that waits in a draft: theirs, or one they are shown."""
    if file.added_by_id == person.pk:
        return True
    shown = support_request.drafts.filter(Q(is_shared=True) | Q(taken_by=person))
    names = f"(files/{file.pk})"
    return shown.filter(text__contains=names).exists() and may_work(person, support_request)


def may_decide_as_requester(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may confirm, reopen or cancel as the one who asked, or on their word."""
    own = person.pk in (support_request.requester_id, support_request.on_behalf_of_id)
    return (own and person.is_active) or may_work(person, support_request)


def coordinators_of(support_request: SupportRequest) -> list[Person]:
    """Return the incident coordinators in whose charge the request is, by name."""
    named = Person.objects.filter(grants__role="IC", is_active=True).distinct()
    return [each for each in named.order_by("sort_name") if may_classify(each, support_request)]


def may_propose_major(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may say that this looks like a major incident."""
    return _is_system(person) or _reaches_major(person, support_request, "PXA")


def may_run_major(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may declare, run, restore and review this as a major incident."""
    return _is_system(person) or _reaches_major(person, support_request, "XA")


def may_downgrade_major(person: Person, support_request: SupportRequest) -> bool:
    """Whether the person may say that this is no major incident any more."""
    is_theirs = _reaches(person, support_request, "override", "A")
    return is_theirs and may_run_major(person, support_request)


def may_read_majors(person: Person) -> bool:
    """Whether the pages of major incidents are open to the person."""
    return may_work_at_desk(person) and any(
        reach(person, "major", verb).beyond_own for verb in "RPXA"
    )


def may_shape_majors(person: Person) -> bool:
    """Whether the person decides from where on an incident is proposed to be a major one."""
    if _is_system(person):
        return True
    return reach(person, "major", "A").everywhere or reach(person, "agreement", "X").everywhere


def major_terms_visible_to(person: Person) -> QuerySet[MajorTerms]:
    """Return the terms of major incidents, to whoever decides them."""
    return MajorTerms.objects.all() if may_shape_majors(person) else MajorTerms.objects.none()


def majors_visible_to(person: Person) -> QuerySet[MajorIncident]:
    """Return the major incidents the person may read, proposals among them."""
    if not may_read_majors(person):
        return MajorIncident.objects.none()
    within = Q(pk__in=[])
    for verb in "RPXA":
        within |= _within(person, "major", verb, but_own=True)
    return MajorIncident.objects.filter(support_request__in=SupportRequest.objects.filter(within))


def majors_concerning(person: Person) -> QuerySet[MajorIncident]:
    """Return the active major incidents whose service and communities are the person's.

    Of these they may read the public words alone.
    """
    users = Q(support_request__service__customers=None)
    if person.organisation_id:
        users |= Q(support_request__service__customers=person.organisation_id)
    theirs = Q(communities=None)
    if person.community_id:
        theirs |= Q(communities=person.community_id)
    return MajorIncident.objects.filter(users, theirs, state="active").distinct()


def _reaches_major(person: Person, support_request: SupportRequest, verbs: str) -> bool:
    return any(_reaches(person, support_request, "major", verb, but_own=True) for verb in verbs)


def may_shape_dispatch(person: Person) -> bool:
    """Whether they keep the rules of dispatch: who manages service levels or the desk, or all."""
    levels, desk = reach(person, "agreement", "X"), reach(person, "override", "A")
    manages = levels.everywhere or desk.everywhere
    return _is_system(person) or manages or may_administer(person)


def may_keep_dispatch(person: Person) -> bool:
    """Whether the page of the rules of dispatch is theirs."""
    return may_work_at_desk(person) and may_shape_dispatch(person)


def lessons_visible_to(person: Person) -> QuerySet[Lesson]:
    """Return what history teaches: to those who keep the rules of dispatch."""
    return Lesson.objects.all() if may_keep_dispatch(person) else Lesson.objects.none()


def rules_visible_to(person: Person) -> QuerySet[DispatchRule]:
    """Return the rules of dispatch: all to whoever works at the desk, none to others."""
    sees = may_work_at_desk(person) or may_shape_dispatch(person)
    return DispatchRule.objects.all() if sees else DispatchRule.objects.none()


def _is_system(person: Person) -> bool:
    return person.kind == Person.Kind.SYSTEM


def _within(person: Person, area: str, verb: str, *, but_own: bool = False) -> Q:
    """Return which requests the person reaches with the verb in the area of the matrix."""
    far = reach(person, area, verb)
    within = _beyond_own(person, far)
    return within | _own(person) if far.own and not but_own else within


def _reaches(
    person: Person, support_request: SupportRequest, area: str, verb: str, *, but_own: bool = False
) -> bool:
    """Tell of the request at hand what `_within` asks of all: the two agree on every request."""
    if support_request.pk is None:
        return False
    far = reach(person, area, verb)
    is_near = _is_near(person, support_request, far)
    if is_near and (far.sees_restricted or _is_open_to(person, support_request)):
        return True
    return far.own and not but_own and is_party(person, support_request)


def _is_near(person: Person, support_request: SupportRequest, far: Reach) -> bool:
    asked, team = support_request, support_request.team_id
    return (
        far.everywhere
        or asked.organisation_id in far.organisations
        or asked.community_id in far.communities
        or (bool(far.teams) and (team in far.teams or asked.assignee_id == person.pk))
        or asked.service_id in far.services
        or (far.own_services and asked.service is not None and asked.service.owner_id == person.pk)
    )


def _own(person: Person) -> Q:
    watching = Watch.objects.filter(noun="request", subject_id=OuterRef("pk"), person=person)
    copied = Q(Exists(watching.filter(is_copied=True)))
    reads = Reader.objects.filter(support_request=OuterRef("pk"), person=person)
    is_open = Q(is_restricted=False) | Q(Exists(reads))
    return Q(requester=person) | Q(on_behalf_of=person) | (copied & is_open)


def _beyond_own(person: Person, far: Reach) -> Q:
    # not Q(): that one vanishes in an "or"
    near = Q(pk__isnull=False) if far.everywhere else Q(pk__in=[])
    if not far.everywhere:
        if far.organisations:
            near |= Q(organisation__in=far.organisations)
        if far.communities:
            near |= Q(community__in=far.communities)
        if far.teams:
            near |= Q(team__in=far.teams) | Q(assignee=person)
        if far.services:
            near |= Q(service__in=far.services)
        if far.own_services:
            near |= Q(service__owner=person)
    if far.sees_restricted:
        return near
    reads = Reader.objects.filter(support_request=OuterRef("pk"), person=person)
    return near & (Q(is_restricted=False) | Q(Exists(reads)))
