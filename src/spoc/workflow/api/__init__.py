"""What machines may do with workflow."""

from ninja import Router

from spoc.workflow.api.actions import router as actions
from spoc.workflow.api.cases import router as cases
from spoc.workflow.api.processes import router as processes
from spoc.workflow.api.vouching import router as vouching

__all__ = ["router"]

router = Router()
router.add_router("", actions)
router.add_router("", processes)
router.add_router("", cases)
router.add_router("", vouching)
