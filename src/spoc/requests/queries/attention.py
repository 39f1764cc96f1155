"""Whether somebody asked for attention to a request, and whether they were heard."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from spoc.audit.queries import story
from spoc.kit.time import now
from spoc.requests.models import Escalation, SupportRequest
from spoc.requests.rules.ladder import ASKED
from spoc.requests.rules.lifecycle import WORKED

FACT = "request.attention_asked"
# where nobody can acknowledge it, one asks again after as long as one may take to
PATIENCE = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Asked:
    """The last time somebody asked for attention: when, how often so far, and how it stands."""

    at: datetime
    times: int
    is_heard: bool
    waits: bool


def attention_to(support_request: SupportRequest) -> Asked | None:
    """Return how it stands with the last time somebody asked for attention; None where nobody."""
    asked = story(support_request).filter(kind=FACT).order_by("-id")
    newest = asked.first()
    if newest is None:
        return None
    times = asked.count()
    rows = Escalation.objects.filter(
        support_request=support_request, trigger=ASKED, occasion=str(times)
    )
    is_heard = rows.exclude(acknowledged_at=None).exists()
    is_fresh = newest.at > now() - PATIENCE
    waits = not is_heard and (is_fresh or rows.waiting().exists())
    return Asked(newest.at, times, is_heard, waits)


def may_ask(support_request: SupportRequest) -> bool:
    """Tell whether attention can be asked for: it is worked on, and nobody is to answer yet."""
    asked = attention_to(support_request)
    return support_request.status in WORKED and not (asked and asked.waits)
