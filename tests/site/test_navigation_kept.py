"""The navigation kept drawn says what one drawn anew would say, and nobody else's."""

from dataclasses import astuple, replace

import pytest
from django.test import RequestFactory
from django.utils import translation

from spoc.site.context import Group, Item, desk_nav
from spoc.ui.kept import drawn, kept

TEMPLATE = "ui/_nav_groups.html"
MINE = Item("inbox", "<b>Mine</b>", "/queues/mine", 3, current=False)


def said(item):
    return kept(TEMPLATE, (Group("My work", (item,)),))


def test_what_is_another_is_drawn_anew():
    before = said(MINE)
    assert said(replace(MINE)) is before
    for changed in ({"count": 4}, {"current": True}, {"hot": 2}, {"label": "Ours"}, {"key": "g l"}):
        assert said(replace(MINE, **changed)) != before, changed
    assert before == drawn(TEMPLATE, (Group("My work", (MINE,)),))


def test_what_people_wrote_stays_words():
    assert "<b>" not in said(MINE)
    assert "&lt;b&gt;Mine&lt;/b&gt;" in said(MINE)


def test_each_reads_it_in_their_language():
    late = replace(MINE, hot=2)
    with translation.override("sv"):
        swedish = said(late)
    with translation.override("en"):
        assert said(late) != swedish


@pytest.mark.parametrize("name", ["Elin Sand", "Maja Lindqvist", "Åsa Ekman", "Lena Falk"])
def test_it_is_made_of_plain_words(people, name):
    """HTML is equal to the words it is written in: the one would be given out for the other."""
    request = RequestFactory().get("/queues/all")
    request.user = people[name]
    groups = desk_nav(request)
    facts = [fact for group in groups for item in group.items for fact in astuple(item)]
    assert facts
    assert {type(fact) for fact in facts} <= {str, int, bool, type(None)}
