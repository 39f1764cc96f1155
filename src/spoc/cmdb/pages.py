"""The settings of configuration items: whoever works at the desk looks, their keeper changes."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.audit.activities import label
from spoc.cmdb import access
from spoc.cmdb.activities import add_item, change_item
from spoc.cmdb.forms import ItemForm, known
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.queries import matching, page_of
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests.queries.handed_out import HandedOut, handed_out

LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the items, or those that fit some words."""
    viewer, words = _reader(request), request.GET.get("words", "").replace("\0", "")
    found = page_of(matching(access.visible_to(viewer), words), request.GET.get("after"))
    context = {
        "words": words,
        "rows": [(item, label("item_kind", item.kind)) for item in found.rows],
        "next": found.next,
        "may_shape": access.may_shape(viewer),
    }
    return render(request, "cmdb/items.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_item(request: HttpRequest) -> HttpResponse:
    """Write down an item."""
    viewer = _keeper(request)
    form = ItemForm(request.POST or None, viewer=viewer)
    if attempt(form, lambda: _add(form, viewer)) is None:
        return _form(request, form, _("New configuration item"))
    messages.success(request, _("The configuration item is written down."))
    return redirect("cmdb:items")


@login_required
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item, or change it."""
    viewer = _reader(request)
    rows = access.visible_to(viewer).select_related("service", "team")
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    if request.method == "GET" and not access.may_shape(viewer):
        return render(request, "cmdb/item.html", _shown(row, viewer))
    form = ItemForm(request.POST or None, viewer=_keeper(request), initial=known(row))
    if attempt(form, lambda: change_item(row, by=viewer, **form.cleaned_data)) is None:
        return _form(request, form, str(row), handed_out(row, viewer))
    messages.success(request, _("Saved."))
    return redirect("cmdb:items")


def _add(form: ItemForm, viewer: Person) -> ConfigurationItem:
    given = dict(form.cleaned_data)
    return add_item(given.pop("name"), by=viewer, **given)


def _shown(row: ConfigurationItem, viewer: Person) -> dict[str, object]:
    handed = handed_out(row, viewer)
    return {"item": row, "kind": label("item_kind", row.kind), "handed": handed}


def _reader(request: HttpRequest) -> Person:
    """Return who may read of items."""
    if not isinstance(request.user, Person) or not access.may_read(request.user):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return request.user


def _keeper(request: HttpRequest) -> Person:
    """Return who may change items."""
    viewer = _reader(request)
    demand(access.may_shape(viewer), _("Configuration items are kept by their manager: ask them."))
    return viewer


def _form(
    request: HttpRequest, form: ItemForm, subject: str, handed: Sequence[HandedOut] = ()
) -> HttpResponse:
    context = {"form": form, "subject": subject, "handed": handed}
    status = 422 if form.is_bound else 200
    return render(request, "cmdb/form.html", context, status=status)
