"""The steps of a handover as an agent takes them: each a noun with a form, posted to do it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spoc.kit.errors import NotFound, NotPossible
from spoc.people.models import Person
from spoc.suppliers import access
from spoc.suppliers import activities as do
from spoc.suppliers.models import Handover
from spoc.suppliers.pages.finding import agent, handover_found
from spoc.suppliers.pages.typed import cost_of, files_of, is_number, order_of

Act = Callable[[Handover, Person, HttpRequest], object]
May = Callable[[Person, Handover], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its words, which move it is, who may take it, what it does, and what it asks for."""

    title: str | Promise
    verb: str
    may: May
    act: Act
    asks: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


def _text(request: HttpRequest, name: str = "text") -> str:
    return request.POST.get(name, "")


def _rewrite(handover: Handover, by: Person, request: HttpRequest) -> object:
    version = _text(request, "version")
    seen = int(version) if is_number(version) else None
    return do.rewrite_handover(handover, by=by, order=order_of(request), version=seen)


STEPS = {
    "draft": Step(gettext_lazy("Change it"), "send", access.may_work, _rewrite, ("order",)),
    "sending": Step(
        gettext_lazy("Send it"),
        "send",
        access.may_work,
        lambda each, by, given: do.send_handover(each, by=by),
    ),
    "receipt": Step(
        gettext_lazy("They have it"),
        "acknowledge",
        access.may_answer,
        lambda each, by, given: do.acknowledge_handover(
            each, by=by, reference=_text(given, "reference")
        ),
        ("reference",),
    ),
    "answer": Step(
        gettext_lazy("They have done it"),
        "answer",
        access.may_answer,
        lambda each, by, given: do.answer_handover(
            each, by=by, text=_text(given), cost=cost_of(_text(given, "cost"))
        ),
        ("said", "cost"),
    ),
    "question": Step(
        gettext_lazy("They ask something"),
        "ask",
        access.may_answer,
        lambda each, by, given: do.ask_back(each, by=by, text=_text(given)),
        ("said",),
    ),
    "work": Step(
        gettext_lazy("They work on it"),
        "work",
        access.may_answer,
        lambda each, by, given: do.begin_handover(each, by=by),
    ),
    "acceptance": Step(
        gettext_lazy("Accept the answer"),
        "accept",
        access.may_work,
        lambda each, by, given: do.accept_answer(each, by=by),
    ),
    "return": Step(
        gettext_lazy("Return it"),
        "return",
        access.may_work,
        lambda each, by, given: do.return_answer(each, by=by, reason=_text(given, "reason")),
        ("reason",),
    ),
    "withdrawal": Step(
        gettext_lazy("Take it back"),
        "withdraw",
        access.may_withdraw,
        lambda each, by, given: do.withdraw_handover(each, by=by, reason=_text(given, "reason")),
        ("reason",),
    ),
    "letter": Step(
        gettext_lazy("Write to them"),
        "",
        access.may_work,
        lambda each, by, given: do.write_to_supplier(
            each, by=by, text=_text(given), files=files_of(given)
        ),
        ("text", "files"),
        frozenset(["sent", "acknowledged", "working", "answered"]),
    ),
    "note": Step(
        gettext_lazy("Add a note"),
        "",
        access.may_work,
        lambda each, by, given: do.note_handover(each, by=by, text=_text(given)),
        ("text",),
        frozenset(["draft", "sent", "acknowledged", "working", "answered", "accepted"]),
    ),
}


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, noun: str) -> HttpResponse:
    """Show the form of a step, or take it."""
    handover, chosen = handover_found(request, pk), STEPS.get(noun)
    if chosen is None or (request.method != "POST" and not chosen.asks):
        raise NotFound(_("There is no such step."))
    if request.method != "POST":
        return _form(request, handover, noun, chosen)
    try:
        chosen.act(handover, agent(request), request)
    except NotPossible as refusal:
        if not chosen.asks:
            raise
        return _form(request, handover, noun, chosen, refusal)
    messages.success(
        request, _("It is written down in %(number)s.") % {"number": handover.reference}
    )
    return HttpResponseRedirect(f"/handovers/{pk}")


def offered(handover: Handover, person: Person) -> list[tuple[str, Step]]:
    """Return the steps this person may take now, with their nouns."""
    return [
        (noun, each)
        for noun, each in STEPS.items()
        if (handover.allows(each.verb) if each.verb else handover.state in each.needs)
        and each.may(person, handover)
    ]


def _form(
    request: HttpRequest,
    handover: Handover,
    noun: str,
    chosen: Step,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    by = agent(request)
    begins = {"title": handover.title, "task": handover.task, "supplier": handover.supplier.key}
    context = {
        "handover": handover,
        "noun": noun,
        "step": chosen,
        "given": {**begins, **request.POST.dict()},
        "chosen_files": request.POST.getlist("files") or [str(pk) for pk in handover.files],
        "suppliers": access.suppliers_offered_to(by).order_by("sort_name"),
        "files": access.files_to_share(by, handover.parent).order_by("id"),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "suppliers/step.html", context, status=status)
