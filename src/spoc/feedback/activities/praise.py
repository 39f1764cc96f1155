"""`praise`: thanks are kept, and passed on to whoever they are for."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import add_news
from spoc.channels.activities import News, notify
from spoc.channels.models import Notice
from spoc.feedback import access
from spoc.feedback.models import Compliment
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

LONGEST_THANKS = 5_000


@activity
def praise(
    person: Person, *, by: Person, words: str, support_request: SupportRequest | None = None
) -> Compliment:
    """Keep somebody's thanks; about a request they are for whoever worked on it."""
    demand(by.pk == person.pk and access.may_praise(person, support_request))
    said = tidy(words).strip()[:LONGEST_THANKS]
    if not said:
        sentence = _("Write a few words of thanks.")
        raise NotPossible(sentence, fields={"words": sentence})
    about = support_request
    compliment = Compliment.objects.create(
        support_request=about,
        person=person,
        agent=(about.assignee or about.owner) if about else None,
        team=about.team if about else None,
        community=(about.community if about else None) or person.community,
        words=said,
        at=now(),
    )
    record("compliment.paid", compliment, by=by)
    if about is not None:
        add_news([f"request-{about.pk}"])
    return compliment


@activity
def tell_praised(compliment: Compliment, *, by: Person) -> Notice | None:
    """Let whoever is thanked find a notice of it."""
    agent = compliment.agent
    if agent is None:
        return None
    return notify(agent, by=by, news=News("compliment", compliment, {"by": compliment.person.name}))
