"""`ask_how_it_was`: whoever asked for something is asked how it was handled."""

from datetime import timedelta

from spoc.audit.activities import activity, hold, record
from spoc.catalogue.queries import first_community, voice_for
from spoc.channels.queries.ways import wants_every_step
from spoc.feedback.letters import ask_by_mail
from spoc.feedback.models import Survey
from spoc.feedback.queries import last_asked, survey_of, terms
from spoc.feedback.rules import Chance, reason_not_to_ask
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.requests.models import SupportRequest

HUMAN = (Person.Kind.HUMAN, Person.Kind.UNIDENTIFIED)


@activity
def ask_how_it_was(support_request: SupportRequest, *, by: Person) -> Survey | None:
    """Write to whoever asked, once the request is closed and the sampling rule draws it.

    Each request is asked about once; None where nobody is asked.
    """
    if support_request.status != "closed" or survey_of(support_request) is not None:
        return None
    agreed = terms()
    chance = _chance(support_request)
    if reason_not_to_ask(chance, share=agreed.share, days_between=agreed.days_between):
        return None
    moment = now()
    survey = Survey.objects.create(
        support_request=support_request,
        person=support_request.requester,
        community=support_request.community,
        team=support_request.team,
        agent=support_request.assignee,
        sent_at=moment,
        expires_at=moment + timedelta(days=agreed.open_days),
    )
    hold(survey)
    survey.letter = ask_by_mail(survey, by=by)
    survey.save(update_fields=["letter"])
    record("survey.sent", support_request, by=by)
    return survey


def _chance(support_request: SupportRequest) -> Chance:
    person = support_request.requester
    before = last_asked(person)
    worked_on = (support_request.assignee_id, support_request.owner_id)
    return Chance(
        number=support_request.pk,
        is_major=support_request.is_major,
        # nobody is asked what they think of their own work
        is_human=person.kind in HUMAN and person.is_active and person.pk not in worked_on,
        is_reachable=bool(first_mail(person)),
        community_asks=_is_asked_about(support_request),
        wants_letters=wants_every_step(person),
        since_last=now() - before if before else None,
    )


def _is_asked_about(support_request: SupportRequest) -> bool:
    """Tell whether one asks how it was: as the service says, else as the community does."""
    community = support_request.community or support_request.requester.community
    voice = voice_for(community or first_community(), support_request.service)
    return voice.has_surveys
