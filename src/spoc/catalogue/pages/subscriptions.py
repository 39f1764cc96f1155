"""The register of subscriptions: who has what, since when; as a list, and as a file."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.catalogue import access, activities
from spoc.catalogue.activities import Holding
from spoc.catalogue.forms import EndForm, HoldingForm, QuantityForm, known_quantity
from spoc.catalogue.models import Subscription
from spoc.catalogue.queries.register_file import as_csv
from spoc.catalogue.queries.subscriptions import Narrowed, narrowed, register_page
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound, NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests.queries.held import held_shown

LARGEST = 2**63
LONGEST_KEY = 18


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List who has what, or what one person, organisation, offering or service stands for."""
    viewer, asked = _reader(request), _asked(request)
    rows = access.subscriptions_visible_to(viewer)
    found = register_page(rows, asked, request.GET.get("after"))
    context = {
        "rows": found.rows,
        "next": found.next,
        "asked": asked,
        "query": _query(request),
        "may_keep": access.may_keep_subscriptions(viewer),
    }
    return render(request, "catalogue/subscriptions/list.html", context)


@login_required
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the register as a file, as far as the reader may see it."""
    _reader(request)
    # the reader is still there when the page's request is over
    person, asked = get_user(request), _asked(request)
    if not isinstance(person, Person):
        raise NotAllowed(_("Sign in to take the register along."))
    rows = access.subscriptions_visible_to(person)
    limit = settings.SPOC_EXPORT_LIMIT
    if narrowed(rows, asked).order_by()[: limit + 1].count() > limit:
        words = _("The register has more than %(limit)s rows: narrow it, and export it in parts.")
        raise NotPossible(words % {"limit": limit})
    written = as_csv(rows, asked, person)
    response = StreamingHttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="subscriptions.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down that somebody has something."""
    viewer = _reader(request)
    demand(access.may_keep_subscriptions(viewer))
    form = HoldingForm(request.POST or None, viewer=viewer)
    made = attempt(form, lambda: _begin(form, viewer))
    if made is None:
        status = 422 if form.is_bound else 200
        return render(request, "catalogue/subscriptions/new.html", {"form": form}, status=status)
    messages.success(request, _("It is written down."))
    return redirect("catalogue:subscription", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what somebody has, or change how many."""
    viewer, row = _reader(request), _found(request, pk)
    form = QuantityForm(request.POST or None, initial=known_quantity(row))
    if request.method == "POST":
        changed = attempt(
            form, lambda: activities.change_subscription(row, by=viewer, **form.cleaned_data)
        )
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect("catalogue:subscription", pk=pk)
    return _page(request, row, form, EndForm())


@login_required
@require_http_methods(["POST"])
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that somebody has it no longer."""
    viewer, row = _reader(request), _found(request, pk)
    form = EndForm(request.POST)
    ended = attempt(form, lambda: activities.end_subscription(row, by=viewer, **form.cleaned_data))
    if ended is None:
        return _page(request, row, QuantityForm(initial=known_quantity(row)), form)
    messages.success(request, _("It is ended."))
    return redirect("catalogue:subscription", pk=pk)


def _begin(form: HoldingForm, viewer: Person) -> Subscription:
    given = form.cleaned_data
    holding = Holding(given["holder"], given["quantity"])
    return activities.begin_subscription(given["offering"], by=viewer, holding=holding)


def _page(
    request: HttpRequest, row: Subscription, form: QuantityForm, end: EndForm
) -> HttpResponse:
    may_keep = access.may_keep_subscription(_reader(request), row.offering) and row.is_open
    viewer = _reader(request)
    items = items_visible_to(viewer).filter(pk=row.item_number or 0)
    may_order = access.may_order_change(viewer, row)
    context = {
        "row": row,
        "form": form,
        "end": end,
        "may_keep": may_keep,
        "item": items.first(),
        "reads_offerings": access.may_read_offerings(viewer),
        "held": held_shown([row], viewer)[0] if may_order else None,
    }
    status = 422 if form.is_bound or end.is_bound else 200
    return render(request, "catalogue/subscriptions/subscription.html", context, status=status)


def _reader(request: HttpRequest) -> Person:
    """Return who may look into the register."""
    if not isinstance(request.user, Person) or not access.may_read_subscriptions(request.user):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return request.user


def _found(request: HttpRequest, pk: int) -> Subscription:
    rows = access.subscriptions_visible_to(_reader(request))
    with_names = rows.select_related("offering__service", "service", "holder", "organisation")
    row = with_names.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _asked(request: HttpRequest) -> Narrowed:
    given = request.GET
    keys = {name: _key(given.get(name, "")) for name in ("offering", "holder", "organisation")}
    words = given.get("words", "").replace("\0", "")
    held = given.get("show") != "all"
    return Narrowed(**keys, service=_key(given.get("service", "")), words=words, is_held=held)


def _key(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) <= LONGEST_KEY else None


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("after", None)
    return kept.urlencode()
