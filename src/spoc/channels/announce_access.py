"""Who may announce what to many, and who reads it."""

from django.db.models import Q, QuerySet

from spoc.catalogue.access import had_by
from spoc.channels.models import Announcement, StatusFollower
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Community, Person

OUT = (Announcement.State.PUBLISHED, Announcement.State.UPDATED)
TOLD = (*OUT, Announcement.State.ENDED)
# what the desk's pages listen for
ANNOUNCEMENTS = "announcements"


def may_announce(person: Person) -> bool:
    """Whether they may write, publish, update and end announcements."""
    return person.kind == Person.Kind.SYSTEM or reach(person, "announcement", "X").beyond_own


def announcements_visible_to(person: Person) -> QuerySet[Announcement]:
    """Return what a person may read: drafts too, for whoever announces; else what was published.

    Who works at the desk reads what was told to anybody; all others what was told to them.
    """
    if may_announce(person):
        return Announcement.objects.all()
    rows = Announcement.objects.filter(state__in=TOLD)
    return rows if may_work_at_desk(person) else announced_for(person)


def announced_for(person: Person) -> QuerySet[Announcement]:
    """Return what the portal tells a person, who is a customer there: what was told to them."""
    theirs = Q(communities=None) | Q(communities=person.community_id or 0)
    services = had_by(person).values("pk")
    rows = Announcement.objects.filter(theirs, state__in=TOLD)
    return rows.filter(Q(services=None) | Q(services__in=services)).distinct()


def announced_to(community: Community) -> QuerySet[Announcement]:
    """Return what was told to a community as a whole."""
    rows = Announcement.objects.filter(state__in=TOLD)
    return rows.filter(Q(communities=None) | Q(communities=community.pk or 0)).distinct()


def followers_visible_to(person: Person) -> QuerySet[StatusFollower]:
    """Return who follows by mail: an administrator's to see."""
    return StatusFollower.objects.all() if may_administer(person) else StatusFollower.objects.none()
