"""Suppliers with a contract, requests that are worked on, and letters between us and them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.people.queries import system
from spoc.requests.models import SupportRequest
from spoc.service_levels.models import Agreement, Calendar, Target
from spoc.suppliers import activities as do
from spoc.suppliers.activities import Order
from spoc.suppliers.models import Handover, Supplier
from spoc.world.norrvik.suppliers import build_suppliers

ALWAYS = {str(day): [["00:00", "24:00"]] for day in range(1, 8)}
TASK = "Replace the failed controller in shelf 4 of the archive."


@pytest.fixture
def hitec(people) -> Supplier:
    """The supplier of the archive, as the world has it."""
    there = Supplier.objects.filter(key="hitec").first()
    return there or build_suppliers(system())["hitec"]


@pytest.fixture
def contract(hitec) -> Agreement:
    """What the supplier promises at all hours: receipt in an hour, a solution in four."""
    calendar = Calendar.objects.create(key="test-always", name="Open", zone="UTC", week=ALWAYS)
    Agreement.objects.filter(kind="uc").update(state="ended")
    made = Agreement.objects.create(
        key="test-hitec-uc",
        kind="uc",
        name="Hitec, archive",
        party_noun="supplier",
        party_id=hitec.pk,
        calendar=calendar,
        pause_reasons=["question"],
        state="active",
        signed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    Target.objects.create(agreement=made, metric="receipt", minutes=60)
    Target.objects.create(agreement=made, metric="fix", minutes=240)
    return made


@pytest.fixture
def worked(at_status) -> SupportRequest:
    """A request of Karin Holm that Maja Lindqvist works on."""
    return at_status("in_progress", "incident")


@pytest.fixture
def order(hitec) -> Order:
    """What the supplier is to do."""
    return Order(hitec, "Controller of the archive", TASK)


@pytest.fixture
def sent(worked, order, people) -> Handover:
    """A handover that Maja Lindqvist sent to the supplier."""
    maja = people["Maja Lindqvist"]
    return do.send_handover(do.hand_over(worked, by=maja, order=order), by=maja)


@pytest.fixture
def answers(letter) -> Callable[..., object]:
    """Receive an answer to our last letter about a handover: `answers(handover, "ANSWER: …")`."""

    def received(handover, text, sender="Hitec Support <support@hitec.example>", **headers):
        ours = Letter.objects.filter(noun="handover", subject_id=handover.pk, is_incoming=False)
        last = ours.order_by("-id").first()
        headers = {"in_reply_to": last.message_id, "references": last.message_id, **headers}
        headers.setdefault("subject", f"Re: {last.subject}")
        receipt = receive_letter(letter(sender=sender, text=text, **headers))
        handover.refresh_from_db()
        return receipt

    return received
