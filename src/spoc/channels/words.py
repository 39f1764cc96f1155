"""The words people read for what becomes of letters."""

from django.utils.translation import gettext_lazy as _

STATE = {
    "stored": _("To be read"),
    "done": _("Read"),
    "held": _("Tried again later"),
    "quarantined": _("Put aside"),
    "queued": _("Waits to go"),
    "sent": _("Sent"),
    "failed": _("Failed"),
}
TONE = {"held": "warn", "quarantined": "warn", "failed": "bad", "queued": "info", "stored": "info"}
INCOMING = ("stored", "held", "quarantined", "done")
OUTGOING = ("queued", "failed", "sent")
OUTCOME = {
    "registered": _("a new request"),
    "replied": _("an answer in its request"),
    "noted": _("a note for the desk"),
    "handover": _("about work a supplier does"),
    "approval": _("an answer to what was asked to be approved"),
    "complaint": _("more about a complaint"),
    "follow_up": _("a new request that follows an old one"),
    "automatic": _("written by a machine: filed, not answered"),
    "duplicate": _("the same letter came before"),
    "quarantined": _("put aside"),
    "spam": _("spam"),
    "released": _("released, and about to be read"),
    "taken_back": _("taken back before it left"),
    "kept": _("kept in the outbox: this is a demonstration"),
}
# how a contact came, in the middle of a sentence
BY_CHANNEL = {
    "portal": _("through the portal"),
    "email": _("by mail"),
    "phone": _("by phone"),
    "chat": _("by chat"),
    "walk_in": _("in person"),
    "web_link": _("through a web link"),
    "api": _("through the API"),
    "event": _("from monitoring"),
    "schedule": _("by its schedule"),
}
# the same, where the messenger has a name people know
MESSENGER = {"slack": _("in Slack"), "teams": _("in Teams")}
# by which way somebody is told
WAY = {
    "page": _("In the page"),
    "mail": _("Mail at once"),
    "digest": _("In the next letter"),
    "none": _("Not at all"),
}
DIGEST = {"daily": _("Once a day"), "hourly": _("Every hour")}
