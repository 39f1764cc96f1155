"""Approvals as pages show them: what waits for somebody, one question, the rounds of a record."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Prefetch, QuerySet
from django.utils.formats import number_format

from spoc.kit import keyset
from spoc.kit.nouns import noun, noun_of
from spoc.people.models import Person
from spoc.work import approval_access as access
from spoc.work.models import Approval, ApprovalRound
from spoc.work.rules.approval import DECIDED

PAGE = 50
WAITING, DECIDED_ORDER = ("id",), ("-decided_at", "-id")
WITH = ("round__beneficiary", "round__asked_by", "approver", "delegate", "decided_by")
STEPS = {"requested": "now", "waiting": "wait", "approved": "done", "denied": "failed"}
MOST_DUE = 200


@dataclass(frozen=True, slots=True)
class Voice:
    """What one approver was asked, and what they said."""

    pk: int
    name: str
    state: str
    step: str
    reason: str
    requested_at: datetime | None
    reminded_at: datetime | None
    decided_at: datetime | None
    decided_by: str
    delegate: str
    through: str

    @property
    def is_requested(self) -> bool:
        """Whether their answer is awaited."""
        return self.state == "requested"

    @property
    def in_place_of(self) -> str:
        """Whom somebody else decided for; empty where they decided themselves."""
        return self.name if self.decided_by and self.decided_by != self.name else ""


@dataclass(frozen=True, slots=True)
class Question:
    """A round ready to be drawn: what is asked, for whom, at what price, and who said what."""

    pk: int
    title: str
    words: str
    told: list[tuple[str, str]]
    price: str
    asked_by: str
    beneficiary: str
    asked_at: datetime
    due_at: datetime | None
    state: str
    settled_at: datetime | None
    rule: str
    quorum: int
    voices: list[Voice]

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.state == "open"

    @property
    def approved(self) -> int:
        """How many approved."""
        return sum(voice.state == "approved" for voice in self.voices)


@dataclass(frozen=True, slots=True)
class Line:
    """An approval in a list, with as much as its approver may know."""

    pk: int
    title: str
    beneficiary: str
    asked_by: str
    price: str
    requested_at: datetime | None
    due_at: datetime | None
    in_place_of: str
    state: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of somebody's approvals, and the mark of the next."""

    rows: list[Line]
    next: str | None


def waiting_for(person: Person, after: str | None) -> Listed:
    """Return a page of what waits for somebody's decision, what was asked first on top."""
    rows = with_round(access.approvals_for(person))
    page = keyset.page(rows, WAITING, size=PAGE, after=after)
    return Listed([_line(row, person) for row in page.rows], page.next)


def lines_of(rows: Iterable[Approval], person: Person) -> list[Line]:
    """Return approvals that were read already as lines of a list."""
    return [_line(row, person) for row in rows]


def decided_by(person: Person, after: str | None) -> Listed:
    """Return a page of what somebody decided, the newest first."""
    rows = with_round(access.approvals_decided_by(person))
    page = keyset.page(rows, DECIDED_ORDER, size=PAGE, after=after)
    return Listed([_line(row, person) for row in page.rows], page.next)


def question_of(approval: Approval) -> Question:
    """Return what an approver is asked, and what the others said."""
    return _question(_whole(ApprovalRound.objects.filter(pk=approval.round_id)).get())


def rounds_of(subject: Model) -> list[Question]:
    """Return the rounds of a record, the newest first."""
    return [_question(row) for row in _whole(rounds_on(subject))[:PAGE]]


def rounds_on(subject: Model) -> QuerySet[ApprovalRound]:
    """Return the rounds of a record as they are, the newest first."""
    mark = {"noun": noun_of(subject).key, "subject_id": subject.pk}
    return ApprovalRound.objects.filter(**mark).order_by("-id")


def open_rounds_of(key: str, pk: int) -> QuerySet[ApprovalRound]:
    """Return the rounds of a record that are not settled."""
    return ApprovalRound.objects.filter(noun=key, subject_id=pk, state="open").order_by("id")


def approval_numbered(pk: int) -> Approval | None:
    """Return the approval of this number; None where there is none."""
    return Approval.objects.select_related("round", "approver").filter(pk=pk).first()


