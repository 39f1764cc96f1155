"""A handover as pages draw it: its clocks, and its thread with the files."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from spoc.kit.html import paragraphs
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.service_levels.models import Clock
from spoc.service_levels.queries.clocks import clocks_of
from spoc.suppliers.models import Handover, HandoverEntry
from spoc.suppliers.queries import files_of, thread_of


@dataclass(frozen=True, slots=True)
class Due:
    """A promise of the supplier's: until when, or how it ended."""

    metric: str
    due_at: datetime | None
    stands: str
    is_broken: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said about a handover."""

    kind: str
    name: str
    at: datetime
    words: Markup
    quoted: Markup
    is_automatic: bool
    files: list[Attachment]


def clocks_shown(handover: Handover) -> list[Due]:
    """Return the promises that run, or how they ended."""
    return [_due(clock) for clock in clocks_of(handover)]


def thread_shown(handover: Handover, person: Person) -> list[Said]:
    """Return what was said that this person may read, oldest first."""
    entries = list(thread_of(handover, person))
    files = files_of(entries)
    return [_said(entry, handover, files[entry.pk]) for entry in entries]


def _due(clock: Clock) -> Due:
    is_paused = clock.stopped_at is None and clock.paused_since is not None
    stands = "paused" if is_paused else clock.result
    return Due(clock.metric, clock.due_at, stands, clock.is_broken)


def _said(entry: HandoverEntry, handover: Handover, files: list[Attachment]) -> Said:
    by_mail = entry.from_address if entry.kind == HandoverEntry.Kind.IN else ""
    return Said(
        kind=entry.kind,
        name=entry.author.name if entry.author else by_mail or handover.supplier.name,
        at=entry.at,
        words=paragraphs(entry.text),
        quoted=paragraphs(entry.quoted) if entry.quoted else Markup(""),
        is_automatic=entry.is_automatic,
        files=files,
    )
