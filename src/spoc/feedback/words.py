"""The words people read for the codes of surveys and complaints."""

from django.utils.translation import gettext_lazy as _

SCORE = {
    "1": _("Very dissatisfied"),
    "2": _("Dissatisfied"),
    "3": _("Neither nor"),
    "4": _("Satisfied"),
    "5": _("Very satisfied"),
}
SURVEY_STATE = {
    "sent": _("Asked"),
    "answered": _("Answered"),
    "expired": _("Not answered"),
}
COMPLAINT_STATE = {
    "received": _("Received"),
    "acknowledged": _("Acknowledged"),
    "investigating": _("Being looked into"),
    "responded": _("Responded to"),
    "escalated": _("With the management"),
    "closed": _("Closed"),
}
CATEGORY = {
    "service": _("What the service does"),
    "handling": _("How somebody was met"),
    "waiting": _("How long it took"),
    "information": _("What was said, or not said"),
    "other": _("Something else"),
}
SEVERITY = {
    "minor": _("Minor"),
    "normal": _("Normal"),
    "serious": _("Serious"),
}
ENDING = {
    "accepted": _("The response was accepted"),
    "silence": _("Nothing more was heard"),
    "settled": _("The management had the last word"),
}
TABLES = {
    "score": SCORE,
    "survey_state": SURVEY_STATE,
    "complaint_state": COMPLAINT_STATE,
    "complaint_category": CATEGORY,
    "complaint_severity": SEVERITY,
    "complaint_ending": ENDING,
}
