"""The subjects of the settings about how words come in and go out."""

from django.utils.translation import gettext_lazy as _

from spoc.channels.access import may_read_letters, may_shape, visible_to
from spoc.channels.webhook_access import may_listen
from spoc.intake.alarm_access import may_keep_alarm_terms, may_read_alarms
from spoc.requests.access import may_register
from spoc.site.place import Place

CHANNELS = Place(
    "mail",
    _("Channels"),
    "/settings/channels",
    _("The mailboxes letters come from, and whether they answer"),
    may_shape,
    lambda viewer: visible_to(viewer).filter(is_on=True).count(),
)
LETTERS = Place(
    "send",
    _("Letters"),
    "/settings/letters",
    _("Every letter in and out, and what became of it"),
    may_read_letters,
)
WEBHOOKS = Place(
    "link",
    _("Webhooks"),
    "/settings/webhooks",
    _("Other systems that are told of what happens here"),
    may_listen,
)
ALARMS = Place(
    "pulse",
    _("Alarms"),
    "/alarms",
    _("What monitoring tells, and which incidents it led to"),
    may_read_alarms,
)
ALARM_TERMS = Place(
    "pulse",
    _("Terms of alarms"),
    "/settings/alarms",
    _("When an alarm comes and goes too often, and when many are one storm"),
    may_keep_alarm_terms,
)
CALLS = Place(
    "phone",
    _("Calls"),
    "/calls",
    _("Who called when, how long they waited, and what came of it"),
    may_register,
)
