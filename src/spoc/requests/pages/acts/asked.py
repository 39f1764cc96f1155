"""Impact and urgency as the answers to two questions suggest them, and the reason in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.requests.pages.acts.given import Given, digits
from spoc.requests.rules import suggested_impact, suggested_urgency

MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the answers suggest: None where nobody answered, or chose a value themselves."""

    impact: int | None
    urgency: int | None
    affected: int | None
    lost: str

    @property
    def reasons(self) -> str:
        """Why impact and urgency are what they are, in the reader's words."""
        words = []
        if self.impact is not None:
            values = {"impact": label("impact", self.impact), "count": self.affected}
            words.append(_("Impact: %(impact)s, since %(count)s are affected.") % values)
        if self.urgency is not None:
            said = {"urgency": label("urgency", self.urgency), "why": label("lost", self.lost)}
            words.append(_("Urgency: %(urgency)s, since: %(why)s.") % said)
        return " ".join(words)


def suggested(given: Given, service: Service | None) -> Suggested:
    """Return what the answers suggest; what was chosen otherwise by hand goes before them."""
    affected, lost = _affected(given), given.get("lost", "")
    impact = urgency = None
    if affected is not None and not _is_chosen(given, "impact"):
        impact = suggested_impact(
            affected,
            criticality=service.criticality if service else 3,
            degree="total" if lost == "all" else "",
        )
    if not _is_chosen(given, "urgency"):
        urgency = suggested_urgency(lost)
    return Suggested(impact, urgency, affected, lost)


def _affected(given: Given) -> int | None:
    written = given.get("affected", "").strip()
    if not written:
        return None
    count = digits(written)
    if count is None or count > MOST_PEOPLE:
        words = _("Enter how many people are affected as a number.")
        raise NotPossible(words, fields={"affected": words})
    return count


def _is_chosen(given: Given, name: str) -> bool:
    """Tell whether somebody chose another value than the one that stood there."""
    return bool(given.get(name)) and given[name] != given.get(f"read_{name}", "")
