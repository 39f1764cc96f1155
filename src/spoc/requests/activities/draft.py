"""Drafts: what somebody is writing is not lost, may be shown to colleagues and taken over."""

from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import CHANNEL
from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Draft, SupportRequest

KINDS = ("reply", "note", "call")
LIMIT = 100_000
ADDRESSES = 1_000
# somebody whose draft was kept so lately is writing
WRITING = timedelta(seconds=45)


def keep_draft(
    support_request: SupportRequest,
    *,
    by: Person,
    kind: str,
    text: str,
    cc: str = "",
    bcc: str = "",
    is_shared: bool = False,
) -> Draft | None:
    """Keep what a person has written so far; an empty draft is thrown away.

    It is nobody else's affair and happens every few seconds, so it is no activity and no fact.
    """
    demand(access.may_work(by, support_request))
    if kind not in KINDS:
        kind = "reply"
    words = tidy(text)[:LIMIT]
    before = support_request.drafts.filter(person=by, kind=kind).first()
    if not words.strip():
        if before is not None:
            before.delete()
            _tell(support_request)
        return None
    draft, _made = Draft.objects.update_or_create(
        support_request=support_request,
        person=by,
        kind=kind,
        defaults={
            "text": words,
            "kept_at": now(),
            "cc": tidy(cc)[:ADDRESSES],
            "bcc": tidy(bcc)[:ADDRESSES],
            "is_shared": is_shared,
            **({"taken_by": None} if is_shared else {}),
        },
    )
    if _is_news(before, draft):
        _tell(support_request)
    return draft


def keep_words(
    support_request: SupportRequest, by: Person, *, text: str, cc: str = "", bcc: str = ""
) -> Draft:
    """Put words into somebody's draft of a reply, below what stands there; part of what did so."""
    draft = support_request.drafts.filter(person=by, kind="reply").first()
    if draft is None:
        draft = Draft(support_request=support_request, person=by, kind="reply")
    draft.text = "\n\n".join(each for each in (draft.text, text) if each.strip())[:LIMIT]
    draft.cc, draft.bcc = draft.cc or cc[:ADDRESSES], draft.bcc or bcc[:ADDRESSES]
    draft.kept_at = now()
    draft.save()
    return draft


@activity
def draft_reply(support_request: SupportRequest, *, by: Person, text: str) -> Draft:
    """Leave a draft of a reply with a request: whoever reads it sends it, changes it, or not.

    What a person began and shows to nobody stays theirs: the words are put below it.
    """
    demand(access.may_work(by, support_request))
    words = tidy(text)[:LIMIT].strip()
    if not words:
        sentence = _("Write something first.")
        raise NotPossible(sentence, fields={"text": sentence})
    if support_request.status == "merged":
        raise NotPossible(_("This request was merged: go on in the one it was merged into."))
    is_begun = support_request.drafts.filter(person=by, kind="reply", is_shared=False).exists()
    draft = keep_words(support_request, by, text=words)
    draft.is_shared, draft.taken_by = not is_begun, None
    draft.save(update_fields=["is_shared", "taken_by"])
    record("request.drafted", support_request, by=by)
    _tell(support_request)
    return draft


@activity
def take_draft(support_request: SupportRequest, *, by: Person, draft: int) -> Draft:
    """Go on with what a colleague began and shows; they keep their words, and read who has them."""
    demand(access.may_work(by, support_request))
    shown = support_request.drafts.filter(pk=draft, is_shared=True).exclude(person=by).first()
    if shown is None:
        raise NotFound(_("This draft is no longer shown: it was sent, or is not for others."))
    kept = keep_words(support_request, by, text=shown.text, cc=shown.cc, bcc=shown.bcc)
    shown.is_shared, shown.taken_by = False, by
    shown.save(update_fields=["is_shared", "taken_by"])
    record("request.draft_taken", support_request, by=by, of=shown.person.name)
    _tell(support_request)
    return kept


def writing_topic(number: int) -> str:
    """Return the topic by which open pages hear who writes about a request."""
    return f"request-{number}-writing"


def _is_news(before: Draft | None, draft: Draft) -> bool:
    """Tell whether others are to hear: somebody began, or shows what they write, or hides it."""
    if before is None or before.is_shared != draft.is_shared:
        return True
    return draft.kept_at - before.kept_at > WRITING


def _tell(support_request: SupportRequest) -> None:
    """Let the open pages ask who writes; that somebody does is no fact."""
    with connection.cursor() as cursor:
        topic = writing_topic(support_request.pk)
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, topic])
