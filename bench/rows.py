"""The rows of a life, table by table, as COPY reads them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from bench.shape import RESPONSE_HOURS, Life, moment

NULL = r"\N"
DESK = "desk@bench"
MARKS = json.dumps(
    {"button": [], "concerns": None, "language": "en", "references": [], "in_reply_to": ""}
    | {"attachments": [], "is_automatic": False}
)
Row = dict[str, object]
Rows = list[tuple[str, Row]]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks."""

    pk: int
    organisation: int
    community: int
    mail: str
    is_vip: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A team: its agents, and its services with how critical each is."""

    pk: int
    tier: int
    agents: Sequence[int]
    services: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class House:
    """Who and what there is in the house, by key."""

    askers: Sequence[Asker]
    teams: Sequence[Place]
    categories: Sequence[int]
    agreement: int
    calendar: int
    end: int


@dataclass
class Writer:
    """Makes the rows of one life after another, and numbers what has no number of its own."""

    house: House
    keys: dict[str, "count[int]"] = field(default_factory=dict)

    def key(self, table: str) -> int:
        """Return the next key of a table."""
        return next(self.keys.setdefault(table, count(1)))

    def rows(self, life: Life, title: str, texts: Sequence[str]) -> Rows:
        """Return all rows of a life, each with its table."""
        asker = self.house.askers[life.requester % len(self.house.askers)]
        team = self.house.teams[life.team]
        agent = team.agents[life.agent % len(team.agents)]
        return [
            ("requests_supportrequest", self._request(life, asker, team, agent, title, texts[0])),
            *self._typed(life),
            *self._contact(life, asker, agent, title, texts[0]),
            *self._conversation(life, asker, agent, title, texts),
            *self._clocks(life),
            *self._facts(life, asker, agent, title),
        ]

    def _request(
        self, life: Life, asker: Asker, team: Place, agent: int, title: str, text: str
    ) -> Row:
        worked = self._worked(life, team, agent)
        row: Row = {"id": life.number, "title": title, "description": text, "language": "en"}
        row |= {"type": life.type, "status": life.status, "channel": life.channel}
        row |= {"is_complaint": False, "is_restricted": life.is_restricted, "is_major": False}
        row |= {"requester_id": asker.pk, "vip_rank": 1 - asker.is_vip, "team_id": team.pk}
        row |= {"organisation_id": asker.organisation, "community_id": asker.community}
        row |= dict.fromkeys(("created_at", "clock_anchor_at"), moment(life.created))
        row |= {"updated_at": moment(life.changed), "priority": life.priority}
        row |= {"hop_count": 0, "contact_count": 1, "reopen_count": 0, "reminders_sent": 0}
        row |= dict.fromkeys(("supportability_reason", "referral", "priority_reason"), "")
        row |= {"cancel_reason": "", "box_used_tier": "", "custom": "{}", "link_version": 1}
        row |= {"version": 1 + len(life.said), "used_mark": life.used_mark(self.house.end)}
        row |= {"pending_reason": "customer" if life.status == "pending" else ""}
        return row | self._spoken(life) | self._ended(life, team, text) | worked

    def _worked(self, life: Life, team: Place, agent: int) -> Row:
        """Tell what is known once it is classified."""
        if life.status == "new":
            return {"supportability": "undecided", "criticality": 4}
        service, criticality = team.services[life.agent % len(team.services)]
        category = self.house.categories[life.agent % len(self.house.categories)]
        row: Row = {"supportability": "supported", "criticality": criticality}
        row |= {"impact": 2, "urgency": 2, "matrix_priority": life.priority, "tier_max": team.tier}
        row |= {"service_id": service, "category_id": category, "team_since": moment(life.created)}
        row |= {"assignee_id": agent, "owner_id": agent}
        if life.status != "assigned":
            row |= {"accepted_at": moment(life.created)}
        if life.status in ("assigned", "in_progress"):
            row |= {"due_at": moment(life.due)}
        return row

    @staticmethod
    def _ended(life: Life, team: Place, text: str) -> Row:
        if not life.is_over:
            empty = ("resolution", "resolution_method", "closure_code", "confirmed_by")
            return dict.fromkeys(empty, "")
        row: Row = {"resolution": text, "resolution_method": "fix", "closure_code": "solved"}
        row |= {"resolved_at": moment(life.ended), "tier_resolved": team.tier, "confirmed_by": ""}
        if life.status == "closed":
            row |= {"closed_at": moment(life.ended), "confirmed_by": "requester"}
            row |= {"is_first_contact": len(life.said) <= 2}
        return row

    @staticmethod
    def _spoken(life: Life) -> Row:
        """Tell when each side spoke."""
        desk = [said.at for said in life.said if said.is_from_desk and not said.is_internal]
        asked = [said.at for said in life.said if not said.is_from_desk]
        row: Row = {"requester_spoke_at": moment(asked[-1])}
        if desk:
            row |= {"first_response_at": moment(desk[0]), "desk_spoke_at": moment(desk[-1])}
        return row

    def _typed(self, life: Life) -> Iterator[tuple[str, Row]]:
        of: Row = {"support_request_id": life.number}
        if life.type == "incident":
            names = ("degree", "workaround", "cause", "verification", "feature", "fix")
            flags = ("is_security", "is_safety", "is_legal")
            yield (
                "requests_incident",
                of
                | {"detection": "user", "occurred_at": moment(life.created), "users_affected": 1}
                | {"restored_at": moment(life.ended) if life.is_over else None}
                | dict.fromkeys(names, "")
                | dict.fromkeys(flags, False),
            )
        elif life.type == "information":
            yield "requests_informationrequest", of | {"is_gap": False, "receipt": "n/a"}
        elif life.type == "fulfilment":
            yield "requests_fulfilment", of | {"wanted": "", "quantity": 1, "cost_centre": ""}
        if life.is_over:
            done = {"begun_at": moment(life.ended), "completed_at": moment(life.ended)}
            flags = ("is_only_restored", "is_category_checked")
            yield (
                "requests_closure",
                of | dict.fromkeys(flags, False) | done | {"no_problem_reason": ""},
            )

    def _contact(
        self, life: Life, asker: Asker, agent: int, title: str, text: str
    ) -> Iterator[tuple[str, Row]]:
        key, came = self.key("channels_interaction"), moment(life.created)
        yield (
            "channels_interaction",
            {"id": key, "channel": life.channel, "is_incoming": True, "unidentified": ""}
            | {"started_at": came, "ended_at": came, "handling_minutes": 0, "language": "en"}
            | {"subject": title, "body": text, "disposition": "request_new"}
            | {"agent_id": agent if life.channel == "phone" else None, "person_id": asker.pk}
            | {"community_id": asker.community, "organisation_id": asker.organisation},
        )
        yield (
            "requests_contact",
            {"id": key, "interaction_id": key, "support_request_id": life.number},
        )

    def _conversation(
        self, life: Life, asker: Asker, agent: int, title: str, texts: Sequence[str]
    ) -> Iterator[tuple[str, Row]]:
        kinds = {"email": "mail", "phone": "call", "portal": "portal", "api": "api"}
        for said, text in zip(life.said, texts, strict=True):
            key, at = self.key("requests_entry"), moment(said.at)
            sent = said.is_from_desk and not said.is_internal
            came = life.channel == "email" and not said.is_from_desk
            letter = key if sent or came else None
            kind = "note" if said.is_internal else "mail" if sent else kinds[life.channel]
            row: Row = {"id": key, "kind": kind, "is_internal": said.is_internal, "text": text}
            row |= {"is_from_desk": said.is_from_desk, "quoted": "", "html": "", "bcc": "[]"}
            row |= {"to": json.dumps([asker.mail]) if sent else "[]", "minutes": None, "at": at}
            row |= {"is_removed": False, "is_marked": False, "letter_id": letter}
            row |= {"author_id": agent if said.is_from_desk else asker.pk}
            row |= {"support_request_id": life.number}
            yield "requests_entry", row
            if letter:
                kept = self._sent(asker, text) if sent else self._came(key, asker)
                row = self._letter(key, life, asker, title) | kept
                yield "channels_letter", row | {"at": at, "settled_at": at}

    @staticmethod
    def _letter(key: int, life: Life, asker: Asker, title: str) -> Row:
        row: Row = {"id": key, "size": 0, "cc_addresses": "[]", "noun": "request"}
        row |= {"message_id": f"<r{life.number}.e{key}@bench>", "subject_id": life.number}
        row |= {"subject": f"R-{life.number}: {title}", "reason": "", "tries": 0}
        return row | {"community_id": asker.community}

    @staticmethod
    def _sent(asker: Asker, text: str) -> Row:
        row: Row = {"is_incoming": False, "state": "sent", "digest": "", "from_address": DESK}
        return row | {
            "to_addresses": json.dumps([asker.mail]),
            "marks": MARKS,
            "text": text,
            "outcome": "kept",
        }

    @staticmethod
    def _came(key: int, asker: Asker) -> Row:
        row: Row = {"is_incoming": True, "state": "done", "digest": f"{key:064x}", "text": ""}
        return row | {
            "from_address": asker.mail,
            "to_addresses": json.dumps([DESK]),
            "marks": "{}",
            "outcome": "registered",
        }

    def _clocks(self, life: Life) -> Iterator[tuple[str, Row]]:
        """Give it the promises of a first answer and of a solution, reckoned around the clock."""
        answered = life.status != "new"
        first = min(life.said[1].at if len(life.said) > 1 else life.created + 600, self.house.end)
        response = life.created + RESPONSE_HOURS * 3_600
        yield self._clock(life, "response", response, first if answered else None)
        if answered:
            yield self._clock(life, "resolution", life.due, life.ended if life.is_over else None)

    def _clock(self, life: Life, metric: str, due: int, stopped: int | None) -> tuple[str, Row]:
        runs, is_late = stopped is None, (stopped or self.house.end) > due
        waits = runs and life.status == "pending"
        row: Row = {
            "id": self.key("service_levels_clock"),
            "noun": "request",
            "subject_id": life.number,
        }
        row |= {"metric": metric, "target_minutes": (due - life.created) // 60, "fired": 0}
        row |= {"started_at": moment(life.created), "pauses": "[]", "pause_reason": ""}
        row |= {"paused_since": moment(life.changed) if waits else None}
        if waits:
            row["pause_reason"] = "customer"
        row |= {"stopped_at": moment(stopped) if stopped else None, "broken_by": ""}
        row |= {"result": "running" if runs else "breached" if is_late else "met"}
        row |= {"due_at": moment(due) if runs and not waits else None, "exempt_reason": ""}
        row |= {"broken_at": moment(due) if is_late and not waits else None}
        row |= {"broken_by": "time" if is_late and not waits else ""}
        row |= {"agreement_id": self.house.agreement, "calendar_id": self.house.calendar}
        return "service_levels_clock", row

    def _facts(self, life: Life, asker: Asker, agent: int, title: str) -> Iterator[tuple[str, Row]]:
        """Tell the steps of the life; without digests: nobody examines this chain."""
        told = {"title": title, "channel": life.channel, "requester": asker.mail}
        steps: list[tuple[str, int, int, dict[str, object]]] = []
        steps.append(("request.registered", life.created, asker.pk, told))
        if life.status != "new":
            steps.append(("request.started", life.created + 300, agent, {}))
        if life.is_over:
            how = {"code": "solved", "method": "fix", "changes": {}}
            steps.append(("request.resolved", life.ended, agent, how))
        if life.status == "closed":
            steps.append(("request.closed", life.ended, asker.pk, {"how": "requester"}))
        for nth, (kind, at, by, values) in enumerate(steps, 1):
            key = self.key("audit_fact")
            fact: Row = {"id": key, "kind": kind, "noun": "request", "subject_id": life.number}
            fact |= {"seq": nth, "at": moment(at), "by_id": by, "digests": "{}", "digest": r"\\x00"}
            yield "audit_fact", fact
            kept = json.dumps(values)
            yield "audit_particulars", {"fact_id": key, "values": kept, "salts": "{}"}


def line(row: Row, columns: Sequence[str]) -> str:
    """Return a row as COPY reads it; our texts hold no sign that would have to be escaped.

    >>> line({"a": 1, "b": None, "c": False}, ["a", "b", "c"])
    '1\\t\\\\N\\tf'
    """
    return "\t".join(_said(row.get(column)) for column in columns)


def _said(value: object) -> str:
    if value is None:
        return NULL
    if value is True:
        return "t"
    return "f" if value is False else str(value)
