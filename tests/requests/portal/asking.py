"""An approval as its tests look at it: its link, and what became of it."""

from spoc.requests.approval_links import word_for


def link(approval, person, answer="yes"):
    """Return the address of the link in a letter."""
    return f"/approve/{word_for(approval, person)}/{answer}"


def outcome(approval):
    """Return how an approval and its round stand now."""
    approval.refresh_from_db()
    approval.round.refresh_from_db()
    return (approval.state, approval.round.state)
