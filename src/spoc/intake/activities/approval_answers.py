"""Letters that answer the letter of an approval: a plain yes or no decides, all else is asked anew.

An answer decides only where it comes from an address of somebody who may decide, carries our
signed mark, and no server we trust found its sender to be another.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.channels.activities import settle_letter
from spoc.channels.models import Letter
from spoc.channels.outbox import signing_keys
from spoc.channels.rules import letter as letters
from spoc.channels.rules import marks
from spoc.channels.rules.authentication import Verdict, verdict
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person
from spoc.people.queries import by_mail
from spoc.requests.activities.tell_approvers import answer_approver, renew_approval_links
from spoc.work.activities import decide
from spoc.work.approval_access import why_not
from spoc.work.models import Approval
from spoc.work.queries.approvals import approval_numbered
from spoc.work.rules.approval_answer import said_in

OUTCOME = "approval"


def go_on_asked(letter: Letter, read: letters.Letter, *, by: Person) -> bool:
    """Let a letter decide the approval it truly answers; tell whether it was for one.

    Where our words come back from somebody who is not asked, the links in them are in the wrong
    hands: they open nothing any more, and the letter goes its usual way.
    """
    keys = signing_keys()
    numbers = marks.numbers(read, keys, sort=marks.APPROVAL)
    approval = approval_numbered(numbers[0]) if numbers else None
    if approval is None:
        return False
    sender = by_mail(read.from_email) if read.from_email else None
    is_elsewhere = bool(marks.numbers(read, keys))
    if sender is None or is_elsewhere or why_not(sender, approval) == "not_asked":
        renew_approval_links(approval, by=by)
        return False
    why = _taken(approval, read, sender)
    answer_approver(approval, by=by, person=sender, why=why)
    settle_letter(letter, by=by, outcome=OUTCOME, about=approval, reason=why)
    return True


def _taken(approval: Approval, read: letters.Letter, sender: Person) -> str:
    """Decide as a letter says; return why it was not taken, empty where it was."""
    with override(sender.speaks):
        servers = settings.SPOC_AUTHENTICATION_SERVERS
        found = verdict(read.authentication, servers=servers, sender=read.from_email)
        if found == Verdict.REFUTED:
            return _("We cannot be sure that the letter came from you.")
        said = said_in(read.reply_text)
        if said.is_approved is None:
            return _("It does not begin with a plain yes or no.")
        if not (said.is_approved or said.reason):
            return _("A no needs a few words of why.")
        try:
            is_approved, reason = said.is_approved, said.reason
            decide(approval, by=sender, is_approved=is_approved, reason=reason, through="answer")
        except (NotPossible, NotAllowed) as refusal:
            return refusal.sentence
    return ""
