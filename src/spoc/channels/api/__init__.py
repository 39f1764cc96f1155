"""What machines may do with channels and letters, notices, webhooks, and what is announced."""

from ninja import Router

from spoc.channels.api.announcements import router as announcements
from spoc.channels.api.channels import router as channels
from spoc.channels.api.invitations import router as invitations
from spoc.channels.api.letters import router as letters
from spoc.channels.api.notice_times import router as notice_times
from spoc.channels.api.notices import router as notices
from spoc.channels.api.webhooks import router as webhooks

__all__ = ["router"]

router = Router()
router.add_router("", notices)
router.add_router("", notice_times)
router.add_router("", webhooks)
router.add_router("", announcements)
router.add_router("", channels)
router.add_router("", letters)
router.add_router("", invitations)
