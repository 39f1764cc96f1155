"""Handing work on to another team, with all that was found out; and asking who may decide it."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person, Team
from spoc.requests import access
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import put, save
from spoc.requests.models import Handoff, SupportRequest
from spoc.requests.queries.handoffs import pending_of, why_decided
from spoc.requests.words import decided_sentence, handoff_lack

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class HandoffNote:
    """What the next team must know: nothing of it may be left out."""

    tried: str
    found: str
    next_step: str
    told: str


@activity
def escalate(
    support_request: SupportRequest, *, by: Person, team: Team, note: HandoffNote, reason: str = ""
) -> SupportRequest:
    """Hand work on to a team with more skill or access (R13); the owner stays the same.

    The third hop, and a return to a team it left, are the incident coordinator's, who says why.
    """
    said = _checked(support_request, by, team, note)
    why = why_decided(support_request, team)
    reason = one_line(reason, 300)
    if why:
        _demand_decision(support_request, by, why, reason)
    handoff = _kept(support_request, by, team, said)
    handoff.state = Handoff.State.MADE
    handoff.decided_by, handoff.reason = (by, reason) if why else (None, "")
    handoff.save()
    before = support_request.team
    _hand_on(support_request, team)
    keep_promises(support_request, by=by)
    told = {part: ["", words] for part, words in asdict(said).items()}
    record(
        "request.escalated",
        support_request,
        by=by,
        to=team.name,
        handoff=handoff.pk,
        reason=handoff.reason or None,
        changes={"team": [str(before), team.name], **told},
    )
    return support_request


@activity
def ask_coordinator(
    support_request: SupportRequest, *, by: Person, team: Team, note: HandoffNote
) -> Handoff:
    """Ask the incident coordinator to hand it on: the note is kept until they decide."""
    said = _checked(support_request, by, team, note)
    why = why_decided(support_request, team)
    if not why:
        raise NotPossible(_("Nobody needs to decide this: escalate it."))
    handoff = _kept(support_request, by, team, said)
    handoff.state, handoff.by = Handoff.State.ASKED, by
    handoff.save()
    save(support_request, [])
    record(
        "request.coordinator_asked",
        support_request,
        by=by,
        to=team.name,
        why=why,
        handoff=handoff.pk,
        note=asdict(said),
    )
    return handoff


@activity
def keep_here(support_request: SupportRequest, *, by: Person, reason: str) -> SupportRequest:
    """Decide, as incident coordinator, that it stays with the team that has it."""
    demand(access.may_decide_hops(by, support_request), _("The incident coordinator decides this."))
    handoff = pending_of(support_request)
    if handoff is None:
        raise NotPossible(_("Nobody asks any more whether it is handed on."))
    said = one_line(reason, 300)
    if not said:
        words = _("Say why it stays.")
        raise NotPossible(words, fields={"reason": words})
    handoff.state, handoff.decided_by, handoff.reason = Handoff.State.DROPPED, by, said
    handoff.save()
    save(support_request, [])
    team = support_request.team.name if support_request.team else ""
    record("request.kept", support_request, by=by, team=team, reason=said, handoff=handoff.pk)
    return support_request


def withdraw_question(support_request: SupportRequest, *, by: Person) -> None:
    """Ask the incident coordinator no longer; part of what ends the work it was about."""
    for handoff in support_request.handoffs.asked():
        handoff.state = Handoff.State.DROPPED
        handoff.save(update_fields=["state"])
        to = handoff.to_team.name
        record("request.question_withdrawn", support_request, by=by, to=to, handoff=handoff.pk)


def _checked(
    support_request: SupportRequest, by: Person, team: Team, note: HandoffNote
) -> HandoffNote:
    """Return the note as it is kept, or refuse the hop: everything it lacks is named at once."""
    demand(access.may_work(by, support_request))
    said = {part: tidy(words).strip() for part, words in asdict(note).items()}
    lacking = {part: handoff_lack(part) for part, words in said.items() if not words}
    if lacking:
        words = _("The next team begins where you stopped: fill in all four fields.")
        raise NotPossible(words, fields=lacking)
    long = {part for part, words in said.items() if len(words) > LONGEST}
    if long:
        words = _("Write at most %(limit)s signs.") % {"limit": LONGEST}
        raise NotPossible(words, fields=dict.fromkeys(long, words))
    if team.pk == support_request.team_id or not team.is_active:
        raise NotPossible(_("It is with that team already, or the team is gone: choose another."))
    if support_request.status == "assigned" and support_request.accepted_at:
        raise NotPossible(_("Begin it first: then it can be handed on."))
    if support_request.status in ("new", "classified", "assigned"):
        raise NotPossible(_("Begin it first, or assign it to the other team."))
    if not support_request.allows("escalate"):
        raise NotPossible(_("Only work in progress can be handed on."))
    return HandoffNote(**said)


def _demand_decision(support_request: SupportRequest, by: Person, why: str, reason: str) -> None:
    if not access.may_decide_hops(by, support_request):
        words = decided_sentence(why)
        raise NotPossible(words, fields={"ask": words})
    if not reason:
        words = _("It went to and fro: say why it goes on.")
        raise NotPossible(words, fields={"reason": words})


def _kept(support_request: SupportRequest, by: Person, team: Team, said: HandoffNote) -> Handoff:
    """Return the note with these words: the one that waits, else a new one."""
    handoff = pending_of(support_request)
    if handoff is None:
        handoff = Handoff(support_request=support_request, by=by)
    at_work = support_request.team or team
    handoff.from_team, handoff.from_tier = at_work, at_work.tier
    handoff.to_team, handoff.to_tier, handoff.at = team, team.tier, now()
    for part, words in asdict(said).items():
        setattr(handoff, part, words)
    return handoff


def _hand_on(support_request: SupportRequest, team: Team) -> None:
    support_request.move_to("escalate", _("Only work in progress can be handed on."))
    wanted = {"team": team, "assignee": None, "pending_reason": "", "wake_at": None}
    put(support_request, wanted)
    support_request.hop_count += 1
    support_request.team_since = now()
    support_request.tier_max = max(support_request.tier_max or 0, team.tier)
    save(support_request, ["status", *wanted, "hop_count", "team_since", "tier_max"])
