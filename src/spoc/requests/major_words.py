"""The words people read for the codes of a major incident."""

from django.utils.translation import gettext_lazy

MAJOR_STATE = {
    "": gettext_lazy("No major incident"),
    "proposed": gettext_lazy("Proposed"),
    "declined": gettext_lazy("No major incident"),
    "active": gettext_lazy("Going on"),
    "restored": gettext_lazy("Restored"),
    "reviewed": gettext_lazy("Reviewed"),
    "closed": gettext_lazy("Closed"),
    "downgraded": gettext_lazy("No major incident any more"),
}
MAJOR_CRITERION = {
    "total_loss": gettext_lazy("All of a most critical service is lost"),
    "people": gettext_lazy("So many people are affected"),
    "share": gettext_lazy("A large part of a community is affected"),
    "alike": gettext_lazy("Many incidents of the same service in a short time"),
    "security": gettext_lazy("It concerns security"),
    "safety": gettext_lazy("Somebody could come to harm"),
    "legal": gettext_lazy("A law or a contract may be broken"),
    "time_used": gettext_lazy("Most of the promised time of a most critical service is used up"),
    "judgement": gettext_lazy("Somebody judged so"),
}
MAJOR_DELIVERY = {
    "waiting": gettext_lazy("On its way"),
    "told": gettext_lazy("Told"),
    "resolved": gettext_lazy("Resolved"),
    "left_out": gettext_lazy("Left out"),
}
MAJOR_TABLES = {
    "major_state": MAJOR_STATE,
    "major_criterion": MAJOR_CRITERION,
    "major_delivery": MAJOR_DELIVERY,
}
