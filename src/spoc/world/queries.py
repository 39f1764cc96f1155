"""Who of the world one can be, for the demonstration's sign-in page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoc.people.models import Address, Person
from spoc.world.norrvik import CUSTOMERS, DESK, PersonIs

# how a group is called and drawn, and which roles belong in it; a customer's voice asks like others
GROUPS: tuple[tuple[str | Promise, str, tuple[str, ...]], ...] = (
    (_("Somebody who asks"), "person", ("", "CU")),
    (_("An agent of the desk"), "headset", ("CSR", "IR")),
    (_("The coordinator"), "people", ("IC",)),
    (_("The manager"), "people", ("CSM", "SL", "SO", "PM")),
    (_("The administrator"), "settings", ("AD",)),
    (_("The auditor"), "eye", ("AU",)),
)
# of those who ask, one of each community stands in front
FRONT = ("Karin Holm", "Ahmed Yusuf", "Oskar Nyman", "Lena Forss")
EVERYBODY = (*DESK, *CUSTOMERS)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the people to choose from, with face, name and what they do."""

    pk: int
    name: str
    initials: str
    hue: int
    title: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Group:
    """People who do the same; one that is closed has those who are rarely chosen."""

    label: str
    icon: str
    people: list[Somebody]
    is_open: bool = True


def who() -> list[Group]:
    """Return the groups of people to choose from; none before the world is built."""
    rows = _rows()
    groups = [_group(label, icon, roles, rows) for label, icon, roles in GROUPS]
    asking = groups[0].people
    front = [each for each in asking if each.name in FRONT]
    others = [each for each in asking if each.name not in FRONT]
    groups[0] = Group(groups[0].label, groups[0].icon, front)
    more = Group(str(_("More who ask")), "person", others, is_open=False)
    return [group for group in (*groups, more) if group.people]


def one_of_them(pk: str) -> Person | None:
    """Return the person of the world with this key; nobody else can be chosen."""
    return next((person for person in _rows().values() if str(person.pk) == pk), None)


def _rows() -> dict[str, Person]:
    mails = [each.mail for each in EVERYBODY]
    rows = Address.objects.filter(kind=Address.Kind.MAIL, normal__in=mails, person__is_active=True)
    return {row.normal: row.person for row in rows.select_related("person__organisation")}


def _group(
    label: str | Promise, icon: str, roles: tuple[str, ...], rows: dict[str, Person]
) -> Group:
    known = [each for each in EVERYBODY if each.mail in rows]
    people = [_somebody(rows[each.mail]) for each in known if _role(each) in roles]
    return Group(str(label), icon, people)


def _role(each: PersonIs) -> str:
    return each.roles[0] if each.roles else ""


def _somebody(person: Person) -> Somebody:
    organisation = person.organisation.name if person.organisation else ""
    return Somebody(person.pk, person.name, person.initials, person.hue, person.title, organisation)
