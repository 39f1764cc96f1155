"""What waits about surveys and complaints: letters, follow-ups, and times that are over."""

from procrastinate.contrib.django import app

from spoc.feedback import activities
from spoc.feedback.models import Complaint, Compliment, Survey
from spoc.feedback.queries import late_complaints, silent_complaints, surveys_over
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.models import SupportRequest


@app.task(queue="requests")
def ask(number: int) -> None:
    """Ask how it was."""
    activities.ask_how_it_was(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def follow_up(survey: int) -> None:
    """Let somebody look into a low score."""
    activities.follow_up(Survey.objects.get(pk=survey), by=system())


@app.task(queue="requests")
def tell_praised(compliment: int) -> None:
    """Pass thanks on."""
    activities.tell_praised(Compliment.objects.get(pk=compliment), by=system())


@app.task(queue="requests")
def receive_flagged(number: int, by: int) -> None:
    """Take a request that is marked as a complaint for one."""
    who = Person.objects.get(pk=by)
    activities.receive_flagged(SupportRequest.objects.get(pk=number), by=who)


@app.task(queue="requests")
def tell_received(complaint: int) -> None:
    """Let who manages the service know of a complaint."""
    activities.tell_received(Complaint.objects.get(pk=complaint), by=system())


@app.task(queue="requests")
def tell_heard(complaint: int) -> None:
    """Let whoever answers a complaint know that more was written about it."""
    activities.tell_heard(Complaint.objects.get(pk=complaint), by=system())


@app.task(queue="requests")
def tell_escalated(complaint: int) -> None:
    """Let the management know of a complaint that was brought before it."""
    activities.tell_escalated(Complaint.objects.get(pk=complaint), by=system())


@app.periodic(cron="25 * * * *")
@app.task(queue="requests", queueing_lock="expire_surveys")
def expire_surveys(timestamp: int) -> None:
    """End the questions nobody answered in time."""
    for survey in surveys_over(now()):
        activities.expire_survey(survey, by=system())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="requests", queueing_lock="look_at_complaints")
def look_at_complaints(timestamp: int) -> None:
    """Tell of complaints nobody acknowledged in time, and close what was met by silence."""
    by, moment = system(), now()
    for complaint in late_complaints(moment):
        activities.tell_late(complaint, by=by)
    for complaint in silent_complaints(moment):
        activities.lapse_complaint(complaint, by=by)
