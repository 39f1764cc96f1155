"""Agreements to run clocks by."""

from datetime import UTC, datetime

import pytest

from spoc.service_levels.models import Agreement, Calendar, Target

WEEK = {str(day): [["08:00", "17:00"]] for day in range(1, 6)}


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
