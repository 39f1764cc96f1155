"""What every step of a new service begins and ends with."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.assign import assign, start
from spoc.requests.activities.touch import save
from spoc.requests.models import NewServiceProposal, SupportRequest
from spoc.requests.queries.proposals import proposal_of

WAITS_FOR_WORK = ("classified", "assigned")


def proposal_in(support_request: SupportRequest) -> NewServiceProposal:
    """Return the proposal of a request that is still open; refuse one of another type."""
    found = proposal_of(support_request)
    if found is None:
        raise NotPossible(_("Only a request for a new service goes this way."))
    if not support_request.is_open:
        raise NotPossible(_("This request is over: nothing more is decided on it."))
    return found


def keep(support_request: SupportRequest, proposal: NewServiceProposal, fields: list[str]) -> None:
    """Save what changed of a proposal; its request was touched with it."""
    proposal.save(update_fields=fields)
    save(support_request, [])


def refuse(words: Mapping[str, str], lacking: Iterable[str]) -> None:
    """Refuse, naming every field at once, where anything is missing."""
    found = {name: words[name] for name in lacking}
    if found:
        raise NotPossible(" ".join(dict.fromkeys(found.values())), fields=found)


def begin_work(support_request: SupportRequest, *, by: Person) -> None:
    """Let whoever goes on with a request have it, where nobody has it yet."""
    if support_request.status == "new":
        raise NotPossible(_("Classify it first: type, service, category, impact and urgency."))
    is_free = support_request.assignee_id in (None, by.pk)
    if support_request.status not in WAITS_FOR_WORK or not is_free:
        return
    if not access.may_work(by, support_request):
        return
    if support_request.assignee_id is None:
        assign(support_request, by=by, assignee=by)
    elif support_request.status == "assigned":
        start(support_request, by=by)
