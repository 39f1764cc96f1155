"""What is said of an agreement is said in whole sentences."""

import re

import pytest

from spoc.people.activities import change_person
from spoc.service_levels.models import Agreement


@pytest.fixture
def agreement(people) -> Agreement:
    """The agreement everybody has, of a house whose manager reads English."""
    change_person(people["Lena Falk"], by=people["Lena Falk"], language="en")
    return Agreement.objects.get(kind="sla", state="active", party_noun="")


@pytest.fixture
def shown(client_of, agreement):
    """Show its page."""
    return lambda: client_of("Lena Falk").get(f"/settings/agreements/{agreement.pk}").text


def test_its_days_are_parts_of_sentences(agreement, shown):
    page = shown()
    assert re.search(r"<dd>Since <time [^>]+>[^<]+</time></dd>", page)
    assert re.search(r"<dd>By Lena Falk and [^<]+ on <time ", page)
    assert f", version {agreement.version} " in page


def test_an_agreement_that_ended_says_from_when_until_when(agreement, shown):
    agreement.valid_to, agreement.state = agreement.valid_from, "ended"
    agreement.save()
    assert re.search(r"<dd>From <time [^>]+>[^<]+</time> until <time ", shown())
