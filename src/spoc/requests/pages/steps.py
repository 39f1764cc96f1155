"""The steps of the process as an agent takes them: each a noun with a form, posted to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.choices import choices_for
from spoc.requests.models import SupportRequest
from spoc.requests.pages import acts
from spoc.requests.pages.finding import agent, found

Act = Callable[[SupportRequest, Person, dict[str, str]], str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its title, what it does with what was posted, and its form where it has one."""

    title: object
    act: Act
    has_form: bool = True


STEPS = {
    "classification": Step(gettext_lazy("Classify"), acts.classify),
    "assignment": Step(gettext_lazy("Assign"), acts.assign),
    "start": Step(gettext_lazy("Begin"), acts.start, has_form=False),
    "escalation": Step(gettext_lazy("Escalate"), acts.escalate),
    "pause": Step(gettext_lazy("Let it wait"), acts.pause),
    "resumption": Step(gettext_lazy("Go on"), acts.resume, has_form=False),
    "resolution": Step(gettext_lazy("Resolve"), acts.resolve),
    "confirmation": Step(gettext_lazy("Close on the requester's word"), acts.confirm),
    "reopening": Step(gettext_lazy("Reopen"), acts.reopen),
    "decline": Step(gettext_lazy("Decline"), acts.decline),
    "cancellation": Step(gettext_lazy("Cancel"), acts.cancel),
    "merge": Step(gettext_lazy("Merge"), acts.merge),
    "unmerge": Step(gettext_lazy("Undo the merge"), acts.unmerge, has_form=False),
    "priority": Step(gettext_lazy("Set the priority by hand"), acts.priority),
    "restriction": Step(gettext_lazy("Restrict who may read"), acts.restrict),
    "links": Step(gettext_lazy("Link"), acts.link),
    "link-removal": Step(gettext_lazy("Remove the link"), acts.unlink, has_form=False),
    "watchers": Step(gettext_lazy("Add somebody who watches"), acts.watch),
    "unwatching": Step(gettext_lazy("Stop watching"), acts.unwatch, has_form=False),
    "work": Step(gettext_lazy("Log work"), acts.work),
    "diagnosis": Step(gettext_lazy("Add to the diagnosis"), acts.diagnose),
    "title": Step(gettext_lazy("Change the title"), acts.title),
    "split": Step(gettext_lazy("Make a request of it"), acts.split),
    "type-fields": Step(gettext_lazy("More about it"), acts.type_fields),
}


@login_required
def step(request: HttpRequest, number: int, noun: str) -> HttpResponse:
    """Show the form of a step, or take it."""
    support_request = found(request, number)
    chosen = STEPS.get(noun)
    if chosen is None or (request.method != "POST" and not chosen.has_form):
        raise NotFound(_("There is no such step."))
    if request.method != "POST":
        return _form(request, support_request, noun, chosen)
    given = {**request.GET.dict(), **request.POST.dict()}
    undo = undo_of(support_request, noun, given)
    try:
        said = chosen.act(support_request, agent(request), given)
    except NotPossible as refusal:
        if not chosen.has_form:
            raise
        return _form(request, support_request, noun, chosen, refusal)
    messages.success(request, said, extra_tags=undo)
    return HttpResponseRedirect(_next(agent(request), given, support_request))


def undo_of(support_request: SupportRequest, noun: str, given: dict[str, str]) -> str:
    """Return the address that takes a step back, as things stand before it; empty for most."""
    base = f"/requests/{support_request.pk}"
    if noun == "assignment" and support_request.status in ("new", "classified", "assigned"):
        team = support_request.team.key if support_request.team else ""
        before = {"team": team, "assignee": support_request.assignee_id or ""}
        return f"{base}/assignment?{urlencode(before)}"
    turned = {"watchers": "unwatching", "unwatching": "watchers", "merge": "unmerge"}
    if noun in turned and given.get("person", "me") == "me":
        return f"{base}/{turned[noun]}?person=me"
    return ""


def _form(
    request: HttpRequest,
    support_request: SupportRequest,
    noun: str,
    chosen: Step,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "sr": support_request,
        "noun": noun,
        "title": chosen.title,
        "verb": chosen.title,
        "given": given.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
        "choices": choices_for(noun, support_request, agent(request)),
        "queue": given.get("queue", ""),
        "this_minute": timezone.localtime(now()).strftime("%Y-%m-%dT%H:%M"),
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/step.html", context, status=status)


def _next(person: Person, given: dict[str, str], support_request: SupportRequest) -> str:
    """Return where to go on: the request within the queue one came from, or the queue alone.

    Whoever hands a request on to another team may lose sight of it.
    """
    queue = given.get("queue", "")
    known = queue.replace("-", "").isalnum()
    target = given.get("to_request", "")
    number = int(target) if target.isdecimal() and len(target) < 19 else support_request.pk
    if not access.visible_to(person).filter(pk=number).exists():
        return f"/queues/{queue}" if known else "/"
    return f"/requests/{number}?queue={queue}" if known else f"/requests/{number}"
