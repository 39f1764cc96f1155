"""An agreement as it is read: what it promises, with whom, its versions, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import label, sentence
from spoc.audit.models import Fact
from spoc.audit.queries import story, values_of
from spoc.kit.nouns import is_noun, noun
from spoc.kit.time import now
from spoc.service_levels.models import Agreement, Target
from spoc.service_levels.rules.lengths import say_minutes
from spoc.service_levels.rules.selection import PRIORITIES, TYPES, Misfit
from spoc.service_levels.rules.words import KINDS, METRICS_OF


@dataclass(frozen=True, slots=True)
class Line:
    """A priority of a type of request: how long for each metric, and by which calendar."""

    priority: int | None
    lengths: list[str]
    calendar: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is promised for one type of request."""

    label: str
    metrics: list[str]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as it is listed."""

    agreement: Agreement
    party: str
    is_overdue: bool
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact of an agreement as people read it; `words` are those a review was kept in."""

    fact: Fact
    sentence: str
    words: str


def sheets_of(agreement: Agreement) -> list[Sheet]:
    """Return what an agreement promises, a table for each type of request it speaks of."""
    targets = list(agreement.targets.select_related("calendar").order_by("id"))
    by_type = [(kind, [t for t in targets if t.request_type == kind]) for kind in (*TYPES, "")]
    return [_sheet(agreement, kind, rows) for kind, rows in by_type if rows]


def agreement_rows(agreements: QuerySet[Agreement], kind: str, state: str) -> list[AgreementRow]:
    """Return agreements of a kind and in a state, or of any; what is in force stands first."""
    rows = agreements.filter(kind=kind) if kind in KINDS else agreements
    rows = rows.filter(state=state) if state else rows.exclude(state="ended")
    order = {"active": 0, "in_review": 1, "draft": 2, "ended": 3}
    found = sorted(rows, key=lambda each: (order[each.state], each.name.casefold(), -each.version))
    parties = parties_of(found)
    return [
        AgreementRow(
            each, parties.get((each.party_noun, each.party_id), ""), is_overdue(each), waits(each)
        )
        for each in found
    ]


def is_overdue(agreement: Agreement) -> bool:
    """Tell whether its review is due and was not held."""
    due = agreement.review_on
    return agreement.state == "active" and due is not None and due <= now().date()


def waits(agreement: Agreement) -> bool:
    """Tell whether it is signed and its first day is still to come."""
    return agreement.state == "in_review" and agreement.signed_at is not None


def party_of(agreement: Agreement) -> str:
    """Return with whom it is agreed, by name."""
    found = parties_of([agreement]).get((agreement.party_noun, agreement.party_id))
    return found or _("Everybody")


def versions_of(agreement: Agreement) -> QuerySet[Agreement]:
    """Return all versions of an agreement, the newest first."""
    return Agreement.objects.filter(key=agreement.key).order_by("-version")


def history_of(agreement: Agreement) -> list[Happened]:
    """Return what was done with an agreement, the newest first."""
    told = []
    for fact in reversed(story(agreement)):
        values = values_of(fact)
        words = str(values.get("minutes", ""))
        told.append(Happened(fact, sentence(fact.kind, values), words))
    return told


def say_misfit(misfit: Misfit) -> str:
    """Say in a sentence which parts exceed what is promised, and by how much."""
    part = _("%(name)s %(length)s")
    parts = [part % {"name": name, "length": say_minutes(m)} for name, m in misfit.parts]
    words = _("%(type)s, %(priorities)s: %(promised)s is promised; %(parts)s: %(over)s too long.")
    return words % {
        "type": label("request_type", misfit.request_type),
        "priorities": ", ".join(f"P{priority}" for priority in misfit.priorities),
        "promised": say_minutes(misfit.promised),
        "parts": ", ".join(parts),
        "over": say_minutes(misfit.minutes),
    }


def _sheet(agreement: Agreement, request_type: str, targets: list[Target]) -> Sheet:
    stands = {target.metric for target in targets}
    metrics = [metric for metric in METRICS_OF[agreement.kind] if metric in stands]
    levels = {target.priority for target in targets}
    order = [level for level in (*PRIORITIES, None) if level in levels]
    return Sheet(
        label("request_type", request_type) if request_type else _("Any type"),
        [label("metric", metric) for metric in metrics],
        [_line(agreement, level, metrics, targets) for level in order],
    )


def _line(
    agreement: Agreement, level: int | None, metrics: list[str], targets: list[Target]
) -> Line:
    own = {target.metric: target for target in targets if target.priority == level}
    lengths = [say_minutes(own[metric].minutes) if metric in own else "" for metric in metrics]
    names = {str(target.calendar or agreement.calendar) for target in own.values()}
    return Line(level, lengths, ", ".join(sorted(names)))


def parties_of(agreements: Iterable[Agreement]) -> dict[tuple[str, int | None], str]:
    """Return the names of those with whom agreements are made, each noun in one query."""
    pairs = {(each.party_noun, each.party_id) for each in agreements if each.party_id}
    names: dict[tuple[str, int | None], str] = {}
    for key in {key for key, _pk in pairs if is_noun(key)}:
        sort, keys = noun(key), [pk for each, pk in pairs if each == key]
        for row in sort.model._base_manager.filter(pk__in=keys):
            names[key, row.pk] = sort.title(row)
    return names
