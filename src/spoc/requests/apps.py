"""The requests app: its noun, its words, its facts and what follows from them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """Support requests of the four types."""

    name = "spoc.requests"

    def ready(self) -> None:
        """Register the noun, the tables of words and the sentences of the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.channels.events import register_events
        from spoc.channels.telling import register_form
        from spoc.channels.webhook_access import register_law
        from spoc.kit.nouns import register
        from spoc.requests.flow_words import FLOW_TABLES
        from spoc.requests.macro_words import MACRO_TABLES
        from spoc.requests.major_words import MAJOR_TABLES
        from spoc.requests.notice_events import EVENTS, NOTICE_TABLES
        from spoc.requests.nouns import NOUNS
        from spoc.requests.order_words import SENTENCES as ORDER_SENTENCES
        from spoc.requests.proposal_words import begin
        from spoc.requests.queries.trail import told_of_requests
        from spoc.requests.ticket_events import TICKETS
        from spoc.requests.view_words import SENTENCES as VIEW_SENTENCES
        from spoc.requests.view_words import TABLES as VIEW_TABLES
        from spoc.requests.words import TABLES

        for noun in NOUNS:
            register(noun)
        register_law("request", told_of_requests)
        register_form(TICKETS)
        tell_lower_apps()
        tables = TABLES | FLOW_TABLES | MAJOR_TABLES | NOTICE_TABLES | MACRO_TABLES
        for table, words in tables.items():
            labels(table, words)
        for table, words in (VIEW_TABLES | FLOW_TABLES).items():
            labels(table, words)
        declare(**SENTENCES, **VIEW_SENTENCES, **ORDER_SENTENCES)
        register_events(EVENTS)
        import_module("spoc.requests.search")
        import_module("spoc.requests.reactions")
        import_module("spoc.requests.approval_reactions")
        import_module("spoc.requests.order_reactions")
        import_module("spoc.requests.tally_jobs")
        begin()


def tell_lower_apps() -> None:
    """Say to the apps below what of theirs is kept of requests, and for whom."""
    from spoc.requests.cased import CASED
    from spoc.requests.deputising import AWAY
    from spoc.requests.handing import PARENT
    from spoc.requests.marked import MARKED
    from spoc.requests.tasked import TASKED
    from spoc.suppliers.parents import register_parent
    from spoc.work.deputies import register_deputies
    from spoc.work.parents import register_parent as register_tasked
    from spoc.workflow.allowed import allow
    from spoc.workflow.subjects import register_subject

    register_parent(PARENT)
    register_tasked(TASKED)
    register_subject(CASED)
    allow(MARKED)
    register_deputies(AWAY)


