"""Knowledge beside a request: what was used for it, what was read before, and what may help."""

from dataclasses import dataclass

from spoc.knowledge import access
from spoc.knowledge.models import HelpReading, HelpSession, Use
from spoc.knowledge.queries.matching import Match, matches_inside
from spoc.knowledge.queries.uses import used_for
from spoc.knowledge.rules import is_outward
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

MOST_READ, MOST_SUGGESTED = 5, 4


@dataclass(frozen=True, slots=True)
class BesideRequest:
    """What knowledge there is for a request; a gap is one that nothing is known of."""

    used: list[Use]
    read: list[HelpReading]
    suggested: list[Match]
    outward: frozenset[int]

    @property
    def is_gap(self) -> bool:
        """Whether nothing was used and nothing fits."""
        return not (self.used or self.suggested)


def beside_request(support_request: SupportRequest, person: Person) -> BesideRequest:
    """Return the knowledge for a request, as far as somebody may read it."""
    used = list(used_for(support_request, person))
    words = f"{support_request.title}\n{support_request.description}"
    found = matches_inside(
        words, person, service=support_request.service_id, limit=MOST_SUGGESTED + len(used)
    )
    taken = {use.article_id for use in used}
    suggested = [match for match in found if match.pk not in taken][:MOST_SUGGESTED]
    keys = [*taken, *(match.pk for match in suggested)]
    rows = access.visible_to(person).filter(pk__in=keys, confidence="validated")
    outward = {pk for pk, audience in rows.values_list("pk", "audience") if is_outward(audience)}
    return BesideRequest(used, _read(support_request, person), suggested, frozenset(outward))


def _read(support_request: SupportRequest, person: Person) -> list[HelpReading]:
    """Return what the requester read before they asked."""
    sessions = HelpSession.objects.filter(support_request=support_request)
    seen = access.visible_to(person).values("pk")
    rows = HelpReading.objects.filter(session__in=sessions, article__in=seen)
    return list(rows.select_related("article").order_by("at")[:MOST_READ])
