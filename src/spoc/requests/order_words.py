"""The words people read for orders: how far they are, and why one cannot be met."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.catalogue.words import NOT_ELIGIBLE

STAGE = {
    "checking": gettext_lazy("Being checked"),
    "approving": gettext_lazy("Waits for approval"),
    "fulfilling": gettext_lazy("Being delivered"),
    "delivered": gettext_lazy("Delivered, to be accepted"),
    "accepted": gettext_lazy("Accepted"),
    "refused": gettext_lazy("Refused"),
    "withdrawn": gettext_lazy("Withdrawn"),
}
# why an order came to nothing once it was made; what kept it from being met the catalogue says
REFUSED = {
    "denied": gettext_lazy("It was not approved."),
    "expired": gettext_lazy("Nobody approved it in time."),
    "withdrawn": gettext_lazy("The question whether it is approved was taken back."),
    "nobody_approves": gettext_lazy("It has to be approved, and there is nobody who could do it."),
}
PURPOSE = {
    "begin": gettext_lazy("To get it"),
    "change": gettext_lazy("To change it"),
    "end": gettext_lazy("To give it back"),
}


def purpose_words(purpose: str, name: str) -> str:
    """Return what an order is called: what it is of, and what is to be done with it."""
    words = {"change": _("Change: %(name)s"), "end": _("Give back: %(name)s")}
    return words[purpose] % {"name": name} if purpose in words else name


def done_words(purpose: str, name: str) -> str:
    """Return the words that say that an order is done."""
    words = {"change": _("%(name)s is changed."), "end": _("%(name)s is given back.")}
    return words.get(purpose, _("%(name)s is delivered.")) % {"name": name}


ORDER_TABLES = {
    "order_stage": STAGE,
    "order_refused": NOT_ELIGIBLE | REFUSED,
    "order_purpose": PURPOSE,
}


SENTENCES = {
    "order__placed": gettext_lazy("{by} ordered {offering} for {person}"),
    "order__checked": gettext_lazy("The order was checked"),
    "order__asked": gettext_lazy("It is asked whether the order goes on"),
    "order__approved": gettext_lazy("The order was approved"),
    "order__refused": gettext_lazy("The order was refused: {code:order_refused} {reason}"),
    "order__withdrawn": gettext_lazy("The order was withdrawn"),
    "order__begun": gettext_lazy("The delivery of {offering} began"),
    "order__handed": gettext_lazy("The delivery goes on by hand: {why}"),
    "order__item_noted": gettext_lazy("{by} handed out {item}"),
    "order__delivered": gettext_lazy("{by} delivered what was ordered"),
    "order__accepted": gettext_lazy("{by} accepted what was delivered"),
    "order__rejected": gettext_lazy("{by} did not accept what was delivered"),
    "basket__filled": gettext_lazy("{by} put {offering} into the basket"),
    "basket__emptied": gettext_lazy("{by} took {offering} out of the basket"),
    "basket__ordered": gettext_lazy("{by} ordered the basket"),
}
