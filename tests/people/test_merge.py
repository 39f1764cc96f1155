"""Making one of two rows for the same human."""

from datetime import timedelta

import pytest
from django.apps import apps

from spoc.audit.queries import story
from spoc.channels.activities import log_contact
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.activities import (
    add_person,
    change_person,
    grant_role,
    join_team,
    merge_people,
    set_password,
)
from spoc.people.activities.doors import holder_of
from spoc.people.models import Person, Team, Token
from spoc.people.queries import by_mail, first_mail, signed_in, system
from spoc.records.activities import Upload, attach, link, watch
from spoc.records.queries import watchers_of
from spoc.requests import activities as do
from spoc.work.activities import log_work, start_timer
from spoc.work.queries import logs_of, timer_of


@pytest.fixture
def twin(people):
    """Karin Holm, written down a second time."""
    return add_person("K. Holm", by=people["Elin Sand"], mail="karin@home.example")


def merged(people, twin, into="Karin Holm", by="Elin Sand"):
    return merge_people(twin, by=people[by], into=people[into])


def test_all_that_named_the_one_names_the_other(people, twin, register_request):
    request = register_request("K. Holm")
    merged(people, twin)
    request.refresh_from_db()
    assert request.requester.name == "Karin Holm"
    assert request.entries.get().author.name == "Karin Holm"
    assert by_mail("karin@home.example").name == "Karin Holm"


def test_the_merged_one_can_no_longer_come_in(people, twin):
    merged(people, twin)
    twin.refresh_from_db()
    assert (twin.is_active, twin.merged_into.name) == (False, "Karin Holm")
    assert signed_in(twin.pk) is None


def test_both_tell_of_it(people, twin):
    into = merged(people, twin)
    assert story(twin).last().kind == "person.merged"
    assert story(into).last().kind == "person.absorbed"


def test_what_both_have_is_had_once(people, twin, register_request):
    request = register_request("Sanna Kivi")
    for person in (twin, people["Karin Holm"]):
        watch(request, by=system(), person=person, is_copied=True)
        join_team(person, by=system(), team=Team.objects.get(key="workplace"))
    into = merged(people, twin)
    assert [each.person for each in watchers_of(request)] == [into]
    assert into.memberships.count() == 1


def test_facts_keep_who_acted_then(people, twin, register_request):
    request = register_request("K. Holm")
    merged(people, twin)
    assert story(request).first().by == twin


@pytest.mark.parametrize("into", ["K. Holm", "Merged"])
def test_nobody_is_merged_into_themselves_or_into_nobody(people, twin, into):
    other = add_person("Merged", by=people["Elin Sand"])
    merge_people(other, by=people["Elin Sand"], into=people["Karin Holm"])
    with pytest.raises(NotPossible):
        merge_people(twin, by=people["Elin Sand"], into=Person.objects.get(name=into))


def test_letters_go_on_to_where_they_went(people):
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    old = add_person("Karin", by=elin, mail="k@old.example")
    new = add_person("Karin H", by=elin, mail="k@new.example")
    merge_people(old, by=elin, into=new)
    assert first_mail(new) == "k@new.example"
    merge_people(new, by=elin, into=karin)
    assert first_mail(karin) == "karin.holm@norrvikhospital.example"


def test_the_system_is_merged_into_nobody(people):
    with pytest.raises(NotPossible):
        merge_people(system(), by=people["Elin Sand"], into=people["Karin Holm"])


@pytest.mark.parametrize(
    ("one", "other"), [("Birgitta Ahl", "Karin Holm"), ("Karin Holm", "Åsa Ekman")]
)
def test_who_holds_roles_is_merged_by_an_administrator(people, one, other):
    with pytest.raises(NotPossible, match="administrator"):
        merge_people(people[one], by=people["Elin Sand"], into=people[other])
    merge_people(people[one], by=people["Åsa Ekman"], into=people[other])
    assert not Person.objects.get(name=one).is_active


def test_a_customer_merges_nobody(people, twin):
    with pytest.raises(NotAllowed):
        merge_people(twin, by=people["Sanna Kivi"], into=people["Karin Holm"])


def named_by(person):
    """Return every field of ours that still names the person, facts and tokens aside."""
    fields = [
        (model, field)
        for model in apps.get_models()
        if model._meta.app_label != "audit" and model is not Token
        for field in model._meta.concrete_fields
        if field.related_model is Person
    ]
    return [
        f"{model._meta.label}.{field.name}"
        for model, field in fields
        if model._base_manager.filter(**{field.name: person}).exists()
    ]


