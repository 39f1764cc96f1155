"""Adding and changing mailboxes; their secrets are encrypted where they are kept."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels import access
from spoc.channels.base import ChannelKind
from spoc.channels.models import Channel
from spoc.kit.errors import NotPossible
from spoc.kit.keys import encrypt
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Community, Person


@activity
def add_channel(
    name: str, *, by: Person, kind: str, told: dict[str, str], community: Community | None = None
) -> Channel:
    """Open a way in and out with the settings its kind asks for."""
    demand(access.may_shape(by))
    name = one_line(name, 80)
    if not name or Channel.objects.filter(name=name).exists():
        raise NotPossible(_("Give the channel a name that no other has."))
    channel = Channel.objects.create(
        kind=kind, name=name, community=community, settings=_kept(kind, told, {})
    )
    record("channel.added", channel, by=by, name=name)
    return channel


@activity
def change_channel(
    channel: Channel, *, by: Person, told: dict[str, str], community: Community | None
) -> Channel:
    """Change what a channel was told; a secret left empty stays as it was."""
    demand(access.may_shape(by))
    channel.settings = _kept(channel.kind, told, channel.settings)
    channel.community, channel.problem = community, ""
    channel.save(update_fields=["settings", "community", "problem"])
    record("channel.changed", channel, by=by, name=channel.name)
    return channel


@activity
def switch_channel(channel: Channel, *, by: Person, is_on: bool) -> Channel:
    """Open or close a channel."""
    demand(access.may_shape(by))
    channel.is_on = is_on
    channel.save(update_fields=["is_on"])
    record("channel.switched", channel, by=by, name=channel.name, on=is_on)
    return channel


def note_look(channel: Channel, *, problem: str = "") -> None:
    """Note when a channel was last looked into, and what stood in the way."""
    Channel.objects.filter(pk=channel.pk).update(looked_at=now(), problem=one_line(problem, 300))


def _kept(kind: str, told: dict[str, str], before: dict[str, str]) -> dict[str, str]:
    kept, wrong = {}, {}
    for setting in ChannelKind.get(kind).settings:
        value = told.get(setting.key, "").strip()
        if setting.is_secret:
            kept[setting.key] = encrypt(value) if value else before.get(setting.key, "")
        else:
            kept[setting.key] = value or setting.default
        if not kept[setting.key] and not setting.is_optional:
            wrong[setting.key] = _("Fill this in.")
    if wrong:
        raise NotPossible(_("Some settings are missing: fill in what is marked."), fields=wrong)
    return kept
