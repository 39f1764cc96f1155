"""An agreement and its steps: sent, returned, signed, reviewed, ended, each a form on its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from spoc.audit.activities import label
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.activities import (
    end_agreement,
    return_agreement,
    review_agreement,
    send_agreement,
    sign_agreement,
)
from spoc.service_levels.forms.steps import Ending, Returning, Reviewing, Sending, Signing, StepForm
from spoc.service_levels.models import Agreement
from spoc.service_levels.pages.readers import found, reader
from spoc.service_levels.queries.agreements import faults_of, rivals_of
from spoc.service_levels.queries.parts import misfits_of
from spoc.service_levels.queries.sheets import (
    history_of,
    is_overdue,
    party_of,
    say_misfit,
    sheets_of,
    versions_of,
    waits,
)

Act = Callable[[Agreement, Person, Any], Agreement]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its form, what it does, what is said then, and when it can be taken by whom."""

    form: type[StepForm]
    act: Act
    said: str | Promise
    is_offered: Callable[[Agreement, Person], bool]


def _signs(agreement: Agreement, viewer: Person) -> bool:
    return agreement.state == "in_review" and access.may_sign(viewer, agreement)


STEPS: Mapping[str, Step] = {
    "sending": Step(
        Sending,
        lambda row, by, form: send_agreement(row, by=by, **form.cleaned_data),
        gettext_lazy("Sent for review."),
        lambda row, by: row.state == "draft" and access.may_draft(by, row.kind),
    ),
    "return": Step(
        Returning,
        lambda row, by, form: return_agreement(row, by=by, **form.cleaned_data),
        gettext_lazy("It is a draft again."),
        _signs,
    ),
    "signature": Step(
        Signing,
        lambda row, by, form: sign_agreement(
            row,
            by=by,
            for_party=form.cleaned_data["for_party"],
            valid_from=form.begins(),
            valid_to=form.ends(),
        ),
        gettext_lazy("Signed."),
        lambda row, by: _signs(row, by) and row.signed_at is None,
    ),
    "minutes": Step(
        Reviewing,
        lambda row, by, form: review_agreement(row, by=by, **form.cleaned_data),
        gettext_lazy("The review is kept."),
        lambda row, by: row.state == "active" and access.may_draft(by, row.kind),
    ),
    "end": Step(
        Ending,
        lambda row, by, form: end_agreement(row, by=by, **form.cleaned_data),
        gettext_lazy("It has ended. Running clocks keep what they began with."),
        lambda row, by: row.state == "active" and access.may_sign(by, row),
    ),
}


@login_required
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an agreement: what it promises, whether it is whole, and what can be done next."""
    viewer = reader(request)
    return _page(request, found(access.visible_to(viewer), pk), viewer)


@login_required
@require_POST
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take an agreement one step further."""
    viewer = reader(request)
    row = found(access.visible_to(viewer), pk)
    taken = STEPS.get(step)
    if taken is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    form = taken.form(request.POST, agreement=row, prefix=step)
    if attempt(form, lambda: taken.act(row, viewer, form)) is None:
        return _page(request, row, viewer, {step: form})
    messages.success(request, str(taken.said))
    return redirect("service_levels:agreement", pk=row.pk)


def _page(
    request: HttpRequest,
    row: Agreement,
    viewer: Person,
    typed: Mapping[str, StepForm] | None = None,
) -> HttpResponse:
    """Draw the page with the forms of the steps that can be taken, one of them as it was typed."""
    row.refresh_from_db()
    written = typed or {}
    forms = {
        name: written.get(name) or each.form(agreement=row, prefix=name)
        for name, each in STEPS.items()
        if name in written or each.is_offered(row, viewer)
    }
    context = {
        "agreement": row,
        "kind": label("agreement_kind", row.kind),
        "party": party_of(row),
        "services": [str(service) for service in row.services.order_by("name")],
        "pauses": [label("pause_reason", reason) for reason in row.pause_reasons],
        "sheets": sheets_of(row),
        "faults": faults_of(row) if row.state == "draft" else [],
        "misfits": [say_misfit(each) for each in misfits_of(row)] if row.state != "ended" else [],
        "rivals": rivals_of(row) if waits(row) else [],
        "versions": versions_of(row),
        "history": history_of(row),
        "forms": forms,
        "may_draft": access.may_draft(viewer, row.kind),
        "is_overdue": is_overdue(row),
        "is_waiting": waits(row),
    }
    status = 422 if typed else 200
    return render(request, "service_levels/agreement.html", context, status=status)
