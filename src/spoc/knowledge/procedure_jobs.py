"""What waits about procedures: asking readers, reminding them, and looking at them again."""

from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.knowledge.activities.acknowledging import ask_readers, remind_reader, tell_review
from spoc.knowledge.models import Procedure
from spoc.knowledge.queries.procedures import to_remind, to_review
from spoc.people.queries import system


@app.task(queue="requests")
def ask(procedure: int) -> None:
    """Ask those who work by it to read what came into force."""
    ask_readers(Procedure.objects.get(pk=procedure), by=system())


@app.periodic(cron="15 6 * * *")
@app.task(queue="requests", queueing_lock="look_at_procedures")
def look_at_procedures(timestamp: int) -> None:
    """Remind who has not read in time, and tell owners what is to be looked at again."""
    by, today = system(), now().date()
    for row in to_remind(today):
        remind_reader(row.procedure_version.procedure, by=by, person=row.person)
    for procedure in to_review(today):
        tell_review(procedure, by=by)
