"""Who of the world one can be, for the demonstration's sign-in page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoc.people.models import Address, Person
from spoc.world.norrvik import CUSTOMERS, DESK, PersonIs

GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Somebody who asks"), ("",)),
    (_("An agent of the desk"), ("CSR", "IR")),
    (_("The coordinator"), ("IC",)),
    (_("The manager"), ("CSM",)),
    (_("The administrator"), ("AD",)),
    (_("The auditor"), ("AU",)),
)
ASKING = ("", "CU")


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
    """People who do the same."""

    label: str
    people: list[Somebody]


def who() -> list[Group]:
    """Return the groups of people to choose from; none before the world is built."""
    rows = _rows()
    groups = []
    for label, roles in GROUPS:
        kept = [rows[each.mail] for each in EVERYBODY if _role(each) in roles and each.mail in rows]
        groups.append(Group(str(label), [_somebody(person) for person in kept]))
    return [group for group in groups if group.people]


def one_of_them(pk: str) -> Person | None:
    """Return the person of the world with this key; nobody else can be chosen."""
    return next((person for person in _rows().values() if str(person.pk) == pk), None)


def _rows() -> dict[str, Person]:
    mails = [each.mail for each in EVERYBODY]
    rows = Address.objects.filter(kind=Address.Kind.MAIL, normal__in=mails, person__is_active=True)
    return {row.normal: row.person for row in rows.select_related("person__organisation")}


def _role(each: PersonIs) -> str:
    """Return what somebody is here: whoever only speaks for a customer asks like others."""
    role = each.roles[0] if each.roles else ""
    return "" if role in ASKING else role


def _somebody(person: Person) -> Somebody:
    organisation = person.organisation.name if person.organisation else ""
    return Somebody(person.pk, person.name, person.initials, person.hue, person.title, organisation)


EVERYBODY = (*DESK, *CUSTOMERS)
