"""What was typed of a procedure: its words, and for whom it is; shared by page and address."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.knowledge.activities.procedures import Terms, Text
from spoc.knowledge.models import Procedure
from spoc.people.access import (
    communities_visible_to,
    teams_visible_to,
    visible_to,
)
from spoc.people.models import Person
from spoc.people.queries import by_mail

FURTHER = ("sv",)


def text_given(given: Mapping[str, str]) -> Text:
    """Return the words as they were typed, in each language."""
    told = {
        language: {name: given.get(f"{name}_{language}", "") for name in ("title", "words")}
        for language in FURTHER
    }
    return Text(given.get("title", ""), given.get("words", ""), told, given.get("change", ""))


def terms_given(given: QueryDict, by: Person, before: Procedure | None = None) -> Terms:
    """Return what was said of a procedure; who is named by an address that is known."""
    return Terms(
        process=given.get("process", ""),
        audience=given.get("audience", "desk"),
        owner=_owner(given, by) or (before.owner if before else None),
        communities=tuple(communities_visible_to(by).filter(pk__in=_keys(given, "communities"))),
        teams=tuple(teams_visible_to(by).filter(pk__in=_keys(given, "teams"))),
        governing=tuple(_people(given.get("governing", ""), by, "governing")),
        review_months=_number(given.get("review_months", "12")),
        days_to_read=_number(given.get("days_to_read", "14")),
    )


def person_at(address: str, by: Person, name: str) -> Person:
    """Return who has this mail address, of those the reader may know of."""
    found = by_mail(address.strip())
    if found is None or not visible_to(by).filter(pk=found.pk).exists():
        words = _("%(address)s is nobody you know of.") % {"address": address.strip()[:80]}
        raise NotPossible(words, fields={name: words})
    return found


def _people(addresses: str, by: Person, name: str) -> list[Person]:
    written = [each for each in addresses.replace(",", "\n").splitlines() if each.strip()]
    return [person_at(each, by, name) for each in written[:50]]


def _owner(given: QueryDict, by: Person) -> Person | None:
    address = given.get("owner", "").strip()
    return person_at(address, by, "owner") if address else None


def _keys(given: QueryDict, name: str) -> list[int]:
    return [int(each) for each in given.getlist(name) if each.isdecimal() and len(each) < 10]


def _number(text: str) -> int:
    """Return a small number, or one that no rule allows."""
    return int(text) if text.isdecimal() and len(text) < 4 else 0
