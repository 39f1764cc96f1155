"""The steps that change what is kept of a request: what it is, who has it, what it is joined to."""

from django.utils.translation import gettext as _

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.records.activities import link, unlink, unwatch, watch
from spoc.records.queries import links_of, watchers_of
from spoc.requests import access
from spoc.requests.activities.assign import assign
from spoc.requests.activities.classify import Classification, classify, override_priority
from spoc.requests.activities.major import link_to_major
from spoc.requests.activities.steps.named import Back, number_of, person_of, request_of, team_of
from spoc.requests.activities.tags import tag
from spoc.requests.activities.take import give_back, take
from spoc.requests.models import SupportRequest
from spoc.requests.rules import suggested_impact, suggested_urgency
from spoc.requests.rules.macro import Step

# what may be given to somebody else without forgetting how far it came
HANDED = ("new", "classified", "assigned", "in_progress")


def classify_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Say what it is; only other levels of a classified request can be put back."""
    was = {"impact": sr.impact, "urgency": sr.urgency}
    service = service_by_key(step.get("service", "")) or sr.service
    category = category_by_key(step.get("category", "")) or sr.category
    kind = step.get("type") or sr.type
    is_first, moves = sr.status == "new", (kind, service, category)
    is_same = moves == (sr.type, sr.service, sr.category)
    found = Classification(
        type=kind,
        service=service,
        category=category,
        impact=_impact(sr, step),
        urgency=number_of(step, "urgency") or suggested_urgency(step.get("lost", "")) or sr.urgency,
        reason="" if is_same or is_first else step.get("why", "") or _("By a macro"),
    )
    classify(sr, by=by, classification=found)
    if is_first or not is_same or None in was.values():
        return None
    return [{"do": "classify", **{name: str(level) for name, level in was.items()}}]


def _impact(sr: SupportRequest, step: Step) -> int | None:
    """Return the impact a step says, or the one that follows from how many it says it affects."""
    affected = number_of(step, "affected")
    if step.get("impact") or affected is None:
        return number_of(step, "impact") or sr.impact
    degree = "total" if step.get("lost") == "all" else ""
    return suggested_impact(
        affected, criticality=sr.service.criticality if sr.service else 3, degree=degree
    )


def assign_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Give it to a team and a person, or to whoever runs it."""
    to = step.get("assignee", "")
    had = {"team": sr.team.key if sr.team else "", "assignee": str(sr.assignee_id or "")}
    may_go_back = sr.status in HANDED or (sr.status == "pending" and bool(to))
    if to == "me" and "had" in step:
        take(sr, by=by, had=number_of(step, "had"))
    else:
        team = team_of(by, step.get("team", ""))
        assign(sr, by=by, team=team, assignee=by if to == "me" else person_of(by, to))
    has = {"team": sr.team.key if sr.team else "", "assignee": str(sr.assignee_id or "")}
    if has == had:
        return []
    return [{"do": "give_back", **had}] if may_go_back else None


def give_back_step(sr: SupportRequest, by: Person, step: Step) -> None:
    """Let those have it again who had it."""
    team = team_of(by, step.get("team", ""))
    give_back(sr, by=by, team=team, assignee=person_of(by, step.get("assignee", "")))


def link_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Join it to another request."""
    access.demand_work(by, sr)
    other = request_of(by, step.get("other", ""))
    before = {each.link_id for each in links_of(sr, by)}
    made = link(sr, by=by, relation=step.get("relation") or "related_to", other=other)
    return [] if made.pk in before else [{"do": "unlink", "link": str(made.pk)}]


def unlink_step(sr: SupportRequest, by: Person, step: Step) -> None:
    """Part it from that request again."""
    unlink(sr, by=by, link_id=int(step["link"]))


def watch_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Let somebody follow it."""
    access.demand_work(by, sr)
    person = by if step.get("person") == "me" else person_of(by, step.get("person", ""))
    if person is None:
        raise NotPossible(_("Choose who."))
    if watchers_of(sr).filter(person=person).exists():
        return []
    watch(sr, by=by, person=person)
    return [{"do": "unwatch", "person": str(person.pk)}]


def unwatch_step(sr: SupportRequest, by: Person, step: Step) -> None:
    """Let somebody follow it no longer."""
    person = person_of(by, step["person"])
    if person is not None:
        unwatch(sr, by=by, person=person)


def override_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Set its priority by hand, or follow the matrix again."""
    reason = sr.priority_reason if sr.is_overridden else ""
    was = {"priority": str(sr.priority) if sr.is_overridden else "", "reason": reason}
    wanted = number_of(step, "priority")
    override_priority(sr, by=by, priority=wanted, reason=step.get("reason", ""))
    return [{"do": "override", **was}]


def major_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Make it part of a major incident."""
    link_to_major(sr, by=by, major=request_of(by, step.get("major", "")))
    return None


def tag_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Put words on it by which it is found."""
    had = tags_on(sr)
    wanted = [word.strip() for word in step["tag"].split(",") if word.strip()]
    new = [word for word in wanted if word.casefold() not in {name.casefold() for name in had}]
    tag(sr, by=by, names=[*had, *new])
    return [{"do": "untag", "tag": ",".join(new)}] if new else []


def untag_step(sr: SupportRequest, by: Person, step: Step) -> None:
    """Take those words off it."""
    gone = {word.casefold() for word in step["tag"].split(",")}
    tag(sr, by=by, names=[name for name in tags_on(sr) if name.casefold() not in gone])


def tags_on(sr: SupportRequest) -> list[str]:
    """Return the tags it carries."""
    return [row.tag.name for row in sr.tagged.select_related("tag")]
