"""People and what they belong to, for machines: the pages' own law, in JSON."""

from ninja import Router

from spoc.people.api.belonging import router as belonging
from spoc.people.api.communities import router as communities
from spoc.people.api.merging import router as merging
from spoc.people.api.persons import router as persons
from spoc.people.api.roles import router as roles
from spoc.people.api.tiers import router as tiers
from spoc.people.api.tokens import router as tokens

__all__ = ["router"]

router = Router()
router.add_router("", persons)
router.add_router("", merging)
router.add_router("", roles)
router.add_router("", belonging)
router.add_router("", communities)
router.add_router("", tiers)
router.add_router("", tokens)
