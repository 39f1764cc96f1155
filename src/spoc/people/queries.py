"""Finding people: the one signed in, the one who wrote, the one who calls."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import BaseExpression
from django.db.models.functions import JSONObject

from spoc.kit.prepared import Place, Prepared
from spoc.kit.text import sort_key
from spoc.people.models import (
    Address,
    Community,
    CommunityAddress,
    Grant,
    Membership,
    Organisation,
    Person,
    Team,
    Tier,
    Token,
)
from spoc.people.rules import DESK_ROLES, normal_address


def system() -> Person:
    """Return the system, a person like others in every fact it records."""
    [found] = _systems()
    return found


@Prepared
def _systems() -> QuerySet[Person]:
    return _told_of(Person.objects.filter(kind=Person.Kind.SYSTEM))


def signed_in(pk: int) -> Person | None:
    """Return an active person with roles, teams, organisation and community, in one query."""
    return next(iter(_who_it_is(pk)), None)


_known_with_person: dict[str, BaseExpression] = {}


def known_with_person(name: str, expression: BaseExpression) -> None:
    """Let an app above have whoever signs in come with more, in the same query, under a name."""
    _known_with_person[name] = expression


@Prepared
def _who_it_is(pk: Place) -> QuerySet[Person]:
    return known_people().filter(pk=pk)


def known_people() -> QuerySet[Person]:
    """Return the active people, each with all that decides what they may."""
    people = Person.objects.select_related("organisation", "community")
    return _told_of(people.filter(is_active=True)).annotate(**_known_with_person)


def _told_of(people: QuerySet[Person]) -> QuerySet[Person]:
    """Return people with their roles and teams, so that nobody asks for these again."""
    teams = Membership.objects.filter(person=OuterRef("pk")).values("team_id")
    return people.annotate(loaded_grants=_grants_of("pk"), loaded_teams=ArraySubquery(teams))


def token_held(digest: str) -> Token | None:
    """Return the token with this digest that is not revoked, with its person as one signed in."""
    for person in _who_holds(digest):
        told = vars(person)
        values = {name: told[f"token_{name}"] for name in TOKEN}
        return Token(**values, digest=digest, person=person)
    return None


TOKEN = ("id", "name", "scopes", "created_at", "expires_at", "used_on", "calls_per_minute")


@Prepared
def _who_holds(digest: Place) -> QuerySet[Person]:
    valid = known_people().filter(tokens__digest=digest, tokens__revoked_at=None)
    return valid.annotate(**{f"token_{name}": F(f"tokens__{name}") for name in TOKEN})


def _grants_of(person: str) -> ArraySubquery:
    """Return the roles of a person, named by the field that points at them."""
    grant = {name: name for name in ("role", "scope", "scope_id", "sees_restricted")}
    rows = Grant.objects.filter(person=OuterRef(person))
    return ArraySubquery(rows.values(grant=JSONObject(**grant)))


def by_mail(address: str) -> Person | None:
    """Return whose mail address this is; it identifies, it does not prove who wrote."""
    return next(iter(_reached_at("mail", address)), None)


def by_phone(number: str) -> list[Person]:
    """Return everybody with this phone number: a number may be shared."""
    return _reached_at("phone", number)


def _reached_at(kind: str, value: str) -> list[Person]:
    """Return the first five reached there, with their roles."""
    found = []
    for row in _addresses(kind, normal_address(kind, value)):
        vars(row.person)["loaded_grants"] = vars(row)["loaded_grants"]
        found.append(row.person)
    return found


@Prepared
def _addresses(kind: Place, normal: Place) -> QuerySet[Address]:
    rows = Address.objects.filter(kind=kind, normal=normal).order_by("pk")
    whole = rows.select_related("person__organisation", "person__community")
    return whole.annotate(loaded_grants=_grants_of("person"))[:5]


def first_mail(person: Person) -> str:
    """Return the address letters to this person go to; empty when there is none."""
    return next(iter(_first_mails(person.pk)), "")


@Prepared
def _first_mails(person: Place) -> QuerySet[Address, str]:
    rows = Address.objects.filter(person=person, kind=Address.Kind.MAIL)
    return rows.order_by("-is_first", "id").values_list("value", flat=True)[:1]


def box_of(code: str) -> int | None:
    """Return how many minutes a tier works on a request; None for as long as it takes."""
    return Tier.objects.filter(code=code).values_list("box_minutes", flat=True).first()


def matching(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Narrow the people to those whose name, mail or phone begins like the words."""
    key = sort_key(words)
    digits = normal_address("phone", words)
    found = Q(sort_name__contains=key) | Q(
        addresses__kind="mail", addresses__normal__startswith=words.strip().lower()
    )
    if len(digits) >= 3:
        found |= Q(addresses__kind="phone", addresses__normal__contains=digits)
    return (
        people.filter(found, merged_into=None)
        .select_related("organisation", "community")
        .distinct()
        .order_by("sort_name", "id")
    )


