"""How far a role may reach, as a list to choose from and in words."""

from django.utils.translation import gettext as _

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.people.access import (
    communities_visible_to,
    organisations_visible_to,
    teams_visible_to,
)
from spoc.people.models import Person
from spoc.people.words import ROLE

Group = tuple[str, list[tuple[str, str]]]


def offered(viewer: Person) -> list[Group | tuple[str, str]]:
    """Return the reaches a role can be granted with, in groups."""
    teams = teams_visible_to(viewer).order_by("sort_name")
    organisations = organisations_visible_to(viewer).order_by("sort_name")
    communities = communities_visible_to(viewer).order_by("name")
    services = services_visible_to(viewer).order_by("name")
    return [
        ("all", _("Everything")),
        (_("One team"), [(f"team:{each.pk}", each.name) for each in teams]),
        (_("One community"), [(f"community:{each.pk}", each.name) for each in communities]),
        (_("One organisation"), [(f"organisation:{each.pk}", each.name) for each in organisations]),
        (_("One service"), [(f"service:{each.pk}", str(each)) for each in services]),
    ]


def in_words(viewer: Person, person: Person) -> list[dict[str, object]]:
    """Return the roles somebody holds, each with how far it reaches."""
    grants = list(person.grants.order_by("role", "scope", "scope_id"))
    names = _names(viewer) if any(grant.scope != "all" for grant in grants) else {}
    return [
        {
            "pk": grant.pk,
            "role": ROLE[grant.role],
            "code": grant.role,
            "reach": names.get(f"{grant.scope}:{grant.scope_id}", _("Something not in use"))
            if grant.scope != "all"
            else _("Everything"),
            "sees_restricted": grant.sees_restricted,
        }
        for grant in grants
    ]


def _names(viewer: Person) -> dict[str, str]:
    groups = [group for _title, group in offered(viewer) if isinstance(group, list)]
    return {key: name for group in groups for key, name in group}
