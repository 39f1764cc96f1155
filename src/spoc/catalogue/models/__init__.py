"""Services and categories, what can be ordered of them, and the questions that guide to them."""

from spoc.catalogue.models.offering import Offering, OfferingVersion
from spoc.catalogue.models.question import Answer, AnswerQuerySet, Question
from spoc.catalogue.models.service import (
    Category,
    Named,
    Presentation,
    Service,
    ServiceVoice,
    Worded,
)
from spoc.catalogue.models.subscription import Subscription

__all__ = [
    "Answer",
    "AnswerQuerySet",
    "Category",
    "Named",
    "Offering",
    "OfferingVersion",
    "Presentation",
    "Question",
    "Service",
    "ServiceVoice",
    "Subscription",
    "Worded",
]
