"""What waits about the record itself: seals, jobs that lost their worker, and jobs long done."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from spoc.audit import activities

SILENT_SECONDS = 30
KEPT_HOURS = 7 * 24


@app.periodic(cron="17 * * * *")
@app.task(queue="audit", queueing_lock="seal")
def seal(timestamp: int) -> None:
    """Close the facts so far under one digest."""
    activities.seal()


@app.periodic(cron="* * * * * */30")
@app.task(queue="audit", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give the jobs of a worker that died to another."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="40 3 * * *")
@app.task(queue="audit", queueing_lock="forget_done", pass_context=True)
async def forget_done(context: JobContext, timestamp: int) -> None:
    """Remove the jobs that were done a week ago; those that failed stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
