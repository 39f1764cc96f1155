"""What is said about webhooks: the sentences of their facts, and how far a delivery has come."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WEBHOOK_SENTENCES: dict[str, str | Promise] = {
    "webhook__added": _("{by} registered the webhook {name}, which hears what {owner} may know"),
    "webhook__changed": _("{by} changed the webhook {name}"),
    "webhook__switched_on": _("{by} switched the webhook {name} on"),
    "webhook__switched_off": _("{by} switched the webhook {name} off"),
    "webhook__secret_renewed": _("{by} renewed the key of the webhook {name}"),
    "webhook__removed": _("{by} took the webhook {name} away"),
}
DELIVERY_STATE: dict[str, str | Promise] = {
    "queued": pgettext_lazy("webhook", "Waiting"),
    "sent": pgettext_lazy("webhook", "Arrived"),
    "failed": pgettext_lazy("webhook", "Given up"),
}
DELIVERY_TONE = {"queued": "info", "sent": "good", "failed": "bad"}
