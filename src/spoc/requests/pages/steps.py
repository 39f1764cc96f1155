"""The steps of the process as an agent takes them: each a noun with a form, posted to do it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.kit.errors import NotFound, NotPossible, Refusal, Stale
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.choices import choices_for, classification
from spoc.requests.models import SupportRequest
from spoc.requests.pages import acts
from spoc.requests.pages.acts.information import INFORMATION_STEPS
from spoc.requests.pages.acts.information import shown as information_known
from spoc.requests.pages.acts.known import used_shown
from spoc.requests.pages.acts.ordered import deliver_order, note_handed_out
from spoc.requests.pages.acts.ordered import shown as handed_out_known
from spoc.requests.pages.acts.proposal import PROPOSAL_STEPS
from spoc.requests.pages.acts.proposal import instead as propose_instead
from spoc.requests.pages.acts.proposal import shown as proposal_known
from spoc.requests.pages.finding import agent, found
from spoc.requests.pages.hops import known_of_hops
from spoc.requests.pages.joining import merge_shown, split_shown
from spoc.requests.pages.particulars import asked_at
from spoc.requests.pages.place import Place, number_of, place_of
from spoc.requests.pages.undo import address_of, undo_of
from spoc.requests.pages.unsaid import Read, left_unsaid, read_so_far
from spoc.requests.queries.tags import known_tags, tags_of
from spoc.service_levels.access import may_exempt
from spoc.work.queries import minutes_of, open_tasks_of, tier_of

Act = Callable[[SupportRequest, Person, dict[str, str]], str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its title, what it does with what was posted, its form, and its button's words."""

    title: object
    act: Act
    has_form: bool = True
    verb: object = ""


STEPS = {
    "classification": Step(gettext_lazy("Classify"), acts.classify),
    "suggestion-refusal": Step(
        gettext_lazy("It is not that"), acts.refuse_suggestions, has_form=False
    ),
    "assignment": Step(gettext_lazy("Assign"), acts.assign),
    "taking": Step(gettext_lazy("Take it"), acts.take, has_form=False),
    "giving-back": Step(gettext_lazy("Undo"), acts.give_back, has_form=False),
    "start": Step(gettext_lazy("Begin"), acts.start, has_form=False),
    "escalation": Step(gettext_lazy("Escalate"), acts.escalate),
    "attention": Step(gettext_lazy("Escalate to management"), acts.ask_for_attention),
    "keeping": Step(gettext_lazy("It stays"), acts.keep, verb=gettext_lazy("Let it stay")),
    "pause": Step(gettext_lazy("Let it wait"), acts.pause),
    "reminder": Step(gettext_lazy("Remind me"), acts.remind_me),
    "reminder-removal": Step(gettext_lazy("Drop the reminder"), acts.drop_reminder, has_form=False),
    "resumption": Step(gettext_lazy("Go on"), acts.resume, has_form=False),
    "resolution": Step(gettext_lazy("Resolve"), acts.resolve),
    "confirmation": Step(
        gettext_lazy("Close on the requester's word"), acts.confirm, verb=gettext_lazy("Close it")
    ),
    "reopening": Step(gettext_lazy("Reopen"), acts.reopen),
    "decline": Step(gettext_lazy("Decline"), acts.decline),
    "cancellation": Step(gettext_lazy("Cancel"), acts.cancel),
    "major-link": Step(gettext_lazy("Link to a major incident"), acts.join_major),
    "merge": Step(gettext_lazy("Merge"), acts.merge),
    "unmerge": Step(gettext_lazy("Undo the merge"), acts.unmerge, has_form=False),
    "priority": Step(gettext_lazy("Set the priority by hand"), acts.priority),
    "restriction": Step(gettext_lazy("Restrict who may read"), acts.restrict),
    "links": Step(gettext_lazy("Link"), acts.link),
    "link-removal": Step(gettext_lazy("Remove the link"), acts.unlink, has_form=False),
    "tags": Step(gettext_lazy("Tags"), acts.tag, verb=gettext_lazy("Save the tags")),
    "watchers": Step(gettext_lazy("Add somebody who watches"), acts.watch),
    "unwatching": Step(gettext_lazy("Stop watching"), acts.unwatch, has_form=False),
    "work": Step(gettext_lazy("Log work"), acts.work),
    "tasks": Step(gettext_lazy("Add tasks"), acts.add_tasks),
    "timer": Step(gettext_lazy("Start a timer"), acts.time, has_form=False),
    "exemption": Step(gettext_lazy("Take it out of the measures"), acts.exempt),
    "exemption-acceptance": Step(
        gettext_lazy("Accept the exemption"), acts.accept_exemption, has_form=False
    ),
    "exemption-refusal": Step(gettext_lazy("It counts"), acts.refuse_exemption),
    "diagnosis": Step(gettext_lazy("Add to the diagnosis"), acts.diagnose),
    "title": Step(gettext_lazy("Change the title"), acts.title),
    "forwarding": Step(gettext_lazy("Forward"), acts.forward),
    "taking-back": Step(gettext_lazy("Undo"), acts.take_back, has_form=False),
    "draft-taking": Step(gettext_lazy("Take it over"), acts.take_draft, has_form=False),
    "planned-moment": Step(gettext_lazy("Send it at another time"), acts.plan_anew),
    "planned-removal": Step(gettext_lazy("Do not send it"), acts.unplan, has_form=False),
    "split": Step(gettext_lazy("Split"), acts.split, verb=gettext_lazy("Make a request of it")),
    "particulars": Step(gettext_lazy("Particulars"), acts.fill_in, verb=gettext_lazy("Save it")),
    "type-fields": Step(
        gettext_lazy("More about it"), acts.type_fields, verb=gettext_lazy("Save it")
    ),
    "delivery": Step(gettext_lazy("Deliver"), deliver_order, verb=gettext_lazy("It is delivered")),
    "new-service": Step(
        gettext_lazy("Ask for it as a new service"), propose_instead, has_form=False
    ),
    "handed-out": Step(
        gettext_lazy("What was handed out"), note_handed_out, verb=gettext_lazy("Save it")
    ),
    **{
        noun: Step(title, act, has_form=noun != "proposal-match")
        for noun, (title, act) in (PROPOSAL_STEPS | INFORMATION_STEPS).items()
    },
}
# what is shown of a step before it is taken
SHOWN_BEFORE = {
    "merge": merge_shown,
    "split": split_shown,
    "delivery": handed_out_known,
    "handed-out": handed_out_known,
    **dict.fromkeys(PROPOSAL_STEPS, proposal_known),
    **dict.fromkeys(INFORMATION_STEPS, information_known),
}
# what is asked when a step without a form cannot be taken as it is
INSTEAD = {"taking": "assignment"}


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
    place = place_of(given.get("queue", ""))
    undo = undo_of(support_request, noun, given)
    try:
        said = chosen.act(support_request, agent(request), given)
    except (NotPossible, Stale) as refusal:
        if asked := _asks_anew(noun, refusal):
            return _form(request, support_request, asked, STEPS[asked], refusal)
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, said, extra_tags=address_of(support_request, undo, place))
    return HttpResponseRedirect(_next(agent(request), given, support_request, place))


