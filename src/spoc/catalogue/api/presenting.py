"""How services are told of, for machines: to everybody, to each community, in which voice."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from spoc.catalogue.access import shaped_by
from spoc.catalogue.activities import present_service, voice_service
from spoc.catalogue.models import Presentation, Service, ServiceVoice
from spoc.catalogue.queries import presentations_of
from spoc.people.activities.communities import LARGEST_LOGO, checked_logo
from spoc.people.models import Community, Language
from spoc.people.voice import LANGUAGES, WORDS
from spoc.site.machines import OneOf, Whole, answers, find, nowhere
from spoc.site.tokens import caller

router = Router()

ONE = "/services/{int:service}"
ToneCode = Annotated[str, OneOf(("", *Community.Tone.values))]
LanguageCode = Annotated[str, OneOf(("", *Language.values))]
Hue = Annotated[Whole, Field(ge=0, le=359)]
Chroma = Annotated[Whole, Field(ge=40, le=140)]
PLAIN = ("portal_name", "sender_name", "phone", "hours", "language", "tone")
MARKED = ("hue", "chroma", "has_surveys")


class TellIn(Schema):
    """What is told of a service in one language; what is empty is told as to everybody."""

    name: str = Field("", max_length=120)
    description: str = Field("", max_length=300)
    guidance: str = Field("", max_length=4_000)
    price: str = Field("", max_length=200)


class ServiceToldIn(Schema):
    """What is told of a service, by language."""

    en: TellIn | None = None
    sv: TellIn | None = None


class PresentationIn(Schema):
    """What one community is told of a service, and whether it is shown to them at all."""

    told: ServiceToldIn
    is_shown: bool = True


class PresentationOut(Schema):
    """What a community is told otherwise than everybody; `community` is null for everybody."""

    community: int | None
    name: str
    is_shown: bool
    told: dict[str, dict[str, str]]


class VoiceWordsIn(Schema):
    """What is called or said otherwise in one language; what is empty is said as usual."""

    greeting: str = Field("", max_length=80)
    ask: str = Field("", max_length=30)
    mine: str = Field("", max_length=30)
    request: str = Field("", max_length=30)
    signature: str = Field("", max_length=400)


class VoiceToldIn(Schema):
    """What is called or said otherwise, by language."""

    en: VoiceWordsIn | None = None
    sv: VoiceWordsIn | None = None


class ServiceVoiceIn(Schema):
    """What a service says in its own voice; what is empty is said as the community says it.

    What is left out stays. `has_surveys` null asks how it went where the community does.
    """

    portal_name: str = Field("", max_length=80)
    sender_name: str = Field("", max_length=120)
    phone: str = Field("", max_length=40)
    hours: str = Field("", max_length=80)
    language: LanguageCode = ""
    tone: ToneCode = ""
    hue: Hue | None = None
    chroma: Chroma | None = None
    has_surveys: bool | None = None
    words: VoiceToldIn | None = None


class ServiceVoiceOut(Schema):
    """The voice of a service; what is empty is the community's."""

    portal_name: str
    sender_name: str
    phone: str
    hours: str
    language: str
    tone: str
    hue: int | None
    chroma: int | None
    has_surveys: bool | None
    words: dict[str, dict[str, str]]
    has_logo: bool


@router.get(f"{ONE}/presentations", response=answers(list[PresentationOut]))
def list_presentations(request: HttpRequest, service: int) -> list[PresentationOut]:
    """List what everybody is told of a service, and what each community is told otherwise."""
    return _all(_found(request, service))


@router.put(f"{ONE}/presentation", response=answers(PresentationOut))
def tell_of_service(request: HttpRequest, service: int, asked: ServiceToldIn) -> PresentationOut:
    """Say what everybody is told of a service; its name stays as it is."""
    row = _found(request, service)
    told = {each: {**words, "name": ""} for each, words in _by_language(asked).items()}
    present_service(row, by=caller(request), community=None, told=_filled(told))
    return _of_all(row)


@router.put(f"{ONE}/presentations/{{int:community}}", response=answers(PresentationOut))
def present_to_community(
    request: HttpRequest, service: int, community: int, asked: PresentationIn
) -> PresentationOut:
    """Say what one community is told of a service, or hide it from them."""
    row = _found(request, service)
    whom = next((each for each, _said in presentations_of(row) if each.pk == community), None)
    if whom is None:
        raise nowhere()
    told = _by_language(asked.told)
    present_service(row, by=caller(request), community=whom, told=told, is_shown=asked.is_shown)
    return next(each for each in _all(row) if each.community == community)


@router.get(f"{ONE}/voice", response=answers(ServiceVoiceOut))
def read_service_voice(request: HttpRequest, service: int) -> ServiceVoiceOut:
    """Read in which voice a service is spoken of."""
    row = _found(request, service)
    return _voice(getattr(row, "voice", None) or ServiceVoice(service=row))


@router.patch(f"{ONE}/voice", response=answers(ServiceVoiceOut))
def give_service_voice(
    request: HttpRequest, service: int, asked: ServiceVoiceIn
) -> ServiceVoiceOut:
    """Give a service a voice of its own, over that of the community."""
    given: dict[str, Any] = asked.dict(exclude_unset=True, exclude={"words"})
    if asked.words is not None:
        given["words"] = _by_language(asked.words)
    return _voice(voice_service(_found(request, service), by=caller(request), **given))


@router.post(f"{ONE}/voice/logo", response=answers(ServiceVoiceOut))
def give_service_logo(
    request: HttpRequest, service: int, picture: Annotated[UploadedFile, File()]
) -> ServiceVoiceOut:
    """Put a picture in front of a service's name: PNG, JPEG or WebP, at most 200 kB."""
    by, row = caller(request), _found(request, service)
    logo = checked_logo(picture.read(LARGEST_LOGO + 1))
    return _voice(voice_service(row, by=by, logo=logo.digest, logo_type=logo.content_type))


@router.delete(f"{ONE}/voice/logo", response=answers(None, 204))
def take_service_logo_away(request: HttpRequest, service: int) -> Status[None]:
    """Let a service have the community's picture again."""
    voice_service(_found(request, service), by=caller(request), logo="", logo_type="")
    return Status(204, None)


def _found(request: HttpRequest, pk: int) -> Service:
    row: Service = find(shaped_by(caller(request)), pk)
    return row


def _by_language(told: ServiceToldIn | VoiceToldIn) -> dict[str, dict[str, str]]:
    given = {each: getattr(told, each) for each in LANGUAGES}
    return _filled({each: words.dict() for each, words in given.items() if words})


def _filled(told: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Return words by language, without what is empty."""
    said = {each: {k: v for k, v in words.items() if v} for each, words in told.items()}
    return {each: words for each, words in said.items() if words}


def _of_all(row: Service) -> PresentationOut:
    return PresentationOut(community=None, name=str(row), is_shown=True, told=row.told)


def _all(row: Service) -> list[PresentationOut]:
    return [_of_all(row), *(_presented(*each) for each in presentations_of(row))]


def _presented(community: Community, row: Presentation | None) -> PresentationOut:
    told, is_shown = (row.told, row.is_shown) if row else ({}, True)
    return PresentationOut(
        community=community.pk, name=community.name, is_shown=is_shown, told=told
    )


def _voice(row: ServiceVoice) -> ServiceVoiceOut:
    said = {name: getattr(row, name) for name in (*PLAIN, *MARKED)}
    words = {each: {k: row.words.get(each, {}).get(k, "") for k in WORDS} for each in LANGUAGES}
    return ServiceVoiceOut(**said, words=_filled(words), has_logo=bool(row.logo))
