"""How records relate: each link has a name from either end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link as read from its two ends; a symmetric one reads the same from both."""

    key: str
    inverse: str


RELATIONS = (
    Relation("duplicate_of", "has_duplicate"),
    Relation("related_to", "related_to"),
    Relation("parent_of", "child_of"),
    Relation("caused_by", "causes"),
    Relation("resolved_by", "resolves"),
    Relation("follow_up_of", "followed_up_by"),
    Relation("workaround_for", "has_workaround"),
    Relation("affects", "affected_by"),
    Relation("raised_from", "raised"),
    Relation("handed_to", "handed_from"),
    Relation("documented_by", "documents"),
    Relation("implements", "implemented_by"),
    Relation("evidence_for", "has_evidence"),
    Relation("supersedes", "superseded_by"),
)
KEYS = tuple(relation.key for relation in RELATIONS)
INVERSES = {relation.key: relation.inverse for relation in RELATIONS}
BY_INVERSE = {relation.inverse: relation.key for relation in RELATIONS}

# the part of a file that waits in words not sent yet: nobody reads it there but who writes
WAITING = -1

IMAGES_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def stored(relation: str) -> tuple[str, bool]:
    """Return the key a relation is stored under, and whether its ends change places.

    >>> stored("child_of"), stored("parent_of"), stored("related_to")
    (('parent_of', True), ('parent_of', False), ('related_to', False))
    """
    if relation in INVERSES:
        return relation, False
    return BY_INVERSE[relation], True


def is_shown_inline(content_type: str) -> bool:
    """Tell whether a browser may show the file in place: pictures that carry no script."""
    return content_type in IMAGES_SHOWN
