"""What was sent back is not delivered by what was done before: only by what is done since."""

import pytest
from tests.workflow.processes import listed

from spoc.kit.time import at, now
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.activities.fulfil import look_at_order, settle_process
from spoc.requests.models import SupportRequest
from spoc.work.activities import TaskPlan, add_tasks, finish_task
from spoc.work.models import Task
from spoc.workflow.models import Instance


@pytest.fixture
def sent_back(people, work):
    """Return a function that delivers an order by its task, and sends it back."""

    def done(request: SupportRequest) -> SupportRequest:
        for task in Task.objects.filter(noun="request", subject_id=request.pk, state="open"):
            finish_task(task, by=people["Elin Sand"])
        work()
        found = SupportRequest.objects.get(pk=request.pk)
        assert found.fulfilment.stage == "delivered"
        do.reopen(found, by=people["Karin Holm"], reason="It has no wheel")
        return SupportRequest.objects.get(pk=request.pk)

    return done


def test_a_job_that_comes_again_delivers_nothing(sent_back, offer, ordered):
    request = sent_back(ordered(offer("Mouse")))
    look_at_order(request, by=system())
    assert SupportRequest.objects.get(pk=request.pk).fulfilment.stage == "fulfilling"


def test_what_is_done_since_delivers_it(people, sent_back, offer, ordered, work):
    request, elin = sent_back(ordered(offer("Mouse"))), people["Elin Sand"]
    with at(now().replace(year=now().year + 1)):
        (task,) = add_tasks(request, by=elin, plans=[TaskPlan("Fetch another one")])
        finish_task(task, by=elin)
        work()
    assert SupportRequest.objects.get(pk=request.pk).fulfilment.stage == "delivered"


def test_a_process_that_was_through_before_delivers_nothing(
    people, sent_back, offer, ordered, work
):
    step = {"sort": "task", "name": "Fetch it", "team": Team.objects.order_by("pk").first().pk}
    version = listed(people["Peter Rask"], step)
    request = ordered(offer("Laptop", definition=version.definition))
    work()
    request = sent_back(request)
    case = Instance.objects.get(pk=request.fulfilment.instance_id)
    settle_process(request, by=system(), instance=case)
    settle_process(request, by=system(), instance=case, refused="No")
    again = SupportRequest.objects.get(pk=request.pk)
    assert again.fulfilment.stage == "fulfilling"
    assert not Task.objects.filter(subject_id=request.pk, state="open").exists()


def test_after_its_process_people_deliver_by_tasks_of_their_own(
    people, sent_back, offer, ordered, work
):
    elin, step = people["Elin Sand"], {"sort": "task", "name": "Fetch it"}
    step["team"] = Team.objects.order_by("pk").first().pk
    version = listed(people["Peter Rask"], step)
    request = ordered(offer("Laptop", definition=version.definition))
    work()
    request = sent_back(request)
    with at(now().replace(year=now().year + 1)):
        (task,) = add_tasks(request, by=elin, plans=[TaskPlan("Fetch another one")])
        finish_task(task, by=elin)
        work()
    assert SupportRequest.objects.get(pk=request.pk).fulfilment.stage == "delivered"
