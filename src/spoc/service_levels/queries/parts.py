"""What a promise rests on: the teams' own agreements and the suppliers', and whether they fit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from spoc.catalogue.models import Service
from spoc.kit.nouns import is_noun, noun
from spoc.people.models import Team
from spoc.service_levels.models import Agreement, Target
from spoc.service_levels.queries.promises import as_promise, targets_in_force, with_terms
from spoc.service_levels.rules.selection import (
    PRIORITIES,
    TYPES,
    Asked,
    Misfit,
    Promise,
    chosen,
)

Party = tuple[str, int]
Part = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Book:
    """Targets to look up what is promised in."""

    minutes: dict[int, int]
    promises: list[Promise]

    def promised(self, metric: str, asked: Asked) -> int | None:
        """Return in how many minutes; None when nothing is promised."""
        found = chosen(self.promises, asked).get(metric)
        return None if found is None else self.minutes[found.key]


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who has a part in keeping a promise, by their own agreement."""

    name: str
    party: Party
    metric: str
    book: Book


def misfits_of(agreement: Agreement) -> list[Misfit]:
    """Return where the parts take longer than the agreement promises, the worst first.

    For each type and priority the promise to solve is held against what the first line, the
    service's own team and its suppliers may take, one after the other. Services with the same
    parts are told of once.
    """
    if agreement.kind != "sla":
        return []
    own = _book(with_terms(agreement.targets.all()))
    party = ((agreement.party_noun, agreement.party_id),) if agreement.party_id else ()
    found: dict[tuple[str, int, tuple[Part, ...]], set[int]] = defaultdict(set)
    for service, helpers in _helped(agreement):
        for kind, priority in product(TYPES, PRIORITIES):
            asked = Asked(kind, priority, service.pk, party)
            promised = own.promised("fulfilment" if kind == "fulfilment" else "resolution", asked)
            parts = tuple(_parts(helpers, asked))
            if promised is not None and sum(minutes for _name, minutes in parts) > promised:
                found[kind, promised, parts].add(priority)
    misfits = [
        Misfit(kind, tuple(sorted(priorities)), promised, parts)
        for (kind, promised, parts), priorities in found.items()
    ]
    return sorted(misfits, key=lambda each: (-each.minutes, each.priorities, each.request_type))


def _parts(helpers: Iterable[Helper], asked: Asked) -> Iterator[Part]:
    """Yield who has a part in what is asked, and in how many minutes it is promised."""
    for helper in helpers:
        own = Asked(asked.request_type, asked.priority, asked.service, (helper.party,))
        minutes = helper.book.promised(helper.metric, own)
        if minutes is not None:
            yield helper.name, minutes


def _helped(agreement: Agreement) -> Iterator[tuple[Service, list[Helper]]]:
    """Yield each service of an agreement with those who help to keep it."""
    chosen_services = list(agreement.services.select_related("team"))
    everything = Service.objects.filter(is_live=True).select_related("team")
    teams, suppliers = _book(targets_in_force("ola")), list(_suppliers())
    first = list(Team.objects.filter(is_entry=True, is_active=True))
    for service in chosen_services or everything:
        line = {team.pk: team for team in (*first, service.team) if team is not None}
        helpers = [Helper(t.name, ("team", t.pk), "work", teams) for t in line.values()]
        yield service, helpers + suppliers


def _suppliers() -> Iterator[Helper]:
    """Yield the suppliers with a contract in force; it says itself which services it is for."""
    contracts: dict[Party, list[Target]] = defaultdict(list)
    for target in targets_in_force("uc"):
        agreement = target.agreement
        if agreement.party_id is not None:
            contracts[agreement.party_noun, agreement.party_id].append(target)
    for party, targets in contracts.items():
        yield Helper(_name(party), party, "fix", _book(targets))


def _name(party: Party) -> str:
    key, pk = party
    row = noun(key).model._base_manager.filter(pk=pk).first() if is_noun(key) else None
    return noun(key).title(row) if row else ""


def _book(targets: Iterable[Target]) -> Book:
    rows = list(targets)
    return Book({row.pk: row.minutes for row in rows}, [as_promise(row) for row in rows])
