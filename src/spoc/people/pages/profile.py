"""What everybody decides about themselves, and the machines that act for them."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.kit.time import now
from spoc.people.access import may_work_at_desk
from spoc.people.activities import change_person, issue_token, revoke_token
from spoc.people.activities.doors import USUAL_CALLS
from spoc.people.forms import ProfileForm, TokenForm
from spoc.people.models import Person, Token
from spoc.people.pages.answering import form_page, found, visitor

KEPT = ("name", "language", "zone", "theme", "single_keys")


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change what one decides about oneself."""
    person = visitor(request)
    form = _form(person, request.POST or None)
    if attempt(form, lambda: change_person(person, by=person, **form.cleaned_data)) is None:
        return _page(request, person, form, TokenForm())
    with override(person.speaks):
        messages.success(request, _("Saved."))
    return redirect("people:profile")


@login_required
@require_POST
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """Issue a key for a machine, and show it this once."""
    person = visitor(request)
    form = TokenForm(request.POST)
    issued = attempt(form, lambda: _issue(person, form))
    if issued is None:
        return _page(request, person, _form(person), form)
    token, secret = issued
    return render(request, "people/token.html", {"token": token, "secret": secret})


@login_required
@require_POST
def revocation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a machine's key back."""
    person = visitor(request)
    token = found(person.tokens.all(), pk)
    revoke_token(token, by=person)
    messages.success(request, _("%(name)s works no more.") % {"name": token.name})
    return redirect("people:profile")


def _form(person: Person, given: QueryDict | None = None) -> ProfileForm:
    return ProfileForm(given, initial=_known(person), at_desk=may_work_at_desk(person))


def _known(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in KEPT}


def _issue(person: Person, form: TokenForm) -> tuple[Token, str]:
    given = form.cleaned_data
    until = now() + timedelta(days=given["days"]) if given["days"] else None
    return issue_token(
        person,
        by=person,
        name=given["name"],
        scopes=given["scopes"],
        expires_at=until,
        calls_per_minute=given["calls"] or USUAL_CALLS,
    )


def _page(
    request: HttpRequest, person: Person, form: ProfileForm, token_form: TokenForm
) -> HttpResponse:
    return form_page(
        request,
        "people/profile.html",
        form,
        token_form=token_form,
        tokens=person.tokens.filter(revoked_at=None).order_by("-created_at"),
        addresses=person.addresses.order_by("kind", "-is_first", "id"),
        now=now(),
        has_password=person.has_usable_password(),
    )
