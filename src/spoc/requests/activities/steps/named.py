"""Finding what a step names: teams, people, requests, as far as whoever takes it knows them."""

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.access import teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person, Team
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.rules.macro import Step

Back = list[dict[str, str]] | None


def number_of(step: Step, name: str) -> int | None:
    """Return the number a step says; None where it says none."""
    value = step.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else None


def team_of(by: Person, key: str) -> Team | None:
    """Return the team of this key."""
    found = teams_visible_to(by).filter(key=key).first() if key else None
    if key and found is None:
        raise NotPossible(_("That team is no longer active: choose another."))
    return found


def person_of(by: Person, pk: str) -> Person | None:
    """Return the person of this number."""
    found = (
        people_visible_to(by).filter(pk=number_of({"pk": pk}, "pk") or 0).first() if pk else None
    )
    if pk and found is None:
        raise NotPossible(_("The person is not known any more: choose another."))
    return found


def request_of(by: Person, number: str) -> SupportRequest:
    """Return the request of this number."""
    other = access.visible_to(by).filter(pk=number_of({"number": number}, "number") or 0).first()
    if other is None:
        raise NotPossible(_("Write the number of a request you may see, such as R-48213."))
    return other
