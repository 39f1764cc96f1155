"""The demonstration's door: one click, and one is somebody of the world."""

import pytest
from django.test import Client

from spoc.people.activities import add_person
from spoc.people.queries import system
from spoc.world.queries import who

DOOR = "/demo/sign-in"


@pytest.fixture
def demonstration(settings) -> None:
    """Let this be a demonstration."""
    settings.SPOC_DEMO = True


@pytest.mark.usefixtures("demonstration")
def test_one_click_and_one_is_somebody(people):
    client, karin = Client(), people["Karin Holm"]
    answer = client.post(DOOR, {"person": karin.pk})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(karin.pk)


@pytest.mark.usefixtures("demonstration")
def test_a_session_from_before_is_not_carried_over(people, client_of):
    client = client_of("Elin Sand")
    before = client.session.session_key
    client.post(DOOR, {"person": people["Karin Holm"].pk})
    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(people["Karin Holm"].pk)


def test_outside_a_demonstration_there_is_no_such_door(people, settings):
    settings.SPOC_DEMO = False
    client = Client()
    assert client.post(DOOR, {"person": people["Karin Holm"].pk}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("given", ["", "0", "nobody", "-1"])
def test_nobody_cannot_be_chosen(db, given: str):
    assert Client().post(DOOR, {"person": given}).status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_only_people_of_the_world_can_be_chosen(db):
    stranger = add_person("A Stranger", by=system(), mail="stranger@elsewhere.example")
    for person in (stranger, system()):
        assert Client().post(DOOR, {"person": person.pk}).status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_another_site_cannot_click_for_us(people):
    client = Client(enforce_csrf_checks=True)
    assert client.post(DOOR, {"person": people["Karin Holm"].pk}).status_code == 403


@pytest.mark.usefixtures("demonstration")
def test_looking_at_the_door_opens_nothing(db):
    assert Client().get(DOOR).status_code == 405


@pytest.mark.usefixtures("demonstration")
def test_the_sign_in_page_offers_everybody_by_face_and_name(db):
    page = Client().get("/sign-in/").content.decode()
    everybody = [somebody for group in who() for somebody in group.people]
    assert {"Elin Sand", "Karin Holm", "Åsa Ekman"} <= {somebody.name for somebody in everybody}
    for somebody in everybody:
        assert f'value="{somebody.pk}"' in page
        assert somebody.name in page


def test_everybody_stands_in_one_group(db):
    names = [somebody.name for group in who() for somebody in group.people]
    assert len(names) == len(set(names)) == 27
