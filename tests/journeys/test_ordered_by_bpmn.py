"""A process drawn elsewhere: brought in, ordered by, approved by letter, half done by a machine.

The picture is right at each step, and a worker that is killed in the middle does nothing twice.
"""

import os
import re
import signal
import subprocess
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from spoc.catalogue.activities import add_offering, publish_offering
from spoc.catalogue.models import Offering, Service
from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.kit.time import at, now
from spoc.people.models import Person, Team
from spoc.requests.models import SupportRequest
from spoc.work.activities import finish_task
from spoc.work.queries import tasks_of
from spoc.workflow.activities import actions
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.models import ActionRun, DefinitionVersion, Instance
from spoc.workflow.queries.shown import lit_of, steps_of
from tests.floor.furnished import COMMAND
from tests.floor.letters import letter
from tests.floor.stub import Call, Stub
from tests.workflow.processes import LAPTOP

AT = "/settings/processes"
ACCOUNT = "create-account"


@pytest.fixture
def elsewhere(settings):
    """The system that makes accounts, on this machine."""
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Stub() as stub:
        yield stub


@pytest.fixture
def machine(people, elsewhere):
    """The action that has an account made there; doing it twice with one key is doing it once."""
    told = {"address": f"{elsewhere.address}/accounts", "twice": "once", "keep": "id"}
    plan = ActionPlan("Create an account", told, {"who": "text"}, key=ACCOUNT)
    action = actions.add_action("http", by=people["Åsa Ekman"], plan=plan)
    return actions.switch_action(action, by=people["Åsa Ekman"], is_on=True)


@pytest.fixture
def drawn(client_of, people, machine) -> DefinitionVersion:
    """The process as its owner brings it in, wires it and publishes it on the pages."""
    peter, team = client_of("Peter Rask"), Team.objects.get(key="workplace")
    file = SimpleUploadedFile("laptop.bpmn", LAPTOP.encode(), "application/xml")
    peter.post(f"{AT}/new", {"name": "New laptop", "file": file})
    version = DefinitionVersion.objects.get()
    here = f"{AT}/versions/{version.pk}"
    peter.post(f"{here}/lanes", {"lane-0": team.pk, "lane-1": team.pk})
    approve = {"does": "approval", "approvers": "manager", "rule": "all", "days": 5}
    peter.post(f"{here}/wires/Approve_1", approve)
    account = {"does": "action", "machine": f"action:{ACCOUNT}", "given": "who = 'karin'"}
    peter.post(f"{here}/wires/Account_1", account)
    peter.post(f"{here}/publication", {"runs_as": people["Peter Rask"].pk})
    version.refresh_from_db()
    assert version.state == "published"
    return version


@pytest.fixture
def offering(people, drawn) -> Offering:
    """What is delivered by the process, for whoever Birgitta Ahl leads."""
    Person.objects.filter(name="Karin Holm").update(manager=people["Birgitta Ahl"])
    people.known.clear()
    lena = people["Lena Falk"]
    given = {"told": {"en": {"description": "Ready to use."}}, "lead_days": 3}
    service, process = Service.objects.get(key="workplace"), drawn.definition
    found = add_offering(service, by=lena, name="Laptop", definition=process, **given)
    publish_offering(found, by=lena)
    return found


@pytest.fixture
def ordered(client_of, offering, work) -> SupportRequest:
    """The order as somebody places it in the portal."""
    client_of("Karin Holm").post(f"/order/{offering.key}", {"then": "order"})
    work()
    return SupportRequest.objects.get(fulfilment__offering_version__offering=offering)


def case_of(request) -> Instance:
    return Instance.objects.get(subject_id=request.pk)


def lit(request) -> tuple[set[str], set[str]]:
    """Return what of the picture is under way, and what waits."""
    shown = lit_of(case_of(request))
    return set(shown.now), set(shown.waiting)


def do(request, people, title):
    task = next(each for each in tasks_of(request) if each.title == title and each.is_open)
    finish_task(task, by=people["Elin Sand"])