def called(people: QuerySet[Person], words: str) -> Person | None:
    """Return the one of these people with this name or mail address; none where two have it."""
    mail = normal_address("mail", words)
    for fits in (Q(name__iexact=words), Q(addresses__kind="mail", addresses__normal=mail)):
        found = list(people.filter(fits, merged_into=None)[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None


def going_along(person: Person) -> dict[str, int]:
    """Return how much of each sort names a person, and would name another after a merge."""
    return {
        "requests": person.requests.count(),
        "addresses": person.addresses.count(),
        "contacts": person.interactions.count(),
        "roles": person.grants.count(),
        "teams": person.memberships.count(),
    }


def with_addresses(people: QuerySet[Person]) -> QuerySet[Person]:
    """Return the people with what they belong to and how they are reached, the first way first."""
    addresses = Address.objects.order_by("-is_first", "id")
    return people.select_related("organisation", "community").prefetch_related(
        Prefetch("addresses", addresses)
    )


def community_of(addresses: list[str]) -> Community | None:
    """Return the community one of these recipient addresses belongs to."""
    normal = {normal_address("mail", address) for address in addresses}
    found = [community for value, community in community_addresses() if value in normal]
    return next(iter(_community(min(found))), None) if found else None


@Prepared
def community_addresses() -> QuerySet[CommunityAddress, tuple[str, int]]:
    """Return all addresses letters may be sent to, each with the key of its community."""
    return CommunityAddress.objects.values_list("value", "community_id")


@Prepared
def _community(pk: Place) -> QuerySet[Community]:
    return Community.objects.filter(pk=pk)


def organisation_of(address: str) -> Organisation | None:
    """Return the organisation whose mail domain this address is in."""
    domain = address.rpartition("@")[2].lower()
    return Organisation.objects.filter(domains__contains=[domain]).first() if domain else None


def entry_team() -> Team | None:
    """Return the team that meets what has no other place yet: the service desk itself."""
    return next(iter(_entry_teams()), None)


@Prepared
def _entry_teams() -> QuerySet[Team]:
    rows = Team.objects.filter(is_active=True)
    return rows.order_by(F("is_entry").desc(), "tier", "id")[:1]


def teams_in_order() -> QuerySet[Team]:
    """Return the active teams, nearest to the customer first."""
    return Team.objects.filter(is_active=True).order_by("tier", "sort_name")


def team_members(team: Team) -> QuerySet[Person]:
    """Return the active people of a team by name."""
    return Person.objects.filter(memberships__team=team, is_active=True).order_by("sort_name")


def people_with_duties() -> QuerySet[Person]:
    """Return everybody who has a role at the desk, by name."""
    granted = Grant.objects.filter(role__in=DESK_ROLES).values("person")
    return Person.objects.filter(is_active=True, pk__in=granted).order_by("sort_name", "pk")


def first_administrator_is_missing() -> bool:
    """Tell whether nobody looks after this installation yet."""
    return not Grant.objects.filter(role="AD", person__is_active=True).exists()
