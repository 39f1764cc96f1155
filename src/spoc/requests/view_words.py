"""The words people read about views: who has them, what is asked, and what makes no view."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

AUDIENCE = {
    "mine": _("Only I"),
    "team": _("A team"),
    "everybody": _("Everybody at the desk"),
}
OPERATOR = {
    "is": _("is"),
    "is_not": _("is not"),
    "one_of": _("is one of"),
    "none_of": _("is none of"),
    "contains": _("contains"),
    "lacks": _("does not contain"),
    "above": _("is above"),
    "below": _("is below"),
    "before": _("is before"),
    "after": _("is after"),
    "empty": _("is empty"),
    "filled": _("is not empty"),
}
MATCH = {"all": _("all of these"), "any": _("any of these")}
WHEN = {
    "-0h": pgettext_lazy("period", "now"),
    "today": pgettext_lazy("period", "today"),
    "yesterday": pgettext_lazy("period", "yesterday"),
    "tomorrow": pgettext_lazy("period", "tomorrow"),
    "this_week": _("this week"),
    "last_week": _("last week"),
    "next_week": _("next week"),
    "this_month": _("this month"),
    "last_month": _("last month"),
    "next_month": _("next month"),
    "-1h": _("an hour ago"),
    "-24h": _("24 hours ago"),
    "-7d": _("7 days ago"),
    "-30d": _("30 days ago"),
    "-90d": _("90 days ago"),
    "+1h": _("in an hour"),
    "+24h": _("in 24 hours"),
    "+2d": _("in 2 days"),
    "+7d": _("in 7 days"),
}
FLAG = {"yes": _("yes"), "no": _("no")}
# one sentence for each code of a misfit; `about` is the field
MISFITS = {
    "shape": _("Conditions are written as all or any of a list, each with a field."),
    "deep": _("Conditions go two levels deep: a group stands only in the outermost one."),
    "many": _("Ask for at most 40 things."),
    "nothing": _("Ask for at least one thing."),
    "field": _("There is no field %(about)s."),
    "operator": _("%(about)s cannot be asked about in this way."),
    "value": _("Say which value %(about)s is compared with."),
    "values": _("Say one value for %(about)s, or at most 50 where it may be one of several."),
    "choice": _("Choose one of the values offered for %(about)s."),
    "tags": _("Choose tags that there are."),
    "text": _("Write at most 200 signs for %(about)s."),
    "number": _("Enter a whole number for %(about)s."),
    "moment": _("Say a time for %(about)s, such as today, -7d for seven days ago, or 2026-11-20."),
    "flag": _("Say yes or no for %(about)s."),
}
TABLES = {
    "view_audience": AUDIENCE,
    "view_operator": OPERATOR,
    "view_match": MATCH,
    "view_when": WHEN,
    "view_flag": FLAG,
}
SENTENCES = {
    "view__added": _("{by} made the view {name}"),
    "view__changed": _("{by} changed the view {name}"),
    "view__deleted": _("{by} deleted the view {name}"),
    "view__pinned": _("{by} pinned the view {name}"),
    "view__moved": _("{by} moved the view {name} to place {place}"),
    "view__unpinned": _("{by} unpinned the view {name}"),
    "person__exported": _("{by} took {count} requests of their organisation along"),
    "view__exported": _("{by} took {count} requests of the view {name} along as {form}"),
    "request__tagged": _("{by} changed its tags"),
}
