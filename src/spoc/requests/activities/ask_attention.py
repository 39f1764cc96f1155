"""`ask_for_attention`: whoever asked, or works on it, wants the management to look at it."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import access
from spoc.requests.activities.raise_escalation import raise_escalation
from spoc.requests.activities.reply import Words, say
from spoc.requests.activities.tell import tell_coordinators
from spoc.requests.models import SupportRequest
from spoc.requests.queries.attention import FACT, attention_to
from spoc.requests.rules.ladder import ASKED
from spoc.requests.rules.lifecycle import WORKED


@activity
def ask_for_attention(
    support_request: SupportRequest, *, by: Person, reason: str
) -> SupportRequest:
    """Tell those whom the ladder names that somebody wants them to look at it, and why.

    Once until somebody has it. Where no ladder says who hears, the coordinators do.
    """
    demand(access.may_decide_as_requester(by, support_request))
    words = tidy(reason).strip()
    if not words:
        sentence = _("Say why it needs attention.")
        raise NotPossible(sentence, fields={"reason": sentence})
    if support_request.status not in WORKED:
        raise NotPossible(_("Only what is being worked on can be given attention."))
    before = attention_to(support_request)
    if before and before.waits:
        raise NotPossible(_("Somebody was told already, and will look at it."))
    if not access.may_work(by, support_request) or by.pk == support_request.requester_id:
        say(support_request, author=by, channel="portal", words=Words(words))
    said = one_line(words, 300)
    record(FACT, support_request, by=by, reason=said)
    _tell(support_request, said, times=before.times + 1 if before else 1)
    return support_request


def _tell(support_request: SupportRequest, reason: str, *, times: int) -> None:
    raised = raise_escalation(
        support_request, by=system(), trigger=ASKED, occasion=str(times), reason=reason
    )
    if not any(each.to.exists() for each in raised):
        tell_coordinators(support_request, by=system(), about="asked")