def rounds_due(moment: datetime) -> QuerySet[ApprovalRound]:
    """Return the rounds whose time is over."""
    return ApprovalRound.objects.filter(state="open", due_at__lte=moment).order_by("due_at")[
        :MOST_DUE
    ]


def reminders_due(moment: datetime) -> QuerySet[Approval]:
    """Return the approvals half of whose time is over, and whose approver was not reminded."""
    rows = Approval.objects.filter(state="requested", reminded_at=None, remind_at__lte=moment)
    return rows.select_related("round").order_by("remind_at")[:MOST_DUE]


def record_seen(approval: Approval, person: Person) -> tuple[str, str] | None:
    """Return name and address of the record, where the reader may see it; None where not."""
    kind = noun(approval.round.noun)
    found = kind.visible_to(person).filter(pk=approval.round.subject_id).first()
    return (kind.reference(found), kind.address(found)) if found else None


def with_round(rows: QuerySet[Approval]) -> QuerySet[Approval]:
    """Return approvals with all that is told of them."""
    return rows.select_related(*WITH)


def approvals_of(subject: Model) -> QuerySet[Approval]:
    """Return what was asked about a record, of each approver."""
    mark = {"round__noun": noun_of(subject).key, "round__subject_id": subject.pk}
    return Approval.objects.filter(**mark)


def subjects_seen(rounds: Iterable[ApprovalRound], person: Person) -> set[tuple[str, int]]:
    """Return those of the records that somebody may see, asked for once a noun."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for each in rounds:
        wanted[each.noun].add(each.subject_id)
    return {
        (key, pk)
        for key, pks in wanted.items()
        for pk in noun(key).visible_to(person).filter(pk__in=pks).values_list("pk", flat=True)
    }


def price_said(asked: ApprovalRound) -> str:
    """Return the price as the reader's language writes it; empty where there is none."""
    if asked.price is None:
        return ""
    places = 0 if asked.price == asked.price.to_integral_value() else 2
    number = number_format(asked.price, places, use_l10n=True, force_grouping=True)
    return f"{number} {asked.currency}".strip()


def _whole(rows: QuerySet[ApprovalRound]) -> QuerySet[ApprovalRound]:
    people = Approval.objects.select_related("approver", "delegate", "decided_by")
    voices = Prefetch("approvals", people.order_by("order", "id"))
    return rows.select_related("beneficiary", "asked_by").prefetch_related(voices)


def _question(row: ApprovalRound) -> Question:
    return Question(
        pk=row.pk,
        title=row.title,
        words=row.words,
        told=[(label, said) for label, said in row.told],
        price=price_said(row),
        asked_by=_asker(row),
        beneficiary=row.beneficiary.name if row.beneficiary else "",
        asked_at=row.asked_at,
        due_at=row.due_at,
        state=row.state,
        settled_at=row.settled_at,
        rule=row.rule,
        quorum=row.quorum,
        voices=_voices(row.approvals.all()),
    )


def _voices(rows: Iterable[Approval]) -> list[Voice]:
    return [
        Voice(
            pk=row.pk,
            name=row.approver.name,
            state=row.state,
            step=STEPS.get(row.state, "gone"),
            reason=row.reason,
            requested_at=row.requested_at,
            reminded_at=row.reminded_at,
            decided_at=row.decided_at,
            decided_by=row.decided_by.name if row.decided_by else "",
            delegate=row.delegate.name if row.delegate else "",
            through=row.through,
        )
        for row in rows
    ]


def _line(row: Approval, person: Person) -> Line:
    asked = row.round
    return Line(
        pk=row.pk,
        title=asked.title,
        beneficiary=asked.beneficiary.name if asked.beneficiary else "",
        asked_by=_asker(asked),
        price=price_said(asked),
        requested_at=row.requested_at,
        due_at=asked.due_at,
        in_place_of=row.approver.name if row.approver_id != person.pk else "",
        state=row.state if row.state in DECIDED else asked.state,
        decided_at=row.decided_at,
    )


def _asker(asked: ApprovalRound) -> str:
    """Return who asked, where that is a person: what asks by itself names nobody."""
    return asked.asked_by.name if asked.asked_by.kind == Person.Kind.HUMAN else ""
