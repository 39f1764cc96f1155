"""What each posted move does: fields into an activity, and a sentence that says it is done."""

from django.utils.translation import gettext as _

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.intake.suggesting import settle
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.activities import (
    Checklist,
    Classification,
    ClosureCheck,
    Resolution,
    moment_of,
    typed,
)
from spoc.requests.choices import fitting
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.asked import suggested
from spoc.requests.pages.acts.given import (
    Given,
    custom_of,
    digits,
    known_person,
    known_team,
    other_request,
    type_fields_of,
)
from spoc.requests.pages.acts.known import judge_used
from spoc.requests.pages.unsaid import still_unsaid

# what the form says for the method and result that requests of a type usually end with
USUAL = "usual"


def classify(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say what it is; how many it touches is written down with it."""
    is_first = sr.type == "unclassified"
    activities.classify(sr, by=by, classification=_classification(sr, by, given))
    if is_first and sr.type != "unclassified":
        _hand_to_suggested(sr, by, given)
        settle(sr, by=by, undecided=[each for each in ("team", "person") if not given.get(each)])
    answers = suggested(given, sr.service)
    if answers.affected is not None and sr.type == "incident":
        fields = typed({"users_affected": str(answers.affected)})
        activities.describe_type(sr, by=by, fields=fields)
    if missing := still_unsaid(sr):
        values = {"number": sr.reference, "fields": missing}
        return _("%(number)s is saved. Still to be said: %(fields)s.") % values
    said = _("%(number)s is classified.") % {"number": sr.reference}
    return f"{said} {answers.reasons}".strip()


def _hand_to_suggested(sr: SupportRequest, by: Person, given: Given) -> None:
    """Let the team and the person have it that were suggested and taken with the rest."""
    team = known_team(by, given.get("team", ""))
    person = known_person(by, given.get("person", ""))
    if sr.status == "classified" and (team or person):
        activities.assign(sr, by=by, team=team, assignee=person)


def assign(sr: SupportRequest, by: Person, given: Given) -> str:
    """Give it to a team and a person."""
    to = given.get("assignee", "")
    assignee = by if to == "me" else known_person(by, to)
    team = known_team(by, given.get("team", ""))
    activities.assign(sr, by=by, team=team, assignee=assignee)
    name = assignee.name if assignee else (sr.team.name if sr.team else "")
    return _("%(number)s is assigned to %(name)s.") % {"number": sr.reference, "name": name}


def take(sr: SupportRequest, by: Person, given: Given) -> str:
    """Have it oneself, unless somebody else has it than the page showed."""
    activities.take(sr, by=by, had=digits(given.get("had")))
    return _("You took %(number)s.") % {"number": sr.reference}


def give_back(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let those have it again who had it before it was assigned."""
    assignee = known_person(by, given.get("assignee", ""))
    team = known_team(by, given.get("team", ""))
    activities.give_back(sr, by=by, team=team, assignee=assignee)
    return _("%(number)s is as it was.") % {"number": sr.reference}


def start(sr: SupportRequest, by: Person, given: Given) -> str:
    """Begin work."""
    activities.start(sr, by=by)
    return _("You have begun %(number)s.") % {"number": sr.reference}


def pause(sr: SupportRequest, by: Person, given: Given) -> str:
    """Wait for the requester or a moment."""
    activities.pause(
        sr,
        by=by,
        reason=given.get("reason", "customer"),
        question=given.get("question", ""),
        wake_at=moment_of(given.get("wake_at", "")),
    )
    return _("%(number)s waits.") % {"number": sr.reference}


def resume(sr: SupportRequest, by: Person, given: Given) -> str:
    """Go on."""
    activities.resume(sr, by=by)
    return _("%(number)s goes on.") % {"number": sr.reference}


def resolve(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say how the need was met; what is new is said to be what it is in the same breath."""
    is_new = sr.status == "new"
    classification = _classification(sr, by, given) if is_new else None
    usual = fitting(classification.type if classification else sr.type)
    resolution = Resolution(
        text=given.get("resolution", ""),
        method=usual[0] if given.get("method") == USUAL else given.get("method", ""),
        closure_code=usual[1]
        if given.get("closure_code") == USUAL
        else given.get("closure_code", ""),
        minutes=digits(given.get("minutes")),
        type_fields=typed(type_fields_of(given)) or None,
        check=ClosureCheck(
            category=category_by_key(given.get("category", "")),
            no_problem_reason=given.get("no_problem_reason", ""),
            first_tier_could={"yes": True, "no": False}.get(given.get("first_tier_could", "")),
        ),
        custom={} if is_new else custom_of(sr, by, given),
    )
    activities.resolve(sr, by=by, resolution=resolution, classification=classification)
    judge_used(sr, by, given)
    values = {"number": sr.reference, "name": sr.requester.name}
    return _("%(number)s is resolved, and %(name)s is asked to confirm.") % values


def confirm(sr: SupportRequest, by: Person, given: Given) -> str:
    """Close it on the requester's word, as they answered the checklist."""
    said = None
    if "checklist" in given:
        said = Checklist(
            is_normal_again=given.get("is_normal_again") == "on",
            is_verified=given.get("is_verified") == "on",
        )
    activities.confirm(sr, by=by, checklist=said)
    judge_used(sr, by, given)
    return _("%(number)s is closed.") % {"number": sr.reference}


def reopen(sr: SupportRequest, by: Person, given: Given) -> str:
    """Take it up again."""
    activities.reopen(sr, by=by, reason=given.get("reason", ""))
    return _("%(number)s is open again.") % {"number": sr.reference}


def decline(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say it is not ours, and who can help."""
    activities.decline(
        sr, by=by, reason=given.get("reason", ""), referral=given.get("referral", "")
    )
    return _("%(number)s is declined, and the requester is told who can help.") % {
        "number": sr.reference
    }


def cancel(sr: SupportRequest, by: Person, given: Given) -> str:
    """End what nobody needs."""
    activities.cancel(sr, by=by, reason=given.get("reason", ""))
    return _("%(number)s is cancelled.") % {"number": sr.reference}


def merge(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let it go on in another."""
    into = other_request(by, given.get("into", ""))
    activities.merge(sr, by=by, into=into)
    return _("%(number)s goes on in %(into)s.") % {"number": sr.reference, "into": into.reference}


def unmerge(sr: SupportRequest, by: Person, given: Given) -> str:
    """Undo a merge."""
    activities.unmerge(sr, by=by)
    return _("%(number)s is on its own again.") % {"number": sr.reference}


def priority(sr: SupportRequest, by: Person, given: Given) -> str:
    """Set the priority by hand, or follow the matrix again."""
    wanted = digits(given.get("priority"))
    activities.override_priority(sr, by=by, priority=wanted, reason=given.get("reason", ""))
    return _("%(number)s has priority %(priority)s.") % {
        "number": sr.reference,
        "priority": sr.priority,
    }


def _classification(sr: SupportRequest, by: Person, given: Given) -> Classification:
    """Return what the form says it is; what it does not say stays as it was."""
    service = service_by_key(given.get("service", "")) or sr.service
    answers = suggested(given, service)
    return Classification(
        type=given.get("type") or sr.type,
        service=service,
        category=category_by_key(given.get("category", "")) or sr.category,
        impact=answers.impact or digits(given.get("impact")) or sr.impact,
        urgency=answers.urgency or digits(given.get("urgency")) or sr.urgency,
        supportability=given.get("supportability", "supported"),
        reason=given.get("reason", ""),
        custom=custom_of(sr, by, given),
    )
