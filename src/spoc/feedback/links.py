"""The links in letters: each opens one survey or one complaint to the person it was sent to."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from spoc.feedback.models import Complaint, Survey
from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

SURVEY_SALT, COMPLAINT_SALT = "spoc.feedback.survey", "spoc.feedback.complaint"
OPEN_FOR = timedelta(days=180)


def survey_link(survey: Survey, score: int) -> str:
    """Return the whole address by which somebody says how it was, with a score chosen."""
    return f"{settings.SPOC_URL}/survey/{survey_word(survey)}/{score}"


def survey_word(survey: Survey) -> str:
    """Return the word that opens a survey to whom it was sent; with another person it is void."""
    triple = [survey.pk, survey.person_id, survey.word]
    return signing.dumps(triple, salt=SURVEY_SALT, compress=False)


def survey_word_for(support_request: SupportRequest, person: Person) -> str:
    """Return the word that opens what somebody is asked about a request; empty when it is over."""
    rows = Survey.objects.filter(support_request=support_request, person=person, state="sent")
    found = rows.filter(expires_at__gt=now()).first()
    return survey_word(found) if found else ""


def survey_at(word: str) -> Survey:
    """Return the survey a word opens; a forged or foreign one opens nothing and tells nothing."""
    pk, person, own = _read(word, SURVEY_SALT)
    rows = Survey.objects.select_related("person__community", "support_request", "community")
    found = rows.filter(pk=pk, person=person, word=own, person__is_active=True).first()
    if found is None:
        raise _gone()
    return found


def complaint_link(complaint: Complaint) -> str:
    """Return the whole address by which who complained follows it without signing in."""
    return f"{settings.SPOC_URL}/complaint/{complaint_word(complaint)}"


def complaint_word(complaint: Complaint) -> str:
    """Return the word that opens a complaint to who complained."""
    triple = [complaint.pk, complaint.person_id, complaint.link_version]
    return signing.dumps(triple, salt=COMPLAINT_SALT, compress=False)


def complaint_at(word: str) -> Complaint:
    """Return the complaint a word opens; a forged or foreign one opens nothing."""
    pk, person, version = _read(word, COMPLAINT_SALT)
    rows = Complaint.objects.select_related("person__community", "support_request", "community")
    found = rows.filter(pk=pk, person=person, link_version=version, person__is_active=True).first()
    if found is None:
        raise _gone()
    return found


def _read(word: str, salt: str) -> tuple[int, int, str]:
    try:
        pk, person, mark = signing.loads(word, salt=salt, max_age=OPEN_FOR)
        return int(pk), int(person), str(mark)
    except (signing.BadSignature, ValueError, TypeError):
        raise _gone() from None


def _gone() -> NotFound:
    return NotFound(_("This link is no longer valid: sign in, or write to us."))
