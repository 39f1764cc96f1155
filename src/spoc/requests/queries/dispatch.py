"""What dispatch looks at: the table of rules, the request, and who of a team takes work."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from spoc.audit.queries import story
from spoc.people.models import Membership, Person, Team
from spoc.people.queries import team_members
from spoc.records.models import Link
from spoc.requests.models import DispatchRule, SupportRequest
from spoc.requests.rules.dispatch import Asked, Candidate, Conditions, Rule
from spoc.requests.rules.lifecycle import WORKED
from spoc.rota.queries.duty import takes_work
from spoc.service_levels.models import Calendar
from spoc.service_levels.rules import open_at

EXPERIENCE = timedelta(days=90)
# of what a request says, only so much is looked through
MOST_READ = 4_000
UNROUTABLE = Q(status="classified", unroutable_at__isnull=False)
# who gave it to somebody, and what asks to give it anew
GIVEN = ("request.assigned", "request.escalated")
ASKED_ANEW = "request.reclassified"


def rules_in_order() -> QuerySet[DispatchRule]:
    """Return every rule in the order of the table, also those out of use."""
    return DispatchRule.objects.order_by("rank", "pk")


def as_rules(rows: Iterable[DispatchRule]) -> list[Rule]:
    """Return the rules in use as the decision reads them, each with its place in the table."""
    return [row.as_rule(place) for place, row in enumerate(rows, 1) if row.is_active]


def place_for_new(rows: Collection[DispatchRule]) -> int:
    """Return where a new rule can decide: before the first that takes everything, else last."""
    whole = (rule.place for rule in as_rules(rows) if rule.conditions == Conditions())
    return next(whole, len(rows) + 1)


def staffed_teams() -> frozenset[int]:
    """Return the active teams that have somebody in them."""
    working = Membership.objects.filter(team__is_active=True, person__is_active=True)
    return frozenset(working.values_list("team_id", flat=True).distinct())


def calendars_of(rules: Iterable[Rule]) -> list[Calendar]:
    """Return the calendars these rules look at."""
    keys = {rule.conditions.calendar for rule in rules} - {None}
    return list(Calendar.objects.filter(pk__in=keys)) if keys else []


def asked_of(
    support_request: SupportRequest,
    *,
    text: str,
    items: Collection[int],
    calendars: Sequence[Calendar],
    moment: datetime,
) -> Asked:
    """Return a request as the rules look at it, at a moment; of its words the beginning."""
    service = support_request.service
    return Asked(
        service=support_request.service_id,
        type=support_request.type,
        category=support_request.category_id,
        community=support_request.community_id,
        items=frozenset(items),
        text=f"{support_request.title} {text[:MOST_READ]}",
        priority=support_request.priority,
        service_team=service.team_id if service else None,
        is_open={each.pk: open_at(each.hours, moment) for each in calendars},
    )


def items_of(numbers: Collection[int]) -> dict[int, set[int]]:
    """Return which configuration items each of these requests is linked to."""
    found: dict[int, set[int]] = {}
    links = Link.objects.filter(from_noun="request", from_id__in=numbers, to_noun="item")
    for number, item in links.values_list("from_id", "to_id"):
        found.setdefault(number, set()).add(item)
    back = Link.objects.filter(to_noun="request", to_id__in=numbers, from_noun="item")
    for number, item in back.values_list("to_id", "from_id"):
        found.setdefault(number, set()).add(item)
    return found


def is_given_by_hand(support_request: SupportRequest) -> bool:
    """Tell whether a person said who gets it, since it last asked to be given anew."""
    said = story(support_request).filter(kind__in=[*GIVEN, ASKED_ANEW]).order_by("-seq")
    last = said.values_list("kind", "by__kind").first()
    return last is not None and last[0] in GIVEN and last[1] != Person.Kind.SYSTEM


def candidates(
    team: Team, service: int | None, moment: datetime, most_open: int | None
) -> list[Candidate]:
    """Return who of a team takes work now, with what they have open and what they know of it."""
    members = list(team_members(team))
    keys = [person.pk for person in members]
    counts = _by_person(
        SupportRequest.objects.filter(assignee__in=keys, status__in=[str(s) for s in WORKED])
    )
    since = moment - EXPERIENCE
    solved = SupportRequest.objects.filter(
        assignee__in=keys,
        service=service,
        status__in=["resolved", "closed"],
        resolved_at__gte=since,
    )
    known = _by_person(solved)
    takers = takes_work(members, moment, counts)
    return [
        Candidate(person.pk, counts.get(person.pk, 0), known.get(person.pk, 0))
        for person in takers
        if most_open is None or counts.get(person.pk, 0) < most_open
    ]


def _by_person(rows: QuerySet[SupportRequest]) -> dict[int, int]:
    counted = rows.order_by().values("assignee").annotate(count=Count("pk"))
    return {row["assignee"]: row["count"] for row in counted}


def unroutable() -> QuerySet[SupportRequest]:
    """Return the requests that nobody could be found for, oldest first."""
    return SupportRequest.objects.filter(UNROUTABLE).order_by("unroutable_at", "pk")
