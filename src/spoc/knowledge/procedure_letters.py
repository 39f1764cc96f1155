"""The letter that asks somebody to read a procedure, in the words of whom it goes to."""

import secrets

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from spoc.catalogue.queries import voice_for
from spoc.channels.activities import Draft, post
from spoc.channels.models import Letter
from spoc.channels.outbox import mail_host, signing_keys
from spoc.channels.rules import marks
from spoc.kit.zones import zone
from spoc.knowledge.models import Acknowledgement, Procedure
from spoc.people.models import Person
from spoc.people.queries import first_mail

# a letter about a procedure is of no request: an answer to it comes in by itself
SORT = "p"


def ask_by_mail(procedure: Procedure, asked: Acknowledgement, *, by: Person) -> Letter | None:
    """Ask somebody to read the version in force. None without a mail address."""
    person = asked.person
    to = first_mail(person)
    if not to:
        return None
    with translation.override(person.speaks), timezone.override(zone(person.lives_in)):
        voice = voice_for(person.community, None) if person.community else None
        known = {
            "person": person,
            "voice": voice,
            "procedure": procedure,
            "asked": asked,
            "link": f"{settings.SPOC_URL}/help/procedures/{procedure.pk}",
        }
        text = render_to_string("knowledge/mail/procedure.txt", known).strip()
        subject = translation.gettext("Please read: %(title)s") % {"title": str(procedure)}
        draft = Draft(
            to=[to],
            subject=subject,
            text=text,
            language=person.speaks,
            message_id=_mark(procedure),
            is_automatic=by.kind == Person.Kind.SYSTEM,
            sender=voice.sender_name if voice else "",
        )
    return post(procedure, by=by, draft=draft, community=voice.source if voice else None)


def _mark(procedure: Procedure) -> str:
    key, host, entry = signing_keys()[0], mail_host(), secrets.randbits(39)
    return marks.message_id(procedure.pk, entry, host, key, sort=SORT)
