"""What listeners of trouble tickets are told: the events of TMF621 instead of our own facts."""

from collections.abc import Mapping, Sequence

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from spoc.audit.models import Fact
from spoc.channels.models import Webhook
from spoc.channels.telling import Body, Form
from spoc.requests import access
from spoc.requests.queries.tickets import ticket_of, with_parts
from spoc.requests.rules.ticket import EVENTS, event_of

FORM = "tmf621"


def as_event(
    webhook: Webhook, fact: Fact, subject: Model, values: Mapping[str, object]
) -> Body | None:
    """Tell of a fact of a request as an event of its ticket, as the ticket is now."""
    event = event_of(fact.kind)
    row = with_parts(access.visible_to(webhook.owner)).filter(pk=subject.pk).first()
    if event is None or row is None:
        return None
    return {
        "@type": event,
        "eventId": str(fact.pk),
        "eventTime": fact.at,
        "eventType": event,
        "domain": "troubleTicket",
        "title": event,
        "event": {"troubleTicket": ticket_of(row, webhook.owner)},
    }


def heard_as(events: Sequence[str]) -> list[str]:
    """Return the kinds of fact that some events tell of; all of them where none is named."""
    return [kind for event in events or EVENTS for kind in EVENTS[event]]


TICKETS = Form(FORM, _("Trouble tickets, as TM Forum's TMF621 has them"), as_event)
