"""The newest part of a request's story, and the parts before it: each read in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any

from django.db.models import Q, QuerySet

from spoc.audit.queries import story as facts_of
from spoc.kit.gathered import Gathering, gathered
from spoc.people.models import Person
from spoc.records.queries import attachments_of
from spoc.requests import access
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.queries.beside import narrowed
from spoc.requests.queries.ways_said import contacts_otherwise
from spoc.requests.rules.told import TOLD_BY_ENTRIES

PART = 50
# the most that is read at once, whoever asks for all of it
MOST = 2_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICRO = timedelta(microseconds=1)
# at the same moment what was done stands before what was said, then files, then hand-over notes
FACT, ENTRY, FILE, HANDOFF = range(4)
WHEN = {FACT: "at", ENTRY: "at", FILE: "added_at", HANDOFF: "at"}
NAMES = {FACT: "facts", ENTRY: "entries", FILE: "brought", HANDOFF: "handoffs"}
LETTER = ("letter__is_incoming", "letter__state", "letter__reason")
# a row each of what stands before the part that is read
EARLIER = "earlier_"
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a story: the moment, and what stands there at that moment."""

    at: datetime
    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICRO}-{self.rank}-{self.pk}"


BEGINNING = Mark(EPOCH, FACT, 0)


def mark_of(text: str) -> Mark | None:
    """Return the place that an address names; None where it names none.

    >>> str(mark_of("1763811000000000-1-7")), mark_of("yesterday")
    ('1763811000000000-1-7', None)
    """
    parts = text.split("-")
    if len(parts) != 3 or not all(each.isdecimal() and len(each) < 18 for each in parts):
        return None
    micros, rank, pk = map(int, parts)
    return Mark(EPOCH + micros * MICRO, rank, pk)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a story is asked for: what, before which place, and from which place on.

    `show` is all of it, what was said (`said`), that with the requester (`public`) or inside
    (`internal`). With no place to begin from it is the newest `size` things.
    """

    show: str = "all"
    before: Mark | None = None
    since: Mark | None = None
    size: int = PART


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a story as it was read, by where each thing stands; `more` stands before it.

    `contacts` are those in which something was said by another way than the portal or mail.
    """

    rows: list[tuple[Mark, Any]]
    files: list[Any]
    contacts: list[Any]
    more: bool


def part_of(support_request: SupportRequest, person: Person, asked: Asked) -> Part:
    """Return what a person may read of a request's story, oldest first."""
    is_inside = access.may_read_inside(person, support_request)
    if not is_inside and not access.may_see(person, support_request):
        return Part([], [], [], more=False)
    if asked.before or asked.since or asked.size != PART:
        read = gathered(**_lists(support_request.pk, asked, is_inside))
    else:
        read = _newest(asked.show, is_inside).read(number=support_request.pk)
    size = MOST if asked.since else asked.size
    found = sorted(
        (Mark(getattr(row, WHEN[rank]), rank, row.pk), row)
        for rank, name in NAMES.items()
        for row in read.get(name, [])
    )
    is_earlier = any(rows for name, rows in read.items() if name.startswith(EARLIER))
    more = len(found) > size or is_earlier
    return Part(found[-size:], read["files"], read["contacts"], more)


def place_of_entry(support_request: SupportRequest, person: Person, entry: int) -> Mark | None:
    """Return where an entry stands in the story; None where the person reads none such there."""
    rows = access.entries_visible_to(person).filter(support_request=support_request, pk=entry)
    found = rows.values_list("at", flat=True).first()
    return Mark(found, ENTRY, entry) if found else None


@cache
def _newest(show: str, is_inside: bool) -> Gathering:
    """Return how the newest part is read, put into SQL once for each way of reading it."""
    return Gathering(partial(_lists, asked=Asked(show), is_inside=is_inside), "number")


def _lists(number: int, asked: Asked, is_inside: bool) -> Mapping[str, Rows]:
    this, show = SupportRequest(pk=number), asked.show
    files = attachments_of(this)
    said = Entry.objects.filter(support_request=this, is_removed=False)
    said = narrowed(said.select_related("author", "letter"), "author__name", *LETTER)
    brought = narrowed(files.filter(part_id=None).select_related("added_by"), "added_by__name")
    told: dict[int, Rows] = {
        ENTRY: _on_side(said, show, is_inside),
        FILE: _on_side(brought, show, is_inside),
    }
    if is_inside and show != "public":
        told[HANDOFF] = this.handoffs.in_order()
    if is_inside and show == "all":
        facts = facts_of(this).exclude(kind__in=TOLD_BY_ENTRIES)
        told[FACT] = facts.only("kind", "at", "by__name", "particulars__values")
    lists = {NAMES[rank]: _within(rows, rank, asked) for rank, rows in told.items()}
    lists["contacts"] = contacts_otherwise(number)
    lists["files"] = files.filter(part_id__in=lists["entries"].values("pk"))
    if asked.since:
        earlier = Asked(show, before=asked.since, size=0)
        lists |= {f"{EARLIER}{rank}": _within(told[rank], rank, earlier) for rank in told}
    return lists


def _on_side(rows: Rows, show: str, is_inside: bool) -> Rows:
    """Narrow to the side that is asked for, of those the reader reads."""
    if show in ("public", "internal"):
        rows = rows.filter(is_internal=show == "internal")
    return rows if is_inside else rows.filter(is_internal=False)


def _within(rows: Rows, rank: int, asked: Asked) -> Rows:
    """Narrow to the part that is asked for, the newest first, with one more to know of more."""
    name = WHEN[rank]
    if asked.before:
        rows = rows.filter(_side(asked.before, rank, name, "lt", goes_on=rank < asked.before.rank))
    if asked.since:
        rows = rows.filter(_side(asked.since, rank, name, "gte", goes_on=rank > asked.since.rank))
    size = MOST if asked.since else asked.size
    return rows.order_by(f"-{name}", "-pk")[: size + 1]


def _side(mark: Mark, rank: int, name: str, how: str, *, goes_on: bool) -> Q:
    """Return what stands on one side of a place, among the things of one rank."""
    beyond = Q(**{f"{name}__{how.removesuffix('e')}": mark.at})
    if rank == mark.rank:
        return beyond | Q(**{name: mark.at, f"pk__{how}": mark.pk})
    return beyond | Q(**{name: mark.at}) if goes_on else beyond
