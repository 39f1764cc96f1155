"""What machines may do with support requests: the pages' own law, in JSON."""

from ninja import Router

from spoc.requests.api.entries import router as entries
from spoc.requests.api.guided import router as guided
from spoc.requests.api.moves import router as moves
from spoc.requests.api.requests import router as requests
from spoc.requests.api.work import router as work

__all__ = ["router"]

router = Router()
router.add_router("", requests)
router.add_router("", moves)
router.add_router("", entries)
router.add_router("", work)
router.add_router("", guided)
