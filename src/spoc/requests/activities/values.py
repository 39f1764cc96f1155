"""Setting custom fields of a request: only those there are, with values that fit."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import record
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests.activities.touch import Changes, save
from spoc.requests.field_access import fields_readable_on, fields_visible_to
from spoc.requests.field_words import fault_sentence
from spoc.requests.models import CustomField, SupportRequest
from spoc.requests.queries.custom_fields import Known, in_words, known_in, names_of
from spoc.requests.rules.custom_fields import PREFIX, fault_of, fits, is_empty


def put_custom(
    support_request: SupportRequest, values: Mapping[str, object], *, by: Person
) -> Changes:
    """Set custom fields without saving; part of what writes them. Return what it changed."""
    if not values:
        return {}
    fields = {each.row.key: each for each in _fields_for(support_request, by)}
    _demand_known(values, fields)
    _demand_fit(values, fields, support_request, by)
    kept = dict(support_request.custom)
    changes: Changes = {}
    for key, value in values.items():
        before, after = kept.get(key), _kept(value)
        if before == after or (is_empty(before) and is_empty(after)):
            continue
        row = fields[key].row
        changes[PREFIX + key] = [_told(row, before), _told(row, after)]
        kept.pop(key, None)
        if not is_empty(after):
            kept[key] = after
    support_request.custom = kept
    return changes


def demand_values(values: Mapping[str, object], *, by: Person) -> None:
    """Refuse values that no request could have: unknown fields, and what does not fit them."""
    fields = {each.row.key: each for each in known_in(fields_visible_to(by))}
    _demand_known(values, fields)
    _demand_fit(values, fields, SupportRequest(), by)


def write_custom(
    support_request: SupportRequest, values: Mapping[str, object], *, by: Person
) -> bool:
    """Fill in custom fields and put on record what that changed; part of what fills them in."""
    changes = put_custom(support_request, values, by=by)
    if changes:
        save(support_request, ["custom"])
        record("request.described", support_request, by=by, changes=changes)
    return bool(changes)


def _fields_for(support_request: SupportRequest, by: Person) -> list[Known]:
    """Return the fields the person may fill in: those who ask fill in what they are asked."""
    return known_in(fields_readable_on(by, support_request))


def _kept(value: object) -> object:
    return tidy(value).strip() if isinstance(value, str) else value


def _told(row: CustomField, value: object) -> object:
    """Return a value as facts keep it: people by their names, choices by their keys."""
    if row.kind != "person" or is_empty(value):
        return value
    return in_words(row, value, names_of([row], {row.key: value}))


def _demand_known(values: Mapping[str, object], fields: Iterable[str]) -> None:
    """Refuse what names no field of the desk, by name."""
    unknown = sorted(set(values) - set(fields))
    if unknown:
        words = _("There is no such field: %(name)s.")
        wrong = {PREFIX + key: words % {"name": key} for key in unknown}
        raise NotPossible(" ".join(wrong.values()), fields=wrong)


def _demand_fit(
    values: Mapping[str, object],
    fields: Mapping[str, Known],
    support_request: SupportRequest,
    by: Person,
) -> None:
    """Refuse values that do not fit, each with its sentence beside its field."""
    wrong = {}
    for key, value in values.items():
        if words := _fault(fields[key], _kept(value), support_request, by):
            wrong[PREFIX + key] = words
    if len(wrong) == 1:
        raise NotPossible(next(iter(wrong.values())), fields=wrong)
    if wrong:
        raise NotPossible(_("Some of it does not fit: mend what is marked."), fields=wrong)


def _fault(known: Known, value: object, support_request: SupportRequest, by: Person) -> str:
    """Return the sentence that says why the value does not fit; what is taken away always does."""
    if is_empty(value) or value == support_request.custom.get(known.row.key):
        return ""
    if fault := fault_of(known.shape, value):
        return fault_sentence(fault)
    if known.row.kind == "person" and not people_visible_to(by).filter(pk=str(value)).exists():
        return _("Name somebody the desk knows.")
    is_classified = support_request.type != "unclassified"
    if is_classified and not fits(known.shape, support_request.type, support_request.service_id):
        return _("Requests of this type and service do not have this field.")
    return ""
