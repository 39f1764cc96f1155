"""The keys of the desk as everybody chooses them for themselves."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.kit import keymap
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.access import may_work_at_desk
from spoc.people.activities import choose_keys
from spoc.people.models import Person
from spoc.site.keymap import IN_ONE_PRESS, KEYMAP, usual_keys

OFF, WRITTEN = "off", "key"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show every key with what it does, and let others do the same."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("Keys are the desk's: these pages are used without them."))
    if request.method != "POST":
        return _shown(request, person, _now(person), {})
    given = {} if "reset" in request.POST else _given(request)
    try:
        _demand_one_press(given)
        choose_keys(person, by=person, usual=usual_keys(), chosen=given)
    except NotPossible as refusal:
        return _shown(request, person, given, refusal.fields or {})
    messages.success(request, _("Saved."))
    return redirect("keys")


def _given(request: HttpRequest) -> dict[str, str]:
    """Return what was written beside each key; what is switched off has none."""
    return {
        key: "" if f"{OFF}-{key}" in request.POST else request.POST.get(f"{WRITTEN}-{key}", key)
        for key in usual_keys()
    }


def _now(person: Person) -> dict[str, str]:
    return keymap.effective(usual_keys(), person.keys)


def _demand_one_press(given: Mapping[str, str]) -> None:
    """Refuse two presses for what a list does by itself."""
    two = [key for key in IN_ONE_PRESS if " " in (keymap.normal(given.get(key, "")) or "")]
    if two:
        sentence = _("This one takes one press: one key, or one with Ctrl, Alt or Shift.")
        raise NotPossible(sentence, fields=dict.fromkeys(two, sentence))


def _shown(
    request: HttpRequest, person: Person, now: Mapping[str, str], wrong: Mapping[str, str]
) -> HttpResponse:
    groups = [
        (group.title, [_row(key, words, now, wrong) for key, words in group.does.items()])
        for group in KEYMAP
    ]
    context = {
        "groups": groups,
        "wrong": wrong,
        "is_changed": bool(person.keys),
        "has_single_keys": person.single_keys,
    }
    return render(request, "site/keys.html", context, status=422 if wrong else 200)


def _row(
    key: str, words: object, now: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, object]:
    chosen = now.get(key, key)
    return {
        "key": key,
        "usual": keymap.shown(key),
        "words": words,
        "now": keymap.shown(chosen) if chosen else "",
        "is_off": not chosen,
        "error": wrong.get(key, ""),
    }
