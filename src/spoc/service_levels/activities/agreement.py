"""Agreements: drafted, reviewed, signed by both sides, in force, ended; each version once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import find
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.models import Agreement, Calendar, Target
from spoc.service_levels.queries.agreements import faults_of, missing_minutes, rivals_of
from spoc.service_levels.rules.words import KINDS, METRICS, PAUSING

PARTIES = {"sla": ("organisation", "community"), "ola": ("team",), "uc": ("supplier",)}


@dataclass(frozen=True, slots=True)
class Promises:
    """One target as it is written: a metric, for whom, and in how many minutes."""

    metric: str
    minutes: int
    request_type: str = ""
    priority: int | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says: with whom, for what, when it runs, and what is promised."""

    name: str
    calendar: Calendar
    targets: tuple[Promises, ...]
    party_noun: str = ""
    party_id: int | None = None
    services: tuple[Service, ...] = ()
    pause_reasons: tuple[str, ...] | None = None
    goal: int = 95
    availability: Decimal | None = None
    contacts: str = ""
    review_on: date | None = None


@activity
def draft_agreement(subject: Person, *, by: Person, key: str, kind: str, terms: Terms) -> Agreement:
    """Begin an agreement as a draft, or the next version of one there is."""
    demand(access.may_draft(by, kind))
    if kind not in KINDS:
        raise NotPossible(_("Choose what kind of agreement it is."))
    versions = Agreement.objects.filter(key=key)
    if versions.exclude(kind=kind).exists():
        raise NotPossible(_("An agreement of another kind has this name: choose another."))
    if versions.filter(state__in=["draft", "in_review"]).exists():
        raise NotPossible(_("A version of it is being written already: go on with that one."))
    last = versions.order_by("-version").first()
    agreement = Agreement(key=key, kind=kind, version=last.version + 1 if last else 1)
    _write(agreement, terms, by)
    record("agreement.drafted", agreement, by=by, name=agreement.name)
    return agreement


@activity
def change_agreement(agreement: Agreement, *, by: Person, terms: Terms) -> Agreement:
    """Change what a draft says; what was signed is changed by a new version."""
    demand(access.may_draft(by, agreement.kind))
    _demand_state(agreement, "draft", _("Only a draft is changed: make a new version."))
    _write(agreement, terms, by)
    record("agreement.changed", agreement, by=by, name=agreement.name)
    return agreement


@activity
def send_agreement(agreement: Agreement, *, by: Person, accepted_gap: str = "") -> Agreement:
    """Send a draft for review: its targets leave no gap and do not overlap.

    Where the parts do not fit inside the promise, that is accepted with a reason.
    """
    demand(access.may_draft(by, agreement.kind))
    _demand_state(agreement, "draft", _("Only a draft is sent for review."))
    faults = faults_of(agreement)
    if faults:
        raise NotPossible(" ".join(faults))
    reason = one_line(accepted_gap, 300)
    if missing_minutes(agreement) and not reason:
        words = _("The teams and suppliers together may take longer than is promised: say why.")
        raise NotPossible(words, fields={"accepted_gap": words})
    agreement.state, agreement.accepted_gap = "in_review", reason
    agreement.save(update_fields=["state", "accepted_gap"])
    record("agreement.sent", agreement, by=by, name=agreement.name, accepted=reason or None)
    return agreement


@activity
def return_agreement(agreement: Agreement, *, by: Person, reason: str) -> Agreement:
    """Give it back to be written anew."""
    demand(access.may_sign(by, agreement))
    _demand_state(agreement, "in_review", _("It is not in review."))
    said = one_line(reason, 300)
    if not said:
        raise NotPossible(_("Say what is to be changed."), fields={"reason": _("Say what.")})
    agreement.state = "draft"
    agreement.save(update_fields=["state"])
    record("agreement.returned", agreement, by=by, name=agreement.name, reason=said)
    return agreement


@activity
def sign_agreement(
    agreement: Agreement, *, by: Person, for_party: str, valid_from: datetime
) -> Agreement:
    """Sign for us and name who signed for the other side; it is in force from a moment."""
    demand(access.may_sign(by, agreement))
    _demand_state(agreement, "in_review", _("It is signed when it has been in review."))
    party = one_line(for_party, 200)
    if not party:
        words = _("Say who signed for the other side.")
        raise NotPossible(words, fields={"for_party": words})
    agreement.signed_by, agreement.signed_for_party = by, party
    agreement.signed_at, agreement.valid_from = now(), valid_from
    agreement.save(update_fields=["signed_by", "signed_for_party", "signed_at", "valid_from"])
    record("agreement.signed", agreement, by=by, name=agreement.name, party=party)
    if valid_from <= now():
        activate_agreement(agreement, by=by)
    return agreement


