"""What a kind of channel is: a family of parts, each one file in `kinds/`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from spoc.channels.models import Channel
from spoc.channels.rules.heard import Heard
from spoc.kit.errors import NotAllowed
from spoc.kit.keys import decrypt
from spoc.kit.kinds import Kind


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a channel must be told, as the settings page asks for it.

    `judge` says in a sentence what is wrong with what was written. One that `is_address` says
    whom the secrets are shown to; a secret that `stays_here` is shown to nobody.
    """

    key: str
    label: str | Promise
    hint: str | Promise = ""
    default: str = ""
    is_secret: bool = False
    is_optional: bool = False
    is_long: bool = False
    is_address: bool = False
    stays_here: bool = False
    choices: tuple[tuple[str, str | Promise], ...] = ()
    judge: Callable[[str], str] | None = None


Keep = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was sent to a channel's address: its headers by their names in small letters."""

    headers: Mapping[str, str]
    body: bytes


class ChannelKind(Kind, family=True):
    """A sort of channel: what it must be told, and how it fetches, is told and sends.

    `medium` is how its contacts are counted (one of `Interaction.CHANNELS`). A kind that
    `is_fetched` is asked for news every 20 seconds; one that `is_told` has an
    address; by one that `is_way_out` letters leave and nothing comes.
    """

    label: ClassVar[str | Promise]
    # what whoever sets one up should know before
    advice: ClassVar[str | Promise] = ""
    settings: ClassVar[tuple[Setting, ...]]
    medium: ClassVar[str] = "email"
    is_fetched: ClassVar[bool] = False
    is_told: ClassVar[bool] = False
    is_way_out: ClassVar[bool] = False

    def __init__(self, told: dict[str, str]) -> None:
        self.told = {
            setting.key: told.get(setting.key, setting.default) for setting in self.settings
        }

    @classmethod
    def missing(cls, told: dict[str, str]) -> dict[str, str]:
        """Return what other settings make necessary and is not told: a sentence by key."""
        return {}

    def fetch(self, keep: Keep) -> Iterator[str]:
        """Hand each new letter to `keep`; what was kept is marked as fetched only afterwards."""
        yield from ()

    def verify(self, delivered: Delivered) -> None:
        """Raise NotAllowed, with a sentence, unless it comes from whom it says: so far nobody."""
        raise NotAllowed(_("Nothing is received at this address."))

    def reply(self, delivered: Delivered) -> str | None:
        """Return what the sender waits for where that is all it wants, such as its challenge."""
        return None

    def thanks(self, delivered: Delivered) -> dict[str, str] | None:
        """Return what the sender is shown at once, where a mere 202 would look like a fault."""
        return None

    def read(self, delivered: Delivered) -> Sequence[Heard]:
        """Return what it tells of; what is not understood is a ValueError with a sentence."""
        return ()

    def check(self) -> None:
        """Try the settings; raise OSError with a sentence when they do not work.

        Who only tells us something cannot be tried: there is nothing to do.
        """


def opened(channel: Channel) -> ChannelKind:
    """Return the kind of this channel, told its settings with the secrets made readable."""
    kind = ChannelKind.get(channel.kind)
    told = {
        setting.key: decrypt(value) if setting.is_secret and value else value
        for setting in kind.settings
        if (value := channel.settings.get(setting.key, setting.default)) is not None
    }
    return kind(told)
