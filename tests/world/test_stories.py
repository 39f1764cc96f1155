"""What the people of the world ask for."""

from random import Random

import pytest

from spoc.requests.rules import CLOSURE_CODES, METHODS
from spoc.world.crowd import crowd
from spoc.world.norrvik import CATEGORIES, COMMUNITIES, SERVICES
from spoc.world.stories import SPOKEN, Story, stories

TYPES = {"incident", "information", "fulfilment", "new_service"}
KEYS = [community.key for community in COMMUNITIES]
ALL = [pytest.param(story, id=story.title) for key in KEYS for story in stories(key)]
OURS = [each for each in ALL if each.values[0].type in TYPES]


def test_there_are_enough_stories_for_three_months():
    assert len(OURS) >= 120


@pytest.mark.parametrize("key", KEYS)
def test_every_community_asks_for_all_four_types(key: str):
    assert {story.type for story in stories(key)} >= TYPES


@pytest.mark.parametrize("story", ALL)
def test_no_blank_is_left_in_a_story_told(story: Story):
    told = story.told(Random(7))
    words = [getattr(told, name) for name in SPOKEN]
    assert not any("{" in each or "}" in each for each in words)
    assert told.title and told.words and told.reply and told.resolution


@pytest.mark.parametrize("story", OURS)
def test_a_story_can_be_classified_and_resolved_as_the_catalogue_and_the_rules_have_it(
    story: Story,
):
    assert story.service in {service.key for service in SERVICES}
    assert story.category in {key for key, *_rest in CATEGORIES}
    assert [level for level in story.hurts if level in (1, 2, 3)] == list(story.hurts)
    assert story.code in CLOSURE_CODES
    assert story.method in METHODS


@pytest.mark.parametrize("story", OURS)
def test_who_is_asked_back_has_an_answer(story: Story):
    assert bool(story.question) == bool(story.answer)


@pytest.mark.parametrize("key", KEYS)
def test_the_crowd_of_a_community_has_addresses_of_its_own(key: str):
    mails = [each.mail for each in crowd(key)]
    assert len(set(mails)) == len(mails) >= 30
    assert all(mail.isascii() for mail in mails)
