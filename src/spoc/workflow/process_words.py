"""The words people read for the codes of processes: kinds of steps, states, and what is wrong."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoc.workflow.rules.elements import Fault

Words = Mapping[str, str | Promise]

STEP_STATE: Words = {
    "waiting": _("waiting"),
    "doing": _("under way"),
    "done": _("done"),
    "failed": _("could not be done"),
    "cancelled": _("no longer needed"),
    "to_come": _("to come"),
}
CASE_STATE: Words = {
    "running": _("under way"),
    "completed": _("done"),
    "cancelled": _("ended before it was done"),
    "failed": _("stopped"),
}
CASE_OUTCOME: Words = {"delivered": _("all is done"), "refused": _("refused")}
VERSION_STATE: Words = {
    "draft": _("draft"),
    "published": _("in use"),
    "superseded": _("succeeded by a later one"),
}
STEP_KIND: Words = {
    "start": _("start"),
    "end": _("end"),
    "user": _("work by people"),
    "manual": _("work by hand"),
    "service": _("done by a machine"),
    "script": _("calculation"),
    "send": _("message out"),
    "receive": _("message in"),
    "exclusive": _("one of several ways"),
    "parallel": _("several ways at once"),
    "inclusive": _("one or more ways"),
    "catch": _("waits"),
    "timer": _("waits for a moment"),
    "message": _("waits for a message"),
    "boundary": _("on the edge of a step"),
    "sub": _("process within"),
    "call": _("calls a process"),
}
DOES: Words = {
    "task": _("A task for a team"),
    "approval": _("An approval"),
    "action": _("An action"),
    "activity": _("An activity of the desk"),
}
APPROVER: Words = {
    "manager": _("the manager of whom it is for"),
    "service_owner": _("the owner of the service"),
    "payer": _("who pays"),
}
RULE: Words = {
    "all": _("All of them"),
    "any": _("Any of them"),
    "sequence": _("One after the other"),
    "quorum": _("So many of them"),
}
SORT: Words = {**DOES, "wait": _("Wait for a while")}
TRIED: Words = {
    "done": _("It is done"),
    "approved": _("It is approved"),
    "denied": _("It is denied"),
    "failed": _("It cannot be done"),
    "come": _("It comes"),
}
TABLES = {"step_state": STEP_STATE, "case_outcome": CASE_OUTCOME, "case_state": CASE_STATE}
TABLES |= {"version_state": VERSION_STATE, "step_kind": STEP_KIND, "tried": TRIED, "sort": SORT}

UNREADABLE: Words = {
    "too_large": _("The file is larger than a megabyte: cut the process into several."),
    "not_xml": _("This is no XML: export the process from your modeller as BPMN 2.0."),
    "doctype": _("The file declares a document type, which is not read: export it without."),
    "not_bpmn": _("This is no BPMN 2.0: the file does not begin with definitions."),
    "no_process": _("There is no process in this file, only a picture or a collaboration."),
}
FAULTS: Words = {
    "unsupported": _("{element}: {detail} is not supported. See which elements are."),
    "event": _("{element}: an event of the sort {detail} is not supported here."),
    "many": _("{element}: the file has more than one process to begin with; keep one."),
    "too_many": _("{element}: more than 300 elements; cut it into processes that call each other."),
    "dangling": _("{element}: it refers to {detail}, which is not in the file."),
    "no_start": _("{element}: nothing says where it starts; add a start event."),
    "many_starts": _("{element}: it starts in more than one place; keep one start event."),
    "no_end": _("{element}: it has no end; add an end event."),
    "unreached": _("{element}: no way leads here."),
    "dead_end": _("{element}: no way leads on from here; lead it to an end event."),
    "script": _("{element}: “{detail}” in the script is no function that is known here."),
    "expression": _("{element}: “{detail}” is not understood as a condition."),
    "timer": _("{element}: “{detail}” is no moment; write a duration such as PT2H, or a date."),
    "message": _("{element}: it waits for a message without a name."),
    "calls_nothing": _("{element}: it calls no process; name one."),
    "no_condition": _("{element}: the way {detail} has no condition; only one way may lack it."),
    "no_process": _("{element}: the process {detail} that it calls is not published here."),
    "cannot_do": _("{element}: a step of this sort cannot be done so."),
    "no_team": _("{element}: no team does it; choose one for the lane {detail}."),
    "no_approver": _("{element}: say who approves."),
    "quorum": _("{element}: say how many of the approvers are enough."),
    "undecided": _("{element}: nothing follows from a no; add a condition on “approved”."),
    "no_machine": _("{element}: choose the action or activity that does it."),
    "no_input": _("{element}: say what to give for {detail}."),
    "no_steps": _("Add at least one step."),
    "too_many_steps": _("Sixty steps are the most: make several processes."),
    "no_name": _("Step {element}: say what is to be done."),
    "does_not_fit": _("{element}: {detail}"),
}
# elements that modellers draw and that are none of the supported ones
ELEMENTS: Words = {
    "businessRuleTask": _("a business rule task"),
    "eventBasedGateway": _("an event-based gateway"),
    "complexGateway": _("a complex gateway"),
    "transaction": _("a transaction"),
    "adHocSubProcess": _("an ad-hoc sub-process"),
    "eventSubProcess": _("an event sub-process"),
    "intermediateThrowEvent": _("a throwing event in the flow"),
    "dataObject": _("a data object"),
    "dataObjectReference": _("a data object"),
    "dataStoreReference": _("a data store"),
    "multiInstanceLoopCharacteristics": _("a step done several times over"),
    "standardLoopCharacteristics": _("a loop on a step"),
    "ioSpecification": _("a declaration of data"),
    "compensateEventDefinition": _("compensation"),
    "signalEventDefinition": _("signal"),
    "escalationEventDefinition": _("escalation"),
    "conditionalEventDefinition": _("condition"),
    "linkEventDefinition": _("link"),
    "cancelEventDefinition": _("cancellation"),
    "errorEventDefinition": _("error"),
    "terminateEventDefinition": _("termination"),
    "timerEventDefinition": _("timer"),
    "messageEventDefinition": _("message"),
    "timeCycle": _("a timer that comes round again"),
    "none": _("nothing"),
}


def fault_sentence(fault: Fault) -> str:
    """Return what is wrong with a file, as a sentence that names the element and the reason."""
    detail = str(ELEMENTS.get(fault.detail, fault.detail))
    return str(FAULTS[fault.code]).format(element=f"“{fault.element}”", detail=detail)
