"""Webhooks: which systems are told of what, whether it arrives, and what did not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.audit.activities import kinds
from spoc.channels.activities.webhook_deliveries import (
    check_webhook,
    resend_delivery,
    resend_failed,
)
from spoc.channels.activities.webhooks import (
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
    switch_webhook,
)
from spoc.channels.forms.webhook import WebhookForm
from spoc.channels.models import Webhook
from spoc.channels.pages.answering import found
from spoc.channels.problems import in_readers_words
from spoc.channels.queries.webhooks import DAYS, course_of
from spoc.channels.webhook_access import (
    deliveries_visible_to,
    may_listen,
    may_read_delivery,
    webhooks_visible_to,
)
from spoc.channels.webhook_words import DELIVERY_STATE, DELIVERY_TONE
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed
from spoc.kit.keyset import page
from spoc.kit.time import now
from spoc.people.models import Person

PAGE_SIZE = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the webhooks and how they are."""
    viewer = _viewer(request)
    webhooks = webhooks_visible_to(viewer).select_related("owner").order_by("-is_on", "name", "pk")
    return render(request, "channels/webhooks.html", {"webhooks": webhooks})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a webhook; the key that proves what it is told is shown once."""
    viewer = _viewer(request)
    form = WebhookForm(request.POST or None, viewer=viewer)
    made = attempt(form, lambda: add_webhook(form.sharer(), by=viewer, told=form.told()))
    if made is None:
        return _form(request, form, None)
    return _shown(request, *made)


@login_required
@require_safe
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a webhook and what it was told, the newest first."""
    return render(request, "channels/webhook.html", _told(request, pk))


@login_required
@require_safe
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Show further rows alone."""
    return render(request, "channels/_webhook_rows.html", _told(request, pk))


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change where a webhook is, and what it hears."""
    viewer = _viewer(request)
    row = found(webhooks_visible_to(viewer), pk)
    form = WebhookForm(request.POST or None, viewer=viewer, webhook=row)
    changed = attempt(form, lambda: change_webhook(row, by=viewer, told=form.told()))
    if changed is None:
        return _form(request, form, row)
    if changed[1]:
        return _shown(request, *changed)
    messages.success(request, _("Saved. Test it now."))
    return redirect("channels:webhook", pk=pk)


@login_required
@require_POST
def switching(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a webhook on or off."""
    viewer = _viewer(request)
    row = found(webhooks_visible_to(viewer), pk)
    is_on = request.POST.get("is_on") == "yes"
    switch_webhook(row, by=viewer, is_on=is_on)
    words = _("%(name)s is told again.") if is_on else _("%(name)s is told nothing more.")
    messages.success(request, words % {"name": row.name})
    return redirect("channels:webhook", pk=pk)


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell a webhook that this is a test, and say what it answered."""
    viewer = _viewer(request)
    row = found(webhooks_visible_to(viewer), pk)
    told = check_webhook(row, by=viewer)
    said = {"name": row.name, "status": told.status, "problem": in_readers_words(told.answer)}
    if told.state == "sent":
        messages.success(request, _("%(name)s took it: it answered %(status)s.") % said)
    elif told.status:
        messages.error(request, _("%(name)s did not take it: it answered %(status)s.") % said)
    else:
        messages.error(request, _("%(name)s does not work: %(problem)s") % said)
    return redirect("channels:webhook", pk=pk)


@login_required
@require_POST
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Renew the key of a webhook, and show it once."""
    viewer = _viewer(request)
    row = found(webhooks_visible_to(viewer), pk)
    return _shown(request, row, renew_webhook_secret(row, by=viewer))


@login_required
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a webhook away."""
    viewer = _viewer(request)
    row = found(webhooks_visible_to(viewer), pk)
    remove_webhook(row, by=viewer)
    messages.success(request, _("%(name)s is gone.") % {"name": row.name})
    return redirect("channels:webhooks")


@login_required
@require_POST
def resending(request: HttpRequest, pk: int) -> HttpResponse:
    """Send all once more that never arrived."""
    viewer = _viewer(request)
    count = resend_failed(found(webhooks_visible_to(viewer), pk), by=viewer)
    words = ngettext("%(count)s goes once more.", "%(count)s go once more.", count)
    messages.success(request, words % {"count": count})
    return redirect("channels:webhook", pk=pk)


@login_required
@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one thing a webhook was told, and what it answered."""
    viewer = _viewer(request)
    row = found(deliveries_visible_to(viewer).select_related("webhook__owner"), pk)
    is_read = may_read_delivery(viewer, row)
    context = {"delivery": row, "is_read": is_read, **_words()}
    return render(request, "channels/webhook_delivery.html", context)


@login_required
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one thing once more."""
    viewer = _viewer(request)
    row = found(deliveries_visible_to(viewer).select_related("webhook"), pk)
    resend_delivery(row, by=viewer)
    messages.success(request, _("It goes once more within half a minute."))
    return redirect("channels:webhook_delivery", pk=pk)


def _viewer(request: HttpRequest) -> Person:
    """Return who asks: whoever may listen, and whoever has a webhook from when they might."""
    person = request.user
    if isinstance(person, Person) and (may_listen(person) or webhooks_visible_to(person).exists()):
        return person
    raise NotAllowed(_("Only administrators and the desk have webhooks: ask one of them."))


def _told(request: HttpRequest, pk: int) -> dict[str, object]:
    viewer = _viewer(request)
    row = found(webhooks_visible_to(viewer).select_related("owner"), pk)
    state = request.GET.get("state", "")
    told = row.deliveries.filter(state=state) if state in DELIVERY_STATE else row.deliveries.all()
    listed = page(told.defer("body"), ("-id",), size=PAGE_SIZE, after=request.GET.get("after"))
    choices = {"": _("All"), **DELIVERY_STATE}
    states = [
        {"label": words, "href": f"/settings/webhooks/{pk}?state={key}", "current": key == state}
        for key, words in choices.items()
    ]
    context = {"webhook": row, "page": listed, "states": states, "state": state}
    return {**context, "course": course_of(row, now()), "days": DAYS, **_words()}


def _words() -> dict[str, object]:
    return {"state_words": DELIVERY_STATE, "tones": DELIVERY_TONE}


def _form(request: HttpRequest, form: WebhookForm, row: Webhook | None) -> HttpResponse:
    is_anothers = row is not None and row.owner_id != form.viewer.pk
    context = {"form": form, "webhook": row, "kinds": kinds(), "is_anothers": is_anothers}
    status = 422 if form.is_bound else 200
    return render(request, "channels/webhook_form.html", context, status=status)


def _shown(request: HttpRequest, row: Webhook, secret: str) -> HttpResponse:
    context = {"webhook": row, "secret": secret}
    response = render(request, "channels/webhook_secret.html", context)
    response["Cache-Control"] = "no-store"
    return response
