"""The codes of the rota."""

KINDS = ("desk", "on_call")
RANKS = (1, 2)
ABSENCES = ("leave", "illness", "training", "other")
PRESENCES = ("here", "away", "not_taking")
