"""`merge`: two requests were one; and undoing it while the one is still open."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.models import Letter
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.models import Attachment, Watch
from spoc.requests import access
from spoc.requests.activities.hand_over_order import order_of
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.models import (
    Contact,
    Draft,
    Entry,
    GuidedAnswer,
    Merge,
    PlannedReply,
    SupportRequest,
)
from spoc.suppliers.activities.move import move_handovers
from spoc.suppliers.models import Handover
from spoc.suppliers.queries import with_supplier
from spoc.work.models import Task, Timer, WorkLog

GENERIC: dict[str, type[models.Model]] = {
    "attachment": Attachment,
    "watch": Watch,
    "work_log": WorkLog,
    "letter": Letter,
    "timer": Timer,
    "task": Task,
}
OWN: dict[str, type[models.Model]] = {
    "entry": Entry,
    "contact": Contact,
    "guided_answer": GuidedAnswer,
    "planned_reply": PlannedReply,
}
DRAFTS: tuple[str, type[models.Model]] = ("draft", Draft)


def merge(support_request: SupportRequest, *, by: Person, into: SupportRequest) -> SupportRequest:
    """Let all of one request go on in another of the same requester; what moved is remembered."""
    with transaction.atomic():
        _hold(support_request)
        return _merge(support_request, by=by, into=into)


def unmerge(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Undo a merge while the request it was merged into is open: each has its own again."""
    if support_request.merged_into is None:
        raise NotPossible(_("This request was not merged."))
    with transaction.atomic():
        _hold(support_request.merged_into)
        return _unmerge(support_request, by=by, into=support_request.merged_into)


@activity
def _merge(support_request: SupportRequest, *, by: Person, into: SupportRequest) -> SupportRequest:
    demand(access.may_work(by, support_request) and access.may_work(by, into))
    _check(support_request, into)
    moved = {name: _move(model, support_request, into) for name, model in GENERIC.items()}
    moved |= {name: _move_own(model, support_request, into) for name, model in OWN.items()}
    moved["draft"] = _move_drafts(support_request, into)
    moved["handover"] = move_handovers(support_request, by=by, to=into)
    before = {
        "status": support_request.status,
        "pending_reason": support_request.pending_reason,
        "wake_at": support_request.wake_at.isoformat() if support_request.wake_at else None,
    }
    Merge.objects.create(
        source=support_request, target=into, before=before, moved=moved, by=by, at=now()
    )
    support_request.move_to("merge", _("This request is over already."))
    support_request.merged_into = into
    support_request.pending_reason, support_request.wake_at = "", None
    save(support_request, ["status", "merged_into", "pending_reason", "wake_at"])
    into.clock_anchor_at = min(into.clock_anchor_at, support_request.clock_anchor_at)
    into.contact_count += support_request.contact_count
    save(into, ["clock_anchor_at", "contact_count"])
    for one in (support_request, into):
        keep_promises(one, by=by)
    record("request.merged", support_request, by=by, into=into.reference)
    record("request.absorbed", into, by=by, other=support_request.reference)
    return into


@activity
def _unmerge(
    support_request: SupportRequest, *, by: Person, into: SupportRequest
) -> SupportRequest:
    merged = support_request.merges.filter(undone_at=None, target=into).order_by("-id").first()
    if support_request.status != "merged" or merged is None:
        raise NotPossible(_("This request was not merged."))
    demand(access.may_work(by, into))
    if into.status in ("closed", "cancelled", "rejected", "merged"):
        raise NotPossible(_("The other request is over: a merge can be undone while it is open."))
    for name, model in GENERIC.items():
        rows = model._base_manager.filter(pk__in=merged.moved.get(name, []))
        rows.exclude(_is_there(model, support_request)).update(subject_id=support_request.pk)
    for name, own in (*OWN.items(), DRAFTS):
        rows = own._base_manager.filter(pk__in=merged.moved.get(name, []))
        rows.exclude(_is_there(own, support_request)).update(support_request=support_request)
    handed = merged.moved.get("handover", [])
    move_handovers(into, by=by, to=support_request, only=handed)
    _stand_again(support_request, merged.before)
    save(support_request, ["status", "pending_reason", "wake_at", "merged_into"])
    merged.undone_at = now()
    merged.save(update_fields=["undone_at"])
    into.clock_anchor_at = _anchor(into)
    into.contact_count = max(0, into.contact_count - support_request.contact_count)
    save(into, ["clock_anchor_at", "contact_count"])
    for one in (support_request, into):
        keep_promises(one, by=by)
    record("request.unmerged", support_request, by=by, other=into.reference)
    record("request.released", into, by=by, other=support_request.reference)
    return support_request


