"""Everything short that stands on a request's page beside its story, read in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from spoc.catalogue.models import Service
from spoc.catalogue.rules import Entitlement, entitlement_of
from spoc.kit.gathered import Gathering
from spoc.people.models import Organisation, Person
from spoc.records.models import Link, Watch
from spoc.records.queries import links_on, watchers_of
from spoc.requests.field_access import fields_of_side
from spoc.requests.models import (
    CustomField,
    Diagnosis,
    Draft,
    Entry,
    Escalation,
    GuidedAnswer,
    Handoff,
    Incident,
    PlannedReply,
    Reminder,
    SupportRequest,
)
from spoc.requests.queries.chain import Account, tiers_of_teams, turning
from spoc.requests.queries.custom_fields import with_services
from spoc.requests.queries.major import above_of
from spoc.requests.queries.planned import planned_of
from spoc.requests.queries.tags import names_on
from spoc.service_levels.models import Clock, Exemption
from spoc.service_levels.queries.clocks import clocks_of
from spoc.service_levels.queries.exemptions import proposed_on
from spoc.work.models import Task, Timer, WorkLog
from spoc.work.queries import logs_of
from spoc.work.queries.approvals import rounds_on
from spoc.work.queries.tasks import panel_tasks

TASK_NAMES = ("assignee", "team", "ended_by")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known around a request; who may read which of it, its page decides.

    `last` is the last thing said, where there is any; `raised` says that something waits for an
    answer; `above` that it may be part of a major incident.
    """

    clocks: list[Clock]
    proposed: list[Exemption]
    told: list[tuple[datetime, str, dict[str, Any]]]
    tiers: list[tuple[str, int]]
    last: list[int]
    drafts: list[Draft]
    planned: list[PlannedReply]
    watchers: list[Watch]
    links: list[Link]
    tags: list[str]
    fields: list[CustomField]
    guided: list[GuidedAnswer]
    diagnoses: list[Diagnosis]
    tasks: list[Task]
    logs: list[WorkLog]
    timer: list[Timer]
    reminder: list[Reminder]
    asked: list[Handoff]
    raised: list[int]
    rounds: list[int]
    above: list[int]
    customers: list[int]
    is_customer: list[int]

    @property
    def account(self) -> Account:
        """Who had it when."""
        return Account(self.told, dict(self.tiers))

    def entitlement(self, support_request: SupportRequest) -> Entitlement:
        """Return whether whoever asked is entitled to the service, as the catalogue knows it."""
        service = support_request.service
        if service is None or service.is_unknown:
            return Entitlement.NOT_KNOWN
        return entitlement_of({*self.customers, *self.is_customer}, support_request.organisation_id)


def beside(support_request: SupportRequest, person: Person) -> Beside:
    """Return what is known around a request, as of this moment."""
    read = _GATHERING.read(
        number=support_request.pk,
        person=person.pk,
        service=support_request.service_id or 0,
        organisation=support_request.organisation_id or 0,
    )
    return Beside(**read)


def _lists(
    number: int, person: int, service: int, organisation: int
) -> Mapping[str, QuerySet[Any, Any]]:
    this, reader = SupportRequest(pk=number), Person(pk=person)
    customers = Organisation.objects.filter(services=Service(pk=service)).order_by()
    incident = Incident(support_request=this)
    return {
        "clocks": clocks_of(this),
        "proposed": proposed_on(this),
        "told": turning(this),
        "tiers": tiers_of_teams(),
        "last": Entry.objects.filter(support_request=this).order_by("-id").values_list("pk")[:1],
        **_written(this),
        "watchers": narrowed(watchers_of(this), "person__name"),
        "links": links_on(this),
        "tags": names_on(this),
        "fields": with_services(fields_of_side(is_inside=True)),
        "guided": this.guided_answers.in_order(),
        "diagnoses": Diagnosis.objects.filter(incident=incident).order_by("id"),
        "tasks": narrowed(panel_tasks(this), *(f"{each}__name" for each in TASK_NAMES)),
        "logs": narrowed(logs_of(this), "person__name"),
        "timer": Timer.objects.filter(person=reader),
        "reminder": Reminder.objects.filter(support_request=this, person=reader),
        "asked": this.handoffs.asked().in_order(),
        "raised": Escalation.objects.filter(support_request=this, state="raised").values_list("pk"),
        "rounds": rounds_on(this).values_list("pk")[:1],
        "above": above_of(this).values_list("pk"),
        "customers": customers.values_list("pk")[:1],
        "is_customer": customers.filter(pk=organisation).values_list("pk")[:1],
    }


def _written(this: SupportRequest) -> Mapping[str, QuerySet[Any]]:
    """Return what is being written on a request, and what is to be sent later."""
    drafts = this.drafts.select_related("person", "taken_by").order_by("id")
    return {
        "drafts": narrowed(drafts, "person__name", "taken_by__name"),
        "planned": narrowed(planned_of(this), "person__name"),
    }


def narrowed(rows: QuerySet[Any], *along: str) -> QuerySet[Any]:
    """Narrow what is selected along with the rows to these fields: a face is drawn of a name."""
    own = [column.name for column in rows.model._meta.concrete_fields]
    return rows.only(*own, *along)


# last: it is made of what stands above
_GATHERING = Gathering(_lists, "number", "person", "service", "organisation")
