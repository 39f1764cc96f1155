"""The letters of approvals: what is asked, two links to answer it, and what became of an answer."""

import secrets
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from spoc.catalogue.queries import voice_for
from spoc.channels.activities import Draft, post
from spoc.channels.models import Letter
from spoc.channels.outbox import mail_host, signing_keys
from spoc.channels.rules import marks
from spoc.kit.zones import zone
from spoc.people.models import Community, Person
from spoc.people.queries import first_mail
from spoc.people.voice import Voice
from spoc.requests.approval_links import link_for
from spoc.requests.models import SupportRequest
from spoc.work.models import Approval
from spoc.work.queries.approvals import question_of

ASKED, REMINDED, UNCLEAR, TAKEN = "asked", "reminded", "unclear", "taken"


def ask_by_mail(approval: Approval, person: Person, *, by: Person, template: str) -> Letter | None:
    """Ask somebody to decide, with a link for each answer; None without a mail address."""
    return _write(approval, person, by, template)


def ask_to_click(approval: Approval, person: Person, *, by: Person, why: str) -> Letter | None:
    """Say that an answer by mail was not taken, and why; the links are there again."""
    return _write(approval, person, by, UNCLEAR, why=why)


def confirm_by_mail(approval: Approval, person: Person, *, by: Person) -> Letter | None:
    """Say that an answer by mail was taken, and as what."""
    return _write(approval, person, by, TAKEN)


def is_written(approval: Approval, address: str, since: datetime) -> bool:
    """Tell whether a letter about an approval went to an address since a moment."""
    rows = Letter.objects.filter(noun="approval", subject_id=approval.pk, is_incoming=False)
    return rows.filter(at__gte=since, to_addresses__contains=[address]).exists()


def voice_of_approval(approval: Approval, person: Person) -> Voice | None:
    """Return the voice an approver is spoken to in: their community's, else the request's."""
    community = person.community or _community_of(approval)
    return voice_for(community, None) if community else None


def _write(
    approval: Approval, person: Person, by: Person, template: str, **known: object
) -> Letter | None:
    to = first_mail(person)
    if not to:
        return None
    voice = voice_of_approval(approval, person)
    with translation.override(person.speaks), timezone.override(zone(person.lives_in)):
        question = question_of(approval)
        said = {
            "person": person,
            "voice": voice,
            "question": question,
            "approval": approval,
            "in_place_of": approval.approver.name if person.pk != approval.approver_id else "",
            "approve": link_for(approval, person, "yes"),
            "deny": link_for(approval, person, "no"),
            "page": f"{settings.SPOC_URL}/approvals/{approval.pk}",
            "token": marks.reply_token(approval.pk, signing_keys()[0], sort=marks.APPROVAL),
            **known,
        }
        text = render_to_string(f"requests/approvals/mail/{template}.txt", said).strip()
        subject = translation.gettext("To approve: %(title)s") % {"title": question.title}
    entry, host, key = secrets.randbits(39), mail_host(), signing_keys()[0]
    draft = Draft(
        to=[to],
        subject=subject,
        text=text,
        language=person.speaks,
        message_id=marks.message_id(approval.pk, entry, host, key, sort=marks.APPROVAL),
        is_automatic=True,
        sender=voice.sender_name if voice else "",
    )
    return post(approval, by=by, draft=draft, community=voice.source if voice else None)


def _community_of(approval: Approval) -> Community | None:
    subject = approval.round.subject
    return subject.community if isinstance(subject, SupportRequest) else None
