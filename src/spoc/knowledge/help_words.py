"""The words people read for how a visit to self-help ended, and for what suggestions are."""

from django.utils.translation import gettext_lazy as _

HELP_OUTCOME = {
    "open": _("Goes on"),
    "solved": _("It was solved"),
    "asked": _("They asked us"),
    "left": _("Not known"),
}
MATCH_KIND = {
    "outage": _("Disturbance"),
    "duplicate": _("Your request"),
    "known_error": _("Known error"),
    "article": _("Guide"),
    "offering": _("To order"),
}
GUIDED_FAULT = {
    "key": _("A step has no usable name."),
    "twice": _("Two steps have the same name: %(step)s."),
    "text": _("The step %(step)s says nothing."),
    "dead_end": _("Nothing leads on from the step %(step)s: add a way on, or an ending."),
    "options": _("The step %(step)s has more than eight ways on."),
    "label": _("A way on from the step %(step)s has no words, or too many."),
    "unknown": _("The step %(step)s leads to %(about)s, which is not there."),
    "loop": _("The steps go in circles: %(about)s."),
    "unreached": _("Nothing leads to the step %(step)s."),
    "never_solved": _("No way through the steps ends with “it is solved”."),
    "many": _("There are more than sixty steps: make several articles of them."),
}
TABLES = {"help_outcome": HELP_OUTCOME, "match_kind": MATCH_KIND}


def fault_sentence(code: str, step: str, about: str) -> str:
    """Return what is wrong with the steps of an article, in a sentence."""
    return str(GUIDED_FAULT[code]) % {"step": step, "about": about}
