"""What Norrvik's services run on, and who gets a request about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from spoc.catalogue.models import Service
from spoc.cmdb.activities import add_item
from spoc.cmdb.models import ConfigurationItem
from spoc.people.models import Person, Team
from spoc.requests.activities import add_rule
from spoc.service_levels.models import Calendar


@dataclass(frozen=True, slots=True)
class RuleIs:
    """A rule of dispatch as the world has it; what is empty fits everything."""

    name: str
    team: str = ""
    strategy: str = "team"
    service: str = ""
    type: str = ""
    item: str = ""
    priorities: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    closed: str = ""
    most_open: int | None = None


ITEMS = (
    ("Image archive", "storage", "radiology", "infrastructure"),
    ("Reading room A, workstations", "device", "radiology", "workplace"),
    ("Vega, application servers", "server", "patient-record", "applications"),
    ("Akta, database", "storage", "case-handling", "applications"),
    ("Core switch, hospital", "network", "network", "infrastructure"),
    ("Wifi, schools", "network", "network", "infrastructure"),
    ("Label printers, ward 6", "device", "print", "workplace"),
    ("Sign-in service", "application", "identity", "infrastructure"),
)
RULES = (
    RuleIs("Image archive", "infrastructure", "least_load", item="Image archive"),
    RuleIs("Critical at night", "infrastructure", priorities=(1,), closed="office"),
    RuleIs("Orders", "workplace", "round_robin", type="fulfilment"),
    RuleIs("Radiology", "applications", "experience", service="radiology", most_open=12),
    RuleIs("Label printers", "workplace", "least_load", words=("label", "etikett")),
    RuleIs("Everything else"),
)


def build_dispatch(teams: Mapping[str, Team], people: Mapping[str, Person], by: Person) -> None:
    """Write down the items, and let the service level manager make the rules."""
    services = {each.key: each for each in Service.objects.all()}
    items = {
        name: add_item(name, by=by, kind=kind, service=services[service], team=teams[team])
        for name, kind, service, team in ITEMS
    }
    calendars = {each.key: each for each in Calendar.objects.all()}
    for each in RULES:
        _add(each, teams, services, items, calendars, people["Lena Falk"])


def _add(
    each: RuleIs,
    teams: Mapping[str, Team],
    services: Mapping[str, Service],
    items: Mapping[str, ConfigurationItem],
    calendars: Mapping[str, Calendar],
    by: Person,
) -> None:
    add_rule(
        each.name,
        by=by,
        team=teams.get(each.team),
        strategy=each.strategy,
        service=services.get(each.service),
        type=each.type,
        item=items.get(each.item),
        priorities=list(each.priorities),
        words=list(each.words),
        calendar=calendars.get(each.closed),
        hours="closed" if each.closed else "",
        most_open=each.most_open,
    )
