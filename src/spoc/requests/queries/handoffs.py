"""What one team told the next: the notes of a request, and what a new one may begin with."""

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.people.models import Team
from spoc.requests.models import Handoff, SupportRequest
from spoc.requests.rules.hops import MOST_HOPS, Hop, asks_coordinator

Given = dict[str, str]
PARTS = ("tried", "found", "next_step", "told")


def pending_of(support_request: SupportRequest) -> Handoff | None:
    """Return the note that waits for the incident coordinator, while the request is worked on."""
    if not support_request.hop_count or not support_request.allows("escalate"):
        return None
    return support_request.handoffs.asked().in_order().first()


def why_decided(support_request: SupportRequest, team: Team) -> str:
    """Return why a coordinator decides on handing the request to this team; nothing for no need."""
    left = set(support_request.handoffs.made().values_list("from_team_id", flat=True))
    return asks_coordinator(Hop(support_request.hop_count, left, team.pk))


def is_last_hop_made(support_request: SupportRequest) -> bool:
    """Tell whether every further hop is the coordinator's, wherever it leads."""
    return support_request.hop_count >= MOST_HOPS


def begun_with(support_request: SupportRequest, pending: Handoff | None) -> Given:
    """Return what a new note begins with: the one that waits, else what was found out so far."""
    if pending is not None:
        return {"team": pending.to_team.key, **{part: getattr(pending, part) for part in PARTS}}
    incident = getattr(support_request, "incident", None)
    diagnoses = list(incident.diagnoses.order_by("id")) if incident else []
    tried = [each.test for each in diagnoses if each.test]
    found = [_found(each.hypothesis, each.result) for each in diagnoses]
    return {"tried": "\n".join(tried), "found": "\n".join(found)}


def parts_of(handoff: Handoff) -> list[tuple[str, str]]:
    """Return the four parts of a note, each with what it is called."""
    return [(label("field", part), getattr(handoff, part)) for part in PARTS]


def handed_words(support_request: SupportRequest) -> list[str]:
    """Return all that was written in the hand-over notes of a request."""
    if not support_request.hop_count:
        return []
    notes = support_request.handoffs.order_by("id").values_list(*PARTS)
    return [words for note in notes for words in note]


def _found(hypothesis: str, result: str) -> str:
    if not result:
        return hypothesis
    return _("%(thought)s: %(result)s") % {"thought": hypothesis, "result": result}
