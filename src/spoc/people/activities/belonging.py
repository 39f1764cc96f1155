"""Founding what people belong to, and letting them in and out of teams."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, sort_key
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.changes import key_for
from spoc.people.activities.sense import called, checked_domains, demand_tier, demand_voice, refuse
from spoc.people.models import (
    Community,
    CommunityAddress,
    Membership,
    Organisation,
    Person,
    Team,
)
from spoc.people.rules import normal_address


@activity
def found_community(name: str, *, by: Person, key: str = "", **particulars: object) -> Community:
    """Begin to serve a community with a voice of its own."""
    demand(_may_found(by))
    name = called(name)
    demand_voice(particulars)
    community = Community(name=name, key=key or key_for(Community, name), **particulars)
    community.sender_name = community.sender_name or name
    community.save()
    record("community.founded", community, by=by, name=name)
    return community


@activity
def add_community_address(
    community: Community, *, by: Person, value: str, is_sender: bool = False
) -> CommunityAddress:
    """Let letters to this address be the community's; the sender's address is one."""
    demand(_may_found(by))
    normal = normal_address("mail", value)
    try:
        validate_email(normal)
    except ValidationError:
        refuse("value", _("Write the address in full, such as help@example.org."))
    if CommunityAddress.objects.filter(value=normal).exclude(community=community).exists():
        raise NotPossible(_("Another community has this address: choose a different one."))
    if is_sender:
        community.addresses.filter(is_sender=True).update(is_sender=False)
    address, _made = community.addresses.update_or_create(
        value=normal, defaults={"is_sender": is_sender}
    )
    record("community.addressed", community, by=by, value=normal)
    return address


@activity
def found_organisation(
    name: str, *, by: Person, community: Community | None = None, domains: list[str] | None = None
) -> Organisation:
    """Write down a party that persons act for; letters from its domains are its people's."""
    demand(_may_found(by) or access.may_record_people(by))
    name = one_line(name, 160)
    if not name or Organisation.objects.filter(name=name).exists():
        sentence = _("Give the organisation a name that no other has.")
        raise NotPossible(sentence, fields={"name": sentence})
    organisation = Organisation.objects.create(
        name=name,
        sort_name=sort_key(name),
        community=community,
        domains=checked_domains(domains or []),
    )
    record("organisation.founded", organisation, by=by, name=name)
    return organisation


@activity
def found_team(name: str, *, by: Person, tier: int, key: str = "", is_entry: bool = False) -> Team:
    """Form a team on a tier of support; one team meets what has no other place yet."""
    demand(_may_found(by))
    name = called(name)
    demand_tier(tier)
    key = key or key_for(Team, name)
    if is_entry:
        Team.objects.filter(is_entry=True).update(is_entry=False)
    team = Team.objects.create(
        name=name, sort_name=sort_key(name), key=key, tier=tier, is_entry=is_entry
    )
    record("team.founded", team, by=by, name=name, tier=tier)
    return team


@activity
def join_team(person: Person, *, by: Person, team: Team, is_lead: bool = False) -> Membership:
    """Give a person a place in a team."""
    demand(_may_found(by))
    membership, _made = Membership.objects.update_or_create(
        person=person, team=team, defaults={"is_lead": is_lead}
    )
    record("team.joined", person, by=by, team=team.name)
    return membership


@activity
def leave_team(person: Person, *, by: Person, team: Team) -> None:
    """Take a person out of a team; work already assigned stays with them."""
    demand(_may_found(by))
    left, _rows = person.memberships.filter(team=team).delete()
    if left:
        record("team.left", person, by=by, team=team.name)


def _may_found(by: Person) -> bool:
    return by.kind == Person.Kind.SYSTEM or access.may_administer(by)
