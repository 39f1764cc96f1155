"""What waits for approval in the demonstration: of a customer, of the desk, and one decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from spoc.kit.time import add_weekdays, at, now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.models import SupportRequest
from spoc.requests.rules import OPEN
from spoc.work.activities import ApprovalQuestion, ask_approval, decide

WEEKDAYS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: how long ago it was put, for somebody of where, to whom, at what price."""

    hours: int
    of: str
    title: str
    approvers: tuple[str, ...]
    price: str
    told: tuple[tuple[str, str], ...]
    words: str = ""
    rule: str = "all"
    quorum: int = 0
    said: str = ""


QUESTIONS = (
    Asked(
        30,
        "Norrvik Hospital",
        "A larger screen for the reading room",
        ("Karin Holm",),
        "4890",
        (("Screen", "32 inches, calibrated"), ("Where", "House 4, reading room A")),
        "The present one is too small for mammography.",
    ),
    Asked(
        26,
        "Norrvik Hospital",
        "Access to the trauma register",
        ("Birgitta Ahl", "Elin Sand", "Lena Falk"),
        "0",
        (("Role", "Reads and writes"), ("Until", "31 December")),
        rule="quorum",
        quorum=2,
    ),
    Asked(
        50,
        "Norrvik Schools",
        "Fem surfplattor till klass 4B",
        ("Oskar Nyman",),
        "21500",
        (("Modell", "11 tum"), ("Behövs från", "vårterminen")),
        "Eleverna delar i dag på två.",
    ),
    Asked(
        72,
        "City of Norrvik",
        "A licence for the drawing program",
        ("Lena Falk",),
        "1290",
        (("Licence", "One year"),),
        said="yes",
    ),
)


def ask_for_approvals(until: datetime) -> None:
    """Put each question about the newest open request of those it is about."""
    open_ones = SupportRequest.objects.filter(status__in=[str(each) for each in OPEN])
    # what is ordered asks for itself
    open_ones = open_ones.filter(resolved_at=None).exclude(fulfilment__stage__gt="")
    rows = open_ones.select_related("requester").order_by("-pk")
    taken: list[int] = []
    for asked in QUESTIONS:
        theirs = rows.filter(requester__organisation__name=asked.of)
        others = theirs.exclude(requester__name__in=asked.approvers)
        support_request = others.exclude(pk__in=taken).first()
        if support_request is not None:
            taken.append(support_request.pk)
            moment = max(until - timedelta(hours=asked.hours), support_request.created_at)
            with at(moment):
                _ask(support_request, asked)


def _ask(support_request: SupportRequest, asked: Asked) -> None:
    named = {each.name: each for each in Person.objects.filter(name__in=asked.approvers)}
    price = Decimal(asked.price)
    question = ApprovalQuestion(
        asked.title,
        tuple(named[name] for name in asked.approvers),
        asked.words,
        asked.rule,
        asked.quorum,
        support_request.requester,
        add_weekdays(now(), WEEKDAYS),
        told=asked.told,
        price=price or None,
        currency="SEK" if price else "",
    )
    round_ = ask_approval(support_request, by=system(), question=question)
    if asked.said:
        first = round_.approvals.select_related("round", "approver").order_by("order")[0]
        decide(first, by=first.approver, is_approved=asked.said == "yes", through="answer")
