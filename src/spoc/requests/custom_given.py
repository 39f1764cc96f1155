"""Reading custom fields out of a form: each as the value that is kept, people by their names."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests.models import CustomField
from spoc.requests.rules.custom_fields import PREFIX, from_text

# what stands between a field's name and the choice that a box is for
BOX = "--"


def custom_given(
    fields: Iterable[CustomField], given: Mapping[str, str], by: Person
) -> dict[str, object]:
    """Return the values of the fields a form holds, by key; a field it does not hold is not said.

    A field of which any number may be chosen is said by a mark, and a box for each choice.
    """
    rows = [row for row in fields if PREFIX + row.key in given]
    return {row.key: _value(row, given, by) for row in rows}


def _value(row: CustomField, given: Mapping[str, str], by: Person) -> object:
    name = PREFIX + row.key
    if row.kind == "several":
        return [key for key, _words in row.offered if given.get(f"{name}{BOX}{key}") == "on"]
    text = given[name].strip()
    if row.kind == "person" and text and not text.isdecimal():
        return _person_called(text, name, by).pk
    return from_text(row.shape(frozenset()), text)


def _person_called(text: str, name: str, by: Person) -> Person:
    """Return the one person of this name or mail address that the reader may know."""
    people = people_visible_to(by).filter(is_active=True)
    exact = people.filter(name__iexact=text)
    mailed = people.filter(addresses__kind="mail", addresses__normal=text.lower())
    found = list(exact[:2]) or list(mailed[:2])
    if len(found) != 1:
        words = _("Nobody, or more than one, is called %(name)s: give the mail address.")
        raise NotPossible(words % {"name": text}, fields={name: words % {"name": text}})
    return found[0]
