"""What waits about the record itself: seals, and jobs that lost their worker."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from spoc.audit import activities

SILENT_SECONDS = 30


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
