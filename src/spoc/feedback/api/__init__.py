"""What machines may do with surveys, thanks and complaints: the pages' own law, in JSON."""

from ninja import Router

from spoc.feedback.api.answers import router as answers
from spoc.feedback.api.complaints import router as complaints
from spoc.feedback.api.terms import router as terms

__all__ = ["router"]

router = Router()
router.add_router("", answers)
router.add_router("", complaints)
router.add_router("", terms)
