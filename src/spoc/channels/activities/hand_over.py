"""By which way a letter leaves: its community's server, else the one for all, else the house's."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from spoc.channels.activities.channel import note_look
from spoc.channels.activities.grant import ready, ready_already
from spoc.channels.connections import NotReached
from spoc.channels.kinds.smtp import Smtp
from spoc.channels.models import Channel, Letter
from spoc.channels.outbox import bytes_of
from spoc.channels.queries.ways_out import ways_out_of
from spoc.channels.tokens import SignInRefused
from spoc.kit import store
from spoc.kit.errors import NotPossible
from spoc.kit.time import now

# a server that was not reached is asked again only after this, while another takes the letters
REST = timedelta(minutes=5)


def hand_over(letter: Letter) -> None:
    """Give a letter to the first server that is reached, and note with it which one that was.

    A demonstration keeps it in the outbox.
    """
    if settings.SPOC_DEMO:
        _kept(letter)
        return
    letter.marks.pop("instead_of", None)
    reason = ""
    for channel in _rested(ways_out_of(letter.community)):
        try:
            _through(channel, letter)
        except (NotReached, SignInRefused, NotPossible) as problem:
            reason = str(problem)
            note_look(channel, problem=reason)
            letter.marks["instead_of"] = [channel.name, reason[:200]]
        else:
            return
    if not settings.EMAIL_HOST:
        raise OSError(reason or _("No mail server is set: give its name in SPOC_SMTP_HOST."))
    letter.channel = None
    _Raw(letter, _kept(letter)).send()


def open_ways(letter: Letter) -> None:
    """Let the servers of a letter be signed in before it is handed over, while nothing is locked.

    Which cannot be is noted; it is passed over.
    """
    if settings.SPOC_DEMO:
        return
    for channel in _rested(ways_out_of(letter.community)):
        try:
            ready(channel)
        except (SignInRefused, NotPossible) as problem:
            note_look(channel, problem=str(problem))


def _rested(ways: Sequence[Channel]) -> Sequence[Channel]:
    """Return the ways without those that failed a moment ago, where there is another to take."""
    fresh = [way for way in ways if not (way.problem and _was_just_tried(way))]
    return fresh if fresh or settings.EMAIL_HOST else ways


def _was_just_tried(way: Channel) -> bool:
    return way.looked_at is not None and way.looked_at > now() - REST


def _through(channel: Channel, letter: Letter) -> None:
    server = ready_already(channel)
    if not isinstance(server, Smtp):
        raise NotReached(_("This channel sends no letters."))
    raw = _kept(letter, sender=server.told["sender"])
    everybody = [*letter.to_addresses, *letter.cc_addresses, *letter.marks.get("bcc", [])]
    server.send(raw, sender=letter.from_address, recipients=everybody)
    letter.channel = channel
    if channel.problem:
        note_look(channel)


def _kept(letter: Letter, *, sender: str = "") -> bytes:
    """Keep the letter as it goes, before it goes."""
    raw = bytes_of(letter, sender=sender)
    kept = store.keep(raw)
    letter.digest, letter.size = kept.digest, kept.size
    return raw


class _Raw(EmailMessage):
    """A letter already composed, for Django's mail connection to carry as it is."""

    def __init__(self, letter: Letter, raw: bytes) -> None:
        super().__init__(
            from_email=letter.from_address,
            to=letter.to_addresses,
            cc=letter.cc_addresses,
            bcc=letter.marks.get("bcc", []),
            connection=get_connection(),
        )
        self.raw = raw

    def message(self) -> "_Bytes":
        """Return the letter as composed."""
        return _Bytes(self.raw)


class _Bytes:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def as_bytes(self, linesep: str = "\r\n") -> bytes:
        """Return the bytes with the line ends that SMTP wants."""
        return self.raw.replace(b"\r\n", b"\n").replace(b"\n", linesep.encode())
