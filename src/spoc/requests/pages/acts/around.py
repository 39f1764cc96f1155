"""What is done around a request without moving it: links, watchers, minutes, what is written."""

from django.utils.translation import gettext as _

from spoc.kit.errors import NotFound, NotPossible
from spoc.people.models import Person
from spoc.records import activities as records
from spoc.requests import access, activities
from spoc.requests.activities import typed
from spoc.requests.choices import OFFERED_RELATIONS
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import (
    Given,
    custom_of,
    digits,
    known_person,
    named_item,
    other_request,
    person_like,
    type_fields_of,
)

BOXES = ("is_gap", "is_reproduced", "is_security", "is_safety", "is_legal")


def restrict(sr: SupportRequest, by: Person, given: Given) -> str:
    """Close it to all but named readers."""
    names = [name.strip() for name in given.get("readers", "").split(",") if name.strip()]
    readers = [person_like(by, name) for name in names]
    activities.restrict(sr, by=by, readers=readers)
    if readers:
        return _("Only the people you named may read %(number)s.") % {"number": sr.reference}
    return _("%(number)s is open to all who work with it.") % {"number": sr.reference}


def link(sr: SupportRequest, by: Person, given: Given) -> str:
    """Join it to another request, or to a configuration item that it affects."""
    access.demand_work(by, sr)
    item = named_item(by, given.get("other", ""))
    if item is not None:
        records.link(sr, by=by, relation="affects", other=item)
        return _linked(sr, item.reference)
    other = other_request(by, given.get("other", ""))
    relation = given.get("relation", "related_to")
    if relation not in OFFERED_RELATIONS:
        words = _("Choose how the two are related.")
        raise NotPossible(words, fields={"relation": words})
    records.link(sr, by=by, relation=relation, other=other)
    return _linked(sr, other.reference)


def _linked(sr: SupportRequest, other: str) -> str:
    return _("%(number)s and %(other)s are linked.") % {"number": sr.reference, "other": other}


def unlink(sr: SupportRequest, by: Person, given: Given) -> str:
    """Part it from another."""
    access.demand_work(by, sr)
    records.unlink(sr, by=by, link_id=digits(given.get("link")) or 0)
    return _("The link is removed.")


def watch(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let somebody follow it."""
    access.demand_work(by, sr)
    wanted = given.get("person", "")
    person = by if wanted == "me" else person_like(by, wanted)
    records.watch(sr, by=by, person=person, is_copied=given.get("copied") == "on")
    return _("%(name)s watches %(number)s.") % {"name": person.name, "number": sr.reference}


def unwatch(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let somebody follow it no longer."""
    person = by if given.get("person") == "me" else known_person(by, given.get("person", "")) or by
    if person.pk != by.pk:
        access.demand_work(by, sr)
    records.unwatch(sr, by=by, person=person)
    return _("%(name)s watches %(number)s no longer.") % {
        "name": person.name,
        "number": sr.reference,
    }


def tag(sr: SupportRequest, by: Person, given: Given) -> str:
    """Put words on it by which it is found again; what is taken out of the line is taken off."""
    activities.tag(sr, by=by, names=given.get("tags", "").split(","))
    return _("The tags of %(number)s are saved.") % {"number": sr.reference}


def diagnose(sr: SupportRequest, by: Person, given: Given) -> str:
    """Add a step of finding out."""
    parts = {name: given.get(name, "") for name in ("hypothesis", "test", "result")}
    activities.diagnose(sr, by=by, **parts)
    return _("The step is added.")


def title(sr: SupportRequest, by: Person, given: Given) -> str:
    """Change the title."""
    version = digits(given.get("version"))
    activities.describe(
        sr,
        by=by,
        title=given.get("title", ""),
        is_complaint=given.get("is_complaint") == "on",
        version=version,
    )
    return _("The title is changed.")


def split(sr: SupportRequest, by: Person, given: Given) -> str:
    """Make a request of one message."""
    entry = sr.entries.filter(pk=digits(given.get("entry")) or 0).first()
    if entry is None:
        raise NotFound(_("There is no such message in this request."))
    new = activities.split(sr, by=by, entry=entry, title=given.get("title", ""))
    given["to_request"] = str(new.pk)
    return _("%(number)s is made of the message.") % {"number": new.reference}


def fill_in(sr: SupportRequest, by: Person, given: Given) -> str:
    """Fill in the custom fields of the form."""
    activities.fill_in(sr, by=by, values=custom_of(sr, by, given))
    return _("It is saved.")


def type_fields(sr: SupportRequest, by: Person, given: Given) -> str:
    """Fill in what only this type has; a box left empty says no."""
    boxes = {name: given.get(name, "off") for name in BOXES if f"has_{name}" in given}
    activities.describe_type(sr, by=by, fields=typed(type_fields_of(given | boxes)))
    return _("It is saved.")
