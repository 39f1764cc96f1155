"""Who may see which services and guided questions, and change them."""

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.people.access import may_administer, reach
from spoc.people.models import Person


def visible_to(person: Person) -> QuerySet[Service]:
    """Return the services a person may know: all at the desk, else those of their organisation.

    A service that names no customers is for everybody.
    """
    services = Service.objects.filter(is_live=True)
    if reach(person, "request", "R").beyond_own or may_administer(person):
        return services
    own = Q(customers=None)
    if person.organisation_id:
        own |= Q(customers=person.organisation_id)
    return services.filter(own).distinct()


def categories_visible_to(person: Person) -> QuerySet[Category]:
    """Return the categories of the services a person may know."""
    return Category.objects.filter(
        Q(service=None) | Q(service__in=visible_to(person)), is_live=True
    )


def may_shape(person: Person) -> bool:
    """Whether they may add and change services."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def shaped_by(person: Person) -> QuerySet[Service]:
    """Return every service, also those out of use, to whoever may change them."""
    return Service.objects.all() if may_shape(person) else Service.objects.none()


def categories_shaped_by(person: Person) -> QuerySet[Category]:
    """Return every category, also those out of use, to whoever may change them."""
    return Category.objects.all() if may_shape(person) else Category.objects.none()


def may_guide(person: Person) -> bool:
    """Whether they may change the guided questions: who answers for how the desk decides."""
    is_manager = reach(person, "override", "A").beyond_own
    return is_manager or may_shape(person)


def questions_shaped_by(person: Person) -> QuerySet[Question]:
    """Return every guided question, also those out of use, to whoever may change them."""
    return Question.objects.all() if may_guide(person) else Question.objects.none()


def answers_shaped_by(person: Person) -> QuerySet[Answer]:
    """Return every answer, also those out of use, to whoever may change them."""
    return Answer.objects.all() if may_guide(person) else Answer.objects.none()


def services_named_by(person: Person) -> QuerySet[Service]:
    """Return the services an answer may end with, to whoever may change the guided questions."""
    return Service.objects.filter(is_live=True) if may_guide(person) else Service.objects.none()


def categories_named_by(person: Person) -> QuerySet[Category]:
    """Return the categories an answer may end with, to whoever may change the questions."""
    return Category.objects.filter(is_live=True) if may_guide(person) else Category.objects.none()
