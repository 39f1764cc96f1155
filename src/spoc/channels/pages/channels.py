"""The ways in: which there are, how they do, and what they are told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.channels.access import may_look_after, may_shape, visible_to
from spoc.channels.activities import (
    add_channel,
    change_channel,
    check_channel,
    switch_channel,
)
from spoc.channels.base import ChannelKind
from spoc.channels.forms import ChannelForm
from spoc.channels.models import Channel
from spoc.channels.pages.answering import found
from spoc.channels.queries.ways_in import DAYS, ways_in
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the channels and how they are."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_look_after(viewer):
        raise NotAllowed(_("Only administrators change channels: ask one of them."))
    known = [(way, ChannelKind.get(way.channel.kind)) for way in ways_in(viewer)]
    rows = [(way, kind) for way, kind in known if not kind.is_way_out]
    context = {"channels": rows, "days": DAYS, "may_shape": may_shape(viewer)}
    return render(request, "channels/channels.html", context)


@login_required
@require_safe
def choice(request: HttpRequest) -> HttpResponse:
    """Show which kinds of channel there are."""
    _shaper(request)
    kinds = sorted(ChannelKind.all(), key=lambda kind: str(kind.label))
    out = [kind for kind in kinds if kind.is_way_out]
    systems = [kind for kind in kinds if kind.medium == "event"]
    people = [kind for kind in kinds if kind not in (*out, *systems)]
    groups = [
        (_("For people"), people),
        (_("For systems that watch over others"), systems),
        (_("For letters that leave"), out),
    ]
    return render(request, "channels/choice.html", {"groups": groups})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Open a channel of this kind."""
    viewer = _shaper(request)
    sort = next((each for each in ChannelKind.all() if each.key == kind), None)
    if sort is None:
        raise NotFound(_("There is no such kind of channel."))
    form = ChannelForm(request.POST or None, viewer=viewer, kind=sort)
    if attempt(form, lambda: _add(form, viewer, kind)) is None:
        return _page(request, form, sort, None)
    messages.success(request, _("The channel is open. Test it now."))
    return redirect("channels:channels")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a channel is told."""
    viewer = _shaper(request)
    channel = found(visible_to(viewer), pk)
    sort = ChannelKind.get(channel.kind)
    form = ChannelForm(request.POST or None, viewer=viewer, kind=sort, channel=channel)
    if attempt(form, lambda: _change(form, viewer, channel)) is None:
        return _page(request, form, sort, channel)
    messages.success(request, _("Saved. Test it now."))
    return redirect("channels:channels")


@login_required
@require_POST
def switching(request: HttpRequest, pk: int) -> HttpResponse:
    """Open or close a channel."""
    viewer = _shaper(request)
    channel = found(visible_to(viewer), pk)
    is_on = request.POST.get("is_on") == "yes"
    switch_channel(channel, by=viewer, is_on=is_on)
    words = _("%(name)s is open.") if is_on else _("%(name)s is closed: nothing comes in by it.")
    messages.success(request, words % {"name": channel.name})
    return redirect("channels:channels")


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a channel, and say in one sentence what happened."""
    viewer = _shaper(request)
    channel = found(visible_to(viewer), pk)
    problem = check_channel(channel, by=viewer)
    told = {"name": channel.name, "problem": problem}
    if problem:
        messages.error(request, _("%(name)s does not work: %(problem)s") % told)
    else:
        messages.success(request, _("%(name)s works.") % told)
    return redirect("channels:channels")


def _shaper(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person) or not may_shape(request.user):
        raise NotAllowed(_("Only administrators change channels: ask one of them."))
    return request.user


def _add(form: ChannelForm, viewer: Person, kind: str) -> Channel:
    name = form.cleaned_data["name"]
    return add_channel(name, by=viewer, kind=kind, told=form.told(), whose=form.whose())


def _change(form: ChannelForm, viewer: Person, channel: Channel) -> Channel:
    name = form.cleaned_data["name"]
    return change_channel(channel, by=viewer, told=form.told(), whose=form.whose(), name=name)


def _page(
    request: HttpRequest, form: ChannelForm, kind: type[ChannelKind], channel: Channel | None
) -> HttpResponse:
    address = request.build_absolute_uri(f"/in/{channel.mark}") if channel and kind.is_told else ""
    context = {"form": form, "kind": kind, "channel": channel, "address": address}
    status = 422 if form.is_bound else 200
    return render(request, "channels/channel.html", context, status=status)
