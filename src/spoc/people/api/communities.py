"""Communities: the voices the desk speaks with, their addresses and their logos."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from spoc.people import access
from spoc.people import activities as do
from spoc.people.activities.communities import LARGEST_LOGO, Logo
from spoc.people.models import Community, Language, Person
from spoc.site.machines import OneOf, Walk, Whole, answers, find, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/communities/{int:community}"
PLAIN = (
    *("key", "name", "sender_name", "portal_name", "tagline", "phone", "hours", "language"),
    *("zone", "tone", "hue", "chroma", "words", "has_surveys", "shows_status"),
)
SpokenIn = Annotated[str, OneOf(tuple(Language.values))]
Tone = Annotated[str, OneOf(tuple(Community.Tone.values))]
CommunityName = Annotated[str, Field(min_length=1, max_length=120)]


class SpokenWordsIn(Schema):
    """What is called or said otherwise in one language; what is left out is said as usual."""

    greeting: Annotated[str, Field(max_length=80)] = ""
    ask: Annotated[str, Field(max_length=30)] = ""
    mine: Annotated[str, Field(max_length=30)] = ""
    request: Annotated[str, Field(max_length=30)] = ""
    signature: Annotated[str, Field(max_length=400)] = ""


class CommunityChangeIn(Schema):
    """What is to be changed of a voice; what is left out stays, and words are said all at once."""

    name: CommunityName | None = None
    sender_name: str | None = Field(None, max_length=120)
    portal_name: str | None = Field(None, max_length=80)
    tagline: str | None = Field(None, max_length=120)
    phone: str | None = Field(None, max_length=40)
    hours: str | None = Field(None, max_length=80)
    language: SpokenIn | None = None
    zone: str | None = Field(None, max_length=60, description="Such as `Europe/Stockholm`.")
    tone: Tone | None = None
    hue: Annotated[Whole, Field(ge=0, le=359)] | None = None
    chroma: Annotated[Whole, Field(ge=40, le=140)] | None = None
    words: dict[SpokenIn, SpokenWordsIn] | None = None
    has_surveys: bool | None = None
    shows_status: bool | None = None


class CommunityIn(CommunityChangeIn):
    """A community that is to be served with a voice of its own."""

    name: CommunityName


class CommunityAddressIn(Schema):
    """An address whose letters are the community's; letters come from the one that is sender."""

    value: str = Field(min_length=3, max_length=254)
    is_sender: bool = False


class CommunityAddressOut(Schema):
    """An address of a community."""

    id: int
    value: str
    is_sender: bool


class CommunityOut(Schema):
    """A community, how it is spoken to, and the addresses that are its own."""

    id: int
    key: str
    name: str
    sender_name: str
    portal_name: str
    tagline: str
    phone: str
    hours: str
    language: str
    zone: str
    tone: str
    hue: int
    chroma: int
    words: dict[str, dict[str, str]]
    has_surveys: bool
    shows_status: bool
    has_logo: bool
    addresses: list[CommunityAddressOut]


class CommunitiesOut(Schema):
    """A page of communities by name, and the mark of the next page."""

    items: list[CommunityOut]
    next: str | None


@router.get("/communities", response=answers(CommunitiesOut))
def list_communities(request: HttpRequest, walk: Walk) -> CommunitiesOut:
    """List the communities: all to whoever works at the desk, their own to others."""
    rows, mark = page_of(_rows(caller(request)), ("name", "id"), walk)
    return CommunitiesOut(items=[_out(row) for row in rows], next=mark)


@router.post("/communities", response=answers(CommunityOut, 201))
def found_community(request: HttpRequest, asked: CommunityIn) -> Status[CommunityOut]:
    """Begin to serve a community; its own address comes next."""
    wanted = _wanted(asked)
    return Status(201, _out(do.found_community(wanted.pop("name"), by=caller(request), **wanted)))


@router.get(ONE, response=answers(CommunityOut))
def read_community(request: HttpRequest, community: int) -> CommunityOut:
    """Read a community."""
    return _out(_found(request, community))


@router.patch(ONE, response=answers(CommunityOut))
def change_community(
    request: HttpRequest, community: int, asked: CommunityChangeIn
) -> CommunityOut:
    """Change the voice a community is served with."""
    row = _found(request, community)
    # the sender is called as the community is, unless it is said otherwise
    wanted = {"sender_name": row.sender_name, **_wanted(asked)}
    return _out(do.change_community(row, by=caller(request), **wanted))


@router.post(f"{ONE}/addresses", response=answers(CommunityOut, 201))
def add_community_address(
    request: HttpRequest, community: int, asked: CommunityAddressIn
) -> Status[CommunityOut]:
    """Let letters to an address be the community's, or make one it has its sender."""
    row = _found(request, community)
    do.add_community_address(row, by=caller(request), **asked.dict())
    return Status(201, _out(_found(request, community)))


@router.delete(f"{ONE}/addresses/{{int:address}}", response=answers(None, 204))
def remove_community_address(request: HttpRequest, community: int, address: int) -> Status[None]:
    """Let letters to an address be the community's no more."""
    row = _found(request, community)
    value = find(row.addresses.all(), address).value
    do.remove_community_address(row, by=caller(request), value=value)
    return Status(204, None)


@router.post(f"{ONE}/logo", response=answers(CommunityOut))
def give_logo(
    request: HttpRequest, community: int, picture: Annotated[UploadedFile, File()]
) -> CommunityOut:
    """Put a picture in front of a community's name: PNG, JPEG or WebP, at most 200 kB."""
    by, row = caller(request), _found(request, community)
    access.demand(access.may_administer(by))
    logo = do.checked_logo(picture.read(LARGEST_LOGO + 1))
    return _out(do.give_logo(row, by=by, logo=logo))


@router.delete(f"{ONE}/logo", response=answers(None, 204))
def take_logo_away(request: HttpRequest, community: int) -> Status[None]:
    """Take the picture in front of a community's name away."""
    do.give_logo(_found(request, community), by=caller(request), logo=Logo())
    return Status(204, None)


def _rows(by: Person) -> QuerySet[Community]:
    return access.communities_visible_to(by).prefetch_related("addresses")


def _found(request: HttpRequest, pk: int) -> Community:
    found: Community = find(_rows(caller(request)), pk)
    return found


def _wanted(asked: CommunityChangeIn) -> dict[str, Any]:
    wanted = asked.dict(exclude_none=True)
    if asked.words is not None:
        said = {
            each: {k: v for k, v in words.dict().items() if v}
            for each, words in asked.words.items()
        }
        wanted["words"] = {each: words for each, words in said.items() if words}
    return wanted


def _out(row: Community) -> CommunityOut:
    addresses = sorted(row.addresses.all(), key=lambda each: (not each.is_sender, each.value))
    return CommunityOut(
        id=row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        has_logo=bool(row.logo),
        addresses=[
            CommunityAddressOut(id=each.pk, value=each.value, is_sender=each.is_sender)
            for each in addresses
        ],
    )
