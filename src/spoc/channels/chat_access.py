"""Who may see a chat, and who may answer it."""

from django.db.models import Q, QuerySet

from spoc.channels.access import REQUEST
from spoc.channels.models import Chat, Interaction
from spoc.kit.nouns import noun
from spoc.people.access import reach
from spoc.people.models import Person


def may_chat(person: Person) -> bool:
    """Whether they answer people who chat at all."""
    return person.kind == Person.Kind.SYSTEM or reach(person, "contact", "C").beyond_own


def chats_visible_to(person: Person) -> QuerySet[Chat]:
    """Return the chats this person may read: their own, and those in their reach.

    A chat whose request is closed to all but named readers is theirs, and its agent's.
    """
    rows = Chat.objects.filter(Q(person=person) | Q(agent=person) | _near(person, "R"))
    return rows.exclude(~Q(person=person) & ~Q(agent=person) & Q(interaction__in=_closed(person)))


def chats_answerable_by(person: Person) -> QuerySet[Chat]:
    """Return the chats this person may answer: never one they began themselves."""
    if not may_chat(person):
        return Chat.objects.none()
    return (
        chats_visible_to(person).filter(_near(person, "C") | Q(agent=person)).exclude(person=person)
    )


def chats_waiting_near(person: Person) -> QuerySet[Chat]:
    """Return the chats that wait in somebody's reach, to be counted on every page of theirs."""
    return Chat.objects.filter(_near(person, "C"), state="waiting").exclude(person=person)


def may_answer(person: Person, chat: Chat) -> bool:
    """Whether they may answer this one."""
    if person.kind == Person.Kind.SYSTEM:
        return True
    return chats_answerable_by(person).filter(pk=chat.pk).exists()


def _near(person: Person, verb: str) -> Q:
    far = reach(person, "contact", verb)
    if far.everywhere:
        return Q(pk__isnull=False)
    teams = Q(team__in=far.teams) | Q(channel__team__in=far.teams)
    return Q(community__in=far.communities) | (teams if far.teams else Q(pk__in=[]))


def _closed(person: Person) -> QuerySet[Interaction]:
    """Return the contacts about restricted requests that the person may not read."""
    requests = noun(REQUEST)
    seen = requests.visible_to(person).values("pk")
    closed = requests.model._default_manager.filter(is_restricted=True).exclude(pk__in=seen)
    return Interaction.objects.filter(contacts__support_request__in=closed)
