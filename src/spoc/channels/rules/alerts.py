"""The alerts of Prometheus' Alertmanager and of Grafana, which write them in the same shape."""

from collections.abc import Iterator, Mapping

from spoc.channels.rules import alarm_payload as said
from spoc.channels.rules.heard import Alarm

SERVICE_LABELS = ("service", "service_name", "app", "application")
ITEM_LABELS = ("instance", "host", "hostname", "node", "device")
TITLES = ("summary", "title", "message")
TEXTS = ("description", "message", "summary")
LINKS = ("panelURL", "dashboardURL", "generatorURL")
SHOWN = 20


def alarms_in(sent: Mapping[str, object]) -> Iterator[Alarm]:
    """Return an alarm for each alert."""
    alerts = sent.get("alerts")
    for each in alerts if isinstance(alerts, list) else []:
        alert = said.mapping(each)
        labels = said.mapping(alert.get("labels"))
        key = said.key(alert.get("fingerprint")) or said.key_of_labels(labels)
        is_over = said.words(alert.get("status")) == "resolved"
        if key:
            notes = said.mapping(alert.get("annotations"))
            yield _alarm(key, is_over, labels, notes, alert)


def alarm_of_group(sent: Mapping[str, object]) -> Alarm:
    """Return one alarm for all alerts that were sent together; it is over when all of them are."""
    labels = {**said.mapping(sent.get("groupLabels")), **said.mapping(sent.get("commonLabels"))}
    notes = said.mapping(sent.get("commonAnnotations"))
    is_over = said.words(sent.get("status")) == "resolved"
    each = list(alarms_in(sent))
    moments = [alarm.at for alarm in each if alarm.at]
    told = {"generatorURL": sent.get("externalURL")}
    key = said.key(sent.get("groupKey")) or said.key_of_labels(labels)
    made = _alarm(key, is_over, labels, notes, told)
    named = [f"- {alarm.title}" + (f" ({alarm.item})" if alarm.item else "") for alarm in each]
    more = len(each) - SHOWN
    lines = [made.text, *named[:SHOWN], *([f"- … +{more}"] if more > 0 else [])]
    return Alarm(
        key=made.key,
        is_over=is_over,
        title=made.title,
        text="\n".join(filter(None, lines)),
        severity=made.severity,
        service=made.service,
        item=made.item,
        at=(max(moments) if is_over else min(moments)) if moments else None,
        link=made.link,
        labels=made.labels,
    )


def _alarm(
    key: str,
    is_over: bool,
    labels: Mapping[str, object],
    notes: Mapping[str, object],
    alert: Mapping[str, object],
) -> Alarm:
    title = _first(notes, TITLES) or _first(labels, ("alertname",)) or key
    text = next((found for name in TEXTS if (found := said.text(notes.get(name)))), "")
    return Alarm(
        key=key,
        is_over=is_over,
        title=title,
        text="" if text == title else text,
        severity=said.severity(labels.get("severity") or labels.get("priority")),
        service=_first(labels, SERVICE_LABELS),
        item=_first(labels, ITEM_LABELS),
        at=said.moment(alert.get("endsAt" if is_over else "startsAt")),
        link=next((found for name in LINKS if (found := said.link(alert.get(name)))), ""),
        labels={said.words(name): said.words(value) for name, value in labels.items()},
    )


def _first(told: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := said.words(told.get(name)))), "")
