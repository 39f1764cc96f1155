"""The intake screen: who, what, save. The rest is read from the words and can be changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.intake.activities import Call, take_call
from spoc.intake.reading import Suggestion, suggest
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.people.access import visible_to
from spoc.people.models import Person
from spoc.people.queries import matching
from spoc.requests import access
from spoc.requests.activities import Classification, Resolution
from spoc.requests.activities.describe import TypeFields
from spoc.requests.choices import classification, fitting
from spoc.requests.queries.alike import alike_to
from spoc.requests.rules import Likeness

READ = ("type", "service", "category", "impact", "urgency")


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Show the intake form, or write down what was taken in."""
    person = _agent(request)
    if request.method != "POST":
        return _form(request, request.GET.dict())
    given = request.POST.dict()
    try:
        made = take_call(person, by=person, call=_call(person, given))
    except NotPossible as refusal:
        return _form(request, given, refusal)
    solved = made.status == "resolved"
    words = _("%(number)s is saved and resolved.") if solved else _("%(number)s is saved.")
    messages.success(request, words % {"number": made.reference})
    return HttpResponseRedirect(f"/requests/{made.pk}")


@login_required
@require_GET
def callers(request: HttpRequest) -> HttpResponse:
    """Draw who it may be, as the name or number is typed."""
    context = _callers(_agent(request), request.GET.dict())
    return render(request, "intake/_callers.html", context)


@login_required
@require_GET
def reading(request: HttpRequest) -> HttpResponse:
    """Draw how the words are read, and what may be the same thing, as they are typed."""
    context = _reading(_agent(request), request.GET.dict())
    return render(request, "intake/_reading.html", context)


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not access.may_register(person):
        raise NotAllowed(_("This is the desk's own page: ask under Ask for something."))
    return person


def _form(
    request: HttpRequest, given: dict[str, str], refusal: NotPossible | None = None
) -> HttpResponse:
    person = _agent(request)
    context = {
        **_callers(person, given),
        **_reading(person, given),
        "given": given,
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
        "channels": [("phone", _("Call")), ("walk_in", _("Walk-in")), ("chat", _("Chat"))],
    }
    status = refusal.status if refusal else 200
    return render(request, "intake/new.html", context, status=status)


def _callers(person: Person, given: dict[str, str]) -> dict[str, object]:
    who = given.get("who", "").strip()
    found = list(matching(visible_to(person), who)[:6]) if len(who) > 1 else []
    chosen = given.get("caller", "")
    if chosen not in {str(each.pk) for each in found} | {"nobody"}:
        chosen = str(found[0].pk) if found else "nobody"
    caller = next((each for each in found if str(each.pk) == chosen), None)
    rows = access.visible_to(person).filter(requester=caller) if caller else None
    return {
        "who": who,
        "found": found,
        "chosen": chosen,
        "their_open": [r for r in rows.order_by("-id")[:20] if r.is_open][:5] if rows else [],
    }


def _reading(person: Person, given: dict[str, str]) -> dict[str, object]:
    """Return the reading: what the agent changed stays, the rest follows the words."""
    words = given.get("need", "")
    suggestion = _suggested(given)
    fresh, shown = _fresh(suggestion), _shown(given)
    caller = given.get("caller", "")
    service = service_by_key(shown["service"])
    wanted = Likeness(words[:120], now(), None, service.pk if service else None, None)
    return {
        "suggestion": suggestion,
        "fresh": fresh,
        "shown": shown,
        "choices": classification(None),
        "alike": alike_to(wanted, int(caller) if caller.isdigit() else None, person)
        if len(words) > 8
        else [],
        "words": words,
    }


def _suggested(given: dict[str, str]) -> Suggestion:
    kept_service = given.get("service", "") if _is_changed(given, "service") else ""
    return suggest(given.get("need", ""), kept_service)


def _fresh(suggestion: Suggestion) -> dict[str, str]:
    read = suggestion.reading
    return {
        "type": read.type,
        "service": suggestion.service.key,
        "category": suggestion.category.key if suggestion.category else "",
        "impact": str(read.impact),
        "urgency": str(read.urgency),
    }


def _shown(given: dict[str, str]) -> dict[str, str]:
    fresh = _fresh(_suggested(given))
    return {name: given[name] if _is_changed(given, name) else fresh[name] for name in READ}


def _is_changed(given: dict[str, str], name: str) -> bool:
    """Tell whether the agent chose another value than the one that was suggested to them."""
    return bool(given.get(name)) and given[name] != given.get(f"read_{name}", "")


def _call(person: Person, given: dict[str, str]) -> Call:
    caller = given.get("caller", "")
    known = visible_to(person).filter(pk=int(caller)).first() if caller.isdigit() else None
    shown = _shown(given)
    minutes = given.get("minutes", "")
    spent = int(minutes) if minutes.isdigit() else 0
    return Call(
        words=given.get("need", ""),
        person=known,
        unidentified="" if known else given.get("who", ""),
        channel=given.get("channel", "phone"),
        minutes=spent,
        is_complaint=given.get("is_complaint") == "on",
        classification=Classification(
            type=shown["type"],
            service=service_by_key(shown["service"]),
            category=category_by_key(shown["category"]),
            impact=int(shown["impact"]),
            urgency=int(shown["urgency"]),
        ),
        resolution=_resolution(given, shown["type"], spent)
        if given.get("then") == "resolve"
        else None,
    )


def _resolution(given: dict[str, str], kind: str, minutes: int) -> Resolution:
    """Return how it was solved while they talked: they said so themselves, at this moment."""
    method, code = fitting(kind)
    fields: dict[str, TypeFields] = {
        "incident": {"restored_at": now(), "verification": "user"},
        "information": {"is_gap": True},
        "fulfilment": {"delivered_at": now()},
    }
    return Resolution(given.get("answer", ""), method, code, minutes, fields.get(kind))
