"""What machines may do with what comes in: alarms, calls, chats and enquiries."""

from ninja import Router

from spoc.intake.api.alarm_terms import router as alarm_terms
from spoc.intake.api.alarms import router as alarms
from spoc.intake.api.calls import router as calls
from spoc.intake.api.chats import router as chats
from spoc.intake.api.enquiries import router as enquiries

__all__ = ["router"]

router = Router()
router.add_router("", alarms)
router.add_router("", alarm_terms)
router.add_router("", calls)
router.add_router("", chats)
router.add_router("", enquiries)
