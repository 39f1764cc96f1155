"""What machines may do with suppliers and handovers to them: the pages' own law, in JSON."""

from ninja import Router

from spoc.suppliers.api.handovers import router as handovers
from spoc.suppliers.api.moves import router as moves
from spoc.suppliers.api.suppliers import router as suppliers

__all__ = ["router"]

router = Router()
router.add_router("", suppliers)
router.add_router("", handovers)
router.add_router("", moves)
