"""The terms in force."""

from spoc.feedback.models import FeedbackTerms


def terms() -> FeedbackTerms:
    """Return the terms in force: those that were set, else the usual ones."""
    return FeedbackTerms.objects.order_by("id").first() or FeedbackTerms()