def test_no_field_however_hidden_names_the_merged_one(people, twin, register_request, found):
    elin = people["Elin Sand"]
    join_team(twin, by=system(), team=Team.objects.get(key="service-desk"))
    grant_role(twin, by=system(), role="CSR")
    twin = people["K. Holm"]
    request, other = register_request("K. Holm"), register_request("K. Holm")
    attach(request, by=twin, upload=Upload("a.txt", "text/plain", b"x"))
    link(request, by=twin, relation="related_to", other=other)
    do.classify(request, by=elin, classification=found("incident"))
    do.diagnose(request, by=twin, hypothesis="The cable.")
    fields = {"restored_at": now(), "verification": "user"}
    do.describe_type(request, by=twin, fields=fields)
    log_contact("phone", by=twin, person=people["Sanna Kivi"], agent=twin)
    do.merge(other, by=twin, into=request)
    absorbed = add_person("Karin the first", by=elin)
    merge_people(absorbed, by=people["Åsa Ekman"], into=twin)
    assert len(named_by(twin)) > 8
    merged(people, twin, by="Åsa Ekman")
    assert named_by(twin) == []


def test_machines_and_browsers_of_the_merged_one_are_shut_out(people, twin, client_of, token_of):
    for name in ("K. Holm", "Karin Holm"):
        set_password(people[name], by=people[name], password="a sentence is a good password")
    secret, browser = token_of("K. Holm"), client_of("K. Holm")
    merged(people, twin)
    assert holder_of(secret) is None
    assert people["Karin Holm"].tokens.count() == 0
    assert "token.revoked" in [fact.kind for fact in story(twin)]
    assert browser.get("/profile").status_code == 302
    # not even when the row is active again
    Person.objects.filter(pk=twin.pk).update(is_active=True)
    assert browser.get("/profile").status_code == 302
    assert holder_of(secret) is None


def test_the_last_administrator_stays(people, twin):
    asa = people["Åsa Ekman"]
    change_person(twin, by=asa, is_active=False)
    with pytest.raises(NotPossible, match="last administrator"):
        merge_people(asa, by=asa, into=twin)
    asa = people["Åsa Ekman"]
    assert asa.is_administrator
    change_person(twin, by=asa, is_active=True)
    assert merge_people(asa, by=asa, into=twin).is_active
    assert people["K. Holm"].is_administrator


def test_who_was_merged_is_not_merged_again(people, twin):
    merged(people, twin)
    with pytest.raises(NotPossible):
        merged(people, twin, into="Sanna Kivi")


def timed(people, register_request, twin, minutes):
    """Let both rows of Karin Holm time work, the twin so many minutes longer."""
    one, other, begun = register_request(), register_request(words="Another"), now()
    with at(begun - timedelta(minutes=minutes)):
        start_timer(one, by=twin)
    start_timer(other, by=people["Karin Holm"])
    return one, other


def test_a_timer_and_what_was_logged_follow(people, twin, register_request):
    request = register_request()
    log_work(request, by=twin, minutes=5)
    start_timer(request, by=twin)
    into = merged(people, twin)
    assert timer_of(into).subject == request
    assert {log.person for log in logs_of(request)} == {into}


def test_of_two_timers_one_goes_on_and_the_minutes_of_the_other_are_logged(
    people, twin, register_request
):
    one, other = timed(people, register_request, twin, minutes=20)
    into = merged(people, twin)
    assert timer_of(into).subject == other
    assert [(log.person, log.minutes) for log in logs_of(one)] == [(into, 21)]
    fact = story(one).get(kind="work.logged")
    assert (fact.by.name, fact.particulars.values["person"]) == ("Elin Sand", "Karin Holm")


def test_two_timers_on_one_record_are_one_from_the_earlier_on(people, twin, register_request):
    request, begun = register_request(), now()
    with at(begun - timedelta(minutes=20)):
        start_timer(request, by=twin)
    start_timer(request, by=people["Karin Holm"])
    into = merged(people, twin)
    assert timer_of(into).started_at == begun - timedelta(minutes=20)
    assert not logs_of(request).exists()


def test_a_timer_that_was_forgotten_is_thrown_away_and_that_is_told(people, twin, register_request):
    one, other = timed(people, register_request, twin, minutes=13 * 60)
    assert timer_of(merged(people, twin)).subject == other
    assert story(one).last().kind == "timer.discarded"
    assert not logs_of(one).exists()
