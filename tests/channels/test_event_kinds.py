"""What each monitoring system sends, read by table; and how it proves who it is."""

import base64
import json

import pytest

from spoc.channels.base import ChannelKind, Delivered
from spoc.kit.errors import NotAllowed

SECRET = "a secret of the monitoring"
ALERT = {
    "status": "firing",
    "labels": {
        "alertname": "QueueGrows",
        "instance": "post7.example:9100",
        "service": "mail",
        "severity": "critical",
    },
    "annotations": {"summary": "The mail queue grows", "description": "4,200 letters wait."},
    "startsAt": "2026-11-20T11:58:00.123456789Z",
    "endsAt": "0001-01-01T00:00:00Z",
    "generatorURL": "http://prometheus.example/graph",
    "fingerprint": "00ab12cd34ef5678",
}
OVER = ALERT | {"status": "resolved", "endsAt": "2026-11-20T12:10:00Z"}
OTHER = ALERT | {
    "fingerprint": "ffab12cd34ef5678",
    "labels": ALERT["labels"] | {"instance": "post8"},
}
GROUP = {
    "version": "4",
    "status": "firing",
    "groupKey": '{}:{alertname="QueueGrows"}',
    "groupLabels": {"alertname": "QueueGrows"},
    "commonLabels": {"alertname": "QueueGrows", "service": "mail", "severity": "critical"},
    "commonAnnotations": {"summary": "The mail queue grows"},
    "externalURL": "http://alertmanager.example",
    "truncatedAlerts": 0,
}
PROBLEM = {
    "trigger_id": "13491",
    "event_id": "70021",
    "value": "1",
    "severity": "4",
    "name": "Disk space is low on post7",
    "host": "post7",
    "text": "/var: 3 % left",
    "link": "https://zabbix.example/tr_events.php?eventid=70021",
    "at": "1795435200",
    "tags": '[{"tag":"service","value":"mail"},{"tag":"scope","value":"capacity"}]',
}
CHECK = {
    "type": "PROBLEM",
    "host": "post7",
    "check": "disk",
    "state": "CRITICAL",
    "output": 'DISK CRITICAL - "/var" 3% left\nperf',
    "service": "mail",
    "at": "1795435200",
}
PLAIN = {"key": "p7", "state": "firing", "title": "Pump stands still", "severity": "high"}
PLAIN |= {"service": "network-maps", "host": "pump7", "link": "https://scada.example/7"}


def kind_of(kind, /, **told):
    return ChannelKind.get(kind)({"secret": SECRET, "user": "", **told})


def delivered(sent, **headers):
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return Delivered({"content-type": "application/json", **headers}, body)


def alerts(*rows, **further):
    return GROUP | {"alerts": list(rows)} | further


# what is sent, and of each alarm: key, whether over, title, severity, service, item
TABLE = [
    (
        "alertmanager",
        alerts(ALERT, OTHER),
        [
            ("00ab12cd34ef5678", False, "The mail queue grows", "critical", "mail"),
            ("ffab12cd34ef5678", False, "The mail queue grows", "critical", "mail"),
        ],
    ),
    (
        "alertmanager",
        alerts(OVER),
        [("00ab12cd34ef5678", True, "The mail queue grows", "critical", "mail")],
    ),
    ("alertmanager", alerts(), []),
    (
        "grafana",
        alerts(ALERT | {"labels": {"alertname": "DatasourceNoData"}, "annotations": {}}),
        [("00ab12cd34ef5678", False, "DatasourceNoData", "warning", "")],
    ),
    ("zabbix", PROBLEM, [("13491", False, "Disk space is low on post7", "major", "mail")]),
    (
        "zabbix",
        PROBLEM | {"value": "0"},
        [("13491", True, "Disk space is low on post7", "major", "mail")],
    ),
    ("zabbix", PROBLEM | {"update_status": "1"}, []),
    (
        "icinga",
        CHECK,
        [
            (
                "post7!disk",
                False,
                'disk, post7: DISK CRITICAL - "/var" 3% left',
                "critical",
                "mail",
            )
        ],
    ),
    (
        "icinga",
        {"type": "RECOVERY", "host": "post7", "state": "UP"},
        [("post7", True, "post7: UP", "warning", "")],
    ),
    ("icinga", CHECK | {"type": "ACKNOWLEDGEMENT"}, []),
    ("events", PLAIN, [("p7", False, "Pump stands still", "major", "network-maps")]),
    (
        "events",
        PLAIN | {"state": "OK"},
        [("p7", True, "Pump stands still", "major", "network-maps")],
    ),
    ("events", [PLAIN, PLAIN | {"key": 8}], [("p7", False), ("8", False)]),
]


@pytest.mark.parametrize(("kind", "sent", "expected"), TABLE)
def test_what_is_sent_is_read_as_alarms(kind, sent, expected):
    read = kind_of(kind).read(delivered(sent))
    told = [(each.key, each.is_over, each.title, each.severity, each.service) for each in read]
    assert [each[: len(want)] for each, want in zip(told, expected, strict=True)] == expected


def test_what_an_alarm_is_about_and_since_when_is_read():
    [read] = kind_of("alertmanager").read(delivered(alerts(ALERT)))
    assert (read.item, read.at.isoformat()) == (
        "post7.example:9100",
        "2026-11-20T11:58:00.123456+00:00",
    )
    assert (read.text, read.link) == ("4,200 letters wait.", "http://prometheus.example/graph")
    [over] = kind_of("alertmanager").read(delivered(alerts(OVER)))
    assert over.at.isoformat() == "2026-11-20T12:10:00+00:00"


