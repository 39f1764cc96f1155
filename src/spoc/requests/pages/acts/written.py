"""What is done with words after they were written: taken back, planned anew, forwarded."""

from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.activities import moment_of
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits


def take_back(sr: SupportRequest, by: Person, given: Given) -> str:
    """Take a reply back that has not left."""
    activities.take_back(sr, by=by, entry=digits(given.get("entry")) or 0)
    return _("The reply is not sent: its words are in your draft.")


def take_draft(sr: SupportRequest, by: Person, given: Given) -> str:
    """Go on with a colleague's draft, below what one has written oneself."""
    if given.get("text", "").strip() and given.get("kind") == "reply":
        activities.keep_draft(
            sr,
            by=by,
            kind="reply",
            text=given["text"],
            cc=given.get("cc", ""),
            bcc=given.get("bcc", ""),
            is_shared="is_shared" in given,
        )
    kept = activities.take_draft(sr, by=by, draft=digits(given.get("draft")) or 0)
    return _("You go on with the draft: it stands below.") if kept else ""


def forward(sr: SupportRequest, by: Person, given: Given) -> str:
    """Send what was said to somebody outside."""
    activities.forward(
        sr,
        by=by,
        to=given.get("to", ""),
        text=given.get("words", ""),
        entry=digits(given.get("entry")),
        with_files="with_files" in given,
    )
    return _("It is forwarded, and a note says to whom.")


def plan_anew(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let a planned reply go at another moment."""
    moment = moment_of(given.get("send_at", ""), field="send_at")
    activities.move_reply(sr, by=by, planned=digits(given.get("planned")) or 0, send_at=moment)
    return _("The reply waits for its new moment.")


def unplan(sr: SupportRequest, by: Person, given: Given) -> str:
    """Put a planned reply back into the composer."""
    activities.unplan_reply(sr, by=by, planned=digits(given.get("planned")) or 0)
    return _("The reply is not sent: its words are in your draft.")
