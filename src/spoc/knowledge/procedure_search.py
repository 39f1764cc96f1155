"""What of a procedure can be found: what is in force by all who may read it, else the draft."""

from spoc.knowledge.models import Procedure
from spoc.search.registry import Findable, findable


def describe(procedure: Procedure) -> Findable:
    """Return the words of a procedure, in every language it is written in."""
    found = procedure.in_force or procedure.newest
    if found is None:
        return Findable(procedure.reference, "")
    further = [f"{said['title']} {said['words']}" for said in found.told.values()]
    title = f"{procedure.reference} {found.title}"
    return Findable(title, " ".join([found.words, *further]))


findable("procedure", describe)
