"""The ways in and out for machines: which there are, what they are told, and trying them.

What a kind keeps secret is taken and never told again.
"""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.channels import activities
from spoc.channels.access import may_shape, visible_to
from spoc.channels.activities import Belonging
from spoc.channels.activities.channel import BELONGING
from spoc.channels.base import ChannelKind
from spoc.channels.models import Channel
from spoc.channels.problems import in_readers_words
from spoc.people.access import communities_visible_to, demand
from spoc.people.models import Person
from spoc.people.queries import people_with_duties, teams_in_order
from spoc.service_levels.access import calendars_visible_to
from spoc.site.machines import Key, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()

ALL, ONE = "/channels", "/channels/{int:channel}"
SettingKey = Annotated[str, Field(max_length=40)]
SettingValue = Annotated[str, Field(max_length=20_000)]


class ChannelIn(Schema):
    """A channel: whose it is, and what its kind is told; a secret that is left out stays.

    At another address no secret stays: it is sent anew.
    Without a team what comes by it goes where all goes; without a calendar it is always open.
    """

    name: str = Field(min_length=1, max_length=80)
    community: Key | None = None
    team: Key | None = None
    owner: Key | None = None
    calendar: Key | None = None
    settings: dict[SettingKey, SettingValue | None] = Field(
        {},
        max_length=60,
        description="By key: see GET /channel-kinds. An empty secret stays, null forgets it.",
    )


class NewChannelIn(ChannelIn):
    """A channel there is to be."""

    kind: str = Field(max_length=20)


class ChannelOut(Schema):
    """A channel and how it is; what it is told is for whoever may change it.

    `secrets` names what is kept and told to nobody; others send to its `address`.
    """

    id: int
    kind: str
    name: str
    community: int | None
    team: int | None
    owner: int | None
    calendar: int | None
    settings: dict[str, str]
    secrets: list[str]
    address: str
    is_on: bool
    looked_at: datetime | None
    problem: str


class ChannelsOut(Schema):
    """A page of channels, and the mark of the next page."""

    items: list[ChannelOut]
    next: str | None


class SettingOut(Schema):
    """What a kind of channel is told; where there are choices, one of them."""

    key: str
    label: str
    hint: str
    default: str
    choices: list[str]
    is_secret: bool
    is_optional: bool


class ChannelKindOut(Schema):
    """A kind of channel; by one that `is_way_out` letters leave and nothing comes."""

    key: str
    label: str
    is_way_out: bool
    settings: list[SettingOut]


class ChannelSwitchIn(Schema):
    """Whether it is open."""

    is_on: bool


class TriedOut(Schema):
    """What stands in the way of a channel; nothing where it works."""

    problem: str


@router.get("/channel-kinds", response=answers(list[ChannelKindOut]))
def list_channel_kinds(request: HttpRequest) -> list[ChannelKindOut]:
    """List which kinds of channel there are, and what each is told."""
    _shaper(request)
    return [_kind(each) for each in ChannelKind.all()]


@router.get(ALL, response=answers(ChannelsOut))
def list_channels(request: HttpRequest, walk: Walk) -> ChannelsOut:
    """List the channels the caller may look after."""
    by = caller(request)
    rows, mark = page_of(visible_to(by), ("id",), walk)
    return ChannelsOut(items=[_out(row, by) for row in rows], next=mark)


@router.post(ALL, response=answers(ChannelOut, 201))
def add_channel(request: HttpRequest, asked: NewChannelIn) -> Status[ChannelOut]:
    """Open a channel."""
    by, kind = _shaper(request), asked.kind
    whose, told = _whose(asked, by), asked.settings
    made = activities.add_channel(asked.name, by=by, kind=kind, told=told, whose=whose)
    return Status(201, _out(made, by))


@router.get(ONE, response=answers(ChannelOut))
def read_channel(request: HttpRequest, channel: int) -> ChannelOut:
    """Read a channel."""
    by = caller(request)
    return _out(find(visible_to(by), channel), by)


@router.put(ONE, response=answers(ChannelOut))
def change_channel(request: HttpRequest, channel: int, asked: ChannelIn) -> ChannelOut:
    """Change whose it is and what it is told: what is not sent is as in a new one."""
    by = _shaper(request)
    row: Channel = find(visible_to(by), channel)
    whose, told = _whose(asked, by), asked.settings
    return _out(activities.change_channel(row, by=by, told=told, whose=whose, name=asked.name), by)


@router.put(f"{ONE}/switch", response=answers(ChannelOut))
def switch_channel(request: HttpRequest, channel: int, asked: ChannelSwitchIn) -> ChannelOut:
    """Open or close a channel."""
    by = _shaper(request)
    row: Channel = find(visible_to(by), channel)
    return _out(activities.switch_channel(row, by=by, is_on=asked.is_on), by)


@router.post(f"{ONE}/test", response=answers(TriedOut))
def check_channel(request: HttpRequest, channel: int) -> TriedOut:
    """Try what a channel is told."""
    by = _shaper(request)
    return TriedOut(problem=activities.check_channel(find(visible_to(by), channel), by=by))


def _shaper(request: HttpRequest) -> Person:
    """Return the caller, if they change channels."""
    by = caller(request)
    demand(may_shape(by), _("Only administrators change channels: ask one of them."))
    return by


def _whose(asked: ChannelIn, by: Person) -> Belonging:
    return Belonging(
        community=named(communities_visible_to(by), asked.community, "community"),
        team=named(teams_in_order(), asked.team, "team"),
        owner=named(people_with_duties(), asked.owner, "owner"),
        calendar=named(calendars_visible_to(by).filter(is_active=True), asked.calendar, "calendar"),
    )


def _out(row: Channel, by: Person) -> ChannelOut:
    kind, shapes = ChannelKind.get(row.kind), may_shape(by)
    told = [each for each in kind.settings if shapes and row.settings.get(each.key)]
    return ChannelOut(
        id=row.pk,
        kind=row.kind,
        name=row.name,
        **{name: getattr(row, f"{name}_id") for name in BELONGING},
        settings={each.key: row.settings[each.key] for each in told if not each.is_secret},
        secrets=[each.key for each in told if each.is_secret],
        address=f"{settings.SPOC_URL}/in/{row.mark}" if shapes and kind.is_told else "",
        is_on=row.is_on,
        looked_at=row.looked_at,
        problem=in_readers_words(row.problem),
    )


def _kind(kind: type[ChannelKind]) -> ChannelKindOut:
    return ChannelKindOut(
        key=kind.key,
        label=str(kind.label),
        is_way_out=kind.is_way_out,
        settings=[
            SettingOut(
                key=each.key,
                label=str(each.label),
                hint=str(each.hint),
                default=each.default,
                choices=[key for key, _words in each.choices],
                is_secret=each.is_secret,
                is_optional=each.is_optional,
            )
            for each in kind.settings
        ],
    )
