"""The rules of the rota: when shifts are, who is on duty, what is not covered, who takes work."""

from spoc.rota.rules.cover import gaps
from spoc.rota.rules.duty import Away, Duty, Turn, duties, going, is_circular, on_duty, stand_in
from spoc.rota.rules.pattern import NoPattern, Pattern, instant
from spoc.rota.rules.presence import takes_work

__all__ = [
    "Away",
    "Duty",
    "NoPattern",
    "Pattern",
    "Turn",
    "duties",
    "gaps",
    "going",
    "instant",
    "is_circular",
    "on_duty",
    "stand_in",
    "takes_work",
]
