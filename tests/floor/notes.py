"""Hand-over notes as the tests write them."""

from spoc.requests.activities import HandoffNote

SAID = {
    "tried": "The archive was restarted twice.",
    "found": "It answers, but the disk behind it does not.",
    "next_step": "Look at the storage: we have no access to it.",
    "told": "That it goes on to the storage team.",
}


def note(**changes: str) -> HandoffNote:
    """Return a note that lacks nothing, but for what is changed."""
    return HandoffNote(**{**SAID, **changes})
