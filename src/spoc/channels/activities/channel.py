"""Adding and changing ways in; their secrets are encrypted where they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels import access
from spoc.channels.activities.grant import HELD, ready
from spoc.channels.base import ChannelKind, Setting
from spoc.channels.models import Channel
from spoc.channels.problems import in_readers_words, kept_words
from spoc.kit.errors import NotPossible
from spoc.kit.keys import encrypt
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Community, Person, Team
from spoc.people.queries import system
from spoc.service_levels.models import Calendar

BELONGING = ("community", "team", "owner", "calendar")
Told = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose a channel is: its community, who gets what comes by it, who answers for it, when.

    Without a team what comes by it goes where all goes; without a calendar it is always open.
    """

    community: Community | None = None
    team: Team | None = None
    owner: Person | None = None
    calendar: Calendar | None = None


@activity
def add_channel(
    name: str, *, by: Person, kind: str, told: Told, whose: Belonging = Belonging()
) -> Channel:
    """Open a way in and out with the settings its kind asks for."""
    demand(access.may_shape(by))
    _demand_kind(kind)
    channel = Channel(kind=kind, settings=_kept(kind, told, {}))
    channel.name = _free_name(name, channel)
    _give(channel, whose)
    channel.save()
    record("channel.added", channel, by=by, name=channel.name)
    return channel


@activity
def change_channel(
    channel: Channel,
    *,
    by: Person,
    told: Told,
    whose: Belonging,
    name: str = "",
) -> Channel:
    """Change what a channel was told; a secret left empty stays as it was, None forgets it.

    None stays where its address becomes another: what was told to one server is no other's.
    """
    demand(access.may_shape(by))
    channel.settings = _kept(channel.kind, told, channel.settings)
    channel.name = _free_name(name or channel.name, channel)
    channel.problem = ""
    _give(channel, whose)
    channel.save(update_fields=["name", "settings", "problem", *BELONGING])
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


def check_channel(channel: Channel, *, by: Person) -> str:
    """Try a channel's settings now; return what stands in the way, empty when nothing does."""
    demand(access.may_shape(by))
    try:
        with kept_words():
            ready(channel).check()
    except (OSError, ValueError) as problem:
        words = one_line(str(problem), 300) or type(problem).__name__
    else:
        words = ""
    note_look(channel, problem=words)
    return in_readers_words(words)


def note_look(channel: Channel, *, problem: str = "") -> None:
    """Note when a channel was last looked into, and what stood in the way.

    Its owner hears when it begins not to work, not each time it still does not.
    """
    problem = one_line(problem, 300)
    if problem and not channel.problem:
        fail_channel(channel, by=system(), problem=problem)
    Channel.objects.filter(pk=channel.pk).update(looked_at=now(), problem=problem)


@activity
def fail_channel(channel: Channel, *, by: Person, problem: str) -> Channel:
    """Note that a channel does not work any more; whoever answers for it is told."""
    if not channel.problem:
        record("channel.failed", channel, by=by, name=channel.name, problem=problem)
    return channel


def _demand_kind(kind: str) -> None:
    if kind not in [each.key for each in ChannelKind.all()]:
        sentence = _("There is no such kind of channel.")
        raise NotPossible(sentence, fields={"kind": sentence})


def _give(channel: Channel, whose: Belonging) -> None:
    if ChannelKind.get(channel.kind).is_way_out and (whose.team or whose.calendar):
        sentence = _("Letters leave by it at all hours, and nobody gets them: leave this empty.")
        raise NotPossible(sentence, fields={"team" if whose.team else "calendar": sentence})
    if whose.owner is not None and not whose.owner.is_active:
        sentence = _("Choose an owner who still works here.")
        raise NotPossible(sentence, fields={"owner": sentence})
    for name in BELONGING:
        setattr(channel, name, getattr(whose, name))


def _free_name(name: str, channel: Channel) -> str:
    name = one_line(name, 80)
    if not name or Channel.objects.filter(name=name).exclude(pk=channel.pk).exists():
        sentence = _("Give the channel a name that no other has.")
        raise NotPossible(sentence, fields={"name": sentence})
    return name


def _kept(kind: str, told: Told, before: dict[str, str]) -> dict[str, str]:
    sort, kept = ChannelKind.get(kind), {HELD: before[HELD]} if HELD in before else {}
    judged: dict[str, str] = {}
    for setting in sort.settings:
        value = (told.get(setting.key) or "").strip()
        if value and setting.judge and (words := setting.judge(value)):
            judged[setting.key] = words
        if not setting.is_secret:
            kept[setting.key] = value or setting.default
        elif value:
            kept[setting.key] = encrypt(value)
        else:
            is_forgotten = setting.key in told and told[setting.key] is None
            kept[setting.key] = "" if is_forgotten else before.get(setting.key, "")
    if before and _is_elsewhere(sort, kept, before):
        kept.pop(HELD, None)
        _demand_anew(sort, kept, before)
    wrong = {s.key: words for s in sort.settings if (words := _wrong(s, kept[s.key]))}
    if wrong := sort.missing(kept) | wrong | judged:
        raise NotPossible(_("Some settings are not right: mend what is marked."), fields=wrong)
    return kept


def _is_elsewhere(sort: type[ChannelKind], kept: dict[str, str], before: dict[str, str]) -> bool:
    """Tell whether the secrets would be shown to another server than they were told for."""
    places = [each for each in sort.settings if each.is_address]
    return any(kept[each.key] != before.get(each.key, each.default) for each in places)


def _demand_anew(sort: type[ChannelKind], kept: dict[str, str], before: dict[str, str]) -> None:
    """Refuse that a secret goes along to another server: whoever leads it there knows it."""
    secrets = [each.key for each in sort.settings if each.is_secret and not each.stays_here]
    carried = [key for key in secrets if kept[key] and kept[key] == before.get(key)]
    if carried:
        sentence = _("It is at another address now: enter its secrets anew.")
        raise NotPossible(sentence, fields=dict.fromkeys(carried, sentence))


def _wrong(setting: Setting, value: str) -> str:
    """Return what is wrong with one setting, in a sentence; empty when nothing is."""
    if not value:
        return "" if setting.is_optional else _("Fill this in.")
    if setting.choices and value not in dict(setting.choices):
        return _("“%(value)s” is not one of the choices: choose another.") % {"value": value}
    if setting.default.isdigit() and not value.isdecimal():
        return _("Write a number, such as %(default)s.") % {"default": setting.default}
    return ""
