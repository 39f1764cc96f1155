"""What the live board adds up: open requests by sort, kept or counted, and the oldest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from spoc.requests.queries.board_kept import REASONS, SORTS
from spoc.requests.queries.board_read import FIGURES, Read
from spoc.requests.rules.board import AGES
from spoc.requests.rules.tally import late_and_soon, slipped, spared
from spoc.requests.rules.triage import rests

# open requests counted once: by team, assignee, status and reason
Group = dict[str, Any]
# of what the oldest is told
BY = ("team_id", "assignee_id", "pending_reason")


@dataclass(frozen=True, slots=True)
class Sums:
    """Open requests by sort, the oldest of each team, person and reason, and those to classify."""

    groups: list[Group]
    oldest: Mapping[str, Mapping[Any, datetime]]
    # what nobody has classified, by age
    fresh: Mapping[str, int]


def sums_of(read: Read) -> Sums:
    """Add up what was read for a board: what was counted, and what is kept and may be shown."""
    groups: dict[tuple[Any, ...], Group] = {}
    for row in read["groups"]:
        sort, figures = tuple(row[: len(SORTS)]), row[len(SORTS) :]
        groups[sort] = dict(zip(SORTS, sort, strict=True)) | dict(
            zip(FIGURES, figures, strict=True)
        )
    oldest = {by: _oldest_counted(groups.values(), by) for by in BY}
    fresh = {age: sum(group[f"new_{age}"] for group in groups.values()) for age in AGES}
    if "kept" in read:
        _add_kept(groups, read)
        for age, count in zip(AGES, _fresh_kept(read), strict=True):
            fresh[age] += count
        waits = zip(REASONS, read["oldest_waiting"][0], strict=True)
        people = ((pk, since) for pk, _name, since in read["oldest_people"])
        for by, told in zip(BY, (read["oldest_teams"], people, waits), strict=True):
            _earlier(oldest[by], told)
    return Sums([group for group in groups.values() if group["count"]], oldest, fresh)


def incidents_of(read: Read) -> dict[int | None, tuple[int, int]]:
    """Return how many incidents each service has open, and how many of them are major."""
    found: dict[int | None, tuple[int, int]] = defaultdict(lambda: (0, 0))
    told = [(service, count, majors) for service, count, majors in read["incidents"]]
    kept = read.get("kept_incidents", [])
    told += [(service, count, count if is_major else 0) for service, is_major, count in kept]
    for service, count, majors in told:
        before = found[service]
        found[service] = (before[0] + count, before[1] + majors)
    return dict(found)


def _add_kept(groups: dict[tuple[Any, ...], Group], read: Read) -> None:
    for *sort, mark, count in read["kept"]:
        group = _at(groups, sort)
        group["count"] += count
        if not rests(group["status"], group["pending_reason"]):
            _late(group, *late_and_soon(mark, count))
    for *sort, used_mark, count in read["slipped"]:
        _late(_at(groups, sort), *slipped(used_mark, count))
    for *sort, count in read["spared"]:
        _late(_at(groups, sort), *spared(count))


def _fresh_kept(read: Read) -> Iterator[int]:
    """Return how many nobody has classified of each age, the youngest first."""
    counts = next(iter(read["fresh"]), [0] * len(AGES))
    for younger, count in pairwise(counts):
        yield count - younger
    new = sum(count for _t, _a, status, *_more, count in read["kept"] if status == "new")
    yield new - counts[-1]


def _at(groups: dict[tuple[Any, ...], Group], sort: Iterable[Any]) -> Group:
    key = tuple(sort)
    if key not in groups:
        groups[key] = dict(zip(SORTS, key, strict=True)) | dict.fromkeys(FIGURES, 0)
    return groups[key]


def _late(group: Group, late: int, soon: int) -> None:
    group["overdue"] += late
    group["soon"] += soon


def _oldest_counted(groups: Iterable[Group], by: str) -> dict[Any, datetime]:
    found: dict[Any, datetime] = {}
    _earlier(found, ((group[by], group["oldest"]) for group in groups))
    return found


def _earlier(found: dict[Any, datetime], told: Iterable[tuple[Any, datetime | None]]) -> None:
    """Take of each the earlier of what is known and what is told."""
    for key, since in told:
        if since is not None:
            found[key] = min(found.get(key, since), since)
