"""The words people read for actions, what came of them, and proving who somebody is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RUN_STATE = {
    "waiting": pgettext_lazy("action", "Waiting"),
    "doing": pgettext_lazy("action", "Running"),
    "done": pgettext_lazy("action", "Done"),
    "failed": pgettext_lazy("action", "Failed"),
    "withdrawn": pgettext_lazy("action", "Withdrawn"),
}
RUN_TONE = {
    "waiting": "info",
    "doing": "info",
    "done": "good",
    "failed": "bad",
    "withdrawn": "plain",
}
FAULT: dict[str, str | Promise] = {
    "missing": _("It is missing."),
    "number": _("Write a number."),
    "yes_no": _("Write yes or no."),
    "text": _("Write words without control signs."),
    "long": _("It is longer than 2,000 signs."),
}
WAY = {
    "mail": _("A code to another address of yours"),
    "manager": _("Your manager says that it is you"),
}
# why an account is not proven here, told to its owner
WHY_NOT: dict[str, str | Promise] = {
    "unknown": _("This account is not known here, or its address was never proven: call us."),
    "inactive": _("This account is not in use: call us."),
    "privileged": _("The password of an administrator is never reset here: call us."),
    "often": _("This was tried as often as it may be in a day: try again tomorrow, or call us."),
    "no_way": _("We know no other way to reach you: choose the other way, or call us."),
}
# why an attempt failed
REASON: dict[str, str | Promise] = {
    "tries": _("The code was wrong five times."),
    "late": _("The code was not entered within ten minutes."),
}
SENTENCES = {
    "action__added": _("{by} set up the action {name}"),
    "action__changed": _("{by} changed the action {name}"),
    "action__switched_on": _("{by} switched the action {name} on"),
    "action__switched_off": _("{by} switched the action {name} off"),
    "action_run__begun": _("{by} asked for {action}"),
    "action_run__started": _("{action} began, attempt {attempt}"),
    "action_run__put_off": _("{action} is tried again"),
    "action_run__settled": _("{action} is over: {outcome:run_state}"),
    "action_run__collected": _("{by} fetched what came of {action}"),
    "identity_check__begun": _("Somebody began to prove who they are"),
    "identity_check__missed": _("A wrong code was entered"),
    "identity_check__proven": _("{by} was proven to be who they say"),
    "identity_check__failed": _("Nobody was proven: {reason:identity_reason}"),
    "identity_check__used": _("What was proven was used"),
}
