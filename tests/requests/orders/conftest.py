"""What the tests of orders share: things to order, and orders brought to where a test begins."""

from decimal import Decimal

import pytest

from spoc.catalogue.activities import add_offering, publish_offering, set_approvals, shape_form
from spoc.catalogue.models import Offering, Service
from spoc.people.models import Person, Team
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import SupportRequest
from spoc.work.activities import decide, finish_task
from spoc.work.models import Approval, Task

TOLD = {"en": {"description": "It is ready to use."}, "sv": {"description": "Klar att använda."}}
FORM = [
    {
        "key": "model",
        "kind": "choice",
        "name": "Model",
        "names": {"sv": "Modell"},
        "is_needed": True,
        "choices": [
            {"key": "small", "name": "Small", "names": {"sv": "Liten"}},
            {"key": "big", "name": "Big", "names": {"sv": "Stor"}},
        ],
    },
    {
        "key": "why",
        "kind": "text",
        "name": "Why the big one",
        "is_needed": True,
        "when": {"field": "model", "test": "is", "values": ["big"]},
    },
    {"key": "where", "kind": "text", "name": "Where to", "begins_with": "place"},
]
BY_MANAGER = {"approvers": [{"who": "manager"}]}


@pytest.fixture
def managed(people):
    """Let Birgitta Ahl lead Karin Holm, who may be led by somebody of the hospital."""
    Person.objects.filter(name="Karin Holm").update(manager=people["Birgitta Ahl"])
    people.known.clear()
    return people["Karin Holm"]


@pytest.fixture
def offer(people):
    """Return a function that offers something: `offer("Laptop", form=FORM, price=...)`."""

    def made(name="Laptop", service="workplace", *, form=(), approvals=None, **wanted) -> Offering:
        lena = people["Lena Falk"]
        given = {"told": TOLD, "lead_days": 3, "team": Team.objects.get(key="workplace"), **wanted}
        found = add_offering(Service.objects.get(key=service), by=lena, name=name, **given)
        if form:
            shape_form(found, by=lena, form=form)
        if approvals:
            set_approvals(found, by=lena, approvals=approvals)
        publish_offering(found, by=lena)
        return found

    return made


@pytest.fixture
def laptop(offer, managed):
    """Give a laptop with a form and a price, which the manager approves."""
    return offer(form=FORM, approvals=BY_MANAGER, price=Decimal("9800.00"))


@pytest.fixture
def ordered(people):
    """Return a function that orders something for Karin Holm, by herself unless said otherwise."""

    def made(offering: Offering, *, by="Karin Holm", whom="Karin Holm", **wish) -> SupportRequest:
        return order(people[whom], by=people[by], wish=Wish(offering, **wish))

    return made


@pytest.fixture
def waiting(laptop, ordered):
    """Give an order that waits for the approval of Karin's manager."""
    return ordered(laptop, answers={"model": "small"})


@pytest.fixture
def decided(people, work):
    """Return a function that lets the manager decide an order, and the jobs that follow be done."""

    def done(request: SupportRequest, *, is_approved=True, reason="") -> SupportRequest:
        work()
        approval = Approval.objects.get(round__noun="request", round__subject_id=request.pk)
        decide(approval, by=people["Birgitta Ahl"], is_approved=is_approved, reason=reason)
        work()
        return SupportRequest.objects.get(pk=request.pk)

    return done


@pytest.fixture
def finish(people, work):
    """Return a function that does every task of a request, and the jobs that follow."""

    def done(request: SupportRequest) -> SupportRequest:
        for task in Task.objects.filter(noun="request", subject_id=request.pk):
            finish_task(task, by=people["Elin Sand"])
        work()
        return SupportRequest.objects.get(pk=request.pk)

    return done
