"""Which custom fields are asked for when something is taken in, and in the portal."""

from spoc.catalogue.models import Answer, Service
from spoc.people.models import Person
from spoc.requests.field_access import fields_visible_to
from spoc.requests.models import CustomField, SupportRequest
from spoc.requests.queries.custom_fields import Shown, known_in, shown
from spoc.requests.rules.custom_fields import fits


def asked_at_intake(person: Person, type: str, service: Service | None) -> list[Shown]:
    """Return the fields an agent is asked for, as far as the request is read by now."""
    fields = known_in(fields_visible_to(person).filter(is_asked_at_intake=True))
    key = service.pk if service else None
    return shown([each.row for each in fields if fits(each.shape, type, key)], {})


def told_to_requester(support_request: SupportRequest) -> list[Shown]:
    """Return what was filled in that whoever asked may read."""
    if not support_request.custom:
        return []
    rows = CustomField.objects.filter(is_public=True, key__in=support_request.custom)
    return shown(rows.order_by("rank", "id"), support_request.custom)


def asked_in_portal(person: Person, ending: Answer | None) -> list[Shown]:
    """Return the fields whoever asks is asked for: of every request, or of what was answered."""
    rows = fields_visible_to(person).filter(is_asked_in_portal=True, is_public=True)
    type, service = (ending.type, ending.service_id) if ending else ("", None)
    return shown([e.row for e in known_in(rows) if fits(e.shape, type, service)], {})
