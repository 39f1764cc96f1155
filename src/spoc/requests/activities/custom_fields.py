"""`fill_in`: what the desk keeps of its requests beside what every desk does."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.kit.errors import Stale
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.assign import start_where_assigned
from spoc.requests.activities.classify import begin_if_said
from spoc.requests.activities.values import write_custom
from spoc.requests.models import SupportRequest


@activity
def fill_in(
    support_request: SupportRequest,
    *,
    by: Person,
    values: Mapping[str, object],
    had: Mapping[str, object] | None = None,
) -> SupportRequest:
    """Fill in custom fields, each with its value or with nothing; `had` is what was read before.

    A new request of which all is said by that moves on, as if it had been classified just now.
    """
    demand(access.may_work(by, support_request))
    for key, before in (had or {}).items():
        if support_request.custom.get(key) != before and values.get(key) != before:
            raise Stale(_("Somebody changed this meanwhile: look at it again, then save."))
    is_changed = write_custom(support_request, values, by=by)
    if is_changed and begin_if_said(support_request, by=by):
        start_where_assigned(support_request, by=by)
    return support_request
