"""Who has views of the queues, who may share them, and with whom."""

from django.db.models import Q, QuerySet

from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.requests.models import Tag, View, ViewPin


def visible_to(person: Person) -> QuerySet[View]:
    """Return the views the person may open: their own, their teams', and everybody's."""
    if not may_work_at_desk(person):
        return View.objects.none()
    teams = Q(audience="team", team__in=person.team_ids)
    return View.objects.filter(Q(owner=person) | teams | Q(audience="everybody"))


def may_keep_views(person: Person) -> bool:
    """Whether the person may have views: whoever works at the desk."""
    return may_work_at_desk(person)


def may_share_with_everybody(person: Person) -> bool:
    """Whether the person may give the whole desk a view.

    That is whoever decides on priorities everywhere, the incident coordinator and the service
    manager, and whoever looks after the settings.
    """
    decides = any(reach(person, "override", verb).everywhere for verb in "XA")
    return may_work_at_desk(person) and (decides or may_administer(person))


def may_share(person: Person, audience: str, team: int | None) -> bool:
    """Whether the person may make a view for this audience: a team's is for its members to make."""
    if audience == "team":
        return may_keep_views(person) and team in person.team_ids
    return may_keep_views(person) if audience == "mine" else may_share_with_everybody(person)


def may_change(person: Person, view: View) -> bool:
    """Whether the person may change or delete it: their own, and what they may share so."""
    if view.owner_id == person.pk or view.audience == "mine":
        return view.owner_id == person.pk and may_keep_views(person)
    return may_share(person, view.audience, view.team_id)


def pins_of(person: Person) -> QuerySet[ViewPin]:
    """Return the views the person keeps in their navigation, in order, as far as they are open."""
    return ViewPin.objects.filter(person=person, view__in=visible_to(person)).order_by(
        "place", "pk"
    )


def tags_visible_to(person: Person) -> QuerySet[Tag]:
    """Return the tags, to whoever works at the desk."""
    return Tag.objects.all() if may_work_at_desk(person) else Tag.objects.none()
