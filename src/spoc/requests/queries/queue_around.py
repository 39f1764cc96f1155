"""What stands around the rows of a queue, read in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from spoc.catalogue.queries import live_services
from spoc.people.access import communities_visible_to
from spoc.people.models import Person
from spoc.requests import view_access
from spoc.requests.models import SupportRequest, View
from spoc.requests.queries.banners import OnTop, majors_on_top, told_on_top
from spoc.requests.queries.counts import Counts, Found, counts_in, waiting
from spoc.requests.queries.queue_onlooker import Asked, asked_by

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Around:
    """The view that is open, what disturbs many, what filters offer, and what is to be counted."""

    person: Person
    view: View | None
    majors: Sequence[OnTop]
    communities: Choices
    services: Choices
    found: Found

    def counts(self, listed: QuerySet[SupportRequest] | None = None) -> Counts:
        """Return the counts of the navigation, with a list that is counted along."""
        return counts_in(self.person, self.found, listed)


def around_for(person: Person, view: int | None) -> Around:
    """Return what stands around a queue of this person, or around the view of this number."""
    found = asked_by(person, _around, "view").read(view=view or 0)
    language = get_language() or ""
    return Around(
        person=person,
        view=next(iter(found["view"]), None),
        majors=told_on_top(person, found["majors"]),
        communities=[(key, name) for key, name in found["communities"]],
        services=[(key, names.get(language, name)) for key, name, names in found["services"]],
        found=found,
    )


def _around(person: Person, view: int) -> Asked:
    return {
        **waiting(person),
        "view": view_access.visible_to(person).filter(pk=view),
        "majors": majors_on_top(person),
        "communities": communities_visible_to(person).values_list("key", "name"),
        "services": live_services().values_list("key", "name", "names"),
    }
