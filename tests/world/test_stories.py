"""What the people of the world ask for."""

from random import Random

import pytest

from spoc.requests.rules import CLOSURE_CODES, METHODS
from spoc.world.crowd import crowd
from spoc.world.norrvik import CATEGORIES, COMMUNITIES, SERVICES
from spoc.world.stories import SPOKEN, stories

TYPES = {"incident", "information", "fulfilment", "new_service"}
KEYS = [community.key for community in COMMUNITIES]
ALL = [story for key in KEYS for story in stories(key)]
OURS = [story for story in ALL if story.type in TYPES]


def test_there_are_enough_stories_for_three_months():
    assert len(OURS) >= 120


@pytest.mark.parametrize("key", KEYS)
def test_every_community_asks_for_all_four_types(key: str):
    assert {story.type for story in stories(key)} >= TYPES


def test_no_blank_is_left_in_a_story_told():
    for told in [story.told(Random(7)) for story in ALL]:
        words = [getattr(told, name) for name in SPOKEN]
        assert not any("{" in each or "}" in each for each in words), told
        assert told.title and told.words and told.reply and told.resolution, told


def test_a_story_can_be_classified_and_resolved_as_the_catalogue_and_the_rules_have_it():
    assert {story.service for story in OURS} <= {service.key for service in SERVICES}
    assert {story.category for story in OURS} <= {key for key, *_rest in CATEGORIES}
    assert {level for story in OURS for level in story.hurts} <= {1, 2, 3}
    assert {story.code for story in OURS} <= set(CLOSURE_CODES)
    assert {story.method for story in OURS} <= set(METHODS)


def test_who_is_asked_back_has_an_answer():
    assert [story for story in OURS if bool(story.question) != bool(story.answer)] == []


@pytest.mark.parametrize("key", KEYS)
def test_the_crowd_of_a_community_has_addresses_of_its_own(key: str):
    mails = [each.mail for each in crowd(key)]
    assert len(set(mails)) == len(mails) >= 30
    assert all(mail.isascii() for mail in mails)
