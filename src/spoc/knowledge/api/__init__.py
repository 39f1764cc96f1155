"""What machines may do with knowledge."""

from ninja import Router

from spoc.knowledge.api.articles import router as articles
from spoc.knowledge.api.care import router as care
from spoc.knowledge.api.exchange import router as exchange
from spoc.knowledge.api.handing import router as handing
from spoc.knowledge.api.library import router as library
from spoc.knowledge.api.outcomes import router as outcomes
from spoc.knowledge.api.procedures import router as procedures
from spoc.knowledge.api.self_help import router as self_help

__all__ = ["router"]

router = Router()
for each in (articles, care, exchange, handing, library, outcomes, procedures, self_help):
    router.add_router("", each)