def test_a_group_is_one_alarm_where_that_is_set():
    kind = kind_of("alertmanager", together="group")
    [read] = kind.read(delivered(alerts(ALERT, OTHER)))
    assert (read.key, read.is_over) == (GROUP["groupKey"], False)
    assert "post7.example:9100" in read.text
    assert "post8" in read.text
    [over] = kind.read(delivered(alerts(OVER, status="resolved")))
    assert (over.key, over.is_over) == (GROUP["groupKey"], True)


def test_an_alert_without_a_fingerprint_is_known_by_its_labels():
    bare = {name: each for name, each in ALERT.items() if name != "fingerprint"}
    turned = bare | {"labels": dict(reversed(bare["labels"].items()))}
    first, second = kind_of("alertmanager").read(delivered(alerts(bare, turned)))
    assert first.key == second.key != ""


def test_icinga_may_send_a_form():
    form = b"host=post7&check=disk&state=CRITICAL&type=PROBLEM&output=a+%22b%22+%26+c"
    kind = kind_of("icinga")
    [read] = kind.read(Delivered({"content-type": "application/x-www-form-urlencoded"}, form))
    assert read.title == 'disk, post7: a "b" & c'


def test_a_mapping_says_where_things_stand():
    told = {"list": "data.events", "key": "id", "state": "now.word", "title": "names.0"}
    kind = kind_of("events", **told, over="fine, gone", item="at.host")
    row = {"id": 7, "now": {"word": "Gone"}, "names": ["Valve"], "at": {"host": "v7"}}
    [read] = kind.read(delivered({"data": {"events": [row]}}))
    assert (read.key, read.is_over, read.title, read.item) == ("7", True, "Valve", "v7")


@pytest.mark.parametrize("path", ["a..b", ".", "x" + ".x" * 30])
def test_a_path_nobody_can_walk_is_refused_when_it_is_set(path):
    assert "title" in ChannelKind.get("events").missing({"title": path})


HOSTILE = [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'"words"', b"7", b"null", b"{}", b"[]", b"[7]"]


@pytest.mark.parametrize("kind", ["alertmanager", "grafana", "zabbix", "icinga", "events"])
@pytest.mark.parametrize("body", HOSTILE)
def test_what_is_no_alarm_is_refused_in_a_sentence(kind, body):
    with pytest.raises(ValueError, match="What was sent"):
        kind_of(kind).read(delivered(body))


@pytest.mark.parametrize(
    "alert",
    [
        {},
        7,
        {"labels": 7, "annotations": [], "fingerprint": {}},
        {"labels": {"a": {"b": 1}}, "status": 3, "startsAt": 10**400, "fingerprint": "f"},
        {"fingerprint": "h", "annotations": {"summary": "half \ud800", "description": "\udfff"}},
        {"labels": {"a\u0000b": "c\u0000"}, "fingerprint": "x" * 9_000, "startsAt": "yesterday"},
    ],
)
def test_odd_alerts_stop_nothing(alert):
    [*odd, last] = kind_of("alertmanager").read(delivered(alerts(alert, ALERT)))
    assert last.key == ALERT["fingerprint"]
    # whatever was read can be kept
    assert all("\0" not in each.title + each.text for each in [*odd, last])
    assert all((each.title + each.text + each.key).encode() for each in [*odd, last])


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http://a b", 7])
def test_a_link_nobody_should_follow_is_left_out(link):
    [read] = kind_of("events").read(delivered(PLAIN | {"link": link}))
    assert read.link == ""


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


SHOWN = [
    ({}, {"authorization": f"Bearer {SECRET}"}, True),
    ({}, {"authorization": f"bearer {SECRET}"}, True),
    ({}, {"authorization": "Bearer another"}, False),
    ({}, {"authorization": "Bearer "}, False),
    ({}, {"authorization": SECRET}, False),
    ({}, {}, False),
    ({}, {"authorization": basic("", SECRET)}, False),
    ({"user": "prom"}, {"authorization": basic("prom", SECRET)}, True),
    ({"user": "prom"}, {"authorization": basic("prom", "another")}, False),
    ({"user": "prom"}, {"authorization": f"Bearer {SECRET}"}, False),
    ({"user": "prom"}, {"authorization": "Basic ???"}, False),
    ({"secret": ""}, {"authorization": "Bearer "}, False),
]


@pytest.mark.parametrize("kind", ["alertmanager", "grafana", "zabbix", "icinga", "events"])
@pytest.mark.parametrize(("told", "headers", "is_let_in"), SHOWN)
def test_a_sender_shows_the_secret(kind, told, headers, is_let_in):
    sent = Delivered(headers, b"{}")
    if is_let_in:
        assert kind_of(kind, **told).verify(sent) is None
        return
    with pytest.raises(NotAllowed):
        kind_of(kind, **told).verify(sent)


@pytest.mark.parametrize(("shown", "is_let_in"), [(SECRET, True), ("another", False), ("", False)])
def test_a_token_may_have_a_header_of_its_own(shown, is_let_in):
    kind = kind_of("events", header="X-Api-Key")
    assert kind.is_shown(Delivered({"x-api-key": shown}, b"")) is is_let_in
    assert not kind.is_shown(Delivered({"authorization": f"Bearer {SECRET}"}, b""))
