"""What machines may do with notices, webhooks, and what is announced to many."""

from ninja import Router

from spoc.channels.api.announcements import router as announcements
from spoc.channels.api.notices import router as notices
from spoc.channels.api.webhooks import router as webhooks

__all__ = ["router"]

router = Router()
router.add_router("", notices)
router.add_router("", webhooks)
router.add_router("", announcements)
