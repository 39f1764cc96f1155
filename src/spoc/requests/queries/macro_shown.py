"""What a macro would do, step by step, in words: before it is run, and where it is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.people.access import teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests.models import Macro, SupportRequest
from spoc.requests.queries.placeholders import language_of, values_for
from spoc.requests.rules.macro import Step, task_lines, words_in
from spoc.requests.rules.placeholders import filled, used


@dataclass(frozen=True, slots=True)
class Line:
    """One step as it is read: what is done, with what, the words said, and what they lack."""

    place: int
    does: str
    what: str
    words: str = ""
    lacks: str = ""


def lines_of(
    macro: Macro, person: Person, support_request: SupportRequest | None = None
) -> list[Line]:
    """Return what a macro does; on a request, with what the placeholders stand for there."""
    return [
        _line(place, step, person, support_request) for place, step in enumerate(macro.steps, 1)
    ]


def _line(place: int, step: Step, person: Person, sr: SupportRequest | None) -> Line:
    does = step["do"]
    what = _WHAT[does](step, person) if does in _WHAT else ""
    inner = does == "note" or sr is None
    language = (get_language() or "en") if inner or sr is None else language_of(sr)
    text = words_in(step, language)
    if sr is None or not text:
        return Line(place, label("macro_step", does), what, text)
    values = values_for(sr, person, language)
    lacks = next((name for name in used(text) if not values[name]), "")
    return Line(place, label("macro_step", does), what, filled(text, values), lacks)


def _classify(step: Step, person: Person) -> str:
    service, category = step.get("service", ""), step.get("category", "")
    said = [
        label("request_type", step["type"]) if step.get("type") else "",
        str(service_by_key(service) or service),
        str(category_by_key(category) or category),
        *(
            _("%(question)s: %(answer)s") % {"question": label("field", name), "answer": answer}
            for name in ("impact", "urgency")
            if step.get(name) and (answer := label(name, step[name]))
        ),
        label("lost", step["lost"]) if step.get("lost") else "",
        _("%(count)s affected") % {"count": step["affected"]} if step.get("affected") else "",
    ]
    return ", ".join(each for each in said if each)


def _assign(step: Step, person: Person) -> str:
    team = teams_visible_to(person).filter(key=step.get("team", "")).first()
    who = _who(step.get("assignee", ""), person)
    return ", ".join(each for each in (team.name if team else step.get("team", ""), who) if each)


def _watch(step: Step, person: Person) -> str:
    return _who(step.get("person", ""), person)


def _link(step: Step, person: Person) -> str:
    relation = label("relation", step.get("relation") or "related_to")
    return _("%(relation)s %(number)s") % {"relation": relation, "number": f"R-{step['other']}"}


def _pause(step: Step, person: Person) -> str:
    said = label("pending", step["reason"])
    if step["reason"] != "scheduled":
        return said
    return _("%(reason)s, %(days)s days") % {"reason": said, "days": step.get("days", "1")}


def _resolve(step: Step, person: Person) -> str:
    return f"{label('method', step['method'])}, {label('closure', step['code'])}"


def _tag(step: Step, person: Person) -> str:
    return step["tag"]


def _tasks(step: Step, person: Person) -> str:
    said = [
        ", ".join(task_lines(step)),
        _("Whoever has the request")
        if step.get("whose") == "assignee"
        else _who(step.get("whose", ""), person),
        _("due after %(hours)s working hours") % step if step.get("hours") else "",
    ]
    return "; ".join(each for each in said if each)


def _who(word: str, person: Person) -> str:
    """Return who is meant; whoever runs it reads that it is them."""
    if word == "me":
        return _("Whoever runs it")
    found = people_visible_to(person).filter(pk=int(word)).first() if word.isdecimal() else None
    return found.name if found else ""


_WHAT: dict[str, Callable[[Step, Person], str]] = {
    "classify": _classify,
    "assign": _assign,
    "watch": _watch,
    "link": _link,
    "pause": _pause,
    "resolve": _resolve,
    "tag": _tag,
    "tasks": _tasks,
}
