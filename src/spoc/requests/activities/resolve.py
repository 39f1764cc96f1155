"""`resolve`: the need is met."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Category
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.classify import (
    Classification,
    set_classification,
    unsaid,
)
from spoc.requests.activities.describe import TypeFields, describe_type
from spoc.requests.activities.escalate import withdraw_question
from spoc.requests.activities.hand_over_order import note_delivered
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.reply import DRAFT_OF
from spoc.requests.activities.touch import Changes, put, save
from spoc.requests.activities.values import write_custom
from spoc.requests.field_words import needed_sentence
from spoc.requests.letters import ask_to_confirm
from spoc.requests.models import Closure, Entry, SupportRequest
from spoc.requests.queries.custom_fields import lacking_on
from spoc.requests.queries.outcome import outcome_of
from spoc.requests.rules import CLOSURE_CODES, METHODS
from spoc.requests.rules.custom_fields import PREFIX
from spoc.requests.rules.guards import Lack, is_only_restored, lacks
from spoc.requests.words import lack_sentence
from spoc.work.activities import log_work
from spoc.work.queries import tier_of


@dataclass(frozen=True, slots=True)
class ClosureCheck:
    """What the resolver checks before the requester is asked.

    The category as it turned out to be; why an incident that is only worked around becomes no
    problem; whether the first tier could have done it, which only those behind it say.
    """

    category: Category | None = None
    no_problem_reason: str = ""
    first_tier_could: bool | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a need was met: the words the requester reads, how, with what result, in what time."""

    text: str
    method: str
    closure_code: str
    minutes: int | None = None
    type_fields: TypeFields | None = None
    check: ClosureCheck = field(default_factory=ClosureCheck)
    custom: Mapping[str, object] = field(default_factory=dict)


@activity
def resolve(
    support_request: SupportRequest,
    *,
    by: Person,
    resolution: Resolution,
    classification: Classification | None = None,
) -> SupportRequest:
    """Say how the need was met and ask the requester to confirm; what is missing is named.

    What is new is classified and answered in one step (R6).
    """
    demand(access.may_work(by, support_request))
    if classification is not None and support_request.status == "new":
        demand(access.may_classify(by, support_request))
        set_classification(support_request, classification, by=by, is_answered=True)
    if resolution.type_fields:
        describe_type(support_request, by=by, fields=resolution.type_fields)
    write_custom(support_request, resolution.custom, by=by)
    if resolution.minutes is not None:
        log_work(support_request, by=by, minutes=resolution.minutes, activity=_("Resolving"))
    _demand_all(support_request, resolution)
    note_delivered(support_request, by=by)
    verb = "resolve" if support_request.allows("resolve") else "answer_now"
    changes = support_request.move_to(verb, _("This request cannot be resolved from here."))
    _settle(support_request, by, resolution)
    corrected = _category_as_it_was(support_request, resolution.check)
    save(support_request, (*RESOLVED, *corrected))
    _begin_closure(support_request, resolution)
    entry = _tell_the_requester(support_request, by)
    withdraw_question(support_request, by=by)
    keep_promises(support_request, by=by)
    record(
        "request.resolved",
        support_request,
        by=by,
        method=resolution.method,
        code=resolution.closure_code,
        entry=entry.pk,
        changes={"status": changes, **corrected},
    )
    return support_request


def _settle(support_request: SupportRequest, by: Person, resolution: Resolution) -> None:
    """Set what is now known of the request; nobody waits for anything any more."""
    support_request.resolution = tidy(resolution.text).strip()
    support_request.resolution_method = resolution.method
    support_request.closure_code = resolution.closure_code
    support_request.resolved_at = now()
    support_request.tier_resolved = _tier(support_request, by, resolution.method)
    support_request.tier_max = max(support_request.tier_max or 0, support_request.tier_resolved)
    support_request.assignee = support_request.assignee or by
    if by.kind != Person.Kind.SYSTEM:
        support_request.owner = support_request.owner or by
    support_request.pending_reason, support_request.wake_at = "", None
    support_request.reminders_sent = 0
    support_request.first_response_at = support_request.first_response_at or now()
    support_request.desk_spoke_at = now()


def _tell_the_requester(support_request: SupportRequest, by: Person) -> Entry:
    """Write the resolution to the requester and ask whether it is solved."""
    entry: Entry = support_request.entries.create(
        kind="mail", author=by, is_from_desk=True, text=support_request.resolution, at=now()
    )
    support_request.drafts.filter(person=by, kind=DRAFT_OF["mail"]).delete()
    letter = ask_to_confirm(support_request, by=by, entry=entry)
    if letter is not None:
        entry.letter, entry.to = letter, letter.to_addresses
        entry.save(update_fields=["letter", "to"])
    return entry


def _category_as_it_was(support_request: SupportRequest, check: ClosureCheck) -> Changes:
    """Put the category right, now that it is known what it was about."""
    return put(support_request, {"category": check.category}) if check.category else {}


def _begin_closure(support_request: SupportRequest, resolution: Resolution) -> None:
    """Keep what the resolver checked; the requester's part follows when it is closed."""
    check = resolution.check
    behind = (support_request.tier_resolved or 0) > 1
    Closure.objects.update_or_create(
        support_request=support_request,
        defaults={
            "is_only_restored": is_only_restored(support_request.type, resolution.closure_code),
            "no_problem_reason": one_line(check.no_problem_reason, 300),
            "is_category_checked": check.category is not None,
            "first_tier_could": check.first_tier_could if behind else None,
            "is_normal_again": None,
            "is_verified_by_requester": None,
            "begun_at": now(),
            "completed_at": None,
        },
    )


def _demand_all(support_request: SupportRequest, resolution: Resolution) -> None:
    """Refuse, naming every field at once, while something that resolving needs is missing."""
    known = outcome_of(support_request, resolution.text, resolution.method, resolution.closure_code)
    found = lacks(replace(known, no_problem_reason=resolution.check.no_problem_reason.strip()))
    if resolution.method and resolution.method not in METHODS:
        found.append(Lack("method", "method"))
    if resolution.closure_code and resolution.closure_code not in CLOSURE_CODES:
        found.append(Lack("closure_code", "closure_code"))
    if not (support_request.allows("resolve") or support_request.allows("answer_now")):
        raise NotPossible(_("This request cannot be resolved from here."))
    if support_request.status == "new":
        found += [Lack(name, "classify") for name in unsaid(support_request)]
    unfilled = lacking_on(support_request, "resolution")
    if found or unfilled:
        fields = {lack.field: lack_sentence(lack.code) for lack in found}
        fields |= {PREFIX + each.key: needed_sentence(str(each)) for each in unfilled}
        raise NotPossible(" ".join(dict.fromkeys(fields.values())), fields=fields)


def _tier(support_request: SupportRequest, by: Person, method: str) -> int:
    if by.kind == Person.Kind.SYSTEM and method == "self_service":
        return 0
    if support_request.team and support_request.team_id in by.team_ids:
        return support_request.team.tier
    tier = tier_of(by)
    return tier if tier is not None else 1


RESOLVED = (
    "status",
    "resolution",
    "resolution_method",
    "closure_code",
    "resolved_at",
    "tier_resolved",
    "tier_max",
    "assignee",
    "owner",
    "pending_reason",
    "wake_at",
    "reminders_sent",
    "first_response_at",
    "desk_spoke_at",
)
