"""Who may see and change people, and how far anybody reaches at all."""

from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed
from spoc.kit.prepared import Prepared
from spoc.people.models import Community, Organisation, Person, Team, Tier
from spoc.people.rules import Granted, Reach
from spoc.people.rules import reach as reach_by

# of everybody at a desk of hundreds, all that their pages ask
MOST_KNOWN = 32_768
ALONG = ("organisation", "community")


def reach(person: Person, area: str, verb: str) -> Reach:
    """Return how far this person reaches with the verb in the area of the matrix."""
    if not person.is_active:
        return Reach()
    return _reach(area, verb, person.granted, person.team_ids, person.organisation_id)


@lru_cache(maxsize=MOST_KNOWN)
def _reach(
    area: str, verb: str, granted: tuple[Granted, ...], teams: tuple[int, ...], home: int | None
) -> Reach:
    """Return how far such grants reach: the same for the same, and asked dozens of times a page."""
    return reach_by(area, verb, granted, teams=teams, organisation=home)


def demand(allowed: bool, sentence: str = "") -> None:
    """Refuse, in one sentence, what is not allowed."""
    if not allowed:
        raise NotAllowed(sentence or _("You may not do this: ask your coordinator if you need it."))


def may_work_at_desk(person: Person) -> bool:
    """Whether the desk's pages are theirs: a role there that reaches requests, or the settings.

    Who answers for a customer reaches the requests of others too, and follows them in the portal.
    """
    works_there = person.is_at_desk and reach(person, "request", "R").beyond_own
    return person.is_active and (works_there or may_administer(person))


def may_administer(person: Person) -> bool:
    """Whether they look after settings and people."""
    return reach(person, "settings", "X").beyond_own


def may_read_figures(person: Person) -> bool:
    """Whether they may know how the installation runs: counts alone, nothing of any case."""
    return reach(person, "settings", "R").beyond_own


def may_read_trail(person: Person) -> bool:
    """Whether they may take the whole trail along: of each record as much as they may see of it."""
    return reach(person, "settings", "R").beyond_own


def may_record_people(person: Person) -> bool:
    """Whether they may write down a person the house does not know yet."""
    return reach(person, "people", "C").beyond_own


def may_change_person(person: Person, other: Person) -> bool:
    """Whether they may change what is kept of somebody: their own profile, or anybody's."""
    return person.pk == other.pk or may_record_people(person)


def may_vouch(person: Person) -> bool:
    """Whether they may say of a mail address that it is proven to be somebody else's."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def visible_to(person: Person) -> QuerySet[Person]:
    """Return the persons this one may know of.

    Whoever works at the desk with everything in reach sees everybody; with a narrower reach, the
    people of those organisations and communities and their own colleagues in teams; everybody
    else sees only themselves.
    """
    everybody = _everybody()
    if sees_everybody(person):
        return everybody
    far = reach(person, "request", "R")
    near = Q(pk=person.pk)
    if far.beyond_own:
        near |= Q(organisation__in=far.organisations) | Q(community__in=far.communities)
        near |= Q(memberships__team__in=person.team_ids)
        near |= Q(pk__in=Person.objects.filter(requests__team__in=far.teams))
        near |= Q(pk__in=Person.objects.filter(requests__service__in=far.services))
    return everybody.filter(near).distinct()


def sees_everybody(person: Person) -> bool:
    """Tell whether somebody may know of everybody there is."""
    return reach(person, "request", "R").everywhere or may_administer(person)


def one_visible_to(person: Person, number: int) -> Person | None:
    """Return the one with this number, if this person may know of them; in one statement."""
    if sees_everybody(person):
        return next(iter(_one_of_everybody(number)), None)
    return visible_to(person).select_related(*ALONG).filter(pk=number).first()


def _everybody() -> QuerySet[Person]:
    return Person.objects.exclude(kind=Person.Kind.SYSTEM)


@Prepared
def _one_of_everybody(number: Any) -> QuerySet[Person]:
    return _everybody().select_related(*ALONG).filter(pk=number)


def organisations_visible_to(person: Person) -> QuerySet[Organisation]:
    """Return the organisations this person may know of."""
    far = reach(person, "request", "R")
    if sees_everybody(person):
        return Organisation.objects.all()
    own = [person.organisation_id] if person.organisation_id else []
    return Organisation.objects.filter(Q(pk__in=[*far.organisations, *own]))


def teams_visible_to(person: Person) -> QuerySet[Team]:
    """Return the teams: all to whoever works at the desk, none to others."""
    if may_work_at_desk(person):
        return Team.objects.filter(is_active=True)
    return Team.objects.none()


def teams_shaped_by(person: Person) -> QuerySet[Team]:
    """Return every team, also those that ended, to whoever may change them."""
    return Team.objects.all() if may_administer(person) else Team.objects.none()


def may_set_tiers(person: Person) -> bool:
    """Whether they say how long a tier works on a request: who answers for what is promised."""
    return may_administer(person) or reach(person, "exemption", "A").everywhere


def tiers_visible_to(person: Person) -> QuerySet[Tier]:
    """Return the tiers: to whoever works at the desk or sets them, none to others."""
    if may_set_tiers(person) or may_work_at_desk(person):
        return Tier.objects.all()
    return Tier.objects.none()


def communities_visible_to(person: Person) -> QuerySet[Community]:
    """Return the communities: all to whoever works at the desk, their own to others."""
    if may_work_at_desk(person):
        return Community.objects.all()
    return Community.objects.filter(pk=person.community_id or 0)
