"""The real Alertmanager tells a Spoc that runs of an alert, and that it is over."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from spoc.channels.activities import add_channel
from spoc.channels.models import Channel, Delivery
from spoc.intake.activities import resolve_cleared
from spoc.intake.alarm_queries import alarms_of
from spoc.kit.time import now
from spoc.requests.models import SupportRequest
from tests.floor.debian import debian, eventually, free_port, is_heard, only_when_asked, running

only_when_asked("tests/journeys/test_real_alertmanager.py")
pytestmark = pytest.mark.commits

TOKEN = "a secret of the monitoring"
SETTINGS = """
route: {{receiver: spoc, group_by: [alertname], group_wait: 0s, group_interval: 1s}}
receivers:
- name: spoc
  webhook_configs:
  - url: {url}
    http_config: {{authorization: {{credentials: "{token}"}}}}
"""
LABELS = {"alertname": "DiskFull", "instance": "post7", "severity": "critical", "service": "mail"}
NOTES = {"summary": "The disk of post7 is full", "description": "3 % left"}

Told = Callable[..., Delivery]


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """The packages of Alertmanager in a folder."""
    with debian("prometheus-alertmanager") as folder:
        yield folder


@pytest.fixture
def channel(people) -> Channel:
    """The desk's channel for it, as an administrator set it up."""
    told = {"secret": TOKEN}
    return add_channel("Prometheus", by=people["Åsa Ekman"], kind="alertmanager", told=told)


@pytest.fixture
def tell(root, channel, live_server, work) -> Iterator[Told]:
    """Tell Alertmanager of the alert, and return what Spoc kept of it: `tell(is_over=True)`."""
    url, port = f"{live_server.url}/in/{channel.mark}", free_port()
    (root / "settings.yml").write_text(SETTINGS.format(url=url, token=TOKEN))

    def told(*, is_over: bool = False) -> Delivery:
        known = {each.pk for each in Delivery.objects.all()}
        post_alert(port, is_over)

        def read() -> Delivery | None:
            # kept first, and heard a moment after
            work()
            return Delivery.objects.exclude(pk__in=known).exclude(state="stored").first()

        return eventually(read, root=root)

    with running(root, *alertmanager(port)):
        eventually(lambda: is_heard(port), root=root)
        yield told


def alertmanager(port: int) -> tuple[str, ...]:
    """Return how it is started: alone, and on this machine only."""
    return (
        "/usr/bin/prometheus-alertmanager",
        "--config.file=/settings.yml",
        "--storage.path=/tmp/alertmanager",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
    )


def post_alert(port: int, is_over: bool) -> None:
    """Give the alert to Alertmanager, as Prometheus does."""
    begun = now() - timedelta(minutes=1)
    alert = {"labels": LABELS, "annotations": NOTES, "startsAt": begun.isoformat()}
    if is_over:
        alert["endsAt"] = now().isoformat()
    address = f"http://127.0.0.1:{port}/api/v2/alerts"
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(address, json.dumps([alert]).encode(), headers), timeout=10) as answer:
        assert answer.status == 200


def test_an_alert_of_alertmanager_is_an_incident_and_its_end_proposes_to_resolve_it(tell, people):
    first = tell()
    assert (first.state, first.outcome) == ("done", "opened")
    [incident] = SupportRequest.objects.filter(channel="event")
    assert (incident.title, incident.service.key) == (NOTES["summary"], "mail")
    assert incident.priority == 1
    assert not alarms_of(incident).is_over

    last = tell(is_over=True)
    assert (last.state, last.outcome) == ("done", "cleared")
    [incident] = SupportRequest.objects.filter(channel="event")
    assert incident.is_open and alarms_of(incident).is_over
    assert resolve_cleared(incident, by=people["Elin Sand"]).status == "resolved"
