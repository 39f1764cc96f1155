"""The codes of the rota."""

KINDS = ("desk", "on_call")
RANKS = (1, 2)
ABSENCES = ("leave", "illness", "training", "other")
# whoever asks has no duty
ASKING = ("PR", "US", "CU", "SU")
PRESENCES = ("here", "away", "not_taking")
