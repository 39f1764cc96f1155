"""What machines may do with knowledge."""

from ninja import Router

from spoc.knowledge.api.articles import router as articles
from spoc.knowledge.api.procedures import router as procedures
from spoc.knowledge.api.self_help import router as self_help

__all__ = ["router"]

router = Router()
router.add_router("", articles)
router.add_router("", procedures)
router.add_router("", self_help)
