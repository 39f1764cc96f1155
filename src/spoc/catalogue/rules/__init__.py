"""What is right for the catalogue: where guided questions lead, and who is entitled to what."""

from spoc.catalogue.rules.entitlement import Entitlement, entitlement_of, supportability_for
from spoc.catalogue.rules.names import pointing
from spoc.catalogue.rules.questions import (
    FIELD,
    TYPES,
    UNKNOWN,
    Choice,
    Node,
    Tree,
    Walk,
    answers_in,
    fault_of,
    reached,
    walk,
)

__all__ = [
    "FIELD",
    "TYPES",
    "UNKNOWN",
    "Choice",
    "Entitlement",
    "Node",
    "Tree",
    "Walk",
    "answers_in",
    "entitlement_of",
    "fault_of",
    "pointing",
    "reached",
    "supportability_for",
    "walk",
]
