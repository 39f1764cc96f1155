"""What those we serve say of us, and when they are asked."""

from spoc.feedback.models.complaint import Complaint
from spoc.feedback.models.survey import Compliment, Survey
from spoc.feedback.models.terms import FeedbackTerms

__all__ = ["Complaint", "Compliment", "FeedbackTerms", "Survey"]