def _stand_again(source: SupportRequest, before: dict[str, str]) -> None:
    """Let it stand where it stood; what waited for a supplier that is done since goes on."""
    source.status, source.pending_reason = before["status"], before["pending_reason"]
    wake_at = before["wake_at"]
    source.wake_at = datetime.fromisoformat(wake_at) if wake_at else None
    source.merged_into = None
    if source.pending_reason == "supplier" and with_supplier(source) is None:
        source.status, source.pending_reason = "in_progress", ""


def _hold(source: SupportRequest) -> None:
    """Hold what hangs on a request before the request itself, as whoever moves on with it does."""
    on_it = {"noun": "request", "subject_id": source.pk}
    for model in (Timer, Task, Handover):
        rows = model._base_manager.filter(**on_it).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))


def _check(source: SupportRequest, into: SupportRequest) -> None:
    if source.is_major:
        raise NotPossible(_("This is a major incident: merge the other one into it instead."))
    if source.pk == into.pk:
        raise NotPossible(_("A request cannot be merged into itself."))
    if source.requester_id != into.requester_id:
        raise NotPossible(
            _("They have different requesters: link them, or make one the parent of the other.")
        )
    if not into.is_open:
        raise NotPossible(_("The request to merge into is over: choose one that is open."))
    order = order_of(source)
    if order is not None and order.allows("withdraw"):
        raise NotPossible(
            _("What was ordered with it is under way: link the two, or cancel the order first.")
        )
    if _opens_up(source, into):
        raise NotPossible(
            _("More people may read the other one: restrict it to the same readers first.")
        )


def _opens_up(source: SupportRequest, into: SupportRequest) -> bool:
    """Tell whether words that few may read would come before the eyes of others."""
    if not source.is_restricted:
        return False
    more = into.readers.exclude(person__in=source.readers.values("person"))
    return not into.is_restricted or more.exists()


def _is_there(model: type[models.Model], source: SupportRequest) -> models.Q:
    """Return which rows have their like again where they came from: begun while it was merged."""
    if model is Watch:
        watches = Watch.objects.filter(noun="request", subject_id=source.pk)
        return models.Q(models.Exists(watches.filter(person=models.OuterRef("person"))))
    if model is Draft:
        alike = {"person": models.OuterRef("person"), "kind": models.OuterRef("kind")}
        return models.Q(models.Exists(source.drafts.filter(**alike)))
    if model is GuidedAnswer:
        return models.Q(models.Exists(source.guided_answers.all()))
    return models.Q(pk__in=[])


def _anchor(into: SupportRequest) -> datetime:
    """Return when the clock of a request began: with the earliest of those still merged into it."""
    merged = into.absorbed.filter(undone_at=None)
    return min([into.created_at, *merged.values_list("source__clock_anchor_at", flat=True)])


def _move(model: type[models.Model], source: SupportRequest, into: SupportRequest) -> list[int]:
    rows = model._base_manager.filter(noun="request", subject_id=source.pk)
    if model is Watch:
        there = Watch.objects.filter(noun="request", subject_id=into.pk)
        rows = rows.exclude(person__in=there.values("person"))
    keys = list(rows.values_list("pk", flat=True))
    model._base_manager.filter(pk__in=keys).update(subject_id=into.pk)
    return keys


def _move_own(model: type[models.Model], source: SupportRequest, into: SupportRequest) -> list[int]:
    rows = model._base_manager.filter(support_request=source)
    if model is Contact:
        rows = rows.exclude(interaction__in=into.contacts.values("interaction"))
    if model is GuidedAnswer and into.guided_answers.exists():
        return []  # two ways through the questions are not one: each request keeps its own
    keys = list(rows.values_list("pk", flat=True))
    model._base_manager.filter(pk__in=keys).update(support_request=into)
    return keys


def _move_drafts(source: SupportRequest, into: SupportRequest) -> list[int]:
    """Move drafts over; where a person wrote in both, both texts stay in the one that goes on."""
    keys = []
    for draft in source.drafts.select_for_update():
        there = into.drafts.filter(person=draft.person_id, kind=draft.kind).first()
        if there is None:
            draft.support_request = into
            draft.save(update_fields=["support_request"])
            keys.append(draft.pk)
        else:
            there.text = f"{there.text}\n\n--- {source.reference} ---\n{draft.text}"
            there.save(update_fields=["text"])
    return keys
