"""The rota for machines: shifts, absences, presence, and calendars given out."""

from ninja import Router

from spoc.rota.api.absences import router as absences
from spoc.rota.api.feeds import router as feeds
from spoc.rota.api.imports import router as imports
from spoc.rota.api.presence import router as presence
from spoc.rota.api.shifts import router as shifts

__all__ = ["router"]

router = Router()
router.add_router("", shifts)
router.add_router("", imports)
router.add_router("", absences)
router.add_router("", presence)
router.add_router("", feeds)