def _asks_anew(noun: str, refusal: Refusal) -> str:
    """Return the step whose form a refusal is shown in; none where somebody was just quicker."""
    asked = noun if STEPS[noun].has_form else INSTEAD.get(noun, "")
    is_late = isinstance(refusal, Stale)
    if is_late and not STEPS[noun].has_form:
        return ""
    if is_late or not asked:
        raise refusal
    return asked


def _form(
    request: HttpRequest,
    support_request: SupportRequest,
    noun: str,
    chosen: Step,
    refusal: Refusal | None = None,
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "sr": support_request,
        "noun": noun,
        "title": chosen.title,
        "verb": chosen.verb or chosen.title,
        "given": given.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
        "choices": choices_for(noun, support_request, agent(request)),
        **_known_about(support_request, noun, agent(request), given.dict()),
        "custom": asked_at(noun, support_request, agent(request)),
        "place": place_of(given.get("queue", "")),
        "this_minute": timezone.localtime(now()).strftime("%Y-%m-%dT%H:%M"),
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/step.html", context, status=status)


def _known_about(
    support_request: SupportRequest, noun: str, person: Person, given: dict[str, str]
) -> dict[str, object]:
    """Return what the forms of classifying, resolving and closing know beforehand."""
    if noun == "confirmation":
        closure = getattr(support_request, "closure", None)
        spent = minutes_of(support_request)
        return {"closure": closure, "spent": spent, **used_shown(support_request, person)}
    if noun == "escalation":
        return known_of_hops(support_request, person)
    if noun in SHOWN_BEFORE:
        return SHOWN_BEFORE[noun](support_request, person, given)
    if noun == "tags":
        return {"tags": tags_of(support_request), "known_tags": known_tags()}
    if noun == "exemption":
        words = _("Take it out of the measures") if may_exempt(person) else _("Propose exemption")
        return {"decides": may_exempt(person), "title": words, "verb": words}
    if noun not in ("classification", "resolution"):
        return {}
    is_new = support_request.status == "new"
    read = read_so_far(support_request) if is_new else Read({}, {})
    tier = tier_of(person)
    return {
        **(used_shown(support_request, person) if noun == "resolution" else {}),
        "kinds": classification(support_request),
        "read": read.values,
        "read_by": read.words,
        "is_suggested": read.is_suggested,
        "about": support_request.service or read.service,
        "is_new": is_new,
        "open_tasks": open_tasks_of(support_request) if noun == "resolution" else [],
        "unsaid": left_unsaid(support_request),
        "is_behind": tier is not None and tier > 1,
    }


def _next(
    person: Person, given: dict[str, str], support_request: SupportRequest, place: Place
) -> str:
    """Return where to go on: in the queue one stands in, or at the request one came to from it.

    Whoever hands a request on to another team may lose sight of it.
    """
    if place.at:
        return place.address
    number = number_of(given.get("to_request", "")) or support_request.pk
    if not access.visible_to(person).filter(pk=number).exists():
        return place.address if place.key else "/"
    return f"/requests/{number}?queue={place.quoted}" if place.key else f"/requests/{number}"
