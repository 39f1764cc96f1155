"""Reading services: as a community is told of them, and by their keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Category, Presentation, Service, ServiceVoice
from spoc.kit.text import sort_key
from spoc.people.models import Community, Person
from spoc.people.voice import Told, Voice, said, spoken_over, voice_of

# the cookie that remembers to which community somebody came who is not signed in
SPOKEN_TO = "spoc_community"


@dataclass(frozen=True, slots=True)
class Offered:
    """A service as one community is told of it, in the reader's language."""

    pk: int
    key: str
    name: str
    description: str
    guidance: str
    price: str
    is_public: bool

    @property
    def said(self) -> str:
        """All that is said of it, to be searched."""
        return f"{self.name} {self.description} {self.guidance}".casefold()


def offered(services: QuerySet[Service], community: Community, words: str = "") -> list[Offered]:
    """Return services as a community is told of them, by name, or those that fit some words."""
    rows = list(services.exclude(is_unknown=True))
    presented = {
        each.service_id: each.told
        for each in Presentation.objects.filter(community=community.pk or 0)
    }
    found = [_offered(row, presented.get(row.pk, {})) for row in rows]
    wanted = words.casefold().split()
    fit = [each for each in found if all(word in each.said for word in wanted)]
    return sorted(fit, key=lambda each: sort_key(each.name))


def _offered(service: Service, told: Told) -> Offered:
    def words(key: str) -> str:
        return said(told, key) or said(service.told, key)

    return Offered(
        pk=service.pk,
        key=service.key,
        name=said(told, "name") or str(service),
        description=words("description") or service.description,
        guidance=words("guidance"),
        price=words("price"),
        is_public=service.is_public,
    )


def voice_for(community: Community, service: Service | None) -> Voice:
    """Return the voice in which a community is spoken to, about a service that may have its own."""
    voice = voice_of(community)
    # it comes with the service where that was read so
    own: ServiceVoice | None = getattr(service, "voice", None)
    return spoken_over(voice, own.own) if own else voice


def presentations_of(service: Service) -> list[tuple[Community, Presentation | None]]:
    """Return every community, with how it is told of a service where that is otherwise."""
    known = {each.community_id: each for each in service.presentations.all()}
    return [(each, known.get(each.pk)) for each in Community.objects.order_by("name")]


def told_of(service: Service, community: Community) -> Offered:
    """Return one service as a community is told of it."""
    row = service.presentations.filter(community=community.pk or 0).first()
    return _offered(service, row.told if row else {})


def names_told(services: Iterable[Service | None], community: Community | None) -> list[str]:
    """Return what a community is told that services are called, in their order."""
    rows = list(services)
    known = Presentation.objects.filter(service__in=[each for each in rows if each])
    told = {each.service_id: each.told for each in known.filter(community=community)}
    return [said(told.get(each.pk, {}) if each else {}, "name") or str(each) for each in rows]


def community_with(key: str) -> Community | None:
    """Return the community with this key."""
    # it comes from a cookie, which may hold signs no database keeps
    is_key = bool(key) and key.isprintable()
    return Community.objects.filter(key=key).first() if is_key else None


def spoken_to(person: Person | None, key: str) -> Community:
    """Return the community a page speaks to: the reader's own, the one they came to, or any."""
    own = person.community if person else None
    return own or community_with(key) or first_community()


def first_community() -> Community:
    """Return whose voice speaks to whom nobody knows: the first there is."""
    found = Community.objects.order_by("id").first()
    return found or Community(key="spoc", name="Spoc", sender_name="Spoc")


def logo_type_of(digest: str) -> str:
    """Return which sort of picture a logo is; empty for what is none."""
    for model in (Community, ServiceVoice):
        found = model._default_manager.filter(logo=digest).values_list("logo_type", flat=True)
        if kind := found.first():
            return str(kind)
    return ""


def live_services() -> QuerySet[Service]:
    """Return the services that requests can be about, the bucket for unknown ones last."""
    return Service.objects.filter(is_live=True).order_by("is_unknown", "name")


def unknown_service() -> Service:
    """Return the bucket for requests whose service nobody could tell."""
    return Service.objects.get(is_unknown=True)


def categories_for(service: Service | None) -> QuerySet[Category]:
    """Return the categories that fit a service, and those that fit every one."""
    fits = Q(service=None) | Q(service=service) if service else Q(service=None)
    return Category.objects.filter(fits, is_live=True).order_by("name")


def service_by_key(key: str) -> Service | None:
    """Return the live service with this key."""
    return Service.objects.filter(key=key, is_live=True).first() if key else None


def category_by_key(key: str) -> Category | None:
    """Return the live category with this key."""
    return Category.objects.filter(key=key, is_live=True).first() if key else None
