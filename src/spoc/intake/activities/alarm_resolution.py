"""`resolve_cleared`: the one step that an alarm which is over proposes."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity
from spoc.intake.activities.alarm_incidents import clock_of
from spoc.intake.alarm_queries import alarms_of
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests.activities import Resolution, resolve
from spoc.requests.models import SupportRequest


@activity
def resolve_cleared(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Resolve an incident whose alarms are over, as monitoring saw it."""
    alarms = alarms_of(support_request)
    last = next(iter(alarms.rows), None)
    if last is None or not alarms.is_over or alarms.over_at is None:
        raise NotPossible(_("An alarm of this incident still fires, or comes and goes."))
    with override(support_request.language or "en"):
        when = clock_of(alarms.over_at, last.channel)
        words = _("Monitoring tells that it is over since %(when)s.") % {"when": when}
    resolution = Resolution(
        text=words,
        method="no_action",
        closure_code="solved",
        minutes=0,
        type_fields={"restored_at": alarms.over_at, "verification": "monitoring"},
    )
    return resolve(support_request, by=by, resolution=resolution)
