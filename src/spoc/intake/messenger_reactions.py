"""What is told in the threads of messengers, following facts about requests."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.intake import messenger_jobs
from spoc.intake.activities.messages import posting_about
from spoc.kit.time import now


@on("request.registered")
def tell_number(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell in the thread it came by that we have it."""
    if values.get("channel") == "chat":
        later(messenger_jobs.say_registered, number=fact.subject_id)


@on("request.replied")
def tell_reply(fact: Fact, values: Mapping[str, object]) -> None:
    """Write what the desk says into the thread, once it can no longer be taken back."""
    if posting_about(fact.subject_id) is not None:
        at = now() + timedelta(seconds=settings.SPOC_UNDO_SECONDS)
        said = {"number": fact.subject_id, "entry": int(str(values["entry"]))}
        later(messenger_jobs.say_reply.configure(schedule_at=at), **said)


@on("request.resolved")
def tell_resolution(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell in the thread how it was solved."""
    if posting_about(fact.subject_id) is not None:
        later(messenger_jobs.say_resolved, number=fact.subject_id)
