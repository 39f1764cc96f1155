"""Who may do what: the roles, and how far each reaches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spoc.people.rules.matrix import ALL

ROLES = (
    *("PR", "US", "CU", "SU", "CSR", "IR", "IC", "PA", "PM", "CSM"),
    *("CH", "CF", "KM", "SO", "SL", "SM", "PL", "TC", "AU", "AD"),
)

DESK_ROLES = frozenset(["CSR", "IR", "IC", "PA", "PM", "CSM", "KM", "SO", "SL", "AU"])
EVERYBODY = "US"
_TOKEN = re.compile(r"([CRUAXPS]+)([ogqspl]?)")


def _cells() -> dict[tuple[str, str], dict[str, frozenset[str]]]:
    """Read the tables into {(area, role): {verb: scopes}}."""
    cells: dict[tuple[str, str], dict[str, frozenset[str]]] = {}
    for table in ALL:
        (_role, *areas), *rows = (line.split() for line in table.strip().splitlines())
        for role, *row in rows:
            for area, cell in zip(areas, row, strict=True):
                cells[area, role] = _verbs(cell)
    return cells


def _verbs(cell: str) -> dict[str, frozenset[str]]:
    pairs = [(verb, scope or "*") for verbs, scope in _TOKEN.findall(cell) for verb in verbs]
    return {verb: frozenset(scope for other, scope in pairs if other == verb) for verb, _ in pairs}


CELLS = _cells()
AREAS = tuple(dict.fromkeys(area for area, _ in CELLS))


@dataclass(frozen=True, slots=True)
class Granted:
    """A role somebody holds, and how far: `all`, or one organisation, community, team, service."""

    role: str
    scope: str = "all"
    scope_id: int | None = None
    sees_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody reaches with one verb in one area."""

    everywhere: bool = False
    own: bool = False
    organisations: frozenset[int] = frozenset()
    communities: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    services: frozenset[int] = frozenset()
    own_services: bool = False
    sees_restricted: bool = False

    @property
    def beyond_own(self) -> bool:
        """Whether it reaches anything that is not the person's own."""
        wide = self.organisations or self.communities or self.teams or self.services
        return bool(self.everywhere or wide or self.own_services)


@dataclass(slots=True)
class _Sum:
    everywhere: bool = False
    own: bool = False
    own_services: bool = False
    sees_restricted: bool = False
    sets: dict[str, set[int]] = field(
        default_factory=lambda: {n: set() for n in ("organisation", "community", "team", "service")}
    )

    def add(self, scope: str, grant: Granted, teams: Iterable[int], home: int | None) -> None:
        if scope == "o":
            self.own = True
        elif scope == "g":
            whole = grant.scope_id if grant.scope == "organisation" else home
            self.sets["organisation"] |= {whole} if whole else set()
        elif scope == "q":
            own = set(teams)
            self.sets["team"] |= own & {grant.scope_id} if grant.scope == "team" else own
        elif scope == "s":
            self.own_services = True
        elif scope == "*" and grant.scope == "all":
            self.everywhere = True
        elif scope == "*" and grant.scope_id:
            self.sets[grant.scope].add(grant.scope_id)


def reach(
    area: str,
    verb: str,
    grants: Iterable[Granted],
    *,
    teams: Iterable[int] = (),
    organisation: int | None = None,
) -> Reach:
    """Return how far these grants reach with the verb in the area.

    Everybody holds the role of user beside what is granted. Own queues are those of `teams`, own
    organisation is `organisation` unless the grant names another.

    >>> reach("request", "R", []).own
    True
    >>> reach("request", "R", [Granted("AD")]).beyond_own
    False
    """
    total = _Sum()
    for grant in (Granted(EVERYBODY), *grants):
        scopes = CELLS[area, grant.role].get(verb, frozenset())
        for scope in scopes:
            total.add(scope, grant, teams, organisation)
        total.sees_restricted |= bool(scopes) and grant.role == "AU" and grant.sees_restricted
    return Reach(
        everywhere=total.everywhere,
        own=total.own,
        organisations=frozenset(total.sets["organisation"]),
        communities=frozenset(total.sets["community"]),
        teams=frozenset(total.sets["team"]),
        services=frozenset(total.sets["service"]),
        own_services=total.own_services,
        sees_restricted=total.sees_restricted,
    )
