"""Whether it lives, whether it can serve, and what it measures."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from spoc.people.access import may_read_figures
from spoc.people.activities.doors import holder_of

WAITING = Gauge("spoc_jobs_waiting", "Jobs that wait to be done")
HELD = Gauge("spoc_letters_held", "Letters kept and not understood yet")
OPEN = Gauge("spoc_requests_open", "Requests that somebody still has to work on or confirm")
# whatever brings a call of somebody else says so in one of these
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
LOCAL = ("localhost", "127.0.0.1", "::1")

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
    """Give the figures as Prometheus reads them, to this machine and to who has a token for it."""
    if not (_is_from_here(request) or _has_token(request)):
        words = _("The figures are read on this machine, or with a token that may read them.")
        challenge = {"WWW-Authenticate": 'Bearer realm="spoc"'}
        return HttpResponse(words, status=401, headers=challenge, content_type="text/plain")
    with connection.cursor() as cursor:
        cursor.execute(FIGURES)
        for gauge, value in zip((WAITING, HELD, OPEN), cursor.fetchone(), strict=True):
            gauge.set(value)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _is_from_here(request: HttpRequest) -> bool:
    """Tell whether the call began on this machine.

    Behind a proxy every call comes from here, and not every proxy says so: where people reach Spoc
    at another address than this machine's own, coming from here proves nothing.
    """
    is_local_only = urlsplit(settings.SPOC_URL).hostname in LOCAL
    if not is_local_only or settings.SPOC_TRUSTED_PROXIES:
        return False
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and not any(
        name in request.headers for name in FORWARDED
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _has_token(request: HttpRequest) -> bool:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    token = holder_of(secret.strip()) if scheme.lower() == "bearer" else None
    return token is not None and "metrics" in token.scopes and may_read_figures(token.person)
