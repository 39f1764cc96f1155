"""Requests brought to where a test begins, by the people of the world."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from spoc.catalogue.models import Category, Service
from spoc.kit.time import now
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.activities import Classification, Resolution
from spoc.requests.activities.proposals import take_over_decision
from spoc.requests.models import SupportRequest

# what each type still needs before it can be resolved
NEEDED = {
    "incident": {"restored_at": now(), "verification": "user"},
    "information": {"is_gap": True},
    "fulfilment": {"delivered_at": now()},
    "new_service": {"need": "A way to sign journals."},
}


def decided(request: SupportRequest) -> SupportRequest:
    """Let a new service be decided on, as what was decided before is taken over."""
    said = {"decision": "approved", "reason": "Many need it."}
    take_over_decision(request, by=system(), **said)
    return request


@pytest.fixture
def found(db) -> Callable[..., Classification]:
    """A classification: `found("incident", service="print", impact=1)`."""

    def made(
        type: str = "information",
        *,
        service: str | None = "radiology",
        category: str | None = "fault",
        impact: int | None = 3,
        urgency: int | None = 2,
        **further: str,
    ) -> Classification:
        return Classification(
            type,
            Service.objects.get(key=service) if service else None,
            Category.objects.get(key=category) if category else None,
            impact,
            urgency,
            **further,
        )

    return made


@pytest.fixture
def solved() -> Callable[..., Resolution]:
    """A resolution that lacks nothing for its type: `solved("incident", minutes=5)`."""

    def made(type: str = "information", **changes: object) -> Resolution:
        whole = {
            "text": "The archive was restarted.",
            "method": "fix",
            "closure_code": "solved",
            "minutes": 10,
            "type_fields": NEEDED[type],
        }
        return Resolution(**{**whole, **changes})

    return made


@pytest.fixture
def at_status(people, register_request, found, solved) -> Callable[..., SupportRequest]:
    """A request of Karin Holm brought to a status by Elin Sand, step by lawful step."""

    def brought(
        status: str, type: str = "information", requester: str = "Karin Holm"
    ) -> SupportRequest:
        elin = people["Elin Sand"]
        request = register_request(requester)
        if status == "rejected":
            return do.decline(request, by=elin, reason="Private.", referral="The shop.")
        if status == "cancelled":
            return do.cancel(request, by=elin, reason="withdrawn")
        if status == "merged":
            do.merge(request, by=elin, into=register_request(requester))
            return request
        steps = {
            "classified": lambda: do.classify(request, by=elin, classification=found(type)),
            "assigned": lambda: do.assign(
                request, by=elin, team=request.team, assignee=people["Maja Lindqvist"]
            ),
            "in_progress": lambda: do.start(request, by=people["Maja Lindqvist"]),
            "pending": lambda: do.pause(
                request, by=elin, reason="scheduled", wake_at=now() + timedelta(days=1)
            ),
            "resolved": lambda: do.resolve(request, by=elin, resolution=solved(type)),
            "closed": lambda: do.confirm(request, by=people[requester]),
        }
        for step, take in steps.items():
            if request.status == status:
                break
            if step == "resolved" and type == "new_service":
                decided(request)
            if step != "pending" or status == "pending":
                take()
        assert request.status == status
        return request

    return brought
