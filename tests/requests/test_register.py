"""R1: somebody needs something. And R17: an answer after the end is a new request."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.people.activities import add_person
from spoc.records.queries import links_of
from spoc.requests.activities import Registration, follow_up, register


def test_a_need_gets_a_number_a_team_and_a_place_in_the_queue(people, register_request):
    request = register_request()
    assert request.reference == f"R-{request.pk}"
    assert (request.status, request.type, request.priority) == ("new", "unclassified", 3)
    assert request.team.key == "service-desk"
    assert (request.organisation.name, request.community.key) == ("Norrvik Hospital", "hospital")
    assert request.created_at == request.clock_anchor_at <= request.requester_spoke_at
    assert (request.contact_count, request.owner) == (1, None)


def test_numbers_rise(register_request):
    assert register_request().pk < register_request().pk


def test_the_words_become_the_first_entry(people, register_request):
    entry = register_request("Oskar Nyman", "Lärplattformen är nere.").entries.get()
    assert (entry.text, entry.author.name) == ("Lärplattformen är nere.", "Oskar Nyman")
    assert not entry.is_internal
    assert not entry.is_from_desk


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"title": " A  title\n"}, "A title"),
        ({}, "First line Second line"),
        ({"title": "x" * 300}, "x" * 198 + " …"),
    ],
)
def test_the_title_is_given_or_read_from_the_words(register_request, given, title):
    assert register_request(words="First line\nSecond line", **given).title == title


@pytest.mark.parametrize("words", ["", " \n\t", "\x00"])
def test_a_request_says_something(register_request, words):
    with pytest.raises(NotPossible) as refused:
        register_request(words=words)
    assert "description" in refused.value.fields


def test_a_title_alone_is_enough(register_request):
    request = register_request(words="", title="Screen flickers")
    assert request.description == request.entries.get().text == "Screen flickers"


def test_what_an_agent_records_for_somebody_is_the_agents_to_follow(register_request):
    request = register_request(by="Elin Sand", channel="phone")
    assert (request.owner.name, request.requester.name) == ("Elin Sand", "Karin Holm")
    assert story(request).first().by.name == "Elin Sand"


@pytest.mark.parametrize("name", ["Sanna Kivi", "Maja Lindqvist", "Sofia Berg", "Ylva Öberg"])
def test_only_a_representative_records_for_somebody_else(people, name):
    karin = people["Karin Holm"]
    with pytest.raises(NotAllowed):
        register(karin, by=people[name], registration=Registration("Help.", "phone"))


def test_somebody_without_mail_and_organisation_is_helped_too(people):
    elin = people["Elin Sand"]
    caller = add_person("Nobody knows", by=elin, phone="0700000000")
    request = register(caller, by=elin, registration=Registration("Lost my key.", "phone"))
    assert (request.organisation, request.community) == (None, None)


def test_the_language_is_the_requesters_unless_another_is_heard(register_request):
    assert register_request("Oskar Nyman").language == "sv"
    assert register_request("Oskar Nyman", language="en").language == "en"


def test_registering_promises_a_letter_and_a_place_in_the_index(register_request, work):
    register_request()
    assert work() == [
        "requests.jobs.acknowledge",
        "search.jobs.index",
        "knowledge.help_jobs.keep_asked",
        "channels.jobs.deliver",
    ]


def test_the_acknowledgement_is_sent_within_a_minute_and_once(
    register_request, work, run_job, mailoutbox
):
    began = now()
    request = register_request()
    work()
    run_job("requests.jobs.acknowledge", number=request.pk)
    work()
    (sent,) = mailoutbox
    assert sent.to == ["karin.holm@norrvikhospital.example"]
    assert request.reference in sent.raw.decode()
    assert now() - began < timedelta(minutes=1)
    assert [fact.kind for fact in story(request)].count("request.told") == 1


def test_nobody_is_told_of_what_is_over_already(people, at_status, work, mailoutbox):
    at_status("cancelled")
    work()
    assert mailoutbox == []


def test_an_answer_after_the_end_is_a_new_request_that_follows_up(people, at_status):
    old, karin = at_status("closed"), people["Karin Holm"]
    new = follow_up(old, by=karin, registration=Registration("It is back.", "portal"))
    old.refresh_from_db()
    assert (old.status, new.status) == ("closed", "new")
    (link,) = links_of(new, people["Elin Sand"])
    assert (link.relation, link.pk) == ("follow_up_of", old.pk)
    (back,) = links_of(old, people["Elin Sand"])
    assert (back.relation, back.pk) == ("followed_up_by", new.pk)
