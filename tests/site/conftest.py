"""What the tests of the doors share."""

import pytest
from django.core.cache import cache
from django.test import Client

from spoc.people.activities import set_password

PASSWORD = "a sentence is a good password"


@pytest.fixture
def known(people):
    """Let Elin Sand sign in with a password, with no tries counted yet."""
    cache.clear()
    elin = people["Elin Sand"]
    set_password(elin, by=elin, password=PASSWORD)
    return elin


@pytest.fixture
def knock(known):
    """Try the door: `knock(mail, password)`, in one browser."""
    client = Client()

    def tried(mail="elin.sand@it.norrvik.example", password=PASSWORD, **more):
        return client.post("/sign-in/", {"login": mail, "password": password, **more})

    tried.client = client
    return tried
