"""Keeping templates of requests, and making requests of them."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Category, Service
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person, Team
from spoc.requests import access, field_access
from spoc.requests.activities.assign import give
from spoc.requests.activities.classify import Classification, classify
from spoc.requests.activities.register import Registration, begin
from spoc.requests.activities.touch import save
from spoc.requests.activities.values import demand_values
from spoc.requests.models import RequestTemplate, SupportRequest
from spoc.requests.rules import TYPES
from spoc.work.activities import TaskPlan, add_tasks

MOST_TASKS = 50
LONGEST_WORDS = 10_000


class TemplateParticulars(TypedDict, total=False):
    """What may be said of a template beside its name and the title of its requests."""

    names: dict[str, str]
    type: str
    service: Service | None
    category: Category | None
    words: str
    impact: int | None
    urgency: int | None
    team: Team | None
    custom: dict[str, object]
    tasks: list[str]
    is_live: bool


@activity
def add_template(
    name: str, *, by: Person, title: str, **particulars: Unpack[TemplateParticulars]
) -> RequestTemplate:
    """Write down what a request that is made again and again begins with."""
    demand(field_access.may_shape_templates(by))
    demand_values(particulars.get("custom", {}), by=by)
    template = RequestTemplate.objects.create(**_as_kept(name, title, particulars))
    record("template.added", template, by=by, name=template.name)
    return template


@activity
def change_template(
    template: RequestTemplate,
    *,
    by: Person,
    name: str,
    title: str,
    **particulars: Unpack[TemplateParticulars],
) -> RequestTemplate:
    """Change a template, or take it out of use; requests made of it stay as they are."""
    demand(field_access.may_shape_templates(by))
    demand_values(particulars.get("custom", {}), by=by)
    in_use = template.recurrences.exclude(state="ended").exists()
    if in_use and not particulars.get("is_live", True):
        words = _("Requests come back from it: end those first.")
        raise NotPossible(words, fields={"is_live": words})
    if changes := change(template, _as_kept(name, title, particulars)):
        record("template.changed", template, by=by, name=template.name, changes=changes)
    return template


@activity
def register_from(
    requester: Person,
    *,
    by: Person,
    template: RequestTemplate,
    channel: str,
    words: str = "",
    custom: Mapping[str, object] | None = None,
) -> SupportRequest:
    """Register a request as a template has it, with what is said beyond."""
    return begin_from(
        requester, by=by, template=template, channel=channel, words=words, custom=custom
    )


def begin_from(
    requester: Person,
    *,
    by: Person,
    template: RequestTemplate,
    channel: str,
    words: str = "",
    custom: Mapping[str, object] | None = None,
) -> SupportRequest:
    """Register a request as a template has it; part of the activities that do."""
    demand(access.may_register(by))
    if not template.is_live:
        words = _("This template is out of use: choose another.")
        raise NotPossible(words, fields={"template": words})
    registration = Registration(
        description=words or template.words or template.title,
        title=template.title,
        channel=channel,
    )
    support_request = begin(requester, by=by, registration=registration)
    if template.type:
        found = Classification(
            type=template.type,
            service=template.service,
            category=template.category,
            impact=template.impact,
            urgency=template.urgency,
            custom={**template.custom, **(custom or {})},
        )
        classify(support_request, by=by, classification=found)
    furnish(support_request, by=by, template=template)
    return support_request


def furnish(support_request: SupportRequest, *, by: Person, template: RequestTemplate) -> None:
    """Give a request its template's title, tasks and team; part of what makes it of one."""
    if template.title != support_request.title:
        support_request.title = template.title
        save(support_request, ["title"])
    if template.tasks:
        add_tasks(support_request, by=by, plans=[TaskPlan(line) for line in template.tasks])
    if template.team and support_request.status == "classified":
        give(support_request, by=by, team=template.team, assignee=None)
    record("request.templated", support_request, by=by, template=template.name)


def _as_kept(name: str, title: str, given: TemplateParticulars) -> dict[str, object]:
    """Return what is wanted of a template as it is kept, or refuse what makes none."""
    wanted: dict[str, Any] = {"name": one_line(name, 120), "title": one_line(title), **given}
    _demand(wanted["name"], "name", _("Give it a name."))
    _demand(wanted["title"], "title", _("Give the requests a title."))
    _demand(given.get("type", "") in ("", *TYPES[1:]), "type", _("Choose one of the four types."))
    service, category = given.get("service"), given.get("category")
    fits = category is None or category.service_id in (None, service.pk if service else None)
    _demand(fits, "category", _("This category belongs to another service."))
    for level in ("impact", "urgency"):
        known = given.get(level) in (None, 1, 2, 3)
        _demand(known, level, _("Impact and urgency are 1, 2 or 3."))
    if "words" in given:
        wanted["words"] = tidy(given["words"]).strip()[:LONGEST_WORDS]
    if "tasks" in given:
        lines = [one_line(line) for line in given["tasks"]]
        wanted["tasks"] = [line for line in lines if line]
        few = len(wanted["tasks"]) <= MOST_TASKS
        _demand(few, "tasks", _("Write at most fifty lines."))
    return wanted


def _demand(is_right: object, field: str, sentence: str) -> None:
    if not is_right:
        raise NotPossible(sentence, fields={field: sentence})
