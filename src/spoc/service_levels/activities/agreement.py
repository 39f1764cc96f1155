"""Agreements: drafted, reviewed, signed by both sides, in force, ended; each version once."""

from datetime import date, datetime
from typing import NoReturn

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities.changes import key_for
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.activities.terms import Terms, write
from spoc.service_levels.models import Agreement
from spoc.service_levels.queries.agreements import faults_of, rivals_of
from spoc.service_levels.queries.parts import misfits_of
from spoc.service_levels.rules.words import KINDS


@activity
def draft_agreement(
    subject: Person, *, by: Person, kind: str, terms: Terms, key: str = ""
) -> Agreement:
    """Begin an agreement as a draft, or the next version of one there is."""
    demand(access.may_draft(by, kind))
    if kind not in KINDS:
        _refuse("kind", _("Choose what kind of agreement it is."))
    key = key or key_for(Agreement, terms.name)
    versions = Agreement.objects.filter(key=key)
    if versions.exclude(kind=kind).exists():
        _refuse("name", _("An agreement of another kind has this name: choose another."))
    if versions.filter(state__in=["draft", "in_review"]).exists():
        _refuse("name", _("A version of it is being written already: go on with that one."))
    last = versions.order_by("-version").first()
    agreement = Agreement(key=key, kind=kind, version=last.version + 1 if last else 1)
    write(agreement, terms, by)
    record("agreement.drafted", agreement, by=by, name=agreement.name, version=agreement.version)
    return agreement


@activity
def change_agreement(agreement: Agreement, *, by: Person, terms: Terms) -> Agreement:
    """Change what a draft says; what was signed is changed by a new version."""
    demand(access.may_draft(by, agreement.kind))
    _demand_state(agreement, "draft", _("Only a draft is changed: make a new version."))
    write(agreement, terms, by)
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
    is_tight = bool(misfits_of(agreement))
    reason = one_line(accepted_gap, 300) if is_tight else ""
    if is_tight and not reason:
        words = _("The teams and suppliers together may take longer than is promised: say why.")
        _refuse("accepted_gap", words)
    agreement.state, agreement.accepted_gap = "in_review", reason
    agreement.save(update_fields=["state", "accepted_gap"])
    record("agreement.sent", agreement, by=by, name=agreement.name, accepted=reason or None)
    return agreement


@activity
def return_agreement(agreement: Agreement, *, by: Person, reason: str) -> Agreement:
    """Give it back to be written anew; a signature that is not in force yet is void."""
    demand(access.may_sign(by, agreement))
    _demand_state(agreement, "in_review", _("It is not in review."))
    said = one_line(reason, 300)
    if not said:
        _refuse("reason", _("Say what is to be changed."))
    agreement.state = "draft"
    agreement.signed_by = agreement.signed_at = None
    agreement.valid_from = agreement.valid_to = None
    agreement.signed_for_party = ""
    agreement.save()
    record("agreement.returned", agreement, by=by, name=agreement.name, reason=said)
    return agreement


@activity
def sign_agreement(
    agreement: Agreement,
    *,
    by: Person,
    for_party: str,
    valid_from: datetime,
    valid_to: datetime | None = None,
) -> Agreement:
    """Sign for us and name who signed for the other side; it is in force from a moment."""
    demand(access.may_sign(by, agreement))
    _demand_state(agreement, "in_review", _("It is signed when it has been in review."))
    if agreement.signed_at is not None:
        raise NotPossible(_("It is signed already, and waits for the day it begins."))
    party = one_line(for_party, 200)
    if not party:
        _refuse("for_party", _("Say who signed for the other side."))
    if valid_to is not None and valid_to <= max(valid_from, now()):
        _refuse("valid_to", _("Choose an end that is still to come, after the beginning."))
    agreement.signed_by, agreement.signed_for_party, agreement.signed_at = by, party, now()
    agreement.valid_from, agreement.valid_to = valid_from, valid_to
    agreement.save()
    record("agreement.signed", agreement, by=by, name=agreement.name, party=party)
    if valid_from <= now():
        activate_agreement(agreement, by=by)
    return agreement


@activity
def activate_agreement(agreement: Agreement, *, by: Person) -> Agreement:
    """Let a signed agreement be in force, since its moment came; the version before it ends."""
    begins = agreement.valid_from
    is_signed = agreement.state == "in_review" and agreement.signed_at is not None
    if not is_signed or begins is None or begins > now():
        return agreement
    rivals = rivals_of(agreement)
    if rivals:
        words = _("%(name)s promises the same already: end it first, or narrow this one.")
        raise NotPossible(words % {"name": rivals[0].name})
    versions = Agreement.objects.select_for_update().filter(key=agreement.key, state="active")
    for before in versions:
        _end(before, by, _("a newer version"), max(begins, before.valid_from or begins))
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
        _refuse("reason", _("Say why it ends."))
    _end(agreement, by, said, now())
    return agreement


@activity
def expire_agreement(agreement: Agreement, *, by: Person) -> Agreement:
    """End what is in force, since the last moment agreed on came."""
    ends = agreement.valid_to
    if agreement.state == "active" and ends is not None and ends <= now():
        _end(agreement, by, _("its time is over"), ends)
    return agreement


@activity
def ask_for_review(agreement: Agreement, *, by: Person) -> Agreement:
    """Say, once, that the day came on which an agreement is to be reviewed."""
    day = agreement.review_on
    is_due = agreement.state == "active" and day is not None and day <= now().date()
    if is_due and agreement.review_asked_on != day:
        agreement.review_asked_on = day
        agreement.save(update_fields=["review_asked_on"])
        record("agreement.overdue", agreement, by=by, name=agreement.name, day=day)
    return agreement


@activity
def review_agreement(agreement: Agreement, *, by: Person, minutes: str, next_on: date) -> Agreement:
    """Note that it was reviewed, what was said, and when it is next."""
    demand(access.may_draft(by, agreement.kind))
    _demand_state(agreement, "active", _("Only what is in force is reviewed."))
    said = tidy(minutes).strip()[:10_000]
    if not said:
        _refuse("minutes", _("Write what was said."))
    if next_on <= now().date():
        _refuse("next_on", _("Choose a later day for the next review."))
    agreement.review_on = next_on
    agreement.save(update_fields=["review_on"])
    record("agreement.reviewed", agreement, by=by, name=agreement.name, minutes=said)
    return agreement


def _end(agreement: Agreement, by: Person, reason: str, moment: datetime) -> None:
    agreement.state, agreement.valid_to = "ended", moment
    agreement.save(update_fields=["state", "valid_to"])
    record("agreement.ended", agreement, by=by, name=agreement.name, reason=reason)


def _demand_state(agreement: Agreement, state: str, sentence: str) -> None:
    if agreement.state != state:
        raise NotPossible(sentence)


def _refuse(field: str, words: str) -> NoReturn:
    raise NotPossible(words, fields={field: words})
