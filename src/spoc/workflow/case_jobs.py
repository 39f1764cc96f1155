"""What waits about cases: steps that are over, and timers whose moment comes."""

from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.people.queries import system
from spoc.workflow.activities import cases
from spoc.workflow.models import ActionRun, Instance
from spoc.workflow.queries.outcomes import step_marked
from spoc.workflow.queries.processes import instances_due, running_of


@app.task(queue="requests")
def carry_on(number: int) -> None:
    """Go on with a case, now that something of it is done."""
    cases.carry_on(Instance.objects.get(pk=number), by=system())


@app.task(queue="requests")
def look_again(noun: str, number: int) -> None:
    """Go on with the cases of a record, now that some of its work is done."""
    for instance in running_of(noun, number):
        cases.carry_on(instance, by=system())


@app.task(queue="requests")
def settle_run(number: int) -> None:
    """Go on with the case that a run of an action belongs to."""
    step = step_marked(ActionRun.objects.get(pk=number).mark)
    if step is not None:
        cases.carry_on(step.instance, by=system())


@app.periodic(cron="* * * * * */15")
@app.task(queue="requests", queueing_lock="wake_cases")
def wake_cases(timestamp: int) -> None:
    """Go on with the cases whose timers are due."""
    for instance in instances_due(now()):
        carry_on.defer(number=instance.pk)
