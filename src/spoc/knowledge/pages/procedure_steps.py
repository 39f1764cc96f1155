"""Writing a procedure, and the steps from a draft to what is in force and has been read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.knowledge import procedure_access as access
from spoc.knowledge.activities import acknowledging, procedures, procedures_in_force
from spoc.knowledge.models import Procedure, ProcedureVersion
from spoc.knowledge.pages.procedures import procedure_found, reader
from spoc.knowledge.procedure_forms import FURTHER, person_at, terms_given, text_given
from spoc.knowledge.procedure_words import AUDIENCE, PROCESS
from spoc.knowledge.queries.procedures import capacity_of
from spoc.people.access import communities_visible_to, teams_visible_to
from spoc.people.models import Person
from spoc.people.queries import first_mail

FORM = ["GET", "HEAD", "POST"]
Refused = NotPossible | Stale


@login_required
@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a procedure."""
    by = reader(request)
    if not access.may_write(by):
        raise NotAllowed(_("Procedures are written by whoever is responsible for a process."))
    if request.method != "POST":
        return _form(request, "new", _begins(by))
    try:
        terms = terms_given(request.POST, by)
        made = procedures.write_procedure(text_given(request.POST.dict()), by=by, terms=terms)
    except NotPossible as refusal:
        return _form(request, "new", {}, refusal)
    messages.success(request, _("The draft is written. Somebody else approves it."))
    return HttpResponseRedirect(f"/procedures/{made.pk}")


@login_required
@require_http_methods(FORM)
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what comes next."""
    procedure, by = _revised(request, pk)
    shown = procedure.in_making or procedure.in_force or procedure.newest
    if request.method != "POST":
        return _form(request, "text", _text_of(procedure, shown), procedure=procedure)
    try:
        procedures.revise_procedure(
            procedure,
            by=by,
            text=text_given(request.POST.dict()),
            version=_version(request),
        )
    except (NotPossible, Stale) as refusal:
        return _form(request, "text", _again(procedure, refusal), refusal, procedure)
    messages.success(request, _("The draft is written. Somebody else approves it."))
    return HttpResponseRedirect(f"/procedures/{pk}")


@login_required
@require_http_methods(FORM)
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Say for whom it is, and who reads what comes into force."""
    procedure, by = _revised(request, pk)
    if request.method != "POST":
        return _form(request, "terms", _terms_of(procedure), procedure=procedure)
    try:
        wanted = terms_given(request.POST, by, procedure)
        procedures.describe_procedure(procedure, by=by, terms=wanted, version=_version(request))
    except (NotPossible, Stale) as refusal:
        return _form(request, "terms", _again(procedure, refusal), refusal, procedure)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"/procedures/{pk}")


@login_required
@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve what another wrote."""
    made = procedures_in_force.approve_procedure(procedure_found(request, pk), by=reader(request))
    messages.success(request, _("Version %(number)s is approved.") % {"number": made.number})
    return HttpResponseRedirect(f"/procedures/{pk}?number={made.number}")


@login_required
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the approved version into force."""
    made = procedures_in_force.publish_procedure(procedure_found(request, pk), by=reader(request))
    messages.success(request, _("Version %(number)s is in force.") % {"number": made.number})
    return HttpResponseRedirect(f"/procedures/{pk}")


@login_required
@require_http_methods(FORM)
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a procedure out of force, with nothing in its place."""
    procedure, by = procedure_found(request, pk), reader(request)
    if not access.may_publish(by, procedure) or procedure.in_force is None:
        raise NotAllowed(_("Only what is in force is taken out of it, by whoever owns it."))
    if request.method != "POST":
        return _form(request, "withdrawal", {}, procedure=procedure)
    reason = request.POST.get("reason", "")
    try:
        procedures_in_force.withdraw_procedure(procedure, by=by, reason=reason)
    except NotPossible as refusal:
        return _form(request, "withdrawal", {}, refusal, procedure)
    messages.success(request, _("It is no longer in force."))
    return HttpResponseRedirect(f"/procedures/{pk}")


@login_required
@require_http_methods(FORM)
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody by name to read what is in force."""
    procedure, by = _revised(request, pk)
    if request.method != "POST":
        return _form(request, "readers", {}, procedure=procedure)
    capacity = "governing" if request.POST.get("is_governing") else ""
    try:
        who = person_at(request.POST.get("who", ""), by, "who")
        acknowledging.ask_to_read(
            procedure, by=by, person=who, capacity=capacity or capacity_of(who)
        )
    except NotPossible as refusal:
        return _form(request, "readers", {}, refusal, procedure)
    messages.success(request, _("%(name)s is asked to read it.") % {"name": who.name})
    return HttpResponseRedirect(f"/procedures/{pk}#readers")


@login_required
@require_POST
def acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read it."""
    acknowledging.acknowledge_procedure(procedure_found(request, pk), by=reader(request))
    messages.success(request, _("Thank you. It is written down that you have read it."))
    return HttpResponseRedirect(f"/procedures/{pk}")


def _revised(request: HttpRequest, pk: int) -> tuple[Procedure, Person]:
    procedure, by = procedure_found(request, pk), reader(request)
    if not access.may_revise(by, procedure):
        raise NotAllowed(_("Procedures are written by whoever is responsible for a process."))
    return procedure, by


def _form(
    request: HttpRequest,
    name: str,
    begins: dict[str, object],
    refusal: Refused | None = None,
    procedure: Procedure | None = None,
) -> HttpResponse:
    by = reader(request)
    context = {
        "procedure": procedure,
        "given": {**begins, **request.POST.dict(), **_lists(request, begins)},
        "version": begins.get("version", request.POST.get("version", "")),
        "processes": list(PROCESS.items()),
        "audiences": list(AUDIENCE.items()),
        "communities": communities_visible_to(by).order_by("name"),
        "teams": teams_visible_to(by).order_by("name"),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, f"knowledge/procedures/{name}.html", context, status=status)


def _lists(request: HttpRequest, begins: dict[str, object]) -> dict[str, object]:
    """Return what several of were chosen: as given, else as it begins."""
    names = ("communities", "teams")
    if request.method != "POST":
        return {name: begins.get(name, []) for name in names}
    return {name: request.POST.getlist(name) for name in names}


def _begins(by: Person) -> dict[str, object]:
    return {"owner": first_mail(by), "audience": "desk", "review_months": 12, "days_to_read": 14}


def _text_of(procedure: Procedure, shown: ProcedureVersion | None) -> dict[str, object]:
    begins: dict[str, object] = {"version": procedure.version}
    if shown is None:
        return begins
    begins |= {"title": shown.title, "words": shown.words}
    begins["change"] = shown.change if shown == procedure.in_making else ""
    for language in FURTHER:
        said = shown.told.get(language, {})
        begins |= {f"{name}_{language}": said.get(name, "") for name in ("title", "words")}
    return begins


def _terms_of(procedure: Procedure) -> dict[str, object]:
    names = ("process", "audience", "review_months", "days_to_read", "version")
    governing = [first_mail(each) for each in procedure.governing.order_by("sort_name")]
    return {
        **{name: getattr(procedure, name) for name in names},
        "owner": first_mail(procedure.owner),
        "communities": [str(each.pk) for each in procedure.communities.all()],
        "teams": [str(each.pk) for each in procedure.teams.all()],
        "governing": "\n".join(address for address in governing if address),
    }


def _again(procedure: Procedure, refusal: Refused) -> dict[str, object]:
    """Let what was written be kept over what somebody else did, once that was said."""
    return {"version": procedure.version} if isinstance(refusal, Stale) else {}


def _version(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else None
