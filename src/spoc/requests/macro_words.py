"""The words people read about macros, their steps and runs over many requests."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.requests.rules.macro import Wrong

STEP = {
    "classify": gettext_lazy("Classify"),
    "assign": gettext_lazy("Assign"),
    "reply": gettext_lazy("Reply"),
    "note": gettext_lazy("Internal note"),
    "tag": gettext_lazy("Tag"),
    "link": gettext_lazy("Link"),
    "watch": gettext_lazy("Let somebody watch"),
    "tasks": gettext_lazy("Start tasks"),
    "pause": gettext_lazy("Let it wait"),
    "resolve": gettext_lazy("Resolve"),
    "override": gettext_lazy("Set the priority by hand"),
    "major": gettext_lazy("Link to a major incident"),
    "macro": gettext_lazy("Run a macro"),
}
AUDIENCE = {
    "mine": gettext_lazy("Myself"),
    "team": gettext_lazy("A team"),
    "everybody": gettext_lazy("Everybody at the desk"),
}
RUN = {
    "running": gettext_lazy("At work"),
    "stopped": gettext_lazy("Stopped"),
    "done": gettext_lazy("Done"),
    "undoing": gettext_lazy("Being undone"),
    "undone": gettext_lazy("Undone"),
}
ITEM = {
    "waiting": gettext_lazy("Not reached"),
    "done": gettext_lazy("Done"),
    "refused": gettext_lazy("Left out"),
    "undone": gettext_lazy("Undone"),
    "kept": gettext_lazy("Could not be undone"),
}
MACRO_TABLES = {
    "macro_step": STEP,
    "macro_audience": AUDIENCE,
    "bulk_state": RUN,
    "bulk_item": ITEM,
}


def wrong_words(wrong: Wrong) -> str:
    """Return the sentence that says what is wrong with a step, or with prepared words."""
    sentences = {
        "step": _("Choose what is to be done."),
        "text": _("Write something first."),
        "choice": _("Choose one of the list."),
        "something": _("Choose at least one thing."),
        "whom": _("Choose who."),
        "number": _("Enter a number: %(about)s."),
        "placeholder": _("{%(about)s} is no placeholder: choose one of the list, or write {{."),
    }
    return sentences[wrong.code] % {"about": wrong.about.replace("-", "–")}
