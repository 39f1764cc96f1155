"""The promises of the world: calendars written down, agreements drafted, reviewed and signed."""

from collections.abc import Mapping

from django.db.models import Model

from spoc.catalogue.models import Service
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import by_mail
from spoc.service_levels.activities import (
    Hours,
    Promises,
    Terms,
    add_calendar,
    draft_agreement,
    send_agreement,
    sign_agreement,
)
from spoc.service_levels.models import Calendar
from spoc.service_levels.rules.public_days import public_days
from spoc.world.norrvik import AGREEMENTS, CALENDARS, DESK, AgreementIs, CalendarIs

ZONE = "Europe/Stockholm"
YEARS = 4


def promise(parties: Mapping[str, Mapping[str, Model]]) -> None:
    """Let the service level manager write down when Norrvik is open, and sign its promises."""
    by = _manager()
    calendars = {
        each.key: add_calendar(by, by=by, key=each.key, hours=_hours(each)) for each in CALENDARS
    }
    for each in AGREEMENTS:
        noun, key = each.party
        party = parties[noun][key] if noun else None
        terms = _terms(each, party.pk if party else None, calendars)
        drafted = draft_agreement(by, by=by, key=each.key, kind=each.kind, terms=terms)
        send_agreement(drafted, by=by, accepted_gap=each.accepted)
        sign_agreement(drafted, by=by, for_party=each.signed_by, valid_from=now())


def _manager() -> Person:
    found = by_mail(next(each.mail for each in DESK if "SL" in each.roles))
    if found is None:
        raise LookupError("the world has no service level manager")
    return found


def _hours(each: CalendarIs) -> Hours:
    first = now().year
    kept = public_days(each.holidays, "", range(first, first + YEARS), "sv")
    names = {one.day.isoformat(): one.name for one in kept if one.day.isoweekday() in each.days}
    return Hours(
        each.name,
        ZONE,
        {str(day): [[each.opens, each.closes]] for day in each.days},
        {day: [] for day in names},
        names,
        country=each.holidays,
    )


def _terms(each: AgreementIs, party: int | None, calendars: Mapping[str, Calendar]) -> Terms:
    always = calendars["always"]
    targets = tuple(
        Promises(metric, minutes, kind, priority, always if priority in each.all_hours else None)
        for metric, kind, priority, minutes in each.targets
    )
    services = {service.key: service for service in Service.objects.all()}
    return Terms(
        each.name,
        calendars["office"],
        targets,
        party_noun=each.party[0],
        party_id=party,
        services=tuple(services[key] for key in each.services),
        goal=each.goal,
    )
