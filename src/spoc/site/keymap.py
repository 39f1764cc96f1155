"""The keys of the desk: what each does, so that everybody can let another key do it.

A key does the same sort of thing wherever it stands; what a page calls it is said there.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that belong together: each usual key with what it does."""

    title: str | Promise
    does: dict[str, str | Promise]


KEYMAP = (
    Keys(
        _("Everywhere"),
        {
            "ctrl+k": _("Search or jump"),
            "?": _("Keys on this page"),
            "/": _("Search in the list"),
            "c": _("New request"),
            "g n": _("Notices"),
            "g l": _("Live"),
            "g r": _("Recently seen"),
            "z": _("Undo"),
            "ctrl+enter": _("Send or save"),
            "shift+r": _("Mark all as read"),
        },
    ),
    Keys(
        _("In a list"),
        {
            "j": _("Next"),
            "k": _("Previous"),
            "x": _("Select"),
            "v": _("Preview or columns"),
            "f": _("Filter"),
            "u": _("Back to the list"),
        },
    ),
    Keys(
        _("At a request"),
        {
            "r": _("Reply"),
            "n": _("Internal note"),
            "p": _("Call log"),
            "i": _("Take it"),
            "t": _("Take the next"),
            "a": _("Assign"),
            "s": _("Classify"),
            "e": _("Escalate"),
            "h": _("Escalate to management"),
            "q": _("Remind me"),
            "w": _("Let it wait"),
            "shift+w": _("Watch it"),
            "d": _("Resolve"),
            "shift+d": _("Resolve what monitoring says is over"),
            "m": _("Macros"),
            "l": _("Link"),
            "y": _("Add tasks"),
            "shift+y": _("Take what is suggested"),
            "shift+g": _("Take what is suggested, and give it to who knows this"),
            "shift+u": _("Refuse what is suggested"),
            "b": _("Log work"),
            "o": _("Start a timer"),
        },
    ),
)
# what a list does by itself, in one press
IN_ONE_PRESS = frozenset(["j", "k", "x", "v"])


def usual_keys() -> list[str]:
    """Return every key there is, as it is usually."""
    return [key for group in KEYMAP for key in group.does]
