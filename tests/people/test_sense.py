"""What no community, organisation, team or grant can be, whoever asks for it."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotPossible
from spoc.people.activities import (
    change_community,
    change_organisation,
    change_team,
    found_community,
    found_organisation,
    found_team,
    grant_role,
    leave_team,
)
from spoc.people.models import Community, Organisation, Team
from spoc.people.queries import system
from spoc.people.rules import domain_of


@pytest.mark.parametrize(
    ("word", "domain"),
    [
        (" Example.ORG. ", "example.org"),
        ("anna@post.example.org", "post.example.org"),
        ("nonsense", ""),
        ("two words.example", ""),
        ("", ""),
    ],
)
def test_a_domain_is_kept_as_it_is_compared(word, domain):
    assert domain_of(word) == domain


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " \n "}, "name"),
        ({"zone": "Norrvik/Harbour"}, "zone"),
        ({"language": "xx"}, "language"),
        ({"tone": "rude"}, "tone"),
        ({"hue": 360}, "hue"),
        ({"chroma": 39}, "chroma"),
        ({"words": {"xx": {"ask": "Ask"}}}, "words"),
        ({"words": {"en": {"shout": "Ask"}}}, "words"),
    ],
)
def test_a_voice_that_cannot_be_is_refused_at_its_field(people, said, field):
    asa, city = people["Åsa Ekman"], Community.objects.get(key="city")
    with pytest.raises(NotPossible) as changed:
        change_community(city, by=asa, **said)
    with pytest.raises(NotPossible) as founded:
        found_community(said.get("name", "New"), by=asa, **_without_name(said))
    assert list(changed.value.fields) == list(founded.value.fields) == [field]


def _without_name(said: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in said.items() if name != "name"}


def test_a_team_has_a_name_and_a_tier_there_is(people):
    asa, team = people["Åsa Ekman"], Team.objects.get(key="workplace")
    for name, tier in ((" ", 1), ("New", 4), ("New", -1)):
        with pytest.raises(NotPossible):
            found_team(name, by=asa, tier=tier)
        with pytest.raises(NotPossible):
            change_team(team, by=asa, name=name, tier=tier)


def test_an_organisation_has_a_name_and_domains_that_are_some(people):
    asa, water = people["Åsa Ekman"], Organisation.objects.get(name="Norrvik Water")
    for name, domains in ((" ", []), ("New", ["nonsense"])):
        with pytest.raises(NotPossible):
            found_organisation(name, by=asa, domains=domains)
        with pytest.raises(NotPossible):
            change_organisation(water, by=asa, name=name, community=None, domains=domains)
    changed = change_organisation(
        water, by=asa, name="Water", community=None, domains=["@W.example", "w.example"]
    )
    assert changed.domains == ["w.example"]


@pytest.mark.parametrize(
    ("scope", "scope_id"),
    [("all", 1), ("team", None), ("team", 999_999), ("person", 1), ("planet", 1)],
)
@pytest.mark.parametrize("is_system", [True, False])
def test_a_role_reaches_everything_or_a_record_there_is(people, scope, scope_id, is_system):
    by = system() if is_system else people["Åsa Ekman"]
    with pytest.raises(NotPossible) as refusal:
        grant_role(people["Karin Holm"], by=by, role="CSR", scope=scope, scope_id=scope_id)
    assert list(refusal.value.fields) == ["scope"]


def test_whoever_has_no_place_in_a_team_is_not_said_to_have_left_it(people):
    karin, team = people["Karin Holm"], Team.objects.get(key="workplace")
    before = story(karin).count()
    leave_team(karin, by=people["Åsa Ekman"], team=team)
    assert story(karin).count() == before
