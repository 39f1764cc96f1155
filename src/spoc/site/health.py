"""Whether it lives, whether it can serve, and what it measures."""

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

WAITING = Gauge("spoc_jobs_waiting", "Jobs that wait to be done")
HELD = Gauge("spoc_letters_held", "Letters kept and not understood yet")
OPEN = Gauge("spoc_requests_open", "Requests that somebody still has to work on or confirm")

FIGURES = """
SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'),
       (SELECT count(*) FROM channels_letter WHERE state IN ('stored', 'held')),
       (SELECT count(*) FROM requests_supportrequest
        WHERE status IN ('new', 'classified', 'assigned', 'in_progress', 'pending', 'resolved'))
"""


def live(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "live"})


def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return JsonResponse({"status": "waiting for the database"}, status=503)
    return JsonResponse({"status": "ready"})


def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures as Prometheus reads them: counts only, nothing of any case."""
    with connection.cursor() as cursor:
        cursor.execute(FIGURES)
        for gauge, value in zip((WAITING, HELD, OPEN), cursor.fetchone(), strict=True):
            gauge.set(value)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
