"""The life of an article: one table of lawful moves, and the words it is sorted by.

The table drives the guards, the buttons and the API; constraints in the database repeat what each
state demands.
"""

from enum import StrEnum

from spoc.kit.moves import Move, Moves


class Confidence(StrEnum):
    """How far an article may be trusted."""

    WIP = "wip"
    NOT_VALIDATED = "not_validated"
    VALIDATED = "validated"
    ARCHIVED = "archived"


# from the narrowest to the widest: who may read a wider one may be many
AUDIENCES = ("internal", "partner", "customer", "public")
# whether whoever writes may change it, or its owner and those who answer for the knowledge alone
GOVERNANCES = ("open", "controlled")
# the texts of an article, and all a version keeps
TEXTS = ("question", "environment", "answer", "cause")
SAID = ("title", *TEXTS, "steps")
FLAG_REASONS = ("wrong", "outdated", "unclear", "incomplete", "no_effect", "made_worse", "other")
# what came of using an article; empty until somebody said
OUTCOMES = ("solved", "helped", "no_effect", "made_worse")
FAILURES = ("no_effect", "made_worse")
WAYS = ("agent", "portal", "matched", "self_help")
VERDICTS = ("confirm", "update", "archive")
TRANSFER_STATES = ("asked", "read", "proven", "withdrawn")
REFERENCE_KINDS = ("book", "page", "white_paper", "article", "report", "newsletter")
REFERENCE_STATES = ("proposed", "approved", "declined")
LICENCES = ("author", "publisher", "coach")
# so many open flags take an article back to be validated again
FLAGS_TO_FALL = 3
# so often "solved" an article that waits is worth validating
SOLVED_TO_SUGGEST = 3


_ANY = (Confidence.WIP, Confidence.NOT_VALIDATED, Confidence.VALIDATED)
MOVES = Moves(
    Move("capture", (), Confidence.WIP),
    Move("resolve", (Confidence.WIP,), Confidence.NOT_VALIDATED),
    Move("validate", (Confidence.NOT_VALIDATED,), Confidence.VALIDATED),
    Move("publish", (Confidence.VALIDATED,), Confidence.VALIDATED),
    Move("confirm", (Confidence.VALIDATED,), Confidence.VALIDATED),
    Move("update", (Confidence.VALIDATED,), Confidence.NOT_VALIDATED),
    Move("fall", (Confidence.VALIDATED,), Confidence.NOT_VALIDATED),
    Move("archive", _ANY, Confidence.ARCHIVED),
    Move("restore", (Confidence.ARCHIVED,), Confidence.NOT_VALIDATED),
)
move, is_lawful, moves_from = MOVES.named, MOVES.is_lawful, MOVES.leading_from


def is_wider(audience: str, than: str) -> bool:
    """Tell whether an audience holds people that another does not.

    >>> is_wider("customer", "internal"), is_wider("internal", "public")
    (True, False)
    """
    return AUDIENCES.index(audience) > AUDIENCES.index(than)


def is_outward(audience: str) -> bool:
    """Tell whether an audience reaches beyond the desk and its partners.

    >>> is_outward("partner"), is_outward("customer")
    (False, True)
    """
    return is_wider(audience, "partner")
