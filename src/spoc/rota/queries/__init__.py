"""Reading the rota: who is on duty, who takes work, the week of a team, what is one's own."""

from spoc.rota.queries.duty import Scope, on_duty, on_duty_for, takes_work

__all__ = ["Scope", "on_duty", "on_duty_for", "takes_work"]
