"""What was handed over goes on under another record, once two records turned out to be one."""

from collections.abc import Collection

from django.db.models import Model

from spoc.audit.activities import record
from spoc.kit.nouns import noun_of
from spoc.people.models import Person
from spoc.suppliers.activities.touch import save
from spoc.suppliers.models import Handover


def move_handovers(
    parent: Model, *, by: Person, to: Model, only: Collection[int] | None = None
) -> list[int]:
    """Let handovers go on under another record, with all that was said; return which did.

    Part of the activities that make two records one, or take them apart: these hold the handovers
    before the records, as every word about a handover does. Its promises run on.
    """
    kind, there = noun_of(parent), noun_of(to)
    rows = Handover.objects.filter(noun=kind.key, subject_id=parent.pk).order_by("pk")
    if only is not None:
        rows = rows.filter(pk__in=only)
    moved = list(rows.select_related("supplier"))
    for handover in moved:
        handover.noun, handover.subject_id = there.key, to.pk
        save(handover, ["noun", "subject_id"])
        told = {
            "reference": handover.reference,
            "supplier": handover.supplier.name,
            "to": there.reference(to),
        }
        for each in (handover, to):
            record("handover.moved", each, by=by, **told)
    return [handover.pk for handover in moved]
