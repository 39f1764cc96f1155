"""What an address names, and who may ask."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from spoc.kit.errors import NotFound

Row = TypeVar("Row", bound=Model)
LARGEST = 2**63


def found(rows: QuerySet[Row], pk: int) -> Row:
    """Return the row of this key; a stranger learns nothing of one they may not see."""
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row
