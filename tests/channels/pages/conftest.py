"""What the tests of these pages share."""

import pytest

from spoc.people.activities import change_person


@pytest.fixture
def asa(client_of, people):
    """Give the administrator's browser, in English."""
    person = people["Åsa Ekman"]
    change_person(person, by=person, language="en")
    return client_of("Åsa Ekman")
