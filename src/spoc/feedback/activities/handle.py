"""How a complaint is answered: acknowledged, sorted, looked into, responded to, and settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.feedback import access
from spoc.feedback.activities.complain import checked
from spoc.feedback.letters import write_to_complainant
from spoc.feedback.models import Complaint
from spoc.feedback.queries.who import answerers
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person

LONGEST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Response:
    """What a complaint is answered with: words to who complained, and what is behind them."""

    words: str
    findings: str
    remedy: str
    improvement: str = ""


@activity
def describe_complaint(
    complaint: Complaint,
    *,
    by: Person,
    category: str | None = None,
    severity: str | None = None,
    owner: Person | None = None,
    version: int | None = None,
) -> Complaint:
    """Say what it is about, how serious it is, and who answers it."""
    demand(access.may_handle(by, complaint))
    if version is not None and version != complaint.version:
        raise Stale(_("Somebody changed this meanwhile: look at it again, then save."))
    _demand_open(complaint)
    given = {"category": category, "severity": severity}
    wanted: dict[str, object] = {**checked({k: v for k, v in given.items() if v is not None})}
    if owner is not None:
        wanted["owner"] = _able(owner, complaint)
    changes = {
        name: [str(getattr(complaint, name) or ""), str(value)]
        for name, value in wanted.items()
        if getattr(complaint, name) != value
    }
    for name, value in wanted.items():
        setattr(complaint, name, value)
    if changes:
        save(complaint, changes)
        tell("complaint.described", complaint, by=by, changes=changes)
    return complaint


@activity
def acknowledge_complaint(
    complaint: Complaint, *, by: Person, owner: Person | None = None
) -> Complaint:
    """Tell who complained that we have it, and who answers it."""
    demand(access.may_acknowledge(by, complaint))
    able = answerers(complaint)
    answers = owner or complaint.owner or next(iter([by] if by in able else able), by)
    complaint.move_to("acknowledge", _("This complaint was acknowledged already."))
    complaint.owner, complaint.acknowledged_at = _able(answers, complaint), now()
    save(complaint, ["state", "owner", "acknowledged_at"])
    write_to_complainant(complaint, by=by, template="acknowledged")
    tell("complaint.acknowledged", complaint, by=by, owner=answers.name)
    return complaint


@activity
def investigate_complaint(complaint: Complaint, *, by: Person) -> Complaint:
    """Begin to look into what happened."""
    demand(access.may_handle(by, complaint))
    complaint.move_to("investigate", _("Only an acknowledged complaint is looked into."))
    save(complaint, ["state"])
    tell("complaint.investigated", complaint, by=by)
    return complaint


@activity
def respond_to_complaint(complaint: Complaint, *, by: Person, response: Response) -> Complaint:
    """Write to who complained what was found and what is done about it."""
    demand(access.may_handle(by, complaint))
    complaint.move_to("respond", _("Only a complaint that is acknowledged is responded to."))
    complaint.findings, complaint.remedy, complaint.response = _said(
        findings=(response.findings, _("Say what was found.")),
        remedy=(response.remedy, _("Say what is done about it.")),
        words=(response.words, _("Write what we answer.")),
    )
    complaint.improvement = one_line(response.improvement, 300)
    complaint.responded_at, complaint.responded_by = now(), by
    fields = ["findings", "remedy", "response", "improvement", "responded_at", "responded_by"]
    save(complaint, ["state", *fields])
    write_to_complainant(complaint, by=by, template="responded")
    tell("complaint.responded", complaint, by=by)
    return complaint


@activity
def settle_complaint(complaint: Complaint, *, by: Person, words: str) -> Complaint:
    """Have the last word on a complaint whose response was not accepted."""
    demand(access.may_settle(by, complaint))
    complaint.move_to("settle", _("Only a complaint that is with the management is settled."))
    [complaint.settlement] = _said(words=(words, _("Write the last word on it.")))
    complaint.ending, complaint.closed_at = "settled", now()
    save(complaint, ["state", "settlement", "ending", "closed_at"])
    write_to_complainant(complaint, by=by, template="settled")
    tell("complaint.settled", complaint, by=by)
    return complaint


def save(complaint: Complaint, fields: Iterable[str]) -> None:
    """Save these fields; the complaint is one version further."""
    complaint.version += 1
    complaint.save(update_fields=[*fields, "version"])


def tell(kind: str, complaint: Complaint, *, by: Person, **particulars: object) -> None:
    """Record what happened to a complaint."""
    record(kind, complaint, by=by, reference=complaint.reference, **particulars)


def _said(**asked: tuple[str, str]) -> list[str]:
    """Return the words without signs nobody can read; each that is missing is named."""
    said = {name: tidy(words).strip()[:LONGEST_WORDS] for name, (words, _lack) in asked.items()}
    wrong = {name: lack for name, (_words, lack) in asked.items() if not said[name]}
    if wrong:
        raise NotPossible(next(iter(wrong.values())), fields=wrong)
    return list(said.values())


def _able(person: Person, complaint: Complaint) -> Person:
    """Return who is to answer it; refuse who may not, and who complained."""
    if not access.may_handle(person, complaint) or person.pk == complaint.person_id:
        words = _("Choose somebody who manages the service, and did not complain.")
        raise NotPossible(words, fields={"owner": words})
    return person


def _demand_open(complaint: Complaint) -> None:
    if not complaint.is_open:
        raise NotPossible(_("This complaint is closed."))
