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
    """Return the kind of a channel, with a token that serves where it signs in by one."""
    kind = opened(channel)
    if isinstance(kind, ByToken):
        kept = channel.settings.get(HELD, "")
        held = Token.read(decrypt(kept)) if kept else None
        if held is None or not held.serves:
            held = kind.renewed(held)
            _hold(channel, held)
        kind.token = held.access
    return kind


def ask_in(channel: Channel, *, by: Person) -> Code:
    """Ask for the code by which somebody lets a channel in."""
    demand(access.may_shape(by))
    try:
        return _by_person(channel).begin()
    except SignInRefused as refused:
        raise NotPossible(str(refused)) from refused


@activity
def let_in(channel: Channel, *, by: Person, flow: dict[str, object]) -> bool:
    """Keep what lets a channel in once its code was entered; tell whether it was."""
    demand(access.may_shape(by))
    try:
        token = _by_person(channel).finish(flow)
    except SignInRefused as refused:
        raise NotPossible(str(refused)) from refused
    if token is None:
        return False
    _hold(channel, token)
    record("channel.let_in", channel, by=by, name=channel.name)
    return True


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
