"""A chat and its request: which one it is, what was said as one text, and who could take over."""

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.channels.chat_access import may_answer, may_chat
from spoc.channels.models import Chat
from spoc.kit.zones import zone
from spoc.people.models import Person, Team
from spoc.people.queries import people_with_duties, teams_in_order
from spoc.requests.models import SupportRequest

HOUR = "%H:%M"


def request_of(chat: Chat) -> SupportRequest | None:
    """Return the request that was registered when a chat was answered."""
    rows = SupportRequest.objects.filter(contacts__interaction=chat.interaction_id)
    return rows.select_related("requester", "team").order_by("id").first()


def opening_of(chat: Chat) -> str:
    """Return what the visitor wrote before anybody answered."""
    lines = chat.lines.filter(is_from_desk=False, event="").order_by("id")
    return "\n\n".join(line.text for line in lines if line.text)


def transcript_of(chat: Chat, reader: Person) -> str:
    """Return all that was said as one text, in the hours and the language of who asked."""
    here, said = zone(reader.lives_in), []
    with override(chat.language):
        for line in chat.lines.filter(is_internal=False, event="").order_by("id"):
            at = localtime(line.at, here).strftime(HOUR)
            words = line.text or _("(a file)")
            said.append(f"{at} {line.name}: {words}")
        began, ended = (localtime(at, here) for at in (chat.interaction.started_at, chat.ended_at))
        head = _("Chat from %(began)s to %(ended)s") % {
            "began": began.strftime(HOUR),
            "ended": ended.strftime(HOUR),
        }
    return "\n\n".join([head, *said])


def colleagues_for(chat: Chat, person: Person) -> list[Person]:
    """Return who else could answer a chat, by name."""
    others = people_with_duties().exclude(pk=person.pk)
    return [each for each in others if may_chat(each) and may_answer(each, chat)]


def teams_for_chats() -> QuerySet[Team]:
    """Return the teams a chat can be handed to."""
    return teams_in_order()
