"""What is still to be said before a new request moves on, and what its words suggest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spoc.audit.activities import label
from spoc.catalogue.models import Service
from spoc.intake.reading import said_by, suggest
from spoc.requests.activities.classify import unsaid
from spoc.requests.models import SupportRequest
from spoc.requests.queries.lessons import Prediction

PARTS = 6
# what has a usual value, whatever the words say
USUAL = ("impact", "urgency")


def still_unsaid(support_request: SupportRequest) -> str:
    """Return the names of the fields, as they stand within a sentence; empty when all is said."""
    if support_request.status != "new":
        return ""
    names = [label("field", name) for name in unsaid(support_request)]
    return ", ".join(name[:1].lower() + name[1:] for name in names)


def left_unsaid(support_request: SupportRequest) -> str:
    """Return the names of what is missing once somebody began to say what it is."""
    is_begun = len(unsaid(support_request)) < PARTS
    return still_unsaid(support_request) if is_begun else ""


@dataclass(frozen=True, slots=True)
class Read:
    """What the requester's words seem to say, by field, and the words that led to it.

    Impact and urgency always have a value; it `is_suggested` when something led to any of them.
    """

    values: dict[str, str]
    words: dict[str, str]
    service: Service | None = None
    is_suggested: bool = False
    by_history: Mapping[str, Prediction] = field(default_factory=dict)


def read_so_far(support_request: SupportRequest) -> Read:
    """Return what is suggested for each field nobody has filled in yet.

    What was answered to the guided questions goes before what the words seem to say.
    """
    said = said_by(support_request.guided_answers.ending())
    service = support_request.service.key if support_request.service else said.get("service", "")
    found = suggest(f"{support_request.title}\n{support_request.description}", service)
    seems = {
        "type": found.reading.type if found.reading.type_why else "",
        "service": "" if found.service.is_unknown else found.service.key,
        "category": found.category.key if found.category and found.category.key != "other" else "",
        "impact": str(found.reading.impact),
        "urgency": str(found.reading.urgency),
        **said,
    }
    asked = [name for name in unsaid(support_request) if seems.get(name)]
    why = {
        "type": found.reading.type_why,
        "service": found.reading.service_why,
        "impact": found.reading.impact_why,
        "urgency": found.reading.urgency_why,
    }
    words = {name: why[name] for name in asked if why.get(name) and name not in said}
    return Read(
        {name: seems[name] for name in asked},
        words,
        found.service,
        bool(words) or any(name in said or name not in USUAL for name in asked),
        found.by_history,
    )
