"""Live chat: in the portal, and on pages elsewhere that load our script."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Setting, opened
from spoc.channels.models import Channel
from spoc.channels.rules.chat import is_origin, origins_in

MOST_AT_ONCE = 20


class Chat(ChannelKind):
    """Somebody writes, waits for an agent, and both write until one of them ends it."""

    key, label = "chat", _("Chat")
    medium = "chat"
    settings = (
        Setting(
            "greeting_en",
            _("Greeting in English"),
            _("The first that somebody reads who wants to chat"),
            default="What can we do for you? We answer here, one after the other.",
        ),
        Setting(
            "greeting_sv",
            _("Greeting in Swedish"),
            default="Vad kan vi hjälpa till med? Vi svarar här, i tur och ordning.",
        ),
        Setting(
            "most",
            _("Chats an agent has at once"),
            _("Who has so many ends one before the next"),
            default="3",
        ),
        Setting(
            "offline_en",
            _("When nobody answers, in English"),
            _("Stands above the form in which people write to you outside the hours"),
            is_optional=True,
        ),
        Setting("offline_sv", _("When nobody answers, in Swedish"), is_optional=True),
        Setting(
            "origins",
            _("Where else it is shown"),
            _("Sites whose pages load the chat, such as https://www.example.org, with spaces"),
            is_optional=True,
        ),
    )

    @classmethod
    def missing(cls, told: dict[str, str]) -> dict[str, str]:
        """Ask for whole origins, and for a number of chats that somebody can have at once."""
        wrong = {}
        strange = [each for each in origins_in(told.get("origins", "")) if not is_origin(each)]
        if strange:
            words = gettext("Write “%(origin)s” as https://www.example.org, and no page in it.")
            wrong["origins"] = words % {"origin": strange[0]}
        most = told.get("most", "")
        if most.isdigit() and not 1 <= int(most) <= MOST_AT_ONCE:
            wrong["most"] = gettext("Write a number from 1 to %(most)s.") % {"most": MOST_AT_ONCE}
        return wrong

    def greeting(self, language: str) -> str:
        """Return the first that somebody reads."""
        return self._said("greeting", language)

    def offline(self, language: str) -> str:
        """Return what stands above the form outside the hours; empty where nobody wrote any."""
        return self._said("offline", language)

    @property
    def most(self) -> int:
        """How many chats an agent has at once."""
        return int(self.told["most"])

    @property
    def origins(self) -> list[str]:
        """The sites whose pages may show it."""
        return [each for each in origins_in(self.told["origins"]) if is_origin(each)]

    def _said(self, which: str, language: str) -> str:
        return self.told[f"{which}_{'sv' if language.startswith('sv') else 'en'}"]


def chat_kind(channel: Channel) -> Chat:
    """Return what a channel of chats was told."""
    kind = opened(channel)
    if not isinstance(kind, Chat):
        raise TypeError(f"{channel} is no channel of chats")
    return kind
