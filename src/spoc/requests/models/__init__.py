"""Support requests, what is said about them, and the fields of each type."""

from spoc.requests.models.article_offer import ArticleOffer
from spoc.requests.models.basket import Basket, BasketItem
from spoc.requests.models.bulk import BulkItem, BulkRun
from spoc.requests.models.closure import Closure
from spoc.requests.models.custom_field import CustomField
from spoc.requests.models.dispatch import DispatchRule
from spoc.requests.models.entry import Contact, Draft, Entry, Reader
from spoc.requests.models.flow import Reminder, Seen
from spoc.requests.models.fulfilment import Fulfilment
from spoc.requests.models.guided import GuidedAnswer
from spoc.requests.models.handoff import Handoff
from spoc.requests.models.idempotency import IdempotencyKey
from spoc.requests.models.ladder import Escalation, Ladder, Rung
from spoc.requests.models.lesson import Lesson, Suggestion
from spoc.requests.models.macro import Macro, MacroUse, Snippet
from spoc.requests.models.major import (
    MajorAction,
    MajorDelivery,
    MajorIncident,
    MajorReview,
    MajorTerms,
    MajorUpdate,
)
from spoc.requests.models.merge import Merge
from spoc.requests.models.planned_reply import PlannedReply
from spoc.requests.models.proposal import NewServiceProposal, ProposalTerms, ServiceMatch
from spoc.requests.models.support_request import SupportRequest
from spoc.requests.models.tag import RequestTag, Tag
from spoc.requests.models.tally import FlowTally, IncidentTally, OpenTally
from spoc.requests.models.template import Recurrence, RequestTemplate
from spoc.requests.models.types import (
    Diagnosis,
    Incident,
    InformationRequest,
)
from spoc.requests.models.view import View, ViewPin

__all__ = [
    "ArticleOffer",
    "Basket",
    "BasketItem",
    "BulkItem",
    "BulkRun",
    "Closure",
    "Contact",
    "CustomField",
    "Diagnosis",
    "DispatchRule",
    "Draft",
    "Entry",
    "Escalation",
    "FlowTally",
    "Fulfilment",
    "GuidedAnswer",
    "Handoff",
    "IdempotencyKey",
    "Incident",
    "IncidentTally",
    "InformationRequest",
    "Ladder",
    "Lesson",
    "Macro",
    "MacroUse",
    "MajorAction",
    "MajorDelivery",
    "MajorIncident",
    "MajorReview",
    "MajorTerms",
    "MajorUpdate",
    "Merge",
    "NewServiceProposal",
    "OpenTally",
    "PlannedReply",
    "ProposalTerms",
    "Reader",
    "Recurrence",
    "Reminder",
    "RequestTag",
    "RequestTemplate",
    "Rung",
    "Seen",
    "ServiceMatch",
    "Snippet",
    "Suggestion",
    "SupportRequest",
    "Tag",
    "View",
    "ViewPin",
]
