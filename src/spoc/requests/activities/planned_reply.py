"""Replies that are sent later: planned, moved, taken back into a draft, and sent in their time."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotFound, NotPossible, Refusal
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import Upload
from spoc.requests import access
from spoc.requests.activities.draft import keep_words
from spoc.requests.activities.reply import reply
from spoc.requests.activities.waiting_files import keep_file
from spoc.requests.models import Entry, PlannedReply, SupportRequest
from spoc.requests.queries.recipients import checked
from spoc.requests.queries.since import last_said, said_since
from spoc.requests.rules.sending import Sending

LIMIT = 100_000


@activity
def plan_reply(
    support_request: SupportRequest,
    *,
    by: Person,
    text: str,
    send_at: datetime | None,
    files: Sequence[Upload] = (),
    sending: Sending,
) -> PlannedReply:
    """Write a reply that is sent at a moment still to come."""
    demand(access.may_work(by, support_request))
    words = tidy(text).strip()[:LIMIT]
    if not words:
        raise NotPossible(_("Write something first."), fields={"text": _("Write something first.")})
    if support_request.status == "merged":
        raise NotPossible(_("This request was merged: go on in the one it was merged into."))
    sending = checked(sending)
    kept = [keep_file(support_request, by=by, upload=file).pk for file in files]
    planned: PlannedReply = support_request.planned_replies.create(
        person=by,
        text=words,
        cc=", ".join(sending.cc),
        bcc=", ".join(sending.bcc),
        files=kept,
        seen=last_said(support_request),
        send_at=_to_come(send_at),
        made_at=now(),
    )
    support_request.drafts.filter(person=by, kind="reply").delete()
    record("request.reply_planned", support_request, by=by, at=planned.send_at.isoformat())
    return planned


@activity
def move_reply(
    support_request: SupportRequest, *, by: Person, planned: int, send_at: datetime | None
) -> PlannedReply:
    """Let a planned reply go at another moment; whoever moves it has read what was said since."""
    found = _own(support_request, by, planned)
    found.send_at, found.problem = _to_come(send_at), ""
    found.seen = last_said(support_request)
    found.save(update_fields=["send_at", "problem", "seen"])
    record("request.reply_planned", support_request, by=by, at=found.send_at.isoformat())
    return found


@activity
def unplan_reply(support_request: SupportRequest, *, by: Person, planned: int) -> None:
    """Do not send a planned reply: its words go back into a draft, to be changed or thrown away."""
    found = _own(support_request, by, planned)
    keep_words(support_request, by, text=found.text, cc=found.cc, bcc=found.bcc)
    found.delete()
    record("request.reply_unplanned", support_request, by=by)


def send_planned(planned: PlannedReply, *, by: Person) -> Entry | None:
    """Send a reply whose time has come; where somebody wrote since, or it cannot go, it waits."""
    try:
        return _send(planned.support_request, by=by, planned=planned.pk)
    except Refusal as refusal:
        _hold(planned.support_request, by=by, planned=planned.pk, why=refusal.sentence)
        return None


@activity
def _send(support_request: SupportRequest, *, by: Person, planned: int) -> Entry | None:
    found = support_request.planned_replies.filter(pk=planned, problem="").first()
    if found is None or found.send_at > now():
        return None
    if not found.person.is_active:
        raise NotPossible(_("Whoever wrote it is no longer active."))
    if said_since(support_request, found.person, found.seen):
        raise NotPossible(_("Somebody wrote since: read it, then send it or take it back."))
    sending = Sending(
        is_marked=True,
        cc=tuple(filter(None, found.cc.split(", "))),
        bcc=tuple(filter(None, found.bcc.split(", "))),
        keeps_draft=True,
        waiting_files=tuple(found.files),
    )
    entry = reply(support_request, by=found.person, text=found.text, sending=sending)
    found.delete()
    return entry


@activity
def _hold(support_request: SupportRequest, *, by: Person, planned: int, why: str) -> None:
    found = support_request.planned_replies.filter(pk=planned).first()
    if found is not None:
        found.problem = why[:300]
        found.save(update_fields=["problem"])
        record("request.reply_held", support_request, by=by, why=why, person=found.person.name)


def _own(support_request: SupportRequest, by: Person, planned: int) -> PlannedReply:
    demand(access.may_work(by, support_request))
    found = support_request.planned_replies.filter(pk=planned, person=by).first()
    if found is None:
        raise NotFound(_("There is no planned reply of yours here: it may have been sent."))
    return found


def _to_come(moment: datetime | None) -> datetime:
    if moment is None or moment <= now():
        words = _("Choose a moment still to come.")
        raise NotPossible(words, fields={"send_at": words})
    return moment
