"""The words people read for the codes of custom fields, and why a value does not fit."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.requests.rules.custom_fields import Fault

KIND = {
    "text": gettext_lazy("Text"),
    "number": gettext_lazy("Number"),
    "day": gettext_lazy("Date"),
    "choice": gettext_lazy("One of several"),
    "several": gettext_lazy("Any of several"),
    "yes_no": gettext_lazy("Yes or no"),
    "person": gettext_lazy("Person"),
    "link": gettext_lazy("Link"),
}
NEEDED = {
    "never": gettext_lazy("Never"),
    "classification": gettext_lazy("When it is classified"),
    "resolution": gettext_lazy("When it is resolved"),
}
WHEN_CLOSED = {
    "register": gettext_lazy("Registered all the same"),
    "skip": gettext_lazy("Left out"),
    "move": gettext_lazy("Moved to the next open day"),
}
RECURRENCE_STATE = {
    "active": gettext_lazy("Runs"),
    "paused": gettext_lazy("Paused"),
    "ended": gettext_lazy("Ended"),
}
FIELD_TABLES = {
    "field_kind": KIND,
    "field_needed": NEEDED,
    "when_closed": WHEN_CLOSED,
    "recurrence_state": RECURRENCE_STATE,
}


def fault_sentence(fault: Fault) -> str:
    """Return the sentence that says why a value does not fit, and what would."""
    sentences = {
        "not_text": _("Write it as text."),
        "too_short": _("Write at least %(limit)s signs."),
        "too_long": _("Write at most %(limit)s signs."),
        "not_number": _("Enter a number, such as 12 or 2.5."),
        "too_small": _("Enter at least %(limit)s."),
        "too_large": _("Enter at most %(limit)s."),
        "not_day": _("Enter a day, such as 2026-11-20."),
        "not_choice": _("Choose one of the values offered."),
        "twice": _("Choose each value once."),
        "too_few": _("Choose at least %(limit)s."),
        "too_many": _("Choose at most %(limit)s."),
        "not_yes_no": _("Answer yes or no."),
        "not_person": _("Name somebody the desk knows."),
        "not_link": _("Enter a whole web address, such as https://example.org/order/12."),
    }
    return sentences[fault.code] % {"limit": fault.limit}


def rule_sentence(fault: str) -> str:
    """Return the sentence that says why a rule of what comes back is none, and what would be."""
    sentences = {
        "shape": _("Write a rule such as FREQ=WEEKLY;BYDAY=MO, as calendars do (RFC 5545)."),
        "often": _("It comes back at most once a day: DAILY, WEEKLY, MONTHLY or YEARLY."),
        "part": _(
            "Use FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTH, BYMONTHDAY and BYSETPOS,"
            " each once."
        ),
        "many": _("Choose an interval up to 1000, and either an end or up to 10000 times."),
        "never": _("No day ever fits this rule: look at its days and months, and at its end."),
    }
    return sentences[fault]


def needed_sentence(name: str) -> str:
    """Return the sentence that asks for a field that must be filled in."""
    return _("Fill in: %(field)s.") % {"field": name}
