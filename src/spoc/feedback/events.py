"""What somebody at the desk is told of about complaints and thanks, with the words for it."""

from django.utils.translation import gettext_lazy as _

from spoc.channels.events import Event

EVENTS = (
    Event(
        "complaint_received",
        _("Somebody complains, and I answer for it"),
        _("{by} complained"),
        usual="mail",
        icon="flag",
    ),
    Event(
        "complaint_late",
        _("A complaint was not acknowledged in time"),
        _("Nobody has acknowledged this complaint in time"),
        usual="mail",
        icon="alert",
    ),
    Event(
        "complaint_heard",
        _("Somebody writes more about a complaint I answer for"),
        _("{by} wrote more about the complaint"),
        usual="mail",
        icon="mail",
    ),
    Event(
        "complaint_objected",
        _("A response to a complaint was not accepted"),
        _("{by} does not accept the response to the complaint"),
        usual="mail",
        icon="up",
    ),
    Event(
        "compliment",
        _("Somebody thanks me"),
        _("{by} thanks you for your help"),
        icon="check",
    ),
)
