"""What machines may do with support requests: the pages' own law, in JSON."""

from ninja import Router

from spoc.requests.api.approvals import router as approvals
from spoc.requests.api.baskets import router as baskets
from spoc.requests.api.bulk import router as bulk
from spoc.requests.api.custom_fields import router as custom_fields
from spoc.requests.api.deputies import router as deputies
from spoc.requests.api.dispatch import router as dispatch
from spoc.requests.api.drafts import router as drafts
from spoc.requests.api.entries import router as entries
from spoc.requests.api.escalations import router as escalations
from spoc.requests.api.exemptions import router as exemptions
from spoc.requests.api.field_settings import router as field_settings
from spoc.requests.api.flow import router as flow
from spoc.requests.api.guided import router as guided
from spoc.requests.api.handing_on import router as handing_on
from spoc.requests.api.information import router as information
from spoc.requests.api.ladders import router as ladders
from spoc.requests.api.macro_runs import router as macro_runs
from spoc.requests.api.macros import router as macros
from spoc.requests.api.major import router as major
from spoc.requests.api.major_moves import router as major_moves
from spoc.requests.api.many import router as many
from spoc.requests.api.moves import router as moves
from spoc.requests.api.orders import router as orders
from spoc.requests.api.organisation import router as organisation
from spoc.requests.api.particulars import router as particulars
from spoc.requests.api.proposals import router as proposals
from spoc.requests.api.recurrences import router as recurrences
from spoc.requests.api.requests import router as requests
from spoc.requests.api.sending import router as sending
from spoc.requests.api.tasks import router as tasks
from spoc.requests.api.template_settings import router as template_settings
from spoc.requests.api.templates import router as templates
from spoc.requests.api.terms import router as terms
from spoc.requests.api.timers import router as timers
from spoc.requests.api.view_pins import router as view_pins
from spoc.requests.api.views import router as views
from spoc.requests.api.work import router as work

__all__ = ["router"]

router = Router()
router.add_router("", requests)
router.add_router("", organisation)
router.add_router("", moves)
router.add_router("", particulars)
router.add_router("", handing_on)
router.add_router("", flow)
router.add_router("", major)
router.add_router("", major_moves)
router.add_router("", entries)
router.add_router("", sending)
router.add_router("", drafts)
router.add_router("", work)
router.add_router("", timers)
router.add_router("", tasks)
router.add_router("", approvals)
router.add_router("", deputies)
router.add_router("", guided)
router.add_router("", escalations)
router.add_router("", ladders)
router.add_router("", exemptions)
router.add_router("", dispatch)
router.add_router("", views)
router.add_router("", view_pins)
router.add_router("", macros)
router.add_router("", macro_runs)
router.add_router("", bulk)
router.add_router("", many)
router.add_router("", custom_fields)
router.add_router("", templates)
router.add_router("", field_settings)
router.add_router("", template_settings)
router.add_router("", terms)
router.add_router("", recurrences)
router.add_router("", orders)
router.add_router("", proposals)
router.add_router("", information)
router.add_router("", baskets)
