"""`classify`: which type it is, which service, how much it hurts. And `decline`, when not ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Category, Service
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.assign import start_where_assigned
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import Changes, put, save
from spoc.requests.activities.values import put_custom
from spoc.requests.models import (
    Fulfilment,
    Incident,
    InformationRequest,
    NewServiceProposal,
    SupportRequest,
)
from spoc.requests.queries.custom_fields import lacking_on
from spoc.requests.rules import TYPES, priority_of
from spoc.requests.rules.custom_fields import PREFIX

Extension = Incident | InformationRequest | Fulfilment | NewServiceProposal
EXTENSIONS: dict[
    str,
    type[Incident] | type[InformationRequest] | type[Fulfilment] | type[NewServiceProposal],
] = {
    "incident": Incident,
    "information": InformationRequest,
    "fulfilment": Fulfilment,
    "new_service": NewServiceProposal,
}


@dataclass(frozen=True, slots=True)
class Classification:
    """What a request is found to be; `reason` is needed when it was found to be another before."""

    type: str
    service: Service | None
    category: Category | None
    impact: int | None
    urgency: int | None
    supportability: str = "supported"
    reason: str = ""
    custom: Mapping[str, object] = field(default_factory=dict)


@activity
def classify(
    support_request: SupportRequest, *, by: Person, classification: Classification
) -> SupportRequest:
    """Say what it is; its priority follows from impact and urgency, its team from the service.

    A request that is new moves on (R2) as soon as all is said; one classified before goes back
    to be dispatched (R14) when type, service or category change, which wants a reason. Whoever
    has it then goes on at once.
    """
    demand(access.may_classify(by, support_request))
    if set_classification(support_request, classification, by=by):
        start_where_assigned(support_request, by=by)
    return support_request


def set_classification(
    support_request: SupportRequest,
    classification: Classification,
    *,
    by: Person,
    is_answered: bool = False,
) -> bool:
    """Write down what it is, without dispatching it; return whether anything changed.

    What is answered in the same breath (R6) never waits as classified: its status stays.
    """
    _check(classification)
    if not support_request.is_open:
        raise NotPossible(_("This request is over: nothing of it is classified any more."))
    is_first = support_request.status == "new"
    changes = put(support_request, _wanted(support_request, classification))
    custom = put_custom(support_request, classification.custom, by=by)
    if not (changes or custom):
        return False
    moved = not is_first and bool({"type", "service", "category"} & set(changes))
    if moved:
        changes |= _go_back(support_request, classification)
    elif is_first and not is_answered and not unsaid(support_request):
        changes["status"] = support_request.move_to(
            "classify", _("Only a new request is classified first.")
        )
    fields = [*changes, *(["custom"] if custom else [])]
    if "team" in changes:
        support_request.team_since = now()
        fields.append("team_since")
    if "type" in changes:
        _replace_extension(support_request, changes)
    save(support_request, fields)
    kind = "request.reclassified" if moved else "request.classified"
    reason = one_line(classification.reason, 300) or None
    raised = "priority_raised" if _is_raised(changes) else "reclassified"
    keep_promises(support_request, by=by, why=raised)
    changes |= custom
    record(kind, support_request, by=by, type=classification.type, changes=changes, reason=reason)
    return True


def begin_if_said(support_request: SupportRequest, *, by: Person) -> bool:
    """Move on what is new and has all said of it by now; part of what says the last of it."""
    if support_request.status != "new" or unsaid(support_request):
        return False
    refused = _("Only a new request is classified first.")
    changes: Changes = {"status": support_request.move_to("classify", refused)}
    save(support_request, changes)
    keep_promises(support_request, by=by)
    kind = support_request.type
    record("request.classified", support_request, by=by, type=kind, changes=changes)
    return True


def _go_back(support_request: SupportRequest, classification: Classification) -> Changes:
    """Return the request to where it waits for dispatch; what it waited for is over."""
    if not classification.reason.strip():
        raise NotPossible(_("Say why it is classified anew."), fields={"reason": _("Say why.")})
    if not support_request.allows("reclassify"):
        raise NotPossible(_("It is resolved: reopen it first, then classify it anew."))
    order = getattr(support_request, "fulfilment", None)
    if order is not None and classification.type != "fulfilment" and order.allows("withdraw"):
        words = _("It was ordered from the catalogue: cancel the order, and register what it is.")
        raise NotPossible(words, fields={"type": words})
    wanted = {"status": "classified", "pending_reason": "", "wake_at": None}
    return put(support_request, wanted)


@activity
def decline(
    support_request: SupportRequest, *, by: Person, reason: str, referral: str
) -> SupportRequest:
    """Say that this is not ours to support, why, and who can help instead."""
    demand(access.may_classify(by, support_request))
    reason, referral = one_line(reason, 300), one_line(referral, 300)
    if not reason or not referral:
        words = _("Say why we cannot help, and who can.")
        lacking = [name for name, said in (("reason", reason), ("referral", referral)) if not said]
        raise NotPossible(words, fields=dict.fromkeys(lacking, words))
    support_request.move_to("decline", _("Only a new request can be declined."))
    changes = put(
        support_request,
        {
            "supportability": "unsupported",
            "supportability_reason": reason,
            "referral": referral,
        },
    )
    save(support_request, ["status", *changes])
    keep_promises(support_request, by=by)
    record("request.declined", support_request, by=by, reason=reason, referral=referral)
    return support_request


@activity
def override_priority(
    support_request: SupportRequest, *, by: Person, priority: int | None, reason: str = ""
) -> SupportRequest:
    """Set another priority than the matrix gives, with a reason; None goes back to the matrix."""
    demand(
        access.may_classify(by, support_request) and access.may_override(by, support_request),
        _("Only an incident coordinator or the service manager sets a priority by hand."),
    )
    matrix = support_request.matrix_priority
    if matrix is None:
        raise NotPossible(_("Say impact and urgency first: the priority follows from them."))
    if priority is not None and (priority not in range(1, 6) or not reason.strip()):
        raise NotPossible(_("Choose a priority from 1 to 5, and say why."))
    wanted = {"priority": priority or matrix, "priority_reason": one_line(reason, 300)}
    changes = put(support_request, wanted if priority else {**wanted, "priority_reason": ""})
    if changes:
        save(support_request, changes)
        keep_promises(support_request, by=by, why="priority_raised")
        record("request.prioritised", support_request, by=by, changes=changes)
    return support_request


@activity
def restrict(support_request: SupportRequest, *, by: Person, readers: list[Person]) -> None:
    """Close a request to all but the named readers and those who asked; none opens it again."""
    demand(access.may_restrict(by, support_request))
    kept = {*readers, by} if readers else set()
    support_request.readers.exclude(person__in=kept).delete()
    for person in kept:
        support_request.readers.get_or_create(person=person)
    changes = put(support_request, {"is_restricted": bool(kept)})
    save(support_request, ["is_restricted"])
    names = ", ".join(sorted(person.name for person in kept)) or None
    record("request.restricted", support_request, by=by, readers=names, changes=changes)


def restrict_like(new: SupportRequest, *, by: Person, other: SupportRequest) -> None:
    """Close a request made of a restricted one to the same readers; part of what makes it."""
    if not other.is_restricted:
        return
    readers = [reader.person for reader in other.readers.select_related("person")]
    for person in readers:
        new.readers.get_or_create(person=person)
    changes = put(new, {"is_restricted": True})
    save(new, ["is_restricted"])
    names = ", ".join(sorted(person.name for person in readers)) or None
    record("request.restricted", new, by=by, readers=names, changes=changes)


def _check(classification: Classification) -> None:
    if classification.type not in TYPES:
        words = _("Choose one of the four types.")
        raise NotPossible(words, fields={"type": words})
    for level in (classification.impact, classification.urgency):
        if level is not None and level not in (1, 2, 3):
            raise NotPossible(_("Impact and urgency are 1, 2 or 3."))
    if classification.supportability not in ("undecided", "supported", "chargeable"):
        raise NotPossible(_("Decline the request to say that it is not supported."))


def _wanted(support_request: SupportRequest, found: Classification) -> dict[str, object]:
    wanted: dict[str, object] = {
        "type": found.type,
        "service": found.service,
        "category": found.category,
        "impact": found.impact,
        "urgency": found.urgency,
        "supportability": found.supportability,
    }
    if support_request.status != "new":
        wanted = {name: value for name, value in wanted.items() if value is not None}
    if found.impact and found.urgency:
        wanted["matrix_priority"] = priority_of(found.impact, found.urgency)
        if not support_request.priority_reason:
            wanted["priority"] = wanted["matrix_priority"]
    if found.service and found.service.team_id and support_request.assignee_id is None:
        wanted["team"] = found.service.team
    return wanted


def unsaid(support_request: SupportRequest) -> list[str]:
    """Return the fields that must be said before a request is past *new*, in their order."""
    said = {
        "type": support_request.type != "unclassified",
        "service": support_request.service_id,
        "category": support_request.category_id,
        "impact": support_request.impact,
        "urgency": support_request.urgency,
        "supportability": support_request.supportability in ("supported", "chargeable"),
    }
    missing = [name for name, value in said.items() if not value]
    if missing or support_request.status != "new":
        return missing
    return [PREFIX + each.key for each in lacking_on(support_request, "classification")]


def _is_raised(changes: Changes) -> bool:
    """Tell whether the priority went up: a smaller number is more urgent."""
    before, after = changes.get("priority", [0, 0])
    return int(str(after)) < int(str(before))


def _replace_extension(support_request: SupportRequest, changes: Changes) -> None:
    """Give the request the fields of its new type; what the old type knew stays in the fact."""
    kind = str(changes["type"][0])
    if kind in EXTENSIONS:
        old = EXTENSIONS[kind]._base_manager.get(pk=support_request.pk)
        known = {f.name: getattr(old, f.attname) for f in old._meta.fields[1:]}
        filled = {name: str(value) for name, value in known.items() if value}
        changes[f"{kind}_was"] = [filled, None]
        old.delete()
    _begin(EXTENSIONS[support_request.type](support_request=support_request))


def _begin(extension: Extension) -> None:
    if isinstance(extension, Incident):
        extension.occurred_at = now()
    extension.save(force_insert=True)
