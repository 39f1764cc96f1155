"""Agreements to run clocks by, and what one with the city says."""

from datetime import UTC, datetime

import pytest

from spoc.people.models import Organisation
from spoc.people.queries import system
from spoc.service_levels import activities as do
from spoc.service_levels.activities import Promises, Terms
from spoc.service_levels.models import Agreement, Calendar, Target

WEEK = {str(day): [["08:00", "17:00"]] for day in range(1, 6)}
WHOLE = (
    Promises("response", 60),
    Promises("resolution", 480),
    Promises("fulfilment", 2400, "fulfilment"),
)


@pytest.fixture
def office(db):
    """Monday to Friday, eight to five in Stockholm."""
    return Calendar.objects.create(
        key="test-office", name="Office", zone="Europe/Stockholm", week=WEEK
    )


@pytest.fixture
def agreement(office):
    """An agreement in force with nobody in particular: eight hours to solve, four to answer."""
    made = Agreement.objects.create(
        key="test-sla",
        kind="sla",
        name="All users",
        calendar=office,
        pause_reasons=["customer", "scheduled"],
        state="active",
        signed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    for metric, minutes in (("response", 240), ("resolution", 480)):
        Target.objects.create(agreement=made, metric=metric, minutes=minutes)
    return made


@pytest.fixture
def lena(people):
    """The service level manager."""
    return people["Lena Falk"]


@pytest.fixture
def city(db):
    """An organisation without an agreement of its own."""
    return Organisation.objects.get(name="City of Norrvik")


@pytest.fixture
def terms(city):
    """What an agreement with the city says."""
    calendar = Calendar.objects.get(key="office")
    return Terms("City", calendar, WHOLE, party_noun="organisation", party_id=city.pk)


@pytest.fixture
def draft(lena, terms):
    """A draft with the city."""
    return do.draft_agreement(system(), by=lena, kind="sla", terms=terms)
