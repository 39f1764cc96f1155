"""The words people read for how requests are dispatched."""

from django.utils.translation import gettext_lazy

DISPATCHED_BY = {
    "team": gettext_lazy("the team as a whole"),
    "nobody_free": gettext_lazy("nobody of the team takes work now"),
    "round_robin": gettext_lazy("whose turn it is"),
    "least_load": gettext_lazy("fewest open requests"),
    "experience": gettext_lazy("solved most of this service in 90 days"),
}
UNROUTABLE = {
    "no_rule": gettext_lazy("no rule of dispatch fits"),
    "no_team": gettext_lazy("its service has no team"),
    "empty_team": gettext_lazy("the team has nobody in it"),
}
RULE_STATE = {"on": gettext_lazy("on"), "off": gettext_lazy("off")}
STRATEGY = {
    "team": gettext_lazy("To the team as a whole"),
    "round_robin": gettext_lazy("In turn, one after another"),
    "least_load": gettext_lazy("Whoever has the fewest open"),
    "experience": gettext_lazy("Whoever solved most of this service in 90 days"),
}
HOURS = {"open": gettext_lazy("while it is open"), "closed": gettext_lazy("while it is closed")}
DISPATCH_TABLES = {
    "dispatched_by": DISPATCHED_BY,
    "unroutable": UNROUTABLE,
    "rule_state": RULE_STATE,
    "strategy": STRATEGY,
    "rule_hours": HOURS,
}
