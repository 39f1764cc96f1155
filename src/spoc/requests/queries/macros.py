"""The macros and text snippets somebody may use, and those that helped with requests like one."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from spoc.people.models import Person
from spoc.requests.macro_access import macros_visible_to, snippets_visible_to
from spoc.requests.models import Macro, MacroUse, Snippet, SupportRequest

MOST_SHOWN = 50
MOST_SNIPPETS = 8
# so many of the last uses on requests of the same service and category are looked at
MOST_USES = 200
MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """A macro as it is offered: on how many of the last requests like this it was used."""

    macro: Macro
    used: int = 0
    alike: int = 0


def macros_for(
    person: Person, words: str = "", support_request: SupportRequest | None = None
) -> list[Offered]:
    """Return the macros that fit the words, by name; first those used most on requests like it."""
    rows = macros_visible_to(person).select_related("team", "owner")
    if asked := words.strip()[:100]:
        rows = rows.filter(
            Q(name__icontains=asked) | Q(names__sv__icontains=asked) | Q(words__icontains=asked)
        )
    found = list(rows.order_by("sort_name", "id")[:MOST_SHOWN])
    uses, alike = _uses_alike(support_request) if support_request else ({}, 0)
    offered = [Offered(macro, uses.get(macro.pk, 0), alike) for macro in found]
    used = sorted((each for each in offered if each.used), key=lambda each: -each.used)
    first = used[:MOST_SUGGESTED]
    return [*first, *(each for each in offered if each not in first)]


def _uses_alike(support_request: SupportRequest) -> tuple[dict[int, int], int]:
    """Return on how many of the last requests of its service and category each was used."""
    if support_request.service_id is None:
        return {}, 0
    rows = MacroUse.objects.filter(
        service=support_request.service_id, category=support_request.category_id
    ).exclude(support_request=support_request)
    pairs = rows.order_by("-id").values_list("macro_id", "support_request_id")[:MOST_USES]
    requests: dict[int, set[int]] = defaultdict(set)
    for macro, number in pairs:
        requests[macro].add(number)
    alike = set().union(*requests.values()) if requests else set()
    return {macro: len(numbers) for macro, numbers in requests.items()}, len(alike)


def snippets_for(person: Person, words: str) -> list[Snippet]:
    """Return the first text snippets whose name or text fits the words, by name."""
    rows = snippets_visible_to(person)
    if asked := words.strip()[:100]:
        rows = rows.filter(
            Q(name__icontains=asked)
            | Q(names__sv__icontains=asked)
            | Q(texts__en__icontains=asked)
            | Q(texts__sv__icontains=asked)
        )
    return list(rows.order_by("sort_name", "id")[:MOST_SNIPPETS])
