"""What each posted step does: fields into an activity, and a sentence that says it is done."""

from django.utils.translation import gettext as _

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.kit.errors import NotFound, NotPossible
from spoc.people.access import teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person, Team
from spoc.records import activities as records
from spoc.requests import access, activities
from spoc.requests.activities import Classification, Resolution, moment_of, typed
from spoc.requests.choices import OFFERED_RELATIONS
from spoc.requests.models import SupportRequest
from spoc.work.activities import log_work

Given = dict[str, str]
TYPE_FIELDS = (
    *("restored_at", "occurred_at", "verification", "degree", "users_affected", "workaround"),
    *("cause", "is_gap", "wanted", "quantity", "cost_centre", "delivered_at", "need", "benefit"),
    *("affected_process", "beneficiaries", "decision", "decision_reason"),
)


def classify(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say what it is."""
    found = Classification(
        type=given.get("type", sr.type),
        service=service_by_key(given.get("service", "")) or sr.service,
        category=category_by_key(given.get("category", "")) or sr.category,
        impact=_digit(given.get("impact")) or sr.impact,
        urgency=_digit(given.get("urgency")) or sr.urgency,
        supportability=given.get("supportability", "supported"),
        reason=given.get("reason", ""),
    )
    activities.classify(sr, by=by, classification=found)
    return _("%(number)s is classified.") % {"number": sr.reference}


def assign(sr: SupportRequest, by: Person, given: Given) -> str:
    """Give it to a team and a person."""
    to = given.get("assignee", "")
    assignee = by if to == "me" else _person(by, to)
    team = _team(by, given.get("team", ""))
    activities.assign(sr, by=by, team=team, assignee=assignee)
    name = assignee.name if assignee else (sr.team.name if sr.team else "")
    return _("%(number)s is assigned to %(name)s.") % {"number": sr.reference, "name": name}


def start(sr: SupportRequest, by: Person, given: Given) -> str:
    """Begin work."""
    activities.start(sr, by=by)
    return _("You have begun %(number)s.") % {"number": sr.reference}


def escalate(sr: SupportRequest, by: Person, given: Given) -> str:
    """Hand it to a team with more skill."""
    team = _team(by, given.get("team", ""))
    if team is None:
        raise NotPossible(_("Choose a team."), fields={"team": _("Choose a team.")})
    activities.escalate(sr, by=by, team=team, handover=given.get("handover", ""))
    values = {"number": sr.reference, "team": team.name}
    return _("%(number)s is escalated to %(team)s.") % values


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
    """Say how the need was met."""
    resolution = Resolution(
        text=given.get("resolution", ""),
        method=given.get("method", ""),
        closure_code=given.get("closure_code", ""),
        minutes=_digit(given.get("minutes")),
        type_fields=typed(_type_fields(given)) or None,
    )
    activities.resolve(sr, by=by, resolution=resolution)
    values = {"number": sr.reference, "name": sr.requester.name}
    return _("%(number)s is resolved, and %(name)s is asked to confirm.") % values


def confirm(sr: SupportRequest, by: Person, given: Given) -> str:
    """Close it on the requester's word."""
    activities.confirm(sr, by=by)
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
    into = _other(by, given.get("into", ""))
    activities.merge(sr, by=by, into=into)
    return _("%(number)s goes on in %(into)s.") % {"number": sr.reference, "into": into.reference}


def unmerge(sr: SupportRequest, by: Person, given: Given) -> str:
    """Undo a merge."""
    activities.unmerge(sr, by=by)
    return _("%(number)s is on its own again.") % {"number": sr.reference}


def priority(sr: SupportRequest, by: Person, given: Given) -> str:
    """Set the priority by hand, or follow the matrix again."""
    wanted = _digit(given.get("priority"))
    activities.override_priority(sr, by=by, priority=wanted, reason=given.get("reason", ""))
    return _("%(number)s has priority %(priority)s.") % {
        "number": sr.reference,
        "priority": sr.priority,
    }


def restrict(sr: SupportRequest, by: Person, given: Given) -> str:
    """Close it to all but named readers."""
    names = [name.strip() for name in given.get("readers", "").split(",") if name.strip()]
    readers = [_person_like(by, name) for name in names]
    activities.restrict(sr, by=by, readers=readers)
    if readers:
        return _("Only the people you named may read %(number)s.") % {"number": sr.reference}
    return _("%(number)s is open to all who work with it.") % {"number": sr.reference}


def link(sr: SupportRequest, by: Person, given: Given) -> str:
    """Join it to another request."""
    _demand_work(by, sr)
    other = _other(by, given.get("other", ""))
    relation = given.get("relation", "related_to")
    if relation not in OFFERED_RELATIONS:
        words = _("Choose how the two are related.")
        raise NotPossible(words, fields={"relation": words})
    records.link(sr, by=by, relation=relation, other=other)
    return _("%(number)s and %(other)s are linked.") % {
        "number": sr.reference,
        "other": other.reference,
    }


def unlink(sr: SupportRequest, by: Person, given: Given) -> str:
    """Part it from another."""
    _demand_work(by, sr)
    records.unlink(sr, by=by, link_id=_digit(given.get("link")) or 0)
    return _("The link is removed.")


def watch(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let somebody follow it."""
    _demand_work(by, sr)
    wanted = given.get("person", "")
    person = by if wanted == "me" else _person_like(by, wanted)
    records.watch(sr, by=by, person=person, is_copied=given.get("copied") == "on")
    return _("%(name)s watches %(number)s.") % {"name": person.name, "number": sr.reference}


def unwatch(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let somebody follow it no longer."""
    person = by if given.get("person") == "me" else _person(by, given.get("person", "")) or by
    if person.pk != by.pk:
        _demand_work(by, sr)
    records.unwatch(sr, by=by, person=person)
    return _("%(name)s watches %(number)s no longer.") % {
        "name": person.name,
        "number": sr.reference,
    }


def work(sr: SupportRequest, by: Person, given: Given) -> str:
    """Log minutes."""
    _demand_work(by, sr)
    minutes = _digit(given.get("minutes"))
    if minutes is None:
        words = _("Enter the minutes as a number.")
        raise NotPossible(words, fields={"minutes": words})
    log_work(sr, by=by, minutes=minutes, activity=given.get("activity", ""))
    return _("%(minutes)s minutes are logged.") % {"minutes": minutes}


def diagnose(sr: SupportRequest, by: Person, given: Given) -> str:
    """Add a step of finding out."""
    parts = {name: given.get(name, "") for name in ("hypothesis", "test", "result")}
    activities.diagnose(sr, by=by, **parts)
    return _("The step is added.")


def title(sr: SupportRequest, by: Person, given: Given) -> str:
    """Change the title."""
    version = _digit(given.get("version"))
    activities.describe(
        sr,
        by=by,
        title=given.get("title", ""),
        is_complaint=given.get("is_complaint") == "on",
        version=version,
    )
    return _("The title is changed.")


def split(sr: SupportRequest, by: Person, given: Given) -> str:
    """Make a request of one message."""
    entry = sr.entries.filter(pk=_digit(given.get("entry")) or 0).first()
    if entry is None:
        raise NotFound(_("There is no such message in this request."))
    new = activities.split(sr, by=by, entry=entry, title=given.get("title", ""))
    given["to_request"] = str(new.pk)
    return _("%(number)s is made of the message.") % {"number": new.reference}


def type_fields(sr: SupportRequest, by: Person, given: Given) -> str:
    """Fill in what only this type has."""
    activities.describe_type(sr, by=by, fields=typed(_type_fields(given)))
    return _("It is saved.")


def _type_fields(given: Given) -> Given:
    return {name: given[name] for name in TYPE_FIELDS if given.get(name)}


def _demand_work(by: Person, sr: SupportRequest) -> None:
    access.demand_work(by, sr)


def _digit(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def _team(by: Person, key: str) -> Team | None:
    return teams_visible_to(by).filter(key=key).first() if key else None


def _person(by: Person, pk: str) -> Person | None:
    return people_visible_to(by).filter(pk=_digit(pk) or 0).first() if pk else None


def _person_like(by: Person, name: str) -> Person:
    """Return the one person of this name or address that the agent may know."""
    people = people_visible_to(by).filter(is_active=True)
    exact = people.filter(name__iexact=name.strip())
    found = list(exact[:2]) or list(
        people.filter(addresses__kind="mail", addresses__normal=name.strip().lower())[:2]
    )
    if len(found) != 1:
        words = _("Nobody, or more than one, is called %(name)s: give the mail address.")
        raise NotPossible(words % {"name": name}, fields={"person": words % {"name": name}})
    return found[0]


def _other(by: Person, text: str) -> SupportRequest:
    number = _digit(text.strip().upper().removeprefix("R-"))
    other = access.visible_to(by).filter(pk=number or 0).first()
    if other is None:
        words = _("Write the number of a request you may see, such as R-48213.")
        raise NotPossible(words, fields={"into": words, "other": words})
    return other
