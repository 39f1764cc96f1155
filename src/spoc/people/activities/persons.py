"""Writing persons down, and keeping them right."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, sort_key
from spoc.kit.time import now
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.activities.roles import keep_an_administrator
from spoc.people.models import Address, Community, Grant, Organisation, Person
from spoc.people.queries import by_mail
from spoc.people.rules import normal_address

# what of a profile is its person's own to change; the rest is the desk's
PROFILE = frozenset(
    [*("title", "place", "reach_hint", "language", "zone", "theme", "single_keys"), "density"]
)


class Particulars(TypedDict, total=False):
    """What may be written of a person beside the name."""

    kind: str
    title: str
    place: str
    reach_hint: str
    organisation: Organisation | None
    community: Community | None
    manager: Person | None
    language: str
    zone: str
    theme: str
    single_keys: bool
    density: str
    is_prospect: bool
    is_vip: bool
    is_active: bool


@activity
def add_person(
    name: str, *, by: Person, mail: str = "", phone: str = "", **particulars: Unpack[Particulars]
) -> Person:
    """Write down somebody the house did not know; the community follows the organisation."""
    demand(access.may_record_people(by) or by.kind == Person.Kind.SYSTEM)
    name = one_line(name or mail or phone, 160)
    if not name:
        raise NotPossible(_("Give the person a name, a mail address or a phone number."))
    organisation = particulars.get("organisation")
    if organisation is not None:
        particulars.setdefault("community", organisation.community)
    person = Person(name=name, sort_name=sort_key(name), created_at=now(), **particulars)
    person.set_unusable_password()
    person.save()
    record("person.added", person, by=by, name=name)
    for kind, value in (("mail", mail), ("phone", phone)):
        if value:
            add_address(person, by=by, kind=kind, value=value)
    return person


@activity
def change_person(
    person: Person, *, by: Person, name: str = "", **particulars: Unpack[Particulars]
) -> Person:
    """Change what is kept of somebody; what stays as it was leaves no fact."""
    demand(access.may_change_person(by, person))
    demand(access.may_record_people(by) or PROFILE.issuperset(particulars))
    demand(access.may_administer(by) or "is_active" not in particulars)
    if particulars.get("manager") == person:
        words = _("Nobody manages themselves: choose somebody else.")
        raise NotPossible(words, fields={"manager": words})
    if not particulars.get("is_active", True):
        keep_an_administrator(Grant.objects.exclude(person=person))
    wanted: dict[str, object] = {**particulars}
    if name:
        wanted |= {"name": one_line(name, 160), "sort_name": sort_key(name)}
    if changes := change(person, wanted):
        record("person.changed", person, by=by, changes=changes)
    return person


@activity
def add_address(
    person: Person, *, by: Person, kind: str, value: str, is_verified: bool = False
) -> Address:
    """Add a way to reach a person; a mail address can be one person's only."""
    demand(access.may_change_person(by, person) or by.kind == Person.Kind.SYSTEM)
    demand(not is_verified or access.may_vouch(by))
    normal = normal_address(kind, value)
    if not normal or (kind == "mail" and "@" not in normal[1:]):
        raise NotPossible(_("Write the address in full, such as karin@example.org."))
    if kind == "mail" and (owner := by_mail(value)) is not None:
        if owner.pk == person.pk:
            return person.addresses.get(kind="mail", normal=normal)
        raise NotPossible(_("Somebody else has this mail address: merge the two persons instead."))
    is_first = not person.addresses.filter(kind=kind).exists()
    address = person.addresses.create(
        kind=kind, value=value.strip(), normal=normal, is_verified=is_verified, is_first=is_first
    )
    record("address.added", person, by=by, kind=kind, value=address.value)
    return address


@activity
def verify_address(person: Person, *, by: Person, value: str) -> None:
    """Note that the person proved the mail address is theirs: a password can be had through it."""
    demand(by.pk == person.pk or access.may_vouch(by))
    changed = person.addresses.filter(
        kind="mail", normal=normal_address("mail", value), is_verified=False
    ).update(is_verified=True)
    if changed:
        record("address.verified", person, by=by, value=value)