SENTENCES = {
    "request__registered": _("{by} registered the request {channel:by_channel}"),
    "request__guided": _("{by} answered the guided questions"),
    "request__classified": _("{by} classified it as {type:request_type}"),
    "request__reclassified": _("{by} classified it anew as {type:request_type}: {reason}"),
    "request__suggestions_settled": _("{by} decided what was suggested"),
    "request__suggestions_refused": _("{by} refused what was suggested"),
    "lesson__learned": _("{field:lesson} was learned anew from {examples} requests"),
    "request__declined": _("{by} declined it: {reason} Who can help: {referral}"),
    "request__prioritised": _("{by} set the priority by hand"),
    "request__ranked": _("Its place in the queue changed"),
    "request__restricted": _("{by} changed who may read it"),
    "request__described": _("{by} changed what is written of it"),
    "request__diagnosed": _("{by} added to the diagnosis: {hypothesis}"),
    "request__assigned": _("{by} assigned it to {to}"),
    "request__dispatched": _("It was dispatched"),
    "request__routed": _("Rule {place}, {rule}: to {to} ({why:dispatched_by})"),
    "request__allotted": _("Rule {place}, {rule}: to {to} ({why:dispatched_by}: {count})"),
    "request__unroutable": _("Nobody was found to dispatch it to: {why:unroutable}"),
    "dispatch_rule__added": _("{by} added the rule of dispatch {name}"),
    "dispatch_rule__changed": _("{by} changed the rule of dispatch {name}"),
    "dispatch_rule__moved": _("{by} moved the rule of dispatch {name} to place {place}"),
    "dispatch_rule__switched": _("{by} switched the rule of dispatch {name} {state:rule_state}"),
    "custom_field__added": _("{by} added the field {name}"),
    "custom_field__changed": _("{by} changed the field {name}"),
    "custom_field__moved": _("{by} moved the field {name} to place {place}"),
    "template__added": _("{by} wrote the template {name}"),
    "template__changed": _("{by} changed the template {name}"),
    "recurrence__added": _("{by} let {name} come back by itself: {rule}"),
    "recurrence__changed": _("{by} changed when {name} comes back"),
    "recurrence__paused": _("{by} paused what comes back: {name}"),
    "recurrence__resumed": _("{by} let it come back again: {name}"),
    "recurrence__ended": _("{by} ended what comes back: {name}"),
    "request__templated": _("{by} made it from the template {template}"),
    "request__recurred": _("It came back by itself: {template}"),
    "request__caught_up": _(
        "It came back by itself: {template}. Moments missed before this one: {count}"
    ),
    "request__started": _("{by} began to work on it"),
    "request__escalated": _("{by} escalated it to {to}"),
    "request__coordinator_asked": _("{by} asked the incident coordinator whether it goes to {to}"),
    "request__question_withdrawn": _(
        "It was resolved: the incident coordinator is no longer asked whether it goes to {to}"
    ),
    "request__time_box_used": _("{tier:tier} has used its time: it should be handed on"),
    "request__kept": _("{by} decided that it stays with {team}: {reason}"),
    "escalation__raised": _("Escalated to {to}: {trigger:ladder_trigger}"),
    "escalation__told": _("{to} was told: {trigger:ladder_trigger}"),
    "escalation__gathered": _("It stands in the next letter of the day to {to}"),
    "escalation__unreached": _("Nobody is there as {role:ladder_role}: the next one is told"),
    "escalation__unanswered": _("{to} did not acknowledge in time"),
    "escalation__unheard": _("Nobody on the ladder acknowledged: {to} was alarmed"),
    "escalation__acknowledged": _("{by} acknowledged the escalation"),
    "escalation__actioned": _("{by} acted on the escalation: {action}"),
    "escalation__closed": _("The escalation is over"),
    "ladder__added": _("{by} wrote down the ladder {name}"),
    "ladder__changed": _("{by} changed the ladder {name}"),
    "ladder__ended": _("{by} took the ladder {name} out of use"),
    "request__attention_asked": _("{by} asked for attention: {reason}"),
    "request__owned": _("{by} made {owner} its owner"),
    "request__answered": _("{by} answered"),
    "request__replied": _("{by} wrote to the requester"),
    "request__taken_back": _("{by} took a reply back"),
    "request__forwarded": _("{by} forwarded it to {to}"),
    "request__drafted": _("{by} left a draft of a reply"),
    "request__draft_taken": _("{by} took over the draft of {of}"),
    "request__reply_planned": _("{by} planned a reply"),
    "request__reply_unplanned": _("{by} took back a planned reply"),
    "request__reply_held": _("The reply that {person} planned was not sent: {why}"),
    "request__noted": _("{by} added a note"),
    "request__called": _("{by} logged a call"),
    "request__links_revoked": _("{by} let the links sent so far open nothing any more"),
    "request__told": _("A letter was written to {to}"),
    "request__unacknowledged": _(
        "No acknowledgement was sent: too many addresses wrote for the first time in a minute"
    ),
    "request__paused": _("{by} let it wait: {reason:pending}"),
    "request__resumed": _("It goes on: {why:resumed}"),
    "reminder__set": _("{by} set a reminder"),
    "reminder__dropped": _("{by} dropped a reminder"),
    "reminder__due": _("A reminder was due"),
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
    "major__proposed": _("{by} proposed it as a major incident"),
    "major__declined": _("{by} decided that it is no major incident: {reason}"),
    "major__declared": _("{by} declared it a major incident, led by {coordinator}: {reason}"),
    "major__coordinated": _("{by} let {coordinator} lead the major incident"),
    "major__joined": _("{other} is part of this major incident"),
    "major__updated": _("{by} gave word about the major incident"),
    "status__told": _("{count} who follow by mail how services are were written to"),
    "major__told": _("The word about the major incident was given here"),
    "major__update_missed": _("The next word about the major incident is late"),
    "major__restored": _("{by} restored the service"),
    "major__downgraded": _("{by} decided that it is no major incident any more: {reason}"),
    "major__reviewed": _("{by} wrote the review of the major incident"),
    "major__closed": _("{by} closed the major incident"),
    "major_terms__changed": _("{by} changed the terms of major incidents"),
    "request__macro_run": _("{by} ran the macro {macro}"),
    "request__macro_undone": _("{by} took back what the macro {macro} did"),
    "request__mentioned": _("{by} mentioned {names}"),
    "macro__added": _("{by} added the macro {name}"),
    "macro__changed": _("{by} changed the macro {name}"),
    "macro__ended": _("{by} took the macro {name} out of use"),
    "snippet__added": _("{by} added the text snippet {name}"),
    "snippet__changed": _("{by} changed the text snippet {name}"),
    "snippet__ended": _("{by} took the text snippet {name} out of use"),
    "bulk_run__begun": _("{by} began for {count} requests: {does:macro_step}"),
    "bulk_run__ended": _("It is done: {done} requests, {refused} left out"),
    "bulk_run__stopped": _("{by} stopped it after {done} requests"),
    "bulk_run__undone": _("{by} undid it"),
    "request__followed_up": _("{by} answered after it was over: {other}"),
}
