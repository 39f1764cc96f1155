"""The letters of a handover: to the supplier alone, with nothing but what was written for it."""

from django.template.loader import render_to_string
from django.utils import translation

from spoc.channels.activities import Draft, post
from spoc.channels.models import Letter
from spoc.channels.outbox import mail_host, signing_keys
from spoc.channels.rules import marks
from spoc.people.models import Person
from spoc.suppliers.models import Handover, HandoverEntry

MOST_REFERENCES = 20


def write(handover: Handover, *, by: Person, entry: HandoverEntry, template: str) -> Letter:
    """Post a letter to the supplier, in its language, from the community's address."""
    supplier, keys = handover.supplier, signing_keys()
    earlier = _conversation(handover)
    with translation.override(supplier.language):
        text = render_to_string(
            f"suppliers/mail/{template}.txt",
            {
                "handover": handover,
                "entry": entry,
                "by": by,
                "token": marks.reply_token(handover.pk, keys[0], sort=marks.HANDOVER),
            },
        )
    draft = Draft(
        to=[supplier.mail] if supplier.mail else [],
        subject=f"{handover.reference}: {handover.title}",
        text=text.strip(),
        language=supplier.language,
        message_id=marks.message_id(
            handover.pk, entry.pk, mail_host(), keys[0], sort=marks.HANDOVER
        ),
        in_reply_to=earlier[-1] if earlier else "",
        references=earlier,
        attachments=list(entry.files),
    )
    return post(handover, by=by, draft=draft, community=handover.community)


def _conversation(handover: Handover) -> list[str]:
    """Return the Message-IDs of the letters about a handover, oldest first."""
    letters = Letter.objects.filter(noun="handover", subject_id=handover.pk)
    ids = letters.exclude(message_id="").order_by("-id").values_list("message_id", flat=True)
    return list(reversed(ids[:MOST_REFERENCES]))
