"""Changing the communities, organisations and teams there are."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import sort_key
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.activities.sense import called, checked_domains, demand_tier, demand_voice
from spoc.people.models import Community, Organisation, Person, Team


class CommunityParticulars(TypedDict, total=False):
    """What may be changed of a community; its key stays."""

    name: str
    sender_name: str
    tagline: str
    phone: str
    hours: str
    language: str
    zone: str
    hue: int
    chroma: int
    portal_name: str
    tone: str
    words: dict[str, dict[str, str]]
    has_surveys: bool
    shows_status: bool


class OrganisationParticulars(TypedDict, total=False):
    """What may be changed of an organisation."""

    name: str
    community: Community | None
    domains: list[str]
    is_active: bool


class TeamParticulars(TypedDict, total=False):
    """What may be changed of a team; its key stays."""

    name: str
    tier: int
    is_entry: bool
    is_active: bool


@activity
def change_community(
    community: Community, *, by: Person, **particulars: Unpack[CommunityParticulars]
) -> Community:
    """Change the voice a community is served with."""
    demand(access.may_administer(by))
    demand_voice(particulars)
    wanted = {**particulars}
    if "name" in wanted:
        wanted["name"] = called(particulars["name"])
        wanted["sender_name"] = particulars.get("sender_name") or wanted["name"]
    if changes := change(community, wanted):
        record("community.changed", community, by=by, name=community.name, changes=changes)
    return community


@activity
def remove_community_address(community: Community, *, by: Person, value: str) -> None:
    """Let letters to this address be the community's no more; the sender's address stays."""
    demand(access.may_administer(by))
    address = community.addresses.filter(value=value).first()
    if address is None:
        return
    if address.is_sender:
        raise NotPossible(_("Letters come from this address: make another the sender first."))
    address.delete()
    record("community.unaddressed", community, by=by, value=value)


@activity
def change_organisation(
    organisation: Organisation, *, by: Person, **particulars: Unpack[OrganisationParticulars]
) -> Organisation:
    """Change what is named of an organisation; the rest stays."""
    demand(access.may_administer(by))
    wanted: dict[str, object] = {**particulars}
    if "name" in particulars:
        name = called(particulars["name"], 160)
        if Organisation.objects.filter(name=name).exclude(pk=organisation.pk).exists():
            sentence = _("Another organisation has this name: choose a different one.")
            raise NotPossible(sentence, fields={"name": sentence})
        wanted |= {"name": name, "sort_name": sort_key(name)}
    if "domains" in particulars:
        wanted["domains"] = checked_domains(particulars["domains"])
    if changes := change(organisation, wanted):
        record("organisation.changed", organisation, by=by, name=organisation.name, changes=changes)
    return organisation


@activity
def change_team(team: Team, *, by: Person, **particulars: Unpack[TeamParticulars]) -> Team:
    """Change a team; the one that meets what has no other place hands that over, never drops it."""
    demand(access.may_administer(by))
    keeps_entry = particulars.get("is_entry", True) and particulars.get("is_active", True)
    if team.is_entry and not keeps_entry:
        raise NotPossible(
            _("What nobody else takes comes to this team: let another team meet it first.")
        )
    if particulars.get("is_entry"):
        Team.objects.filter(is_entry=True).exclude(pk=team.pk).update(is_entry=False)
    wanted: dict[str, object] = {**particulars}
    if "tier" in particulars:
        demand_tier(particulars["tier"])
    if "name" in particulars:
        name = called(particulars["name"])
        wanted |= {"name": name, "sort_name": sort_key(name)}
    if changes := change(team, wanted):
        record("team.changed", team, by=by, name=team.name, changes=changes)
    return team
