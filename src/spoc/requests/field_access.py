"""Who keeps custom fields, templates and recurring requests, and who reads which of them."""

from django.db.models import Q, QuerySet

from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import CustomField, Recurrence, RequestTemplate, SupportRequest


def may_shape_fields(person: Person) -> bool:
    """Whether they say what the desk keeps of its requests: its managers, and administrators."""
    if person.kind == Person.Kind.SYSTEM or may_administer(person):
        return True
    return reach(person, "override", "A").everywhere or reach(person, "agreement", "X").everywhere


def may_open_fields(person: Person) -> bool:
    """Whether the settings of custom fields are theirs: they shape them, and work at the desk."""
    return may_work_at_desk(person) and may_shape_fields(person)


def fields_shaped_by(person: Person) -> QuerySet[CustomField]:
    """Return every custom field, retired ones too, to whoever may change them."""
    return CustomField.objects.all() if may_shape_fields(person) else CustomField.objects.none()


def fields_visible_to(person: Person) -> QuerySet[CustomField]:
    """Return the fields in use whose values the person may read, on requests they may read."""
    is_inside = may_work_at_desk(person) or person.kind == Person.Kind.SYSTEM
    readable = Q() if is_inside else Q(is_public=True)
    return CustomField.objects.filter(readable, is_live=True)


def may_shape_templates(person: Person) -> bool:
    """Whether they keep templates and what comes back: who shapes fields, and coordinators."""
    return may_shape_fields(person) or reach(person, "override", "X").everywhere


def may_open_templates(person: Person) -> bool:
    """Whether the settings of templates are theirs: they keep them, and work at the desk."""
    return may_work_at_desk(person) and may_shape_templates(person)


def templates_shaped_by(person: Person) -> QuerySet[RequestTemplate]:
    """Return every template, those out of use too, to whoever may change them."""
    rows = RequestTemplate.objects.all()
    return rows if may_shape_templates(person) else rows.none()


def templates_usable_by(person: Person) -> QuerySet[RequestTemplate]:
    """Return the templates in use, to whoever may record requests for others."""
    rows = RequestTemplate.objects.filter(is_live=True)
    return rows if access.may_register(person) else rows.none()


def recurrences_shaped_by(person: Person) -> QuerySet[Recurrence]:
    """Return what comes back by itself, to whoever may change it."""
    rows = Recurrence.objects.all()
    return rows if may_shape_templates(person) else rows.none()


def fields_readable_on(person: Person, support_request: SupportRequest) -> QuerySet[CustomField]:
    """Return the fields whose values the person may read on this request."""
    is_system = person.kind == Person.Kind.SYSTEM
    return fields_of_side(is_inside=is_system or access.may_read_inside(person, support_request))


def fields_of_side(*, is_inside: bool) -> QuerySet[CustomField]:
    """Return the fields in use that are read on the desk's side of a request, or on the other."""
    rows = CustomField.objects.filter(is_live=True)
    return rows if is_inside else rows.filter(is_public=True)
