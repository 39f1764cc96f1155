"""Handing somebody who chats on to a colleague or to a team, with a word that only they read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, announce, record
from spoc.channels.activities.chat import NAVIGATION, demand_room
from spoc.channels.chat_access import may_answer
from spoc.channels.models import Chat, ChatLine
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person, Team


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom a chat goes, and the word for them; a team answers it anew."""

    agent: Person | None = None
    team: Team | None = None
    word: str = ""


@activity
def transfer_chat(chat: Chat, *, by: Person, handing: Handing) -> Chat:
    """Hand a chat on: a colleague has it at once, in a team whoever is free answers it next."""
    demand(chat.agent_id == by.pk, _("Only who answers a chat hands it on."))
    if chat.is_over:
        raise NotPossible(_("This chat is over."))
    word = one_line(handing.word, 500)
    if not word:
        sentence = _("Say in a word what it is about, so that nobody has to ask again.")
        raise NotPossible(sentence, fields={"word": sentence})
    if handing.agent is not None:
        _give(chat, handing.agent, by)
    elif handing.team is not None and handing.team.is_active:
        chat.state, chat.agent, chat.team = Chat.State.WAITING, None, handing.team
        chat.waits_since = now()
    else:
        sentence = _("Choose a colleague or a team.")
        raise NotPossible(sentence, fields={"to": sentence})
    chat.desk_types_at = None
    chat.save(update_fields=["state", "agent", "team", "waits_since", "desk_types_at"])
    to = str(handing.agent or handing.team)
    _tell(chat, by, to, word)
    record("chat.handed", chat, by=by, to=to)
    announce([NAVIGATION])
    return chat


def _give(chat: Chat, agent: Person, by: Person) -> None:
    wrong = ""
    if agent.pk == by.pk:
        wrong = _("You have it already: choose a colleague.")
    elif not agent.is_active or not may_answer(agent, chat):
        wrong = _("%(name)s cannot answer this chat: choose somebody else.") % {"name": agent.name}
    if wrong:
        raise NotPossible(wrong, fields={"to": wrong})
    demand_room(agent, chat.channel)
    chat.agent, chat.team = agent, None


def _tell(chat: Chat, by: Person, to: str, word: str) -> None:
    shared = {"chat": chat, "author": by, "is_from_desk": True, "at": now()}
    ChatLine.objects.create(**shared, name=to, event="handed")
    ChatLine.objects.create(**shared, name=by.name, text=word, is_internal=True)
