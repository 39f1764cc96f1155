"""Whether an agreement is whole, and which agreements stand in each other's way."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.service_levels.models import Agreement
from spoc.service_levels.rules.selection import NEEDED, Selector, gaps, overlaps


def faults_of(agreement: Agreement) -> list[str]:
    """Return what keeps an agreement from being sent, a sentence each; nothing when it is whole.

    A customer's agreement for everybody and every service promises an answer and a solution
    whatever is asked; between two targets of a metric that fit the same request, one must say
    more than the other.
    """
    selectors = _selectors(agreement)
    if not selectors:
        return [_("It promises nothing yet: add a target.")]
    faults = [fault for metric, rows in selectors.items() for fault in _overlap(metric, rows)]
    if agreement.kind == "sla" and not agreement.party_id and not agreement.services.exists():
        faults += [fault for metric in NEEDED for fault in _gap(metric, selectors[metric])]
    calendars = {agreement.calendar, *(t.calendar for t in agreement.targets.all() if t.calendar)}
    retired = sorted(each.name for each in calendars if not each.is_active)
    words = _("The calendar %(name)s is out of use: choose another.")
    return faults + [words % {"name": name} for name in retired]


def rivals_of(agreement: Agreement) -> list[Agreement]:
    """Return other agreements in force of its kind, with the same party, for a service of its."""
    rows = Agreement.objects.filter(
        kind=agreement.kind,
        state="active",
        party_noun=agreement.party_noun,
        party_id=agreement.party_id,
    ).exclude(key=agreement.key)
    own = set(agreement.services.values_list("pk", flat=True))
    found = []
    for other in rows.prefetch_related("services"):
        theirs = {service.pk for service in other.services.all()}
        if own & theirs or (not own and not theirs):
            found.append(other)
    return found


def due_to_begin(moment: datetime) -> list[Agreement]:
    """Return the signed agreements whose moment came and which nothing stands in the way of."""
    rows = Agreement.objects.filter(state="in_review", signed_at__isnull=False)
    return [each for each in rows.filter(valid_from__lte=moment) if not rivals_of(each)]


def due_to_end(moment: datetime) -> QuerySet[Agreement]:
    """Return the agreements in force whose last moment came."""
    return Agreement.objects.filter(state="active", valid_to__lte=moment)


def due_to_review(today: date) -> QuerySet[Agreement]:
    """Return the agreements in force whose review is due and was not asked for."""
    is_new = Q(review_asked_on=None) | ~Q(review_asked_on=F("review_on"))
    return Agreement.objects.filter(is_new, state="active", review_on__lte=today)


def _selectors(agreement: Agreement) -> dict[str, list[Selector]]:
    found: dict[str, list[Selector]] = defaultdict(list)
    for target in agreement.targets.order_by("id"):
        found[target.metric].append(Selector(target.request_type or None, target.priority))
    return found


def _overlap(metric: str, rows: list[Selector]) -> list[str]:
    """Say which targets of a metric fit the same requests, with nothing to decide between them."""
    words = _("%(metric)s: “%(one)s” and “%(other)s” fit the same requests. Make one say more.")
    return [
        words % {"metric": label("metric", metric), "one": say(one), "other": say(other)}
        for one, other in overlaps(rows)
    ]


def _gap(metric: str, rows: list[Selector]) -> list[str]:
    """Say for what nothing is promised, a sentence for each type of request."""
    missing: dict[str, list[str]] = defaultdict(list)
    for kind, priority in gaps(metric, rows):
        missing[kind].append(f"P{priority}")
    words = _("%(metric)s: nothing is promised for “%(type)s” of priority %(priorities)s.")
    return [
        words
        % {
            "metric": label("metric", metric),
            "type": label("request_type", kind),
            "priorities": ", ".join(priorities),
        }
        for kind, priorities in missing.items()
    ]


def say(selector: Selector) -> str:
    """Return for what a target is meant, as people read it."""
    kind = label("request_type", selector.request_type) if selector.request_type else _("any type")
    if selector.priority is None:
        return kind
    return _("%(type)s, priority %(priority)s") % {"type": kind, "priority": selector.priority}
