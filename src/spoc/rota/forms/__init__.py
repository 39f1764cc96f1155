"""What may be typed about the rota."""

from spoc.rota.forms.absence import AbsenceForm
from spoc.rota.forms.imported import ImportForm
from spoc.rota.forms.presence import PresenceForm
from spoc.rota.forms.shift import ShiftForm, known

__all__ = ["AbsenceForm", "ImportForm", "PresenceForm", "ShiftForm", "known"]
