"""The settings of the guided questions: a service manager's pages."""

from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.catalogue.access import answers_shaped_by, may_guide, questions_shaped_by
from spoc.catalogue.activities import (
    add_answer,
    add_question,
    change_answer,
    change_question,
)
from spoc.catalogue.forms import AnswerForm, QuestionForm, WordedForm, known_answer, known_question
from spoc.catalogue.models import Answer, Question
from spoc.catalogue.queries import guide, questions_in_order
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person

Row = TypeVar("Row", bound=Model)
LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the questions in the order of a walk, each with its answers."""
    viewer = _manager(request)
    rows = questions_in_order(questions_shaped_by(viewer), answers_shaped_by(viewer))
    return render(request, "catalogue/questions.html", {"questions": rows})


@login_required
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """Walk the questions as people do, to see where the answers lead."""
    _manager(request)
    return render(request, "catalogue/preview.html", {"guide": guide(request.GET.dict())})


@login_required
@require_safe
def walked(request: HttpRequest) -> HttpResponse:
    """Draw the walk alone, one answer further."""
    _manager(request)
    return render(request, "catalogue/_preview.html", {"guide": guide(request.GET.dict())})


@login_required
@require_http_methods(["GET", "POST"])
def new_question(request: HttpRequest) -> HttpResponse:
    """Write down a question."""
    viewer = _manager(request)
    form = QuestionForm(request.POST or None, viewer=viewer)
    made = attempt(form, lambda: _add_question(form, viewer))
    if made is None:
        return _page(request, form, _("New question"))
    messages.success(request, _("The question is there. Give it answers now."))
    return redirect("catalogue:question", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question; its answers stand below."""
    viewer = _manager(request)
    row = _found(questions_shaped_by(viewer), pk)
    form = QuestionForm(request.POST or None, viewer=viewer, initial=known_question(row))
    if attempt(form, lambda: change_question(row, by=viewer, **form.particulars())) is None:
        answers = answers_shaped_by(viewer).filter(question=row).order_by("-is_live", "rank", "id")
        shown = answers.select_related("next", "service", "category")
        return _page(request, form, str(row), question=row, answers=shown)
    messages.success(request, _("Saved."))
    return redirect("catalogue:questions")


@login_required
@require_http_methods(["GET", "POST"])
def new_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an answer to a question."""
    viewer = _manager(request)
    row = _found(questions_shaped_by(viewer), pk)
    form = AnswerForm(request.POST or None, viewer=viewer)
    if attempt(form, lambda: _add_answer(row, form, viewer)) is None:
        return _page(request, form, _("New answer"), under=row)
    messages.success(request, _("The answer is there."))
    return redirect("catalogue:question", pk=row.pk)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an answer."""
    viewer = _manager(request)
    row = _found(answers_shaped_by(viewer).select_related("question"), pk)
    form = AnswerForm(request.POST or None, viewer=viewer, initial=known_answer(row))
    if attempt(form, lambda: change_answer(row, by=viewer, **form.particulars())) is None:
        return _page(request, form, str(row), under=row.question)
    messages.success(request, _("Saved."))
    return redirect("catalogue:question", pk=row.question_id)


def _add_question(form: QuestionForm, viewer: Person) -> Question:
    given = form.particulars()
    return add_question(given.pop("name"), by=viewer, **given)


def _add_answer(row: Question, form: AnswerForm, viewer: Person) -> Answer:
    given = form.particulars()
    return add_answer(row, by=viewer, name=given.pop("name"), **given)


def _manager(request: HttpRequest) -> Person:
    """Return who may change the guided questions."""
    if not isinstance(request.user, Person) or not may_guide(request.user):
        raise NotAllowed(_("Only the service manager changes the guided questions: ask them."))
    return request.user


def _found(rows: QuerySet[Row], pk: int) -> Row:
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _page(request: HttpRequest, form: WordedForm, subject: str, **rows: object) -> HttpResponse:
    context = {"form": form, "subject": subject, "question": None, "under": None, **rows}
    status = 422 if form.is_bound else 200
    return render(request, "catalogue/question.html", context, status=status)
