"""Telling a requester that we cannot help."""

from spoc.channels.models import Letter


def test_the_letter_is_written_once_however_often_its_job_runs(at_status, work, run_job):
    request = at_status("rejected")
    work()

    run_job("requests.jobs.tell_declined", number=request.pk)
    work()

    sent = Letter.objects.filter(is_incoming=False, subject_id=request.pk, noun="request")
    assert sent.filter(text__contains="We cannot help").count() == 1
