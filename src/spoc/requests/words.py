"""The words people read for the codes of a request."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.requests.dispatch_words import DISPATCH_TABLES
from spoc.requests.field_words import FIELD_TABLES
from spoc.requests.ladder_words import TABLES as LADDER_TABLES
from spoc.requests.lesson_words import LESSON
from spoc.requests.order_words import ORDER_TABLES

TYPE = {
    "unclassified": gettext_lazy("Not classified"),
    "information": gettext_lazy("Information"),
    "fulfilment": gettext_lazy("Service fulfilment"),
    "new_service": gettext_lazy("New service"),
    "incident": gettext_lazy("Incident"),
}
STATUS = {
    "new": gettext_lazy("New"),
    "classified": gettext_lazy("Classified"),
    "assigned": gettext_lazy("Assigned"),
    "in_progress": gettext_lazy("In progress"),
    "pending": gettext_lazy("Waiting"),
    "resolved": gettext_lazy("Resolved"),
    "closed": gettext_lazy("Closed"),
    "rejected": gettext_lazy("Declined"),
    "cancelled": gettext_lazy("Cancelled"),
    "merged": gettext_lazy("Merged"),
}
# the same, as the one who asked reads them
STATUS_FOR_REQUESTER = {
    "new": gettext_lazy("We have it"),
    "classified": gettext_lazy("We have it"),
    "assigned": gettext_lazy("Somebody will take it soon"),
    "in_progress": gettext_lazy("We are working on it"),
    "pending": gettext_lazy("We wait for your answer"),
    "resolved": gettext_lazy("Solved: please check"),
    "closed": gettext_lazy("Done"),
    "rejected": gettext_lazy("We could not help with this"),
    "cancelled": gettext_lazy("Cancelled"),
    "merged": gettext_lazy("Joined with another request"),
}
SCHEDULED_FOR_REQUESTER = gettext_lazy("It goes on at an agreed time")
SUPPLIER_FOR_REQUESTER = gettext_lazy("A supplier is helping us with it")
APPROVAL_FOR_REQUESTER = gettext_lazy("Somebody has to approve it first")
CHANNEL = {
    "portal": gettext_lazy("Portal"),
    "email": gettext_lazy("Mail"),
    "phone": gettext_lazy("Call"),
    "chat": gettext_lazy("Chat"),
    "walk_in": gettext_lazy("Walk-in"),
    "web_link": gettext_lazy("Web link"),
    "api": gettext_lazy("API"),
    "event": gettext_lazy("Monitoring"),
    "schedule": gettext_lazy("Schedule"),
}
IMPACT = {
    "1": gettext_lazy("Organisation"),
    "2": gettext_lazy("Department"),
    "3": gettext_lazy("One person"),
}
URGENCY = {
    "1": gettext_lazy("Work stopped"),
    "2": gettext_lazy("Work impaired"),
    "3": gettext_lazy("Can wait"),
}
LOST = {
    "all": gettext_lazy("They cannot work"),
    "some": gettext_lazy("They work with difficulty"),
    "nothing": gettext_lazy("Nothing yet: it can wait"),
}
PRIORITY = {
    "1": gettext_lazy("Critical"),
    "2": gettext_lazy("High"),
    "3": gettext_lazy("Medium"),
    "4": gettext_lazy("Low"),
    "5": gettext_lazy("Lowest"),
}
PENDING = {
    "customer": gettext_lazy("Requester"),
    "scheduled": gettext_lazy("Agreed time"),
    "supplier": gettext_lazy("Supplier"),
    "approval": gettext_lazy("Approval"),
}
METHOD = {
    "article": gettext_lazy("A guide"),
    "workaround": gettext_lazy("A known workaround"),
    "fix": gettext_lazy("A fix"),
    "change": gettext_lazy("A change"),
    "fulfilled": gettext_lazy("Delivered"),
    "advice": gettext_lazy("Advice"),
    "self_service": gettext_lazy("Self-service"),
    "no_action": gettext_lazy("Nothing was needed"),
}
CLOSURE = {
    "solved": gettext_lazy("Solved"),
    "workaround": gettext_lazy("Works with a workaround"),
    "answered": gettext_lazy("Answered"),
    "delivered": gettext_lazy("Delivered"),
    "handed_to_portfolio": gettext_lazy("Handed to the portfolio"),
    "no_fault_found": gettext_lazy("No fault found"),
    "not_reproducible": gettext_lazy("Could not be seen again"),
    "user_solved": gettext_lazy("Solved by the requester"),
}
CANCEL = {
    "withdrawn": gettext_lazy("No longer needed"),
    "test": gettext_lazy("It was a test"),
    "spam": gettext_lazy("It was spam"),
    "recorded_in_error": gettext_lazy("Recorded by mistake"),
    "refused": gettext_lazy("The order was refused"),
}
SUPPORTABILITY = {
    "undecided": gettext_lazy("Not decided"),
    "supported": gettext_lazy("Supported"),
    "chargeable": gettext_lazy("Supported at a charge"),
    "unsupported": gettext_lazy("Not supported"),
}
VERIFICATION = {
    "user": gettext_lazy("The requester tried it"),
    "test": gettext_lazy("We tested it"),
    "monitoring": gettext_lazy("Monitoring shows it"),
}
DEGREE = {
    "partial": gettext_lazy("Part of it is lost"),
    "degraded": gettext_lazy("It works badly"),
    "total": gettext_lazy("All of it is lost"),
}
DECISION = {
    "approved": gettext_lazy("Approved"),
    "deferred": gettext_lazy("Deferred"),
    "declined": gettext_lazy("Declined"),
    "lapsed": gettext_lazy("Lapsed"),
}
RESUMED = {
    "answered": gettext_lazy("the requester answered"),
    "woken": gettext_lazy("the agreed time came"),
    "supplier": gettext_lazy("the supplier wrote"),
    "by_hand": gettext_lazy("by hand"),
    "approved": gettext_lazy("it was approved"),
}
CLOSED_BY = {
    "requester": gettext_lazy("confirmed by the requester"),
    "desk": gettext_lazy("confirmed to the desk"),
    "timeout": gettext_lazy("nobody objected"),
}
FIELD = {
    "type": gettext_lazy("Type"),
    "service": gettext_lazy("Service"),
    "category": gettext_lazy("Category"),
    "impact": gettext_lazy("Impact"),
    "urgency": gettext_lazy("Urgency"),
    "priority": gettext_lazy("Priority"),
    "matrix_priority": gettext_lazy("Priority by the matrix"),
    "priority_reason": gettext_lazy("Reason for the priority"),
    "supportability": gettext_lazy("Supportability"),
    "team": gettext_lazy("Team"),
    "assignee": gettext_lazy("Assignee"),
    "owner": gettext_lazy("Owner"),
    "status": gettext_lazy("Status"),
    "title": gettext_lazy("Title"),
    "is_complaint": gettext_lazy("Complaint"),
    "tags": gettext_lazy("Tags"),
    "is_restricted": gettext_lazy("Restricted"),
    "is_copied": gettext_lazy("Gets the letters"),
    "restored_at": gettext_lazy("Restored"),
    "verification": gettext_lazy("Verified by"),
    "users_affected": gettext_lazy("People affected"),
    "degree": gettext_lazy("How bad"),
    "workaround": gettext_lazy("Workaround"),
    "cause": gettext_lazy("Cause"),
    "delivered_at": gettext_lazy("Delivered"),
    "decision": gettext_lazy("Decision"),
    "decision_reason": gettext_lazy("Reason for the decision"),
    "minutes": gettext_lazy("Minutes"),
    "occurred_at": gettext_lazy("Began"),
    "detected_at": gettext_lazy("Detected"),
    "feature": gettext_lazy("What does not work"),
    "is_reproduced": gettext_lazy("Seen again by us"),
    "fix": gettext_lazy("What was done"),
    "is_security": gettext_lazy("Security"),
    "is_safety": gettext_lazy("Safety"),
    "is_legal": gettext_lazy("Law"),
    "is_gap": gettext_lazy("No guide existed"),
    "helped": gettext_lazy("Helped"),
    "receipt": gettext_lazy("Received"),
    "wanted": gettext_lazy("What is wanted"),
    "quantity": gettext_lazy("How many"),
    "cost_centre": gettext_lazy("Cost centre"),
    "need": gettext_lazy("Need"),
    "affected_process": gettext_lazy("Affected process"),
    "benefit": gettext_lazy("Benefit"),
    "proposal_state": gettext_lazy("New service"),
    "beneficiaries": gettext_lazy("Who would use it"),
    "tried": gettext_lazy("What was tried"),
    "found": gettext_lazy("What was found"),
    "next_step": gettext_lazy("What is to be done next"),
    "told": gettext_lazy("What the requester was told"),
    "due_at": gettext_lazy("By when"),
    "waits": gettext_lazy("Waits for those before"),
    "result": gettext_lazy("Result"),
    "stage": gettext_lazy("Stage"),
}
# which table of words a changed field's codes are read with
TABLE_OF = {
    "stage": "order_stage",
    "type": "request_type",
    "status": "request_status",
    "impact": "impact",
    "urgency": "urgency",
    "priority": "priority",
    "matrix_priority": "priority",
    "supportability": "supportability",
    "verification": "verification",
    "degree": "degree",
    "decision": "decision",
    "proposal_state": "proposal_state",
}
TABLES = {
    "lesson": LESSON,
    "request_type": TYPE,
    "request_status": STATUS,
    "channel": CHANNEL,
    "impact": IMPACT,
    "urgency": URGENCY,
    "lost": LOST,
    "priority": PRIORITY,
    "pending": PENDING,
    "method": METHOD,
    "closure": CLOSURE,
    "cancel": CANCEL,
    "supportability": SUPPORTABILITY,
    "verification": VERIFICATION,
    "degree": DEGREE,
    "decision": DECISION,
    "resumed": RESUMED,
    "closed_by": CLOSED_BY,
    "field": FIELD,
    **LADDER_TABLES,
    **FIELD_TABLES,
    **DISPATCH_TABLES,
    **ORDER_TABLES,
}


def lack_sentence(code: str) -> str:
    """Return the sentence that says what is missing before a request can be resolved."""
    sentences = {
        "resolution": _("Write what solved it: the requester reads this."),
        "method": _("Choose how it was solved."),
        "closure_code": _("Choose the result."),
        "effort": _("Log the minutes it took: 0 is an answer too."),
        "restored": _("Say when the service was restored."),
        "no_problem_reason": _("It is only worked around: say why no problem is raised."),
        "verified": _("Say who verified that it works."),
        "gap": _("Link the guide that answered it, or say that no guide existed."),
        "delivered": _("Say when it was delivered."),
        "decision": _("Nothing is decided on this new service yet: go through its steps first."),
        "decision_reason": _("Say why it was decided so."),
        "children": _("Resolve the requests below it first."),
        "type": _("Say which of the four types it is."),
        "classify": _("Classify it first: type, service, category, impact and urgency."),
    }
    return sentences[code]


def handoff_lack(part: str) -> str:
    """Return the sentence that says what a hand-over note lacks."""
    sentences = {
        "tried": _("Write what was tried."),
        "found": _("Write what was found."),
        "next_step": _("Write what is to be done next."),
        "told": _("Write what the requester was told."),
    }
    return sentences[part]


def decided_sentence(why: str) -> str:
    """Return the sentence that says why the incident coordinator decides on a hop."""
    sentences = {
        "returns": _(
            "That team handed it on before: the incident coordinator decides whether it goes back."
        ),
        "third": _("It was handed on twice: the incident coordinator decides where it goes now."),
    }
    return sentences[why]
