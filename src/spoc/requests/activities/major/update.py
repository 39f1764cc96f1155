"""Word about a major incident: to all it affects, each in their own thread, to the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import add_weekdays, now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.describe import describe_type
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.models import MajorDelivery, MajorIncident, MajorUpdate, SupportRequest
from spoc.requests.queries.major import affected_by, major_of, terms
from spoc.requests.rules import CLOSURE_CODES, METHODS
from spoc.requests.rules.guards import VERIFICATIONS
from spoc.service_levels.queries.clocks import clocks_of

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a major incident: to all affected, by language, and to the desk alone."""

    public: Mapping[str, str] = field(default_factory=dict)
    internal: str = ""


@dataclass(frozen=True, slots=True)
class Restoration:
    """How a service came back: since when, who saw it, how, and the words to all affected."""

    word: Word
    restored_at: datetime | None = None
    verification: str = ""
    method: str = "fix"
    closure_code: str = "solved"


@activity
def update_major(support_request: SupportRequest, *, by: Person, word: Word) -> MajorUpdate:
    """Give word to all affected and to the desk; the next word is promised from now."""
    demand(access.may_run_major(by, support_request))
    return say_update(_active(support_request), support_request, by=by, word=word)


def say_update(
    major: MajorIncident, support_request: SupportRequest, *, by: Person, word: Word
) -> MajorUpdate:
    """Write an update down and send it on its way; part of the activities that give word."""
    major.move_to("update", _("Word is given while it is an active major incident."))
    update = _write(major, support_request, by=by, word=word)
    support_request.desk_spoke_at = update.at
    save(support_request, ["desk_spoke_at"])
    keep_promises(support_request, by=by, is_update=True)
    promise_next(major, support_request)
    record("major.updated", support_request, by=by, update=update.pk)
    return update


@activity
def restore_major(
    support_request: SupportRequest, *, by: Person, restoration: Restoration
) -> MajorUpdate:
    """Say that the service is back: all affected are told, and resolved with the same words.

    What keeps one of them from being resolved is noted at its delivery.
    """
    demand(access.may_run_major(by, support_request))
    major = _active(support_request)
    _check(restoration)
    restored_at = restoration.restored_at or now()
    describe_type(
        support_request,
        by=by,
        fields={"restored_at": restored_at, "verification": restoration.verification},
    )
    update = _write(major, support_request, by=by, word=restoration.word, final=restoration)
    major.move_to("restore", _("Only an active major incident can be restored."))
    major.restored_at, major.verification = restored_at, restoration.verification
    major.review_due_at = add_weekdays(now(), terms().review_weekdays)
    major.next_update_at = None
    major.save()
    support_request.is_major = False
    save(support_request, ["is_major"])
    record("major.restored", support_request, by=by, update=update.pk, restored_at=restored_at)
    return update


@activity
def miss_update(support_request: SupportRequest, *, by: Person) -> MajorIncident | None:
    """Note, once, that the moment for the next word about a major incident has passed."""
    major = major_of(support_request)
    due = major.next_update_at if major else None
    if major is None or due is None or due >= now() or major.missed_at == due:
        return None
    major.missed_at = due
    major.save(update_fields=["missed_at"])
    record("major.update_missed", support_request, by=by, due=due)
    return major


def promise_next(major: MajorIncident, support_request: SupportRequest) -> None:
    """Set when the next word is due: as the agreement promises, else by the major's own cadence."""
    running = [clock for clock in clocks_of(support_request) if clock.stopped_at is None]
    promised = [clock.due_at for clock in running if clock.metric == "update" and clock.due_at]
    own = now() + timedelta(minutes=major.cadence_minutes)
    major.next_update_at = min([*promised, own])
    major.save(update_fields=["next_update_at"])


def _active(support_request: SupportRequest) -> MajorIncident:
    major = major_of(support_request)
    if major is None or major.state != "active":
        raise NotPossible(_("This is no active major incident: declare it first."))
    return major


def _write(
    major: MajorIncident,
    support_request: SupportRequest,
    *,
    by: Person,
    word: Word,
    final: Restoration | None = None,
) -> MajorUpdate:
    """Keep the words and whom they are to reach: everybody affected, the major's own request last.

    What is said to the desk alone reaches nobody else.
    """
    public, internal = _public(word.public), tidy(word.internal).strip()[:LONGEST]
    if not public and (final or not internal):
        words = _("Write what those affected are to know.")
        raise NotPossible(words, fields={f"words_{settings.LANGUAGE_CODE}": words})
    update = MajorUpdate.objects.create(
        major=major,
        words=public,
        internal=internal,
        method=final.method if final else "",
        closure_code=final.closure_code if final else "",
        by=by,
        at=now(),
        due_at=major.next_update_at,
    )
    if public:
        reached = [*affected_by(support_request), support_request]
        MajorDelivery.objects.bulk_create(
            MajorDelivery(update=update, support_request=each) for each in reached
        )
    return update


def _public(words: Mapping[str, str]) -> dict[str, str]:
    known = [code for code, _name in settings.LANGUAGES]
    tidied = {code: tidy(words.get(code, "")).strip()[:LONGEST] for code in known}
    return {code: text for code, text in tidied.items() if text}


def _check(restoration: Restoration) -> None:
    """Refuse a restoration that does not say how, or that nobody saw."""
    wrong = {}
    if restoration.verification not in VERIFICATIONS:
        wrong["verification"] = _("Say who verified that it works.")
    if restoration.method not in METHODS:
        wrong["method"] = _("Choose how it was solved.")
    if restoration.closure_code not in CLOSURE_CODES:
        wrong["closure_code"] = _("Choose the result.")
    if restoration.restored_at and restoration.restored_at > now():
        wrong["restored_at"] = _("This moment has not come yet.")
    if wrong:
        raise NotPossible(" ".join(wrong.values()), fields=wrong)
