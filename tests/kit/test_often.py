"""What anybody may do is done seldom by one visitor."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from spoc.kit.errors import TooMany
from spoc.kit.often import demand_seldom

pytestmark = pytest.mark.django_db


def ask():
    """Do something as a visitor."""
    demand_seldom(RequestFactory().post("/"), "asking", most=2, seconds=60)


def test_too_often_is_refused_in_words():
    cache.clear()
    for _time in range(2):
        ask()
    with pytest.raises(TooMany, match="try again later"):
        ask()


def test_what_ends_between_two_looks_is_the_first_again(monkeypatch):
    cache.clear()
    monkeypatch.setattr(cache, "add", lambda *_asked: False)
    ask()
