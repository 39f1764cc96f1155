"""Adding guided questions and their answers, and changing them: the tree stays sound."""

from typing import TypedDict, Unpack

from django.db import connection
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue import access
from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.catalogue.queries import tree_of
from spoc.catalogue.rules import fault_of
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.activities.changes import Changes, change
from spoc.people.activities.sense import called
from spoc.people.models import Person


class QuestionParticulars(TypedDict, total=False):
    """What may be said of a guided question beside its words."""

    names: dict[str, str]
    unknown_next: Question | None
    is_first: bool
    is_live: bool


class AnswerParticulars(TypedDict, total=False):
    """What may be said of an answer beside its words: where it leads, or what it says it is."""

    names: dict[str, str]
    next: Question | None
    type: str
    service: Service | None
    category: Category | None
    is_complaint: bool
    rank: int
    is_live: bool


@activity
def add_question(name: str, *, by: Person, **particulars: Unpack[QuestionParticulars]) -> Question:
    """Write down a question; it is asked once an answer leads to it, or it is made the first."""
    demand(access.may_guide(by))
    if particulars.get("is_first"):
        raise NotPossible(
            _("Give it answers before it is the first."),
            fields={"is_first": _("Give it answers before it is the first.")},
        )
    name = called(name)
    question = Question.objects.create(name=name, **particulars)
    _demand_sound("unknown_next")
    record("question.added", question, by=by, name=name)
    return question


@activity
def change_question(
    question: Question, *, by: Person, name: str, **particulars: Unpack[QuestionParticulars]
) -> Question:
    """Change a question, make it the first, or retire it; what was answered to it is kept."""
    demand(access.may_guide(by))
    name = called(name)
    if particulars.get("is_first") and not question.is_first:
        _step_back(by)
    if question.is_first and not particulars.get("is_first", True):
        raise NotPossible(
            _("Make another question the first one instead."),
            fields={"is_first": _("Every walk begins with this question.")},
        )
    if changes := change(question, {"name": name, **particulars}):
        _demand_sound("unknown_next")
        record("question.changed", question, by=by, name=name, changes=changes)
    return question


@activity
def add_answer(
    question: Question, *, by: Person, name: str, **particulars: Unpack[AnswerParticulars]
) -> Answer:
    """Let a question be answered so: on to a further question, or to a type and category."""
    demand(access.may_guide(by))
    name = called(name)
    answer = Answer(question=question, name=name, **particulars)
    _demand_an_end(answer)
    answer.save()
    _demand_sound("next")
    record("answer.added", answer, by=by, name=name, question=question.name)
    return answer


@activity
def change_answer(
    answer: Answer, *, by: Person, name: str, **particulars: Unpack[AnswerParticulars]
) -> Answer:
    """Change what an answer says or where it leads, or retire it; what it answered is kept."""
    demand(access.may_guide(by))
    name = called(name)
    wanted = {"name": name, **particulars}
    for field, value in wanted.items():
        setattr(answer, field, value)
    _demand_an_end(answer)
    answer.refresh_from_db()
    if changes := change(answer, wanted):
        _demand_sound("next")
        said = {"name": name, "question": answer.question.name}
        record("answer.changed", answer, by=by, changes=changes, **said)
    return answer


def _step_back(by: Person) -> None:
    """Let the question that was the first be one of the others."""
    for other in Question.objects.select_for_update().filter(is_first=True):
        changes: Changes = change(other, {"is_first": False})
        record("question.changed", other, by=by, name=other.name, changes=changes)


def _demand_an_end(answer: Answer) -> None:
    """Refuse an answer that neither leads on nor ends, or that does both."""
    if answer.next is not None:
        if answer.type or answer.service or answer.category:
            words = _("It leads to a further question: say there what it is, not here.")
            raise NotPossible(words, fields={"next": words})
        return
    if not answer.type or answer.category is None:
        words = _("Choose the question that follows, or a type and a category.")
        raise NotPossible(words, fields={"next": words})
    if answer.category.service_id not in (None, answer.service_id):
        words = _("This category belongs to another service.")
        raise NotPossible(words, fields={"category": words})


def _demand_sound(field: str) -> None:
    """Refuse a change after which a walk would go round or come to nothing.

    One change at a time: of two at once, neither would see the loop both make.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('catalogue.questions', 0))")
    fault = fault_of(tree_of(Answer.objects.offered(), Question.objects.filter(is_live=True)))
    if fault == "loop":
        words = _("This would lead round in a circle: nobody would come to an end.")
        raise NotPossible(words, fields={field: words})
    if fault == "dead_end":
        raise NotPossible(
            _("A walk would end at a question without answers: give it some, or lead elsewhere.")
        )
