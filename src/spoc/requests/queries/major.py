"""Reading major incidents: what is known of an incident, whom it affects, what was told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from spoc.people.models import Community, Person
from spoc.people.rules import CELLS
from spoc.records.models import Link
from spoc.requests.models import (
    MajorDelivery,
    MajorIncident,
    MajorTerms,
    MajorUpdate,
    SupportRequest,
)
from spoc.requests.rules.lifecycle import OPEN, WORKED
from spoc.requests.rules.major import LIVE, Seen
from spoc.rota.queries import Scope, on_duty_for

SHOWN_WITH = ("support_request__service", "support_request__requester", "coordinator")


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an update has come."""

    reaches: int = 0
    told: int = 0
    waits: int = 0


def terms() -> MajorTerms:
    """Return from where on an incident is proposed, and how a major one is run."""
    return MajorTerms.objects.order_by("pk").first() or MajorTerms()


def major_of(support_request: SupportRequest) -> MajorIncident | None:
    """Return what was decided of a request as a major incident; None where nobody asked."""
    return MajorIncident.objects.filter(pk=support_request.pk).first()


def affected_by(support_request: SupportRequest) -> QuerySet[SupportRequest]:
    """Return the requests below a major incident, the oldest first, also those merged since."""
    below = Link.objects.filter(
        relation="parent_of", from_noun="request", to_noun="request", from_id=support_request.pk
    )
    return SupportRequest.objects.filter(pk__in=below.values("to_id")).order_by("pk")


def affected_counts(majors: Iterable[int]) -> dict[int, int]:
    """Return how many requests are below each of these major incidents; no number, no request."""
    below = Link.objects.filter(
        relation="parent_of", from_noun="request", to_noun="request", from_id__in=list(majors)
    )
    counted = below.order_by().values("from_id").annotate(count=Count("to_id"))
    return dict(counted.values_list("from_id", "count"))


def major_above(support_request: SupportRequest) -> MajorIncident | None:
    """Return the live major incident a request is linked to, if there is one."""
    return above_of(support_request).select_related("support_request").order_by("-pk").first()


def above_of(support_request: SupportRequest) -> QuerySet[MajorIncident]:
    """Return the live major incidents a request is linked to."""
    above = Link.objects.filter(
        relation="parent_of", from_noun="request", to_noun="request", to_id=support_request.pk
    )
    return MajorIncident.objects.filter(state__in=LIVE, pk__in=above.values("from_id"))


def seen_of(support_request: SupportRequest, known: MajorTerms, moment: datetime) -> Seen | None:
    """Return what the rule asks of an incident; None for what is none or is over."""
    incident = getattr(support_request, "incident", None)
    service = support_request.service
    if incident is None or service is None or support_request.status not in WORKED:
        return None
    return Seen(
        criticality=service.criticality,
        priority=support_request.priority,
        degree=incident.degree,
        users_affected=incident.users_affected,
        community_size=_size_of(support_request.community),
        alike_count=max(
            _alike(support_request, moment, known), 1 + affected_by(support_request).count()
        ),
        is_security=incident.is_security,
        is_safety=incident.is_safety,
        is_legal=incident.is_legal,
        used_mark=support_request.used_mark,
    )


def is_known_elsewhere(support_request: SupportRequest) -> bool:
    """Tell whether a major incident of the same service is proposed or active already."""
    others = MajorIncident.objects.filter(state__in=("proposed", "active"))
    others = others.filter(support_request__service=support_request.service_id)
    return others.exclude(pk=support_request.pk).exists()


def coordinator_for(support_request: SupportRequest, moment: datetime) -> Person | None:
    """Return the incident coordinator on duty who does not solve it themselves."""
    scope = Scope(
        support_request.team_id,
        support_request.service_id,
        support_request.community_id,
        support_request.organisation_id,
    )
    there = on_duty_for("IC", scope, moment)
    return next((one for one in there if one.pk != support_request.assignee_id), None)


def leaders() -> QuerySet[Person]:
    """Return who may be named to lead a major incident, by name: whose role runs them."""
    roles = [
        role for (area, role), verbs in CELLS.items() if area == "major" and {"X", "A"} & {*verbs}
    ]
    held = Person.objects.filter(grants__role__in=roles, is_active=True)
    return held.order_by("sort_name", "pk").distinct()


