"""Processes and their versions as lists show them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from spoc.workflow.models import Definition, DefinitionVersion

MOST = 300


@dataclass(frozen=True, slots=True)
class ProcessListed:
    """A process: which version is in use, whether a draft waits, and how many cases run."""

    pk: int
    name: str
    purpose: str
    is_live: bool
    number: int | None
    draft: int | None
    running: int


def processes_listed(rows: QuerySet[Definition]) -> list[ProcessListed]:
    """Return processes by name."""
    counted = rows.annotate(
        running=Count("versions__instances", filter=Q(versions__instances__state="running"))
    )
    found = list(counted.prefetch_related("versions")[:MOST])
    return sorted((_listed(row) for row in found), key=lambda each: each.name.casefold())


def versions_listed(definition: Definition) -> list[DefinitionVersion]:
    """Return the versions of a process, the last first."""
    rows = definition.versions.select_related("made_by", "published_by", "runs_as")
    return list(
        rows.annotate(
            running=Count("instances", filter=Q(instances__state="running")),
            ended=Count("instances", filter=~Q(instances__state="running")),
        ).order_by("-number")[:100]
    )


def _listed(row: Definition) -> ProcessListed:
    versions = list(row.versions.all())
    return ProcessListed(
        pk=row.pk,
        name=str(row),
        purpose=row.purpose,
        is_live=row.is_live,
        number=next((each.number for each in versions if each.state == "published"), None),
        draft=max((each.number for each in versions if each.state == "draft"), default=None),
        running=getattr(row, "running", 0),
    )
