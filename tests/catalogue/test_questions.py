"""The guided questions: written down, changed and retired, and always leading somewhere."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from spoc.audit.queries import story
from spoc.catalogue.activities import (
    add_answer,
    add_category,
    add_question,
    change_answer,
    change_question,
)
from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.catalogue.queries import guide, tree_of
from spoc.catalogue.rules import TYPES, reached
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.queries import system


@pytest.fixture
def henrik(people):
    """The service manager."""
    return people["Henrik Vall"]


def ends(**changes):
    """Return what an answer that ends the walk is told."""
    return {"type": "incident", "category": Category.objects.get(key="fault"), **changes}


@pytest.fixture
def asked(henrik):
    """A question with one answer that nothing leads to yet."""
    question = add_question("Which building?", by=henrik, names={"sv": "Vilket hus?"})
    add_answer(question, by=henrik, name="House 2", **ends())
    return question


def first():
    return Question.objects.get(is_first=True)


def test_the_questions_of_norrvik_reach_all_four_types_in_both_languages(db):
    tree = tree_of(Answer.objects.offered())
    answers = Answer.objects.filter(question__in=reached(tree))
    assert set(answers.exclude(type="").values_list("type", flat=True)) == set(TYPES)
    assert answers.filter(is_complaint=True).exists()
    with translation.override("sv"):
        assert str(first()) == "Vad gäller det?"
        assert [str(each) for each in answers if str(each) == each.name] == []


def test_a_question_is_asked_once_an_answer_leads_to_it(henrik, asked):
    answer = Answer.objects.get(name="Printing")
    change_answer(
        answer, by=henrik, name="Printing", next=asked, type="", service=None, category=None
    )
    given = {
        f"guide-{first().pk}": str(Answer.objects.get(name="Something does not work").pk),
        f"guide-{answer.question_id}": str(answer.pk),
    }
    assert guide(given).asked[-1].question == asked
    fact = story(answer).last()
    assert (fact.kind, fact.by) == ("answer.changed", henrik)
    assert fact.particulars.values["changes"]["next"] == [None, asked.pk]


def test_another_question_becomes_the_first_one(henrik, asked):
    before = first()
    change_question(asked, by=henrik, name=asked.name, is_first=True)
    assert first() == asked
    assert story(before).last().particulars.values["changes"] == {"is_first": [True, False]}


def test_the_first_question_stays_the_first_until_another_is(henrik):
    with pytest.raises(NotPossible, match="Make another question the first"):
        change_question(first(), by=henrik, name="About?", is_first=False)


def test_a_retired_answer_is_offered_no_more(henrik):
    answer = Answer.objects.get(name="Printing")
    change_answer(answer, by=henrik, name=answer.name, is_live=False)
    assert answer not in Answer.objects.offered()


def loops(henrik, asked):
    answer = asked.answers.get()
    change_question(asked, by=henrik, name=asked.name, is_first=True)
    nothing = {"type": "", "service": None, "category": None}
    change_answer(answer, by=henrik, name="House 2", next=asked, **nothing)


def loops_by_not_knowing(henrik, asked):
    change_question(asked, by=henrik, name=asked.name, unknown_next=asked)


def leads_to_nothing(henrik, asked):
    empty = add_question("Which floor?", by=henrik)
    add_answer(asked, by=henrik, name="House 4", next=empty)


def begins_with_nothing(henrik, asked):
    empty = add_question("Which floor?", by=henrik)
    change_question(empty, by=henrik, name="Which floor?", is_first=True)


def begins_without_answers(henrik, asked):
    add_question("Which floor?", by=henrik, is_first=True)


def retires_what_others_lead_to(henrik, asked):
    broken = Question.objects.get(name="What does not work?")
    change_question(broken, by=henrik, name=broken.name, is_live=False)


def retires_the_last_answer(henrik, asked):
    change_question(asked, by=henrik, name=asked.name, is_first=True)
    change_answer(asked.answers.get(), by=henrik, name="House 2", is_live=False)


def says_neither(henrik, asked):
    add_answer(asked, by=henrik, name="House 4")


def says_no_category(henrik, asked):
    add_answer(asked, by=henrik, name="House 4", type="incident")


def says_both(henrik, asked):
    add_answer(asked, by=henrik, name="House 4", next=first(), **ends())


def says_a_category_of_another_service(henrik, asked):
    record = Service.objects.get(key="patient-record")
    label = add_category("Label", by=system(), service=record)
    mail = Service.objects.get(key="mail")
    add_answer(asked, by=henrik, name="House 4", **ends(service=mail, category=label))


@pytest.mark.parametrize(
    ("attempt", "why"),
    [
        (loops, "round in a circle"),
        (loops_by_not_knowing, "round in a circle"),
        (leads_to_nothing, "question without answers"),
        (begins_with_nothing, "question without answers"),
        (begins_without_answers, "Give it answers before"),
        (retires_what_others_lead_to, "question without answers"),
        (retires_the_last_answer, "question without answers"),
        (says_neither, "Choose the question that follows"),
        (says_no_category, "Choose the question that follows"),
        (says_both, "say there what it is"),
        (says_a_category_of_another_service, "belongs to another service"),
    ],
)
def test_what_would_lead_nowhere_is_refused(henrik, asked, attempt, why):
    with pytest.raises(NotPossible, match=why):
        attempt(henrik, asked)


def test_what_was_refused_left_nothing_behind(henrik, asked):
    with pytest.raises(NotPossible):
        change_question(asked, by=henrik, name="Changed?", unknown_next=asked)
    asked.refresh_from_db()
    assert (asked.name, asked.unknown_next) == ("Which building?", None)
    assert [fact.kind for fact in story(asked)] == ["question.added"]


def test_the_database_refuses_an_answer_without_an_end(asked):
    with pytest.raises(IntegrityError, match="answer_leads_on_or_ends"), transaction.atomic():
        Answer.objects.create(question=asked, name="House 4", type="incident")


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Maja Lindqvist", "Ylva Öberg"])
def test_only_the_service_manager_and_administrators_change_the_questions(people, name, asked):
    by = people[name]
    for act in (
        lambda: add_question("X?", by=by),
        lambda: change_question(asked, by=by, name="X?"),
        lambda: add_answer(asked, by=by, name="X", **ends()),
        lambda: change_answer(asked.answers.get(), by=by, name="X"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert add_question("X?", by=people["Åsa Ekman"]).pk