def active_majors(rows: QuerySet[MajorIncident]) -> QuerySet[MajorIncident]:
    """Return those that go on now, with what a line about each shows, the newest first."""
    return rows.filter(state="active").select_related(*SHOWN_WITH).order_by("-decided_at")


def waiting_deliveries(update: int) -> QuerySet[MajorDelivery]:
    """Return what of an update has not reached its request yet, in its order."""
    return MajorDelivery.objects.filter(update=update, state="waiting").order_by("id")


def unresolved(major: MajorIncident, among: QuerySet[SupportRequest]) -> QuerySet[MajorDelivery]:
    """Return what the restoration did not resolve among these requests, each with the reason."""
    rows = MajorDelivery.objects.filter(update__major=major, state="told")
    rows = rows.filter(support_request__in=among).exclude(update__method="").exclude(reason="")
    return rows.select_related("support_request").order_by("id")


def overdue_updates(moment: datetime) -> QuerySet[SupportRequest]:
    """Return the active major incidents whose next word is late, and was not missed before."""
    late = MajorIncident.objects.filter(state="active", next_update_at__lt=moment)
    late = late.exclude(missed_at=F("next_update_at"), missed_at__isnull=False)
    return SupportRequest.objects.filter(pk__in=late.values("pk"))


def updates_of(majors: Iterable[int]) -> QuerySet[MajorUpdate]:
    """Return what was told of major incidents, the newest first."""
    rows = MajorUpdate.objects.filter(major__in=list(majors)).select_related("by")
    return rows.order_by("-id")


def reached_by(updates: Iterable[MajorUpdate]) -> dict[int, Reached]:
    """Return how far each update has come: whom it is for, who was told, who waits for it."""
    rows = MajorDelivery.objects.filter(update__in=[update.pk for update in updates])
    counted = rows.values_list("update", "state").annotate(count=Count("pk")).order_by()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for update, state, count in counted:
        found[update][state] = count
    return {
        update: Reached(
            reaches=sum(states.values()),
            told=states.get("told", 0) + states.get("resolved", 0),
            waits=states.get("waiting", 0),
        )
        for update, states in found.items()
    }


def latest_words(majors: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the newest public words of each major incident, by its number."""
    rows = MajorUpdate.objects.filter(major__in=list(majors)).order_by("id")
    return {update.major_id: update.words for update in rows if update.words}


def own_affected(person: Person, majors: Iterable[int]) -> dict[int, int]:
    """Return the person's own open request below each of these, by the number of the major."""
    own = SupportRequest.objects.filter(requester=person, status__in=[str(s) for s in OPEN])
    links = Link.objects.filter(
        relation="parent_of", from_noun="request", to_noun="request", from_id__in=list(majors)
    )
    mine = links.filter(to_id__in=own.values("pk")).values_list("from_id", "to_id")
    asked = own.filter(pk__in=list(majors)).values_list("pk", "pk")
    return dict([*mine, *asked])


def is_unreviewed(support_request: SupportRequest) -> bool:
    """Tell whether a request was a major incident whose review is not held yet."""
    return MajorIncident.objects.filter(
        pk=support_request.pk, state__in=("active", "restored")
    ).exists()


def linkable(person: Person, support_request: SupportRequest) -> Q:
    """Return which of a person's open requests are about the same service, still linked nowhere."""
    linked = Link.objects.filter(
        relation="parent_of", to_noun="request", to_id=OuterRef("pk"), from_noun="request"
    )
    same = Q(requester=person, service=support_request.service_id, type="incident")
    return same & Q(status__in=[str(s) for s in WORKED]) & ~Q(Exists(linked))


def _size_of(community: Community | None) -> int:
    if community is None:
        return 0
    return Person.objects.filter(community=community, is_active=True).count()


def _alike(support_request: SupportRequest, moment: datetime, known: MajorTerms) -> int:
    """Return how many incidents of the same service came lately, itself among them."""
    since = moment - timedelta(minutes=known.alike_minutes)
    rows = SupportRequest.objects.filter(
        service=support_request.service_id, type="incident", created_at__gt=since
    )
    return rows.exclude(status__in=("merged", "cancelled", "rejected")).count()
