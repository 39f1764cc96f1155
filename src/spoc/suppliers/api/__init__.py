"""What machines may do with handovers to suppliers: the pages' own law, in JSON."""

from ninja import Router

from spoc.suppliers.api.handovers import router as handovers
from spoc.suppliers.api.moves import router as moves

__all__ = ["router"]

router = Router()
router.add_router("", handovers)
router.add_router("", moves)
