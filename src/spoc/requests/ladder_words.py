"""The words people read of ladders: what sets a rung off, who hears, and what is wrong with one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TRIGGER = {
    "created": gettext_lazy("when it is registered"),
    "declared": gettext_lazy("when it is declared a major incident"),
    "used_50": gettext_lazy("half of the time is used"),
    "used_75": gettext_lazy("three quarters of the time are used"),
    "used_90": gettext_lazy("nine tenths of the time are used"),
    "broken": gettext_lazy("the promise is broken"),
    "no_update": gettext_lazy("no news were given in time"),
    "reopened": gettext_lazy("it was reopened again and again"),
    "asked": gettext_lazy("somebody asked for attention"),
    "proposed": gettext_lazy("when it is proposed as a major incident"),
}
ROLE = {
    "owner": gettext_lazy("owner of the request"),
    "IC": gettext_lazy("incident coordinator"),
    "CSM": gettext_lazy("customer service manager"),
    "CSM_deputy": gettext_lazy("the service manager’s deputy"),
    "SO": gettext_lazy("service owner"),
    "SL": gettext_lazy("service level manager"),
    "SM": gettext_lazy("supplier manager"),
    "head": gettext_lazy("head of the department"),
    "customer": gettext_lazy("the customer"),
    "contact": gettext_lazy("the supplier"),
}
# the same for those who ask: what we do, and nobody's name or role
FOR_CUSTOMERS = {
    "owner": gettext_lazy("whoever looks after the request"),
    "IC": gettext_lazy("the desk’s coordinator"),
    "CSM": gettext_lazy("the management of the service desk"),
    "CSM_deputy": gettext_lazy("the management of the service desk"),
    "SO": gettext_lazy("whoever answers for the service"),
    "SL": gettext_lazy("whoever answers for our promises"),
    "SM": gettext_lazy("whoever answers for our suppliers"),
    "head": gettext_lazy("the head of the department"),
    "customer": gettext_lazy("you"),
    "contact": gettext_lazy("the supplier"),
}
LEVEL = {
    "major": gettext_lazy("Major incident"),
    "1": gettext_lazy("Priority 1"),
    "2": gettext_lazy("Priority 2"),
    "3": gettext_lazy("Priority 3"),
    "4": gettext_lazy("Priority 4"),
    "5": gettext_lazy("Priority 5"),
    "supplier": gettext_lazy("Supplier"),
}
STATE = {
    "raised": gettext_lazy("Not acknowledged"),
    "acknowledged": gettext_lazy("Acknowledged"),
    "actioned": gettext_lazy("Acted on"),
    "closed": gettext_lazy("Ended"),
}
TABLES = {
    "ladder_trigger": TRIGGER,
    "ladder_role": ROLE,
    "ladder_customer": FOR_CUSTOMERS,
    "ladder_level": LEVEL,
    "escalation_state": STATE,
}


def wrong_sentence(code: str) -> str:
    """Return the sentence that says what is wrong with a rung."""
    sentences = {
        "unknown": _("Choose what sets the rung off and who hears from the lists."),
        "nobody": _("Say who hears: a rung without anybody helps nobody."),
        "customer": _(
            "The customer and the supplier are told and need not answer: leave the minutes empty."
        ),
        "digest": _("One letter a day is for the desk, and nobody need answer it."),
        "minutes": _("Write the minutes as a number from 1 to 10080, which is a week."),
    }
    return sentences[code]
