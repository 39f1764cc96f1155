"""Reading what a step was given: numbers, teams, people and requests by what was written."""

from django.utils.translation import gettext as _

from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.rules import number_in
from spoc.kit.errors import NotPossible
from spoc.people.access import teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person, Team
from spoc.requests import access
from spoc.requests.custom_given import custom_given
from spoc.requests.field_access import fields_readable_on
from spoc.requests.models import SupportRequest
from spoc.requests.rules.custom_fields import PREFIX

Given = dict[str, str]
TYPE_FIELDS = (
    *("restored_at", "occurred_at", "verification", "degree", "users_affected", "workaround"),
    *("cause", "is_gap", "wanted", "quantity", "cost_centre", "delivered_at", "need", "benefit"),
    *("affected_process", "beneficiaries"),
    *("detected_at", "feature", "is_reproduced", "fix", "is_security", "is_safety", "is_legal"),
)
# what somebody may empty again, having written it
WORDS = ("workaround", "cause", "feature", "fix", "cost_centre", "affected_process", "benefit")


def type_fields_of(given: Given) -> Given:
    """Return the fields of the four types that something was written in, or wiped from."""
    return {
        name: given[name]
        for name in TYPE_FIELDS
        if given.get(name) or (name in WORDS and name in given)
    }


def custom_of(sr: SupportRequest, by: Person, given: Given) -> dict[str, object]:
    """Return the values of the custom fields that the form held."""
    if not any(name.startswith(PREFIX) for name in given):
        return {}
    return custom_given(fields_readable_on(by, sr), given, by)


def digits(text: str | None) -> int | None:
    """Return the number a text is; None where it is none, or longer than any of ours."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def known_team(by: Person, key: str) -> Team | None:
    """Return the team of this key, if the agent may know it."""
    return teams_visible_to(by).filter(key=key).first() if key else None


def known_person(by: Person, pk: str) -> Person | None:
    """Return the person of this number, if the agent may know them."""
    return people_visible_to(by).filter(pk=digits(pk) or 0).first() if pk else None


def person_like(by: Person, name: str) -> Person:
    """Return the one person of this name or address that the agent may know."""
    people = people_visible_to(by).filter(is_active=True)
    exact = people.filter(name__iexact=name.strip())
    found = list(exact[:2]) or list(
        people.filter(addresses__kind="mail", addresses__normal=name.strip().lower())[:2]
    )
    if len(found) != 1:
        words = _("Nobody, or more than one, is called %(name)s: give the mail address.")
        raise NotPossible(words % {"name": name}, fields={"person": words % {"name": name}})
    return found[0]


def named_item(by: Person, text: str) -> ConfigurationItem | None:
    """Return the configuration item somebody named by its number; None where they named none."""
    number = number_in(text)
    if number is None:
        return None
    item = items_visible_to(by).filter(pk=number).first()
    if item is None:
        words = _("Write the number of a configuration item, such as CI-12.")
        raise NotPossible(words, fields={"other": words})
    return item


def other_request(by: Person, text: str) -> SupportRequest:
    """Return the request somebody named by its number."""
    number = digits(text.strip().upper().removeprefix("R-"))
    other = access.visible_to(by).filter(pk=number or 0).first()
    if other is None:
        words = _("Write the number of a request you may see, such as R-48213.")
        raise NotPossible(words, fields={"into": words, "other": words})
    return other
