"""`forward`: what was said goes to somebody outside, who may answer; a note says to whom."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.activities import Draft, post
from spoc.channels.outbox import mail_host, signing_keys
from spoc.channels.rules import marks
from spoc.kit.errors import NotPossible
from spoc.kit.marked import bare, quoted
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.requests import access
from spoc.requests.activities.touch import save
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.queries.recipients import recipients

MOST_ENTRIES = 200
LONGEST = 50_000


@activity
def forward(
    support_request: SupportRequest,
    *,
    by: Person,
    to: str,
    text: str = "",
    entry: int | None = None,
    with_files: bool = True,
) -> Entry:
    """Send one thing that was said, or all of it, to somebody outside; notes never leave.

    Their answer comes back to the request as a note.
    """
    demand(access.may_work(by, support_request) and access.may_write_inside(by, support_request))
    if support_request.status == "merged":
        raise NotPossible(_("This request was merged: go on in the one it was merged into."))
    addresses = recipients(to, "to")
    if not addresses:
        words = _("Write the mail address it goes to.")
        raise NotPossible(words, fields={"to": words})
    said = _said(support_request, by, entry)
    told = _("Forwarded to %(to)s") % {"to": ", ".join(addresses)}
    words = tidy(text).strip()[:LONGEST]
    kept: Entry = support_request.entries.create(
        kind="note",
        author=by,
        is_from_desk=True,
        is_internal=True,
        text=f"{told}\n\n{words}".strip(),
        to=list(addresses),
        at=now(),
    )
    files = _files(said) if with_files else []
    draft = _letter(support_request, by, kept, words, said)
    draft.to.extend(addresses)
    draft.attachments.extend(files)
    kept.letter = post(support_request, by=by, draft=draft, community=support_request.community)
    kept.save(update_fields=["letter"])
    save(support_request, [])
    record("request.forwarded", support_request, by=by, to=", ".join(addresses), entry=kept.pk)
    return kept


def _said(support_request: SupportRequest, by: Person, entry: int | None) -> list[Entry]:
    """Return what is to be forwarded: public words alone, oldest first."""
    entries = access.entries_visible_to(by).filter(
        support_request=support_request, is_internal=False
    )
    if entry is not None:
        entries = entries.filter(pk=entry)
    found = list(entries.select_related("author").order_by("at", "id")[:MOST_ENTRIES])
    if not found:
        raise NotPossible(_("There is nothing to forward: internal notes never leave the desk."))
    return found


def _letter(
    support_request: SupportRequest, by: Person, kept: Entry, words: str, said: Sequence[Entry]
) -> Draft:
    community = support_request.community
    language = community.language if community else by.speaks
    with translation.override(language), timezone.override(zone(by.lives_in)):
        text = render_to_string(
            "requests/mail/forwarded.txt",
            {
                "request": support_request,
                "words": words,
                "said": [(each, quoted(bare(each.text))) for each in said],
                "by": by,
                "token": marks.reply_token(support_request.pk, signing_keys()[0]),
            },
        )
        subject = _("Forwarded: %(title)s") % {"title": support_request.title}
    return Draft(
        to=[],
        subject=subject,
        text=text.strip(),
        language=language,
        message_id=marks.message_id(support_request.pk, kept.pk, mail_host(), signing_keys()[0]),
        is_aside=True,
    )


def _files(said: Sequence[Entry]) -> list[int]:
    """Return the files that came with the words, none of them internal."""
    if not said:
        return []
    files = Attachment.objects.filter(
        noun="request",
        subject_id=said[0].support_request_id,
        part_id__in=[each.pk for each in said],
        is_internal=False,
    )
    return list(files.order_by("id").values_list("pk", flat=True))
