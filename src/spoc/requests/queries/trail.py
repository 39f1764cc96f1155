"""The trail of requests, for whoever may know: all of it inside, and outside what is told there."""

from collections.abc import Collection, Iterator
from functools import cache
from string import Formatter

from spoc.audit.activities import kinds
from spoc.audit.models import Fact
from spoc.audit.trail import Line, lines
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.facts import OUTLINE, facts_of

Told = dict[int, Collection[str] | None]


def trail_of(support_request: SupportRequest, person: Person) -> Iterator[Line]:
    """Return the lines of a request's trail that the person may read."""
    is_inside = access.may_read_inside(person, support_request)

    def told(facts: list[Fact]) -> Told:
        return {fact.pk: None if is_inside else _in_sentence(fact.kind) for fact in facts}

    return lines(facts_of(support_request, person).order_by(), told)


def told_of_requests(facts: list[Fact], person: Person) -> Told:
    """Return which of these facts of requests the person may know, and what of each."""
    keys = {fact.subject_id for fact in facts}
    inside = set(access.readable_inside(person).filter(pk__in=keys).values_list("pk", flat=True))
    seen = set(access.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
    known: Told = {}
    for fact in facts:
        if fact.subject_id in inside:
            known[fact.pk] = None
        elif fact.subject_id in seen and fact.kind in OUTLINE:
            known[fact.pk] = _in_sentence(fact.kind)
    return known


@cache
def _in_sentence(kind: str) -> frozenset[str]:
    """Return the values that the sentence of a fact tells anyway."""
    return frozenset(name for _text, name, *_rest in Formatter().parse(kinds()[kind]) if name)
