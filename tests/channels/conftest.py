"""Whoever keeps the channels."""

import pytest

from spoc.people.activities import change_person


@pytest.fixture
def asa(people, client_of):
    """The administrator's browser, in English."""
    change_person(people["Åsa Ekman"], by=people["Åsa Ekman"], language="en")
    return client_of("Åsa Ekman")
