"""The catalogue for machines: services, what can be ordered, the portfolio, who has what."""

from ninja import Router

from spoc.catalogue.api.categories import router as categories
from spoc.catalogue.api.offering_moves import router as offering_moves
from spoc.catalogue.api.offerings import router as offerings
from spoc.catalogue.api.portfolio import router as portfolio
from spoc.catalogue.api.presenting import router as presenting
from spoc.catalogue.api.questions import router as questions
from spoc.catalogue.api.services import router as services
from spoc.catalogue.api.subscriptions import router as subscriptions

__all__ = ["router"]

router = Router()
router.add_router("", services)
router.add_router("", categories)
router.add_router("", questions)
router.add_router("", offerings)
router.add_router("", offering_moves)
router.add_router("", portfolio)
router.add_router("", subscriptions)
router.add_router("", presenting)