def answer_by_mail(text: str) -> None:
    """Answer the letter to the approver, from her own address."""
    ours = Letter.objects.filter(noun="approval", is_incoming=False).latest("id")
    sender = f"Birgitta Ahl <{ours.to_addresses[0]}>"
    ours_id = {"in_reply_to": ours.message_id, "references": ours.message_id}
    receive_letter(letter(sender, f"Re: {ours.subject}", text, **ours_id))


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_it_is_ordered_approved_by_mail_half_automated_delivered_and_accepted(
    client_of, people, ordered, elsewhere, work
):
    karin = client_of("Karin Holm")
    assert lit(ordered) == ({"Approve_1"}, set())
    assert "Approve the purchase" in words_of(karin.get(f"/help/requests/{ordered.pk}"))
    assert elsewhere.calls == []

    answer_by_mail("Ja, det är bra.\n\nBirgitta")
    work()
    assert len(elsewhere.calls) == 1
    assert lit(ordered) == ({"Prepare_1", "Install_1"}, {"Slow_1"})

    do(ordered, people, "Install")
    work()
    assert lit(ordered) == ({"Prepare_1", "Test_1"}, {"Slow_1"})
    do(ordered, people, "Test")
    work()
    assert lit(ordered) == ({"HandOver_1"}, set())
    page = client_of("Elin Sand").get(f"/cases/{case_of(ordered).pk}").content.decode()
    assert 'data-lit="now"' in page and 'data-lit="past"' in page

    do(ordered, people, "Hand over")
    work()
    ordered.refresh_from_db()
    assert (ordered.status, ordered.fulfilment.stage) == ("resolved", "delivered")
    assert {step.state for step in steps_of(ordered)} <= {"done", "cancelled"}

    karin.post(f"/help/requests/{ordered.pk}/confirmation")
    work()
    ordered.refresh_from_db()
    ordered.fulfilment.refresh_from_db()
    assert (ordered.status, ordered.fulfilment.stage) == ("closed", "accepted")


def test_what_is_denied_by_mail_is_refused_and_the_picture_ends_there(ordered, elsewhere, work):
    answer_by_mail("Nej, den gamla duger.")
    work()

    ordered.refresh_from_db()
    ordered.fulfilment.refresh_from_db()
    assert ordered.fulfilment.stage == "refused"
    assert "End_refused" in lit_of(case_of(ordered)).past
    assert elsewhere.calls == []


@pytest.mark.commits
def test_a_worker_killed_while_a_machine_is_at_it_does_the_step_once(
    people, ordered, elsewhere, work, run_job
):
    answer_by_mail("Ja")
    elsewhere.answer = Killing(elsewhere)

    work_in_another_process(ordered, elsewhere.answer)
    run = ActionRun.objects.get()
    assert (run.state, len(elsewhere.calls)) == ("doing", 1)

    with at(now() + timedelta(minutes=5)):
        run_job("workflow.action_jobs.keep_runs", timestamp=0)
        work()
    keys = {call.headers["Idempotency-Key"] for call in elsewhere.calls}
    assert (len(elsewhere.calls), len(keys)) == (2, 1)
    step = case_of(ordered).steps.get(element="Account_1")
    assert (step.state, step.result["id"]) == ("done", 7)
    assert [task.title for task in tasks_of(ordered)] == ["Install"]


class Killing:
    """Answers the first call by killing who called, as a machine that loses its power does."""

    def __init__(self, stub: Stub) -> None:
        self.stub, self.victim = stub, 0

    def __call__(self, call: Call) -> tuple[int, str]:
        if len(self.stub.calls) == 1:
            os.kill(self.victim, signal.SIGKILL)
        return 200, '{"id": 7}'


WORK = """
import sys
from tests.floor import jobs
print("ready", flush=True)
sys.stdin.readline()
jobs.work()
"""


def work_in_another_process(request: SupportRequest, killing: Killing) -> None:
    """Do what waits in a process of its own, which does not live to its end."""
    told = connection.settings_dict
    place = f"postgres://{told['USER']}@/{told['NAME']}?host={told['HOST']}"
    environment = {**os.environ, "DATABASE_URL": place, "SPOC_OUTWARD_ALLOWED": "127.0.0.0/8"}
    process = subprocess.Popen(
        [COMMAND, "manage", "shell", "-v", "0", "-c", WORK],
        env={**environment, "PYTHONPATH": os.getcwd()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    killing.victim = process.pid
    assert process.stdin and process.stdout and process.stdout.readline() == b"ready\n"
    process.communicate(b"\n", timeout=60)
    assert process.returncode == -signal.SIGKILL