@activity
def activate_agreement(agreement: Agreement, *, by: Person) -> Agreement:
    """Let a signed agreement be in force, since its moment came; the version before it ends."""
    is_due = agreement.valid_from is not None and agreement.valid_from <= now()
    if agreement.state != "in_review" or agreement.signed_at is None or not is_due:
        return agreement
    rivals = rivals_of(agreement)
    if rivals:
        words = _("%(name)s promises the same already: end it first, or narrow this one.")
        raise NotPossible(words % {"name": rivals[0].name})
    for before in Agreement.objects.filter(key=agreement.key, state="active"):
        _end(before, by, _("a newer version"))
    agreement.state = "active"
    agreement.save(update_fields=["state"])
    record("agreement.activated", agreement, by=by, name=agreement.name)
    return agreement


@activity
def end_agreement(agreement: Agreement, *, by: Person, reason: str) -> Agreement:
    """End what is in force; running clocks keep what they began with."""
    demand(access.may_sign(by, agreement))
    _demand_state(agreement, "active", _("Only what is in force is ended."))
    said = one_line(reason, 300)
    if not said:
        raise NotPossible(_("Say why it ends."), fields={"reason": _("Say why.")})
    _end(agreement, by, said)
    return agreement


@activity
def review_agreement(agreement: Agreement, *, by: Person, minutes: str, next_on: date) -> Agreement:
    """Note that it was reviewed, what was said, and when it is next."""
    demand(access.may_draft(by, agreement.kind))
    _demand_state(agreement, "active", _("Only what is in force is reviewed."))
    said = tidy(minutes).strip()[:10_000]
    if not said or next_on <= now().date():
        raise NotPossible(_("Write what was said, and choose a later day for the next review."))
    agreement.review_on = next_on
    agreement.save(update_fields=["review_on"])
    record("agreement.reviewed", agreement, by=by, name=agreement.name, minutes=said)
    return agreement


def _end(agreement: Agreement, by: Person, reason: str) -> None:
    agreement.state, agreement.valid_to = "ended", now()
    agreement.save(update_fields=["state", "valid_to"])
    record("agreement.ended", agreement, by=by, name=agreement.name, reason=reason)


def _write(agreement: Agreement, terms: Terms, by: Person) -> None:
    agreement.name = one_line(terms.name, 120)
    if not agreement.name:
        raise NotPossible(_("Give it a name."), fields={"name": _("Give it a name.")})
    _demand_party(agreement.kind, terms, by)
    reasons = PAUSING[agreement.kind] if terms.pause_reasons is None else terms.pause_reasons
    agreement.party_noun, agreement.party_id = terms.party_noun, terms.party_id
    agreement.calendar, agreement.pause_reasons = terms.calendar, list(reasons)
    agreement.goal, agreement.availability = terms.goal, terms.availability
    agreement.contacts, agreement.review_on = tidy(terms.contacts)[:2000], terms.review_on
    agreement.save()
    agreement.services.set(terms.services)
    _write_targets(agreement, terms.targets)


def _write_targets(agreement: Agreement, targets: Iterable[Promises]) -> None:
    agreement.targets.all().delete()
    seen: set[tuple[str, str, int | None]] = set()
    for target in targets:
        selector = (target.metric, target.request_type, target.priority)
        if target.metric not in METRICS or target.minutes < 1 or selector in seen:
            raise NotPossible(_("Each target has a metric, at least a minute, and stands once."))
        seen.add(selector)
        Target.objects.create(
            agreement=agreement,
            metric=target.metric,
            minutes=target.minutes,
            request_type=target.request_type,
            priority=target.priority,
            calendar=target.calendar,
        )


def _demand_party(kind: str, terms: Terms, by: Person) -> None:
    needs_one = kind != "sla"
    if terms.party_id is None and not needs_one:
        return
    known = terms.party_noun in PARTIES[kind] and terms.party_id is not None
    if not known or find(by, terms.party_noun, terms.party_id or 0) is None:
        words = _("Choose with whom it is agreed.")
        raise NotPossible(words, fields={"party": words})


def _demand_state(agreement: Agreement, state: str, sentence: str) -> None:
    if agreement.state != state:
        raise NotPossible(sentence)
