"""Letting a channel in where it signs in by a token: by a person once, then by itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels import access
from spoc.channels.base import ChannelKind, opened
from spoc.channels.models import Channel
from spoc.channels.tokens import ByToken, Code, SignInRefused, Token
from spoc.kit.errors import NotPossible
from spoc.kit.keys import decrypt, encrypt
from spoc.people.access import demand
from spoc.people.models import Person

# where a channel's settings hold the token, encrypted as its secrets are
HELD = "held"


def ready(channel: Channel) -> ChannelKind:
    """Return the kind of a channel, with a token that serves where it signs in by one.

    Whoever gives tokens may take long: this is not for the inside of an activity.
    """
    kind = opened(channel)
    if isinstance(kind, ByToken):
        token = _kept(channel)
        if token is None or not token.serves:
            token = kind.renewed(token)
            _hold(channel, token)
        kind.token = token.access
    return kind


def ready_already(channel: Channel) -> ChannelKind:
    """Return the kind of a channel with the token it holds; SignInRefused where that is over."""
    kind = opened(channel)
    if isinstance(kind, ByToken):
        token = _kept(channel)
        if token is None or not token.serves:
            raise SignInRefused(channel.problem or _("it is not signed in at the moment."))
        kind.token = token.access
    return kind


def ask_in(channel: Channel, *, by: Person) -> Code:
    """Ask for the code by which somebody lets a channel in."""
    demand(access.may_shape(by))
    try:
        return _by_person(channel).begin()
    except SignInRefused as refused:
        raise NotPossible(str(refused)) from refused


def let_in(channel: Channel, *, by: Person, flow: dict[str, object]) -> bool:
    """Keep what lets a channel in once its code was entered; tell whether it was."""
    demand(access.may_shape(by))
    try:
        token = _by_person(channel).finish(flow)
    except SignInRefused as refused:
        raise NotPossible(str(refused)) from refused
    if token is not None:
        keep_token(channel, by=by, token=token)
    return token is not None


@activity
def keep_token(channel: Channel, *, by: Person, token: Token) -> Channel:
    """Keep with a channel what somebody let it in by."""
    demand(access.may_shape(by))
    _hold(channel, token)
    record("channel.let_in", channel, by=by, name=channel.name)
    return channel


def _kept(channel: Channel) -> Token | None:
    kept = channel.settings.get(HELD, "")
    return Token.read(decrypt(kept)) if kept else None


def _by_person(channel: Channel) -> ByToken:
    kind = opened(channel)
    if not isinstance(kind, ByToken) or not kind.asks_for_a_person:
        raise NotPossible(_("Nobody has to sign in here: what it was told is enough."))
    return kind


def _hold(channel: Channel, token: Token) -> None:
    """Keep a token with the channel, whatever else is changed there at the same time."""
    with transaction.atomic():
        kept = Channel.objects.select_for_update().get(pk=channel.pk)
        kept.settings[HELD] = encrypt(token.written())
        Channel.objects.filter(pk=channel.pk).update(settings=kept.settings)
    channel.settings[HELD] = kept.settings[HELD]
