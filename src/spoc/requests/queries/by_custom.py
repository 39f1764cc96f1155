"""Finding requests by what stands in their custom fields."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests.access import readable_inside
from spoc.requests.field_access import fields_visible_to
from spoc.requests.models import SupportRequest
from spoc.requests.queries.custom_fields import known_in
from spoc.requests.rules.custom_fields import Shape, from_text


def has_value(shape: Shape, text: str) -> Q:
    """Return the requests with this value, or with this among several; their index finds them."""
    value = [text] if shape.kind == "several" else from_text(shape, text)
    return Q(custom__contains={shape.key: value})


def with_values(
    rows: QuerySet[SupportRequest], asked: Iterable[str], person: Person
) -> QuerySet[SupportRequest]:
    """Return the requests that have all these values, each written as `key:value`.

    A field that the desk alone reads finds only what the person reads the inside of.
    """
    wanted = [each.partition(":") for each in asked]
    if not wanted:
        return rows
    fields = {each.row.key: each for each in known_in(fields_visible_to(person))}
    for key, _colon, text in wanted:
        if key not in fields:
            words = _("There is no such field: %(name)s.") % {"name": key}
            raise NotPossible(words, fields={"custom": words})
        rows = rows.filter(has_value(fields[key].shape, text))
        if not fields[key].row.is_public:
            rows = rows.filter(pk__in=readable_inside(person))
    return rows
