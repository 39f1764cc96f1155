"""The letters a request sends: from templates that are text first, in the reader's language."""

import secrets
from collections.abc import Sequence
from typing import TypedDict

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from spoc.catalogue.queries import voice_for
from spoc.channels.activities import Draft, post
from spoc.channels.models import Letter
from spoc.channels.outbox import mail_host, signing_keys
from spoc.channels.rules import marks
from spoc.kit.marked import named_files
from spoc.kit.prepared import Place, Prepared
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.people.voice import Voice
from spoc.records.models import Attachment, Watch
from spoc.requests.access import is_party
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.queries.handoffs import parts_of, pending_of
from spoc.requests.rules.sending import PLAIN, Sending
from spoc.requests.tracking import desk_page_of, link_for, page_of

MOST_REFERENCES = 20


class Enclosed(TypedDict, total=False):
    """What goes along with a letter, and how much of its words is marked."""

    attachments: list[int]
    pictures: list[int]
    marked: int


def acknowledge(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Tell the requester that we have it, under which number, and where to follow it."""
    return _write(support_request, by, "acknowledgement", is_automatic=True)


def answer_by_mail(
    support_request: SupportRequest,
    *,
    by: Person,
    entry: Entry,
    files: Sequence[Attachment],
    sending: Sending = PLAIN,
) -> Letter | None:
    """Send an agent's answer to the requester and to those who are copied."""
    return _write(support_request, by, "reply", entry=entry, files=files, sending=sending)


def ask_to_confirm(support_request: SupportRequest, *, by: Person, entry: Entry) -> Letter | None:
    """Say how it was solved and ask whether it is; of a new service, what was decided."""
    is_decided = support_request.type == "new_service"
    return _write(support_request, by, "decided" if is_decided else "resolved", entry=entry)


def remind_to_confirm(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Ask once more, and say when it closes by itself."""
    is_decided = support_request.type == "new_service"
    template = "decided_reminder" if is_decided else "reminder"
    return _write(support_request, by, template, is_automatic=True)


def write_about(support_request: SupportRequest, *, by: Person, template: str) -> Letter | None:
    """Write to the requester by itself what a template says of where the request stands."""
    return _write(support_request, by, template, is_automatic=True)


def tell_declined(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Say that we cannot help with this, why, and who can."""
    return _write(support_request, by, "declined", is_automatic=True)


def tell_refused(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Say that an order is not to be, why, and what may be ordered instead."""
    return _write(support_request, by, "refused", is_automatic=True)


def tell_coordinator(
    support_request: SupportRequest, *, by: Person, person: Person, about: str = "returned"
) -> Letter | None:
    """Say to somebody of the desk that a request came back more than once, or goes to and fro."""
    to = first_mail(person)
    if not to:
        return None
    known: dict[str, object] = {"request": support_request, "person": person}
    with translation.override(person.speaks):
        if about == "to_and_fro":
            pending = pending_of(support_request)
            known |= {"pending": pending, "parts": parts_of(pending) if pending else []}
        text = render_to_string(f"requests/mail/{about}.txt", known)
        button = (translation.gettext("Open the request"), desk_page_of(support_request))
    draft = Draft(
        to=[to],
        subject=f"{support_request.reference}: {support_request.title}",
        text=text.strip(),
        language=person.speaks,
        is_automatic=True,
        button=button,
        concerns=support_request.pk,
    )
    return post(person, by=by, draft=draft, community=support_request.community)


def _write(
    support_request: SupportRequest,
    by: Person,
    template: str,
    *,
    entry: Entry | None = None,
    files: Sequence[Attachment] = (),
    is_automatic: bool = False,
    sending: Sending | None = None,
) -> Letter | None:
    """Post a letter in the requester's language; None when they have no mail address."""
    requester = support_request.requester
    to = first_mail(requester)
    if not to:
        return None
    copies = _copies(support_request, to) if sending else []
    sending = sending or PLAIN
    is_shared = bool(copies or sending.cc or sending.bcc)
    voice = _voice(support_request)
    text, button = _words(support_request, by, template, entry, is_shared=is_shared, voice=voice)
    earlier = conversation(support_request)
    mark = entry.pk if entry else secrets.randbits(39)
    draft = Draft(
        to=[to],
        cc=list(dict.fromkeys([*copies, *sending.cc])),
        bcc=list(sending.bcc),
        subject=subject_of(support_request),
        text=text,
        language=support_request.language or requester.speaks,
        message_id=marks.message_id(support_request.pk, mark, mail_host(), signing_keys()[0]),
        in_reply_to=earlier[-1] if earlier else "",
        references=earlier,
        is_automatic=is_automatic,
        button=button,
        wait_seconds=sending.wait_seconds,
        sender=_own_sender(voice),
        **with_marks(entry, files),
    )
    return post(support_request, by=by, draft=draft, community=support_request.community)


def with_marks(entry: Entry | None, files: Sequence[Attachment]) -> Enclosed:
    """Return how much of a letter carries marks, what is shown within it and what goes along."""
    if entry is None or not entry.is_marked:
        return {"attachments": [file.pk for file in files]}
    named = named_files(entry.text)
    shown = [file.pk for file in files if file.is_picture and file.pk in named]
    return {
        "attachments": [file.pk for file in files if file.pk not in shown],
        "pictures": shown,
        "marked": len(entry.text),
    }


def _voice(support_request: SupportRequest) -> Voice | None:
    """Return the voice its letters speak in: the community's, with what its service says over."""
    community = support_request.community
    return voice_for(community, support_request.service) if community else None


def _own_sender(voice: Voice | None) -> str:
    """Return whose name stands in front of the address where it is not the community's."""
    is_own = voice is not None and voice.sender_name != voice.source.sender_name
    return voice.sender_name if voice is not None and is_own else ""


def _words(
    support_request: SupportRequest,
    by: Person,
    template: str,
    entry: Entry | None,
    *,
    is_shared: bool,
    voice: Voice | None,
) -> tuple[str, tuple[str, str]]:
    """Return what the letter says and the link under it, in the requester's language and zone."""
    requester = support_request.requester
    language = support_request.language or requester.speaks
    # the signed link lets whoever holds it act as the requester: those copied sign in instead
    link = page_of(support_request) if is_shared else link_for(support_request, requester)
    with translation.override(language), timezone.override(zone(requester.lives_in)):
        text = render_to_string(
            f"requests/mail/{template}.txt",
            {
                "request": support_request,
                "person": requester,
                "entry": entry,
                "by": by,
                "voice": voice,
                "token": marks.reply_token(support_request.pk, signing_keys()[0]),
                "confirm_weekdays": settings.SPOC_CONFIRM_WEEKDAYS,
            },
        )
        return text.strip(), (translation.gettext("Follow your request"), link)


def subject_of(support_request: SupportRequest) -> str:
    """Return the subject line: the same in every letter, so that mail programs keep one thread."""
    if support_request.channel == "email":
        return f"Re: {support_request.title}"
    return f"{support_request.reference}: {support_request.title}"


def conversation(support_request: SupportRequest) -> list[str]:
    """Return the Message-IDs of the letters about a request, oldest first."""
    return _newest_ids(support_request.pk)[::-1]


@Prepared
def _newest_ids(number: Place) -> QuerySet[Letter, str]:
    letters = Letter.objects.filter(noun="request", subject_id=number)
    letters = letters.exclude(marks__has_key="aside").exclude(message_id="")
    return letters.order_by("-id").values_list("message_id", flat=True)[:MOST_REFERENCES]


@Prepared
def _copied_of(number: Place) -> QuerySet[Watch]:
    rows = Watch.objects.filter(noun="request", subject_id=number, is_copied=True)
    return rows.filter(person__is_active=True).select_related("person").order_by("id")


def letters_to_requester(support_request: SupportRequest) -> QuerySet[Letter]:
    """Return the letters written about a request, newest first."""
    sent = Letter.objects.filter(noun="request", subject_id=support_request.pk, is_incoming=False)
    return sent.exclude(marks__has_key="aside").order_by("-id")


def _copies(support_request: SupportRequest, to: str) -> list[str]:
    copied = [watch.person for watch in _copied_of(support_request.pk)]
    if support_request.is_restricted:
        copied = [person for person in copied if is_party(person, support_request)]
    addresses = [first_mail(person) for person in copied[: settings.SPOC_PEOPLE_PER_LETTER]]
    return [address for address in addresses if address and address != to]
