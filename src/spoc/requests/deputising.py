"""Who stands in for whom by the rota: deputies of whoever is away now."""

from collections.abc import Iterable
from datetime import datetime

from spoc.rota.models import Absence
from spoc.work.deputies import Source


def _standing_in(person: int, moment: datetime) -> Iterable[int]:
    rows = Absence.objects.at(moment).filter(person=person, deputy__is_active=True)
    return rows.values_list("deputy", flat=True)


def _stood_in_for(person: int, moment: datetime) -> Iterable[int]:
    return Absence.objects.at(moment).filter(deputy=person).values_list("person", flat=True)


AWAY = Source(_standing_in, _stood_in_for)
