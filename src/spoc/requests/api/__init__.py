"""What machines may do with support requests: the pages' own law, in JSON."""

from ninja import Router

from spoc.requests.api.dispatch import router as dispatch
from spoc.requests.api.entries import router as entries
from spoc.requests.api.escalations import router as escalations
from spoc.requests.api.guided import router as guided
from spoc.requests.api.handing_on import router as handing_on
from spoc.requests.api.major import router as major
from spoc.requests.api.moves import router as moves
from spoc.requests.api.requests import router as requests
from spoc.requests.api.work import router as work

__all__ = ["router"]

router = Router()
router.add_router("", requests)
router.add_router("", moves)
router.add_router("", handing_on)
router.add_router("", major)
router.add_router("", entries)
router.add_router("", work)
router.add_router("", guided)
router.add_router("", escalations)
router.add_router("", dispatch)
