"""Who changes the guided questions."""

from django.db.models import QuerySet

from spoc.catalogue.access.services import may_shape
from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.people.access import reach
from spoc.people.models import Person


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
