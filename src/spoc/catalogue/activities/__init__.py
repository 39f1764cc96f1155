"""What is done with the catalogue: services and what can be ordered of them.

propose_service, weigh_service   what a service would be for, and what speaks for it
design_service, begin_service    it is designed, and goes live
phase_out_service, retire_service nothing new is ordered of it, and it ends
add_service, change_service      what people use, and whom it is for
present_service, voice_service   how a community is told of it, and its own voice
add_category, change_category    what a request is about
add_offering, change_offering    what can be ordered of it, and on which terms
address_offering                 for whom it is
shape_form, set_approvals        what is asked of whoever orders, and who approves
publish_offering                 it can be ordered, on the terms it has now
suspend_offering, resume_offering not for a while, and again
retire_offering                  it is offered no more
begin_subscription               somebody has it
change_subscription              somebody has more of it, or less
note_item_held                   which configuration item they were handed
end_subscription                 somebody has it no longer
add_question, change_question    what is asked to find out which service and type it is
add_answer, change_answer        what may be answered, and where it leads
"""

from spoc.catalogue.activities.offerings import (
    add_offering,
    address_offering,
    change_offering,
    set_approvals,
    shape_form,
)
from spoc.catalogue.activities.portfolio import (
    Known,
    Proposal,
    begin_service,
    design_service,
    grounds_of,
    phase_out_service,
    propose_service,
    retire_service,
    weigh_service,
)
from spoc.catalogue.activities.presenting import (
    present_service,
    voice_service,
)
from spoc.catalogue.activities.publishing import (
    publish_offering,
    resume_offering,
    retire_offering,
    suspend_offering,
)
from spoc.catalogue.activities.questions import (
    add_answer,
    add_question,
    change_answer,
    change_question,
)
from spoc.catalogue.activities.services import (
    add_category,
    add_service,
    change_category,
    change_service,
)
from spoc.catalogue.activities.subscriptions import (
    Holding,
    begin_subscription,
    change_subscription,
    end_subscription,
    note_item_held,
)

__all__ = [
    "Holding",
    "Known",
    "Proposal",
    "add_answer",
    "add_category",
    "add_offering",
    "add_question",
    "add_service",
    "address_offering",
    "begin_service",
    "begin_subscription",
    "change_answer",
    "change_category",
    "change_offering",
    "change_question",
    "change_service",
    "change_subscription",
    "design_service",
    "end_subscription",
    "grounds_of",
    "note_item_held",
    "phase_out_service",
    "present_service",
    "propose_service",
    "publish_offering",
    "resume_offering",
    "retire_offering",
    "retire_service",
    "set_approvals",
    "shape_form",
    "suspend_offering",
    "voice_service",
    "weigh_service",
]
