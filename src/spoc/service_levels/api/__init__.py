"""Calendars and agreements for machines: the pages' own law, in JSON."""

from ninja import Router

from spoc.service_levels.api.agreement_moves import router as moves
from spoc.service_levels.api.agreements import router as agreements
from spoc.service_levels.api.calendars import router as calendars

__all__ = ["router"]

router = Router()
router.add_router("", calendars)
router.add_router("", agreements)
router.add_router("", moves)
