"""Resetting a password without the desk: choose the account, prove it is yours, fetch the new one.

Anybody may come, since who forgot a password is not signed in. What is shown is the same whether
or not an account is known, until it is proven.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from spoc.catalogue.access.offerings import may_order, offerings_visible_to
from spoc.catalogue.words import NOT_ELIGIBLE
from spoc.channels.activities.identity import ask_identity
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.often import demand_seldom
from spoc.people.models import Person
from spoc.people.queries import signed_in, system
from spoc.requests.activities.order import Wish
from spoc.requests.activities.order_once import order_once
from spoc.workflow.action_words import REASON
from spoc.workflow.activities.identity import prove
from spoc.workflow.activities.resetting import fetch_password, reset_password
from spoc.workflow.forms.identity import AccountForm, CodeForm
from spoc.workflow.identity_access import checks_visible_to, is_manager
from spoc.workflow.identity_words import read, word_for
from spoc.workflow.models import IdentityCheck
from spoc.workflow.queries.actions import RESET_PASSWORD, reset_action
from spoc.workflow.queries.resetting import run_of
from spoc.workflow.rules.identity import PROVEN_FOR, TRIES, VALID, masked

BEGUN, PROVEN = IdentityCheck.State.BEGUN, IdentityCheck.State.PROVEN
AN_HOUR = 3600
MOST_ASKED, MOST_ANSWERED = 10, 30
LASTS = int((VALID + PROVEN_FOR).total_seconds())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask which account it is, and begin to prove whose."""
    person = request.user if isinstance(request.user, Person) else None
    form = AccountForm(request.POST if request.method == "POST" else None, person=person)
    is_there = reset_action() is not None
    if form.is_bound and is_there:
        demand_seldom(request, "identity", most=MOST_ASKED, seconds=AN_HOUR)
        begun = attempt(form, lambda: _begun(form, person))
        if begun is not None:
            check, code = begun
            return redirect("workflow:reset_password_attempt", word=word_for(check.pk, code))
    status = 422 if form.is_bound else 200
    is_one = person is not None and is_manager(person)
    context = {"form": form, "is_there": is_there, "is_manager": is_one}
    return render(request, "workflow/identity/begin.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attempt_of(request: HttpRequest, word: str) -> HttpResponse:
    """Show how far an attempt has come, and take the code."""
    check, code = _found(word)
    is_open = check.state == BEGUN and check.way == IdentityCheck.Way.MAIL
    form = CodeForm(request.POST if request.method == "POST" and is_open else None)
    if form.is_valid():
        demand_seldom(request, "identity-code", most=MOST_ANSWERED, seconds=AN_HOUR)
        check = prove(check, by=system(), code=form.cleaned_data["code"])
        if check.state == BEGUN:
            form.add_error("code", _("That is not the code: compare it with the letter."))
    if request.method == "POST" and check.state == PROVEN:
        return _reset(request, check, word)
    status = 422 if form.errors else 200
    return _shown(request, check, {"form": form, "code": code, "word": word}, status)


@never_cache
@require_POST
def password(request: HttpRequest, word: str) -> HttpResponse:
    """Show the new password, once."""
    check, _code = _found(word)
    try:
        secret = fetch_password(check, by=system())
    except NotPossible as refusal:
        return _shown(request, check, {"word": word, "why": refusal.sentence}, 422)
    return render(request, "workflow/identity/password.html", {"secret": secret, "check": check})


def _begun(form: AccountForm, person: Person | None) -> tuple[IdentityCheck, str]:
    given = form.cleaned_data
    return ask_identity(given["account"], by=person or system(), way=given["way"])


def _reset(request: HttpRequest, check: IdentityCheck, word: str) -> HttpResponse:
    """Let what was proven do what it was proven for, as an order where it can be ordered."""
    try:
        if not _ordered(check):
            reset_password(check, by=system())
    except NotPossible as refusal:
        return _shown(request, check, {"word": word, "why": refusal.sentence}, 422)
    return redirect("workflow:reset_password_attempt", word=word)


def _ordered(check: IdentityCheck) -> bool:
    """Order the reset for whom it is, once, where the catalogue has it for them."""
    person = signed_in(check.person_id or 0)
    if person is None:
        return False
    known = offerings_visible_to(person).filter(key=RESET_PASSWORD, needs_identity=True)
    offering = known.select_related("service").first()
    if offering is None or not may_order(person, offering, person):
        return False
    key = f"identity-{check.pk}"
    made, _new = order_once(person, by=person, wish=Wish(offering), key=key, digest="")
    check.refresh_from_db()
    if code := made.fulfilment.refused_code:
        raise NotPossible(str(NOT_ELIGIBLE.get(code, made.fulfilment.refused_reason)))
    if check.state == PROVEN:
        words = _("It is ordered as %(number)s and done by hand: we get in touch with you.")
        raise NotPossible(words % {"number": made.reference})
    return True


def _found(word: str) -> tuple[IdentityCheck, str]:
    named = read(word, LASTS)
    rows = checks_visible_to(system()).select_related("person", "voucher")
    check = rows.filter(pk=named.check).first() if named else None
    if named is None or check is None:
        raise NotFound(_("This attempt is over: begin again."))
    return check, named.code


def _shown(
    request: HttpRequest, check: IdentityCheck, further: dict[str, object], status: int = 200
) -> HttpResponse:
    is_by_mail = check.way == IdentityCheck.Way.MAIL
    context = {
        "check": check,
        "run": run_of(check),
        "is_by_mail": is_by_mail,
        "vouch_at": settings.SPOC_URL + reverse("workflow:vouching"),
        "to": masked(check.address) if check.address and request.user == check.person else "",
        "left": TRIES - check.tries,
        "reason": REASON.get(check.reason, ""),
        "form": CodeForm(),
        **further,
    }
    return render(request, "workflow/identity/attempt.html", context, status=status)
