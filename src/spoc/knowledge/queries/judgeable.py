"""The uses of articles that somebody may still say the outcome of."""

from django.db.models import Q

from spoc.knowledge import access
from spoc.knowledge.models import Use
from spoc.knowledge.queries.uses import MOST
from spoc.people.models import Person
from spoc.requests.models import SupportRequest


def open_to_requester(support_request: SupportRequest, person: Person) -> list[Use]:
    """Return the guides used that the requester reads and nobody else has judged."""
    seen = access.visible_to(person).exclude(audience="internal").values("pk")
    rows = Use.objects.filter(support_request=support_request, article__in=seen)
    unjudged = rows.filter(Q(outcome="") | Q(judged_by=person))
    return list(unjudged.select_related("article").order_by("at", "id")[:MOST])
