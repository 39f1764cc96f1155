"""Support requests, what is said about them, and the fields of each type."""

from spoc.requests.models.closure import Closure
from spoc.requests.models.dispatch import DispatchRule
from spoc.requests.models.entry import Contact, Draft, Entry, Reader
from spoc.requests.models.guided import GuidedAnswer
from spoc.requests.models.handoff import Handoff
from spoc.requests.models.idempotency import IdempotencyKey
from spoc.requests.models.ladder import Escalation, Ladder, Rung
from spoc.requests.models.lesson import Lesson, Suggestion
from spoc.requests.models.major import (
    MajorAction,
    MajorDelivery,
    MajorIncident,
    MajorReview,
    MajorTerms,
    MajorUpdate,
)
from spoc.requests.models.merge import Merge
from spoc.requests.models.support_request import SupportRequest
from spoc.requests.models.types import (
    Diagnosis,
    Fulfilment,
    Incident,
    InformationRequest,
    NewServiceProposal,
)

__all__ = [
    "Closure",
    "Contact",
    "Diagnosis",
    "DispatchRule",
    "Draft",
    "Entry",
    "Escalation",
    "Fulfilment",
    "GuidedAnswer",
    "Handoff",
    "IdempotencyKey",
    "Incident",
    "InformationRequest",
    "Ladder",
    "Lesson",
    "MajorAction",
    "MajorDelivery",
    "MajorIncident",
    "MajorReview",
    "MajorTerms",
    "MajorUpdate",
    "Merge",
    "NewServiceProposal",
    "Reader",
    "Rung",
    "Suggestion",
    "SupportRequest",
]
