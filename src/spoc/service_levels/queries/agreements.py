"""Whether an agreement is whole, and whether what it rests on fits inside it."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.service_levels.models import Agreement, Target
from spoc.service_levels.rules.selection import NEEDED, Selector, does_not_fit, gaps, overlaps


def faults_of(agreement: Agreement) -> list[str]:
    """Return what keeps an agreement from being sent, a sentence each; nothing when it is whole.

    A customer's agreement promises an answer and a solution whatever is asked; between two
    targets of a metric that fit the same request, one must say more than the other.
    """
    selectors = _selectors(agreement)
    faults = []
    for metric, rows in selectors.items():
        for one, other in overlaps(rows):
            words = _("%(metric)s: %(one)s and %(other)s fit the same requests.")
            parts = {"metric": label("metric", metric), "one": _say(one), "other": _say(other)}
            faults.append(words % parts)
    if agreement.kind == "sla" and not agreement.services.exists() and not agreement.party_id:
        faults += [fault for metric in NEEDED for fault in _gap(metric, selectors[metric])]
    if not any(selectors.values()):
        faults.append(_("It promises nothing yet: add a target."))
    return faults


def missing_minutes(agreement: Agreement) -> int:
    """Return by how many minutes the parts it rests on exceed its tightest promise to solve.

    The parts are the teams' own agreements in force for the services' teams, one after another.
    """
    if agreement.kind != "sla":
        return 0
    promised = agreement.targets.filter(metric__in=["resolution", "fulfilment"])
    tightest = promised.order_by("minutes").values_list("minutes", flat=True).first()
    if tightest is None:
        return 0
    return does_not_fit(tightest, list(_parts(agreement)))


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


def _parts(agreement: Agreement) -> list[int]:
    """Return the minutes each team and supplier may take of the agreement's services, at most."""
    services = agreement.services.all()
    teams = {service.team_id for service in services if service.team_id}
    own = Target.objects.filter(
        agreement__kind="ola", agreement__state="active", agreement__party_noun="team"
    )
    rows: QuerySet[Target] = own.filter(agreement__party_id__in=teams) if teams else own
    longest: dict[int, int] = defaultdict(int)
    for target in rows.select_related("agreement"):
        party = target.agreement.party_id or 0
        longest[party] = max(longest[party], target.minutes)
    return list(longest.values()) if teams else sorted(longest.values())[-1:]


def _selectors(agreement: Agreement) -> dict[str, list[Selector]]:
    found: dict[str, list[Selector]] = defaultdict(list)
    for target in agreement.targets.all():
        found[target.metric].append(Selector(target.request_type or None, target.priority))
    return found


def _gap(metric: str, rows: list[Selector]) -> list[str]:
    missing = gaps(metric, rows)
    if not missing:
        return []
    kind, priority = missing[0]
    words = _("%(metric)s: nothing is promised for %(type)s of priority %(priority)s.")
    parts = {
        "metric": label("metric", metric),
        "type": label("request_type", kind),
        "priority": priority,
    }
    return [words % parts]


def _say(selector: Selector) -> str:
    """Return for what a target is meant, as people read it."""
    kind = label("request_type", selector.request_type) if selector.request_type else _("any type")
    if selector.priority is None:
        return kind
    return _("%(type)s, priority %(priority)s") % {"type": kind, "priority": selector.priority}
