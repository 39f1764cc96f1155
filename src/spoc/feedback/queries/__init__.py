"""Reading what was said of us: which surveys and complaints wait, and how satisfied people are."""

from spoc.feedback.queries.days import business_days_after
from spoc.feedback.queries.terms import terms
from spoc.feedback.queries.waiting import (
    complaint_numbered,
    complaint_of,
    has_complaint,
    last_asked,
    late_complaints,
    silent_complaints,
    survey_of,
    surveys_over,
    was_heard,
)
from spoc.feedback.queries.who import contacts_for, head, lead_of, managers_of

__all__ = [
    "business_days_after",
    "complaint_numbered",
    "complaint_of",
    "contacts_for",
    "has_complaint",
    "head",
    "last_asked",
    "late_complaints",
    "lead_of",
    "managers_of",
    "silent_complaints",
    "survey_of",
    "surveys_over",
    "terms",
    "was_heard",
]
