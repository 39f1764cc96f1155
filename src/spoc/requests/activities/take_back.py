"""`take_back`: a reply that was sent a moment ago is not sent after all."""

from datetime import datetime

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.activities import withdraw
from spoc.kit.errors import Stale
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.draft import keep_words
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.activities.waiting_files import give_back_files
from spoc.requests.models import Entry, SupportRequest
from spoc.service_levels.activities import restart_clocks
from spoc.service_levels.queries.clocks import clocks_of


@activity
def take_back(support_request: SupportRequest, *, by: Person, entry: int) -> SupportRequest:
    """Take a reply back whose letter has not left: its words are a draft again."""
    demand(access.may_work(by, support_request))
    found = support_request.entries.filter(pk=entry, author=by, is_removed=False).first()
    if found is None or found.letter is None or found.letter.is_incoming:
        raise Stale(_("There is no reply of yours here that could be taken back."))
    withdraw(found.letter, by=by)
    found.is_removed = True
    found.save(update_fields=["is_removed"])
    give_back_files(found)
    cc = [each for each in found.to if each not in found.letter.to_addresses]
    keep_words(support_request, by, text=found.text, cc=", ".join(cc), bcc=", ".join(found.bcc))
    _unsay(support_request, found, by)
    record("request.taken_back", support_request, by=by, entry=found.pk)
    return support_request


def _unsay(support_request: SupportRequest, entry: Entry, by: Person) -> None:
    """Let the request stand as if the desk had not spoken then; its promises run on."""
    was_first = support_request.first_response_at == entry.at
    if was_first:
        support_request.first_response_at = None
    support_request.desk_spoke_at = _spoke_before(support_request)
    save(support_request, ["first_response_at", "desk_spoke_at"])
    renewed = clocks_of(support_request).filter(
        metric="update", started_at=entry.at, stopped_at=None
    )
    gone, _rows = renewed.delete()
    metrics = [*(["response"] if was_first else []), *(["update"] if gone else [])]
    if metrics:
        restart_clocks(support_request, by=by, metrics=metrics)
    keep_promises(support_request, by=by)


def _spoke_before(support_request: SupportRequest) -> datetime | None:
    said = support_request.entries.filter(is_from_desk=True, is_internal=False, is_removed=False)
    return said.order_by("-at").values_list("at", flat=True).first()
