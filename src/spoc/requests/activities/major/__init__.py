"""Major incidents, in the order of their procedure (domain law C.3 and D.4).

consider_major, propose_major   a rule or somebody says that this may be one
decline_major, declare_major    it is decided, with a reason; a coordinator is named
coordinate_major    somebody else takes the lead
link_to_major, have_too    further requests are the same disturbance
update_major        word is given to all affected, each in their own request; deliver_update does it
miss_update         the moment for the next word passed
restore_major       the service is back: all affected are told, and resolved with the same words
downgrade_major     it is no major incident any more
review_major, close_major  what was learnt; only then it is over
change_major_terms  from where on an incident is proposed
"""

from spoc.requests.activities.major.affected import have_too, link_to_major
from spoc.requests.activities.major.decide import (
    Declaration,
    consider_major,
    coordinate_major,
    declare_major,
    decline_major,
    downgrade_major,
    propose_major,
)
from spoc.requests.activities.major.deliver import deliver_update
from spoc.requests.activities.major.review import Action, Review, close_major, review_major
from spoc.requests.activities.major.terms import change_major_terms
from spoc.requests.activities.major.update import (
    Restoration,
    Word,
    miss_update,
    restore_major,
    update_major,
)

__all__ = [
    "Action",
    "Declaration",
    "Restoration",
    "Review",
    "Word",
    "change_major_terms",
    "close_major",
    "consider_major",
    "coordinate_major",
    "declare_major",
    "decline_major",
    "deliver_update",
    "downgrade_major",
    "have_too",
    "link_to_major",
    "miss_update",
    "propose_major",
    "restore_major",
    "review_major",
    "update_major",
]
