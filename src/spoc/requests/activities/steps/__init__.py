"""Taking the steps of a macro, or of a run over many, on one request: part of those activities.

Each step goes through the activity that a person would use, so its guards decide. It returns the
steps that take it back, none where it changed nothing, and None where it cannot be taken back.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.kit.errors import NotPossible, Refusal
from spoc.people.models import Person
from spoc.requests.activities.steps import changed, planned, said
from spoc.requests.activities.steps.named import Back
from spoc.requests.models import SupportRequest
from spoc.requests.rules.macro import Step

__all__ = ["Back", "take_back", "take_steps"]

TAKEN: dict[str, Callable[[SupportRequest, Person, Step], Back]] = {
    "classify": changed.classify_step,
    "assign": changed.assign_step,
    "reply": said.reply_step,
    "note": said.note_step,
    "tag": changed.tag_step,
    "link": changed.link_step,
    "watch": changed.watch_step,
    "tasks": planned.tasks_step,
    "pause": said.pause_step,
    "resolve": said.resolve_step,
    "override": changed.override_step,
    "major": changed.major_step,
}
BACKS: dict[str, Callable[[SupportRequest, Person, Step], object]] = {
    "classify": changed.classify_step,
    "override": changed.override_step,
    "give_back": changed.give_back_step,
    "unlink": changed.unlink_step,
    "unwatch": changed.unwatch_step,
    "untag": changed.untag_step,
    "cancel_tasks": planned.cancel_tasks_step,
    "resume": said.resume_step,
}


def take_steps(support_request: SupportRequest, *, by: Person, steps: Iterable[Step]) -> Back:
    """Take steps one after another; return those that take them all back, the last one first."""
    backs: list[Back] = []
    for step in steps:
        try:
            backs.append(TAKEN[step["do"]](support_request, by, step))
        except Refusal as refusal:
            said = {"step": label("macro_step", step["do"]), "why": refusal.sentence}
            raise NotPossible(_("%(step)s: %(why)s") % said) from refusal
    if any(back is None for back in backs):
        return None
    return [step for back in reversed(backs) for step in back or []]


def take_back(support_request: SupportRequest, *, by: Person, steps: Iterable[Step]) -> None:
    """Take back what steps did."""
    for step in steps:
        BACKS[step["do"]](support_request, by, step)
