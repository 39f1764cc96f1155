"""What requesters read of a major incident: public words, where it concerns them."""

import pytest
from django.test import Client
from tests.floor.majors import SAID
from tests.requests.portal.words import words_of

from spoc.people.models import Community
from spoc.requests import activities as do
from spoc.requests.activities.major import Word
from spoc.requests.models import SupportRequest

INNER = "Zirconium in the disk"
CLICK = "/help/disturbances/"


@pytest.fixture
def told(people, declared):
    """A major incident of the hospital's radiology, with word for all and word for the desk."""
    major = declared()
    word = Word(public=SAID, internal=INNER)
    do.update_major(major.support_request, by=people["Sofia Berg"], word=word)
    return major


@pytest.mark.parametrize("address", ["/help", "/help/ask"])
def test_whom_it_concerns_reads_the_public_words(told, client_of, address):
    words = words_of(client_of("Sanna Kivi").get(address))
    assert "Disturbance: Radiology imaging" in words or "Röntgenbilder" in words
    assert SAID["en"] in words or SAID["sv"] in words
    assert INNER not in words
    assert "Karin" not in words
    assert told.support_request.title not in words


@pytest.mark.parametrize("address", ["/help", "/help/ask"])
def test_another_organisations_people_read_nothing_of_it(told, client_of, address):
    answer = client_of("Rune Dahl").get(address)
    assert CLICK not in answer.content.decode()
    assert not any(said in words_of(answer) for said in SAID.values())


def test_a_visitor_reads_nothing_of_it(told):
    page = Client().get("/help")
    assert CLICK not in page.content.decode()
    assert SAID["en"] not in words_of(page)


def test_only_the_communities_chosen_see_it(people, declared, incident, client_of):
    other = Community.objects.exclude(pk=people["Sanna Kivi"].community_id).first()
    declared(communities=[other])
    assert CLICK not in client_of("Sanna Kivi").get("/help").content.decode()
    declared(incident(), communities=[people["Sanna Kivi"].community])
    assert CLICK in client_of("Sanna Kivi").get("/help").content.decode()


def test_having_it_too_is_one_click(told, people, client_of):
    sanna, address = client_of("Sanna Kivi"), f"/help/disturbances/{told.pk}"
    assert f'action="{address}"' in sanna.get("/help").content.decode()
    for _again in range(2):
        assert sanna.post(address).status_code == 302
    (mine,) = SupportRequest.objects.filter(requester=people["Sanna Kivi"])
    assert f"/help/requests/{mine.pk}" in sanna.get("/help").content.decode()


@pytest.mark.parametrize("name", ["Rune Dahl"])
def test_whom_it_does_not_concern_finds_nothing_to_click(told, client_of, name):
    before = SupportRequest.objects.count()
    assert client_of(name).post(f"/help/disturbances/{told.pk}").status_code == 404
    assert SupportRequest.objects.count() == before


def test_the_front_page_asks_one_question_more_and_no_more_than_three_where_something_goes_on(
    declared, client_of, django_assert_max_num_queries
):
    sanna = client_of("Sanna Kivi")
    sanna.get("/help")
    declared()
    with django_assert_max_num_queries(13):
        sanna.get("/help")
