"""What is done with the catalogue: services and categories, and the guided questions.

add_service, change_service      what people use, and whom it is for
present_service, voice_service   how a community is told of it, and its own voice
add_category, change_category    what a request is about
add_question, change_question    what is asked to find out which service and type it is
add_answer, change_answer        what may be answered, and where it leads
"""

from spoc.catalogue.activities.presenting import present_service, voice_service
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

__all__ = [
    "add_answer",
    "add_category",
    "add_question",
    "add_service",
    "change_answer",
    "change_category",
    "change_question",
    "change_service",
    "present_service",
    "voice_service",
]
