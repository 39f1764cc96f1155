"""What waits about actions: running them, what was cut off, and what nobody fetched."""

from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.people.queries import system
from spoc.workflow.activities import identity, runs
from spoc.workflow.models import ActionRun
from spoc.workflow.queries.actions import runs_cut_off, runs_due, secrets_left
from spoc.workflow.queries.identity import checks_lapsed


@app.task(queue="actions")
def do_run(number: int) -> None:
    """Run an action; running twice runs it once."""
    runs.do_run(ActionRun.objects.get(pk=number), by=system())


@app.periodic(cron="* * * * *")
@app.task(queue="actions", queueing_lock="keep_runs")
def keep_runs(timestamp: int) -> None:
    """Take up what was cut off, run what waited for another attempt, and end what lapsed."""
    for run in runs_cut_off(now()):
        runs.recover_run(run, by=system())
    for run in runs_due(now()):
        do_run.defer(number=run.pk)
    for check in checks_lapsed(now()):
        identity.lapse_check(check, by=system())
    runs.forget_secrets(secrets_left(now()))
