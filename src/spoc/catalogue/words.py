"""The words people read for the codes of the portfolio and of what can be ordered."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

SERVICE_STATE = {
    "proposed": gettext_lazy("Proposed"),
    "design": gettext_lazy("In design"),
    "live": gettext_lazy("Live"),
    "retiring": gettext_lazy("Being phased out"),
    "retired": gettext_lazy("Retired"),
}
SERVICE_MOVE = {
    "design": gettext_lazy("Begin the design"),
    "begin": gettext_lazy("Go live"),
    "phase_out": gettext_lazy("Begin to phase out"),
    "retire": gettext_lazy("Retire"),
}
SERVICE_LACKS = {
    "owner": gettext_lazy("It has no owner."),
    "purpose": gettext_lazy("Nothing says what it is for."),
    "demand": gettext_lazy("The demand is not assessed."),
    "resources": gettext_lazy("The resources it takes are not assessed."),
    "benefit": gettext_lazy("The benefit is not assessed."),
    "support_path": gettext_lazy("No team supports it."),
    "promise": gettext_lazy("No agreement covers it: make one, or give the reason why not."),
    "calendar": gettext_lazy("No support hours are set: set them, or give the reason why not."),
    "article": gettext_lazy("There is no article for those who will support and use it."),
    "offering": gettext_lazy("Nothing can be ordered of it, and it is not internal."),
    "plan": gettext_lazy("There is no plan for its end."),
    "successor": gettext_lazy("Name what takes its place, or give the reason why nothing does."),
    "subscriptions": gettext_lazy("Somebody still has it: end the subscriptions first."),
}
OFFERING_STATE = {
    "draft": gettext_lazy("Draft"),
    "published": gettext_lazy("Published"),
    "suspended": gettext_lazy("Suspended"),
    "retired": gettext_lazy("Retired"),
}
OFFERING_LACKS = {
    "description": gettext_lazy("Say what it is."),
    "service": gettext_lazy("Its service is not live."),
    "lead_days": gettext_lazy("Say how long it takes."),
    "team": gettext_lazy("Choose the team that delivers it, or a process."),
}
PERIOD = {
    "once": gettext_lazy("Once"),
    "monthly": gettext_lazy("A month"),
    "yearly": gettext_lazy("A year"),
}
APPROVER = {
    "person": gettext_lazy("A named person"),
    "manager": gettext_lazy("The manager of whom it is for"),
    "service_owner": gettext_lazy("The owner of the service"),
    "payer": gettext_lazy("Who answers for the cost in their organisation"),
}
APPROVAL_RULE = {
    "sequence": gettext_lazy("One after the other"),
    "all": gettext_lazy("All at the same time"),
    "any": gettext_lazy("One of them is enough"),
    "quorum": gettext_lazy("So many of them"),
}
# why somebody cannot order, as they read it
NOT_ELIGIBLE = {
    "suspended": gettext_lazy("It cannot be ordered for the time being."),
    "not_offered": gettext_lazy("It is not offered."),
    "phased_out": gettext_lazy("The service is being phased out: nothing new is ordered of it."),
    "not_yet": gettext_lazy("It cannot be ordered yet."),
    "no_longer": gettext_lazy("It can no longer be ordered."),
    "service": gettext_lazy("Your organisation does not have this service."),
    "community": gettext_lazy("It is meant for others."),
    "organisation": gettext_lazy("It is meant for another organisation."),
    "role": gettext_lazy("It is meant for those with another role."),
    "managers": gettext_lazy("Only a manager can order it: ask yours."),
    "others": gettext_lazy("It can only be ordered for oneself."),
    "prerequisite": gettext_lazy("It takes something you do not have yet."),
    "identity": gettext_lazy(
        "Prove who you are first, under Reset your password: it is ordered for you there."
    ),
    "licences": gettext_lazy("There are no licences left: write to us, and we see what we can do."),
}
FORM_FIELD_KIND = {
    "text": gettext_lazy("Short text"),
    "long_text": gettext_lazy("Long text"),
    "number": gettext_lazy("Number"),
    "date": gettext_lazy("Date"),
    "choice": gettext_lazy("One of several"),
    "choices": gettext_lazy("Any of several"),
    "yes_no": gettext_lazy("Yes or no"),
    "person": gettext_lazy("Person"),
    "item": gettext_lazy("Configuration item"),
    "service": gettext_lazy("Service"),
    "file": gettext_lazy("File"),
    "information": gettext_lazy("Information, nothing to answer"),
}
TABLES = {
    "service_state": SERVICE_STATE,
    "service_move": SERVICE_MOVE,
    "offering_state": OFFERING_STATE,
    "offering_period": PERIOD,
    "approver": APPROVER,
    "approval_rule": APPROVAL_RULE,
    "not_eligible": NOT_ELIGIBLE,
    "form_field_kind": FORM_FIELD_KIND,
}


def price_words(price: Decimal | None, currency: str, period: str) -> str:
    """Return a price as it is written; what has none is free."""
    if price is None or price == 0:
        return _("Free of charge")
    decimals = 0 if price == price.to_integral_value() else 2
    number = number_format(price, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    money = _("%(number)s kr") % {"number": number} if currency == "SEK" else f"{number} {currency}"
    if period == "monthly":
        return _("%(money)s a month") % {"money": money}
    return _("%(money)s a year") % {"money": money} if period == "yearly" else money


def lead_words(days: int | None) -> str:
    """Return how long a delivery takes, as it is written."""
    if days is None:
        return ""
    if days == 0:
        return _("At once")
    said = ngettext("%(days)s working day", "%(days)s working days", days)
    return said % {"days": days}
