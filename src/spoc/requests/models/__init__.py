"""Support requests, what is said about them, and the fields of each type."""

from spoc.requests.models.closure import Closure
from spoc.requests.models.entry import Contact, Draft, Entry, Reader
from spoc.requests.models.guided import GuidedAnswer
from spoc.requests.models.idempotency import IdempotencyKey
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
    "Draft",
    "Entry",
    "Fulfilment",
    "GuidedAnswer",
    "IdempotencyKey",
    "Incident",
    "InformationRequest",
    "Merge",
    "NewServiceProposal",
    "Reader",
    "SupportRequest",
]
