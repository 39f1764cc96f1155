"""The requests app: its noun, its words, its facts and what follows from them."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """Support requests of the four types."""

    name = "spoc.requests"

    def ready(self) -> None:
        """Register the noun, the tables of words and the sentences of the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.kit.nouns import Noun, register
        from spoc.requests import access
        from spoc.requests.handing import PARENT
        from spoc.requests.models import SupportRequest
        from spoc.requests.words import TABLES
        from spoc.suppliers.parents import register_parent

        register(
            Noun(
                "request",
                SupportRequest,
                str,
                lambda r: f"/requests/{r.pk}",
                access.visible_to,
                lambda r: [f"request-{r.pk}", "queue"],
                lambda r: cast(SupportRequest, r).reference,
            )
        )
        register_parent(PARENT)
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)
        import_module("spoc.requests.search")
        import_module("spoc.requests.reactions")


SENTENCES = {
    "request__registered": _("{by} registered the request by {channel:channel}"),
    "request__guided": _("{by} answered the guided questions"),
    "request__classified": _("{by} classified it as {type:request_type}"),
    "request__reclassified": _("{by} classified it anew as {type:request_type}: {reason}"),
    "request__declined": _("{by} declined it: {reason} Who can help: {referral}"),
    "request__prioritised": _("{by} set the priority by hand"),
    "request__ranked": _("Its place in the queue changed"),
    "request__restricted": _("{by} changed who may read it"),
    "request__described": _("{by} changed what is written of it"),
    "request__diagnosed": _("{by} added to the diagnosis: {hypothesis}"),
    "request__assigned": _("{by} assigned it to {to}"),
    "request__dispatched": _("It was dispatched"),
    "request__started": _("{by} began to work on it"),
    "request__escalated": _("{by} escalated it to {to}"),
    "request__owned": _("{by} made {owner} its owner"),
    "request__answered": _("{by} answered"),
    "request__replied": _("{by} wrote to the requester"),
    "request__noted": _("{by} added a note"),
    "request__called": _("{by} logged a call"),
    "request__links_revoked": _("{by} let the links sent so far open nothing any more"),
    "request__told": _("A letter was written to {to}"),
    "request__unacknowledged": _(
        "No acknowledgement was sent: too many addresses wrote for the first time in a minute"
    ),
    "request__paused": _("{by} let it wait: {reason:pending}"),
    "request__resumed": _("It goes on: {why:resumed}"),
    "request__resolved": _("{by} resolved it: {code:closure}"),
    "request__closed": _("It was closed: {how:closed_by}"),
    "request__reminded": _("The requester was reminded"),
    "request__reopened": _("{by} reopened it: {reason}"),
    "request__cancelled": _("{by} cancelled it: {reason:cancel}"),
    "request__merged": _("{by} merged it into {into}"),
    "request__absorbed": _("{by} merged {other} into it"),
    "request__unmerged": _("{by} took it out of {other} again"),
    "request__released": _("{by} took {other} out of it again"),
    "request__split": _("{by} made {other} of one of its messages"),
    "request__followed_up": _("{by} answered after it was over: {other}"),
}
