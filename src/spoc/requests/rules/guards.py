"""What must be true before a request is resolved, for every type and for each of the four."""

from dataclasses import dataclass

DETECTIONS = ("user", "monitoring", "staff")
DEGREES = ("partial", "degraded", "total")
VERIFICATIONS = ("user", "test", "monitoring")
RECEIPTS = ("yes", "no", "n/a")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of a request when somebody wants to resolve it."""

    type: str
    resolution: str = ""
    method: str = ""
    closure_code: str = ""
    effort_logged: bool = False
    restored: bool = False
    verified: bool = False
    no_problem_reason: str = ""
    is_gap: bool = False
    has_article: bool = False
    delivered: bool = False
    decision: str = ""
    decision_reason: str = ""
    open_children: int = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: the field to fill, and the code of the sentence that says so."""

    field: str
    code: str


def lacks(outcome: Outcome) -> list[Lack]:
    """Return everything that keeps this request from being resolved; nothing when all is there.

    >>> [lack.code for lack in lacks(Outcome("incident", "Moved it", "fix", "solved", True))]
    ['restored', 'verified']
    """
    found = [lack for lack in COMMON if not getattr(outcome, ASKS[lack.code])]
    if outcome.open_children:
        found.append(Lack("children", "children"))
    if outcome.type == "incident":
        found += _missing(outcome, ("restored", "verified"))
        if is_only_restored(outcome.type, outcome.closure_code):
            found += _missing(outcome, ("no_problem_reason",))
    elif outcome.type == "information" and not (outcome.has_article or outcome.is_gap):
        found.append(Lack("is_gap", "gap"))
    elif outcome.type == "fulfilment":
        found += _missing(outcome, ("delivered",))
    elif outcome.type == "new_service":
        found += _missing(outcome, ("decision", "decision_reason"))
    elif outcome.type == "unclassified":
        found.append(Lack("type", "type"))
    return found


def is_only_restored(type: str, closure_code: str) -> bool:
    """Tell whether an incident goes on underneath: the service is back, its cause is not gone.

    >>> is_only_restored("incident", "workaround"), is_only_restored("incident", "solved")
    (True, False)
    """
    return type == "incident" and closure_code == "workaround"


def _missing(outcome: Outcome, names: tuple[str, ...]) -> list[Lack]:
    return [Lack(FIELDS.get(name, name), name) for name in names if not getattr(outcome, name)]


# where it is written what is known of an outcome
FIELDS = {"restored": "restored_at", "verified": "verification", "delivered": "delivered_at"}


COMMON = (
    Lack("resolution", "resolution"),
    Lack("method", "method"),
    Lack("closure_code", "closure_code"),
    Lack("minutes", "effort"),
)
ASKS = {
    "resolution": "resolution",
    "method": "method",
    "closure_code": "closure_code",
    "effort": "effort_logged",
}
