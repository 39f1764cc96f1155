"""The letters of surveys and complaints, in the words of whom they go to."""

import secrets

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation

from spoc.catalogue.queries import voice_for
from spoc.channels.activities import Draft, post
from spoc.channels.models import Letter
from spoc.channels.outbox import mail_host, signing_keys
from spoc.channels.rules import marks
from spoc.feedback.links import complaint_link, survey_link
from spoc.feedback.models import Complaint, Survey
from spoc.feedback.queries import terms
from spoc.feedback.rules import SCORES
from spoc.feedback.words import SCORE
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.people.voice import Voice

# what stands before the words of a score, from the worst to the best
FACES = {1: "\U0001f61e", 2: "\U0001f641", 3: "\U0001f610", 4: "\U0001f642", 5: "\U0001f600"}


def ask_by_mail(survey: Survey, *, by: Person) -> Letter | None:
    """Ask how it was: five links, one for each score. None without a mail address."""
    person, support_request = survey.person, survey.support_request
    language = support_request.language or person.speaks
    with translation.override(language):
        faces = [
            {"face": FACES[score], "words": SCORE[str(score)], "link": survey_link(survey, score)}
            for score in reversed(SCORES)
        ]
    known = {"survey": survey, "request": support_request, "faces": faces}
    subject = f"{support_request.reference}: {support_request.title}"
    return _write(
        survey,
        by=by,
        person=person,
        subject=subject,
        template="survey",
        known=known,
        language=language,
    )


def write_to_complainant(complaint: Complaint, *, by: Person, template: str) -> Letter | None:
    """Write to who complained, with the link by which they follow it and answer."""
    person = complaint.person
    language = complaint.language or person.speaks
    known = {
        "complaint": complaint,
        "by": by,
        "link": complaint_link(complaint),
        "silence_weekdays": terms().silence_weekdays,
    }
    return _write(
        complaint,
        by=by,
        person=person,
        subject="",
        template=template,
        known=known,
        language=language,
    )


def tell_contact(complaint: Complaint, person: Person, *, by: Person) -> Letter | None:
    """Write to whoever answers for the customer that a response was not accepted."""
    link = f"{settings.SPOC_URL}/help/complaints/{complaint.pk}"
    known = {"complaint": complaint, "link": link}
    return _write(
        complaint,
        by=by,
        person=person,
        subject="",
        template="brought_before",
        known=known,
        language=person.speaks,
    )


def voice_about(about: Survey | Complaint) -> Voice | None:
    """Return the voice somebody is spoken to in: their community's, and its service's over that."""
    community = about.community or about.person.community
    request = about.support_request
    return voice_for(community, request.service if request else None) if community else None


def _write(
    about: Survey | Complaint,
    *,
    by: Person,
    person: Person,
    subject: str,
    template: str,
    known: dict[str, object],
    language: str,
) -> Letter | None:
    to = first_mail(person)
    if not to:
        return None
    with translation.override(language), timezone.override(zone(person.lives_in)):
        voice = voice_about(about)
        said = {"person": person, "voice": voice, **known}
        text = render_to_string(f"feedback/mail/{template}.txt", said).strip()
        own = translation.gettext("Your complaint %(number)s")
        draft = Draft(
            to=[to],
            subject=subject or own % {"number": str(about)},
            text=text,
            language=language,
            message_id=_mark(about),
            is_automatic=by.kind == Person.Kind.SYSTEM,
            sender=voice.sender_name if voice else "",
        )
    return post(about, by=by, draft=draft, community=voice.source if voice else None)


def _mark(about: Model) -> str:
    """Return the name of the letter: an answer to that of a survey belongs to its request."""
    key, host, entry = signing_keys()[0], mail_host(), secrets.randbits(39)
    if isinstance(about, Survey):
        return marks.message_id(about.support_request_id, entry, host, key)
    return marks.message_id(about.pk, entry, host, key, sort=marks.COMPLAINT)
