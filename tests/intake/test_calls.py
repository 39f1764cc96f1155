"""A telephone system tells of calls: they wait, are answered, end, and are written down once."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spoc.channels.activities import Belonging, add_channel
from spoc.channels.models import Delivery, Interaction
from spoc.channels.rules.heard import Rung
from spoc.intake.activities import Call, follow_call, take_call
from spoc.intake.call_access import calls_ringing, calls_visible_to
from spoc.intake.models import PhoneCall
from spoc.kit.time import at, now
from spoc.people.activities import add_address
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.requests.activities import restrict

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
KARIN = "+46 90 555 12 34"


@pytest.fixture
def pbx(people):
    """A telephone system whose calls anybody at the desk takes."""
    told = {"token": "secret"}
    asa = people["Åsa Ekman"]
    return add_channel("Switchboard", by=asa, kind="phone", told=told, whose=Belonging())


@pytest.fixture
def ring(pbx, work, people):
    """Tell of a step of a call at a moment, as the telephone system does, and let it be read."""
    karin = people["Karin Holm"]
    add_address(karin, by=people["Elin Sand"], kind="phone", value=KARIN)

    def told(step, *, call="c1", after=0, number="090-555 12 34", token="secret", **more):
        moment = NOON + timedelta(seconds=after)
        body = {"call": call, "step": step, "number": number, "at": moment.isoformat(), **more}
        headers = {"authorization": f"Bearer {token}"}
        place = f"/in/{pbx.mark}"
        with at(moment):
            sent = json.dumps(body)
            answer = Client().post(place, sent, content_type="application/json", headers=headers)
            work()
        return answer

    return told


def the_call() -> Interaction:
    return PhoneCall.objects.get().interaction


def test_a_call_waits_is_answered_and_ends_and_each_is_measured(ring, people, pbx):
    assert ring("ringing").status_code == 202
    contact = the_call()
    assert (contact.channel, contact.person.name, contact.way) == ("phone", "Karin Holm", pbx)
    assert (contact.started_at, contact.answered_at) == (NOON, None)
    ring("answered", after=20, agent="elin.sand@it.norrvik.example")
    ring("ended", after=200, recording="https://pbx.example/c1.wav")
    contact = the_call()
    assert contact.agent.name == "Elin Sand"
    assert contact.answered_at - contact.started_at == timedelta(seconds=20)
    assert contact.ended_at - contact.answered_at == timedelta(seconds=180)
    assert (contact.handling_minutes, contact.disposition) == (3, "")
    assert PhoneCall.objects.get().recording == "https://pbx.example/c1.wav"


@pytest.mark.parametrize("step", ["abandoned", "ended"])
def test_a_call_nobody_answered_was_given_up(ring, step):
    ring("ringing")
    ring(step, after=45)
    contact = the_call()
    assert (contact.disposition, contact.answered_at) == ("abandoned", None)
    assert contact.ended_at - contact.started_at == timedelta(seconds=45)


def test_steps_told_twice_and_steps_never_told_are_one_call(ring):
    ring("answered")
    ring("answered", after=5)
    ring("ended", after=60)
    ring("ended", after=90)
    contact = the_call()
    assert (contact.answered_at, contact.ended_at) == (NOON, NOON + timedelta(seconds=60))
    assert Interaction.objects.filter(channel="phone").count() == 1


def test_a_recording_that_comes_late_is_kept(ring):
    ring("answered")
    ring("ended", after=60)
    ring("ended", after=300, recording="https://pbx.example/c1.wav")
    assert PhoneCall.objects.get().recording == "https://pbx.example/c1.wav"


def test_a_clock_that_is_wrong_is_not_believed(ring):
    ring("ringing", at="2019-01-01T00:00:00Z")
    assert the_call().started_at == NOON


def test_a_number_nobody_has_and_one_that_two_share_name_nobody(ring, people):
    ring("ringing", call="c1", number="0700000000")
    add_address(people["Sofia Berg"], by=people["Elin Sand"], kind="phone", value=KARIN)
    ring("ringing", call="c2")
    ring("ringing", call="c3", number="")
    told = Interaction.objects.filter(channel="phone").order_by("id")
    assert [each.person for each in told] == [None, None, None]
    assert [each.unidentified for each in told] == ["0700000000", "090-555 12 34", ""]


def test_who_does_not_know_the_token_tells_nothing(ring):
    assert ring("ringing", token="wrong").status_code == 403
    assert not Delivery.objects.exists()


def test_what_is_not_understood_is_kept_with_a_sentence(ring):
    assert ring("whistled").status_code == 202
    kept = Delivery.objects.get()
    assert (kept.state, kept.outcome[:4]) == ("failed", "Send")


def test_a_call_an_agent_writes_down_is_counted_once(ring, people):
    ring("answered", agent="elin.sand@it.norrvik.example")
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    with at(NOON + timedelta(seconds=60)):
        made = take_call(elin, by=elin, call=Call("The scanner is dead.", person=karin))
    ring("ended", after=120)
    [contact] = Interaction.objects.filter(channel="phone")
    assert made.contacts.get().interaction == contact == the_call()
    assert (contact.disposition, contact.body) == ("request_new", "The scanner is dead.")
    assert contact.ended_at == NOON + timedelta(seconds=120)


@pytest.mark.parametrize(
    ("agent", "later", "who"),
    [
        ("maja.lindqvist@it.norrvik.example", 60, "Karin Holm"),
        ("elin.sand@it.norrvik.example", 900, "Karin Holm"),
        ("elin.sand@it.norrvik.example", 60, "Sofia Berg"),
    ],
)
def test_another_call_is_a_contact_of_its_own(ring, people, agent, later, who):
    ring("answered", agent=agent)
    ring("ended", after=30)
    elin = people["Elin Sand"]
    with at(NOON + timedelta(seconds=later)):
        take_call(elin, by=elin, call=Call("The scanner is dead.", person=people[who]))
    assert Interaction.objects.filter(channel="phone").count() == 2


@pytest.mark.parametrize(
    ("step", "hours", "disposition"), [("ringing", 2, "abandoned"), ("answered", 13, "")]
)
def test_a_call_whose_end_was_never_told_ends(ring, run_job, step, hours, disposition):
    ring(step)
    with at(NOON + timedelta(hours=hours / 2 - 0.1)):
        run_job("intake.call_jobs.end_lost_calls", timestamp=0)
        assert the_call().ended_at is None
    with at(NOON + timedelta(hours=hours)):
        run_job("intake.call_jobs.end_lost_calls", timestamp=0)
    ended_at = NOON + timedelta(hours=hours)
    assert (the_call().ended_at, the_call().disposition) == (ended_at, disposition)


def ringing_for(people, name):
    with at(NOON + timedelta(seconds=10)):
        return list(calls_ringing(people[name], now()))


def test_it_rings_for_who_takes_calls_until_somebody_does(ring, people):
    ring("ringing")
    assert len(ringing_for(people, "Elin Sand")) == 1
    assert ringing_for(people, "Karin Holm") == []
    ring("answered", after=5)
    assert ringing_for(people, "Elin Sand") == []


def test_a_call_told_of_no_more_rings_no_more(ring, people):
    ring("ringing")
    with at(NOON + timedelta(minutes=6)):
        assert not calls_ringing(people["Elin Sand"], now()).exists()


def test_a_teams_calls_ring_for_the_team_alone(ring, pbx, people):
    elin, maja = people["Elin Sand"], people["Amir Haddad"]
    pbx.team = Team.objects.get(pk=maja.team_ids[0])
    pbx.save(update_fields=["team"])
    ring("ringing")
    assert pbx.team_id not in elin.team_ids
    assert ringing_for(people, "Elin Sand") == []


def test_of_a_closed_request_its_readers_alone_know_the_call(ring, people):
    ring("answered", agent="elin.sand@it.norrvik.example")
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    with at(NOON):
        made = take_call(elin, by=elin, call=Call("Somebody read my mail.", person=karin))
        assert calls_visible_to(people["Daniel Okoro"]).exists()
        restrict(made, by=people["Henrik Vall"], readers=[elin])
    assert not calls_visible_to(people["Daniel Okoro"]).exists()


def test_the_page_of_who_rings_leads_to_the_form_with_the_caller(ring, client_of, people):
    ring("ringing")
    client = client_of("Elin Sand")
    with at(NOON + timedelta(seconds=5)):
        page = client.get("/calls/ringing").content.decode()
        assert "Karin Holm calls" in page
        address = unescape(re.search(r'href="(/requests/new[^"]*)"', page)[1])
        form = client.get(address).content.decode()
    karin = people["Karin Holm"].pk
    assert f'name="caller" value="{karin}" checked' in form


def test_the_log_names_who_called_how_long_and_where_it_is_recorded(ring, client_of):
    ring("ringing")
    ring("answered", after=20, agent="elin.sand@it.norrvik.example")
    ring("ended", after=200, recording="https://pbx.example/c1.wav")
    ring("ringing", call="c2", number="0700000000")
    ring("abandoned", call="c2", after=30)
    page = client_of("Elin Sand").get("/calls").content.decode()
    for words in ("Karin Holm", "0:20", "3:00", "https://pbx.example/c1.wav", "Not answered"):
        assert words in page
    assert 'href="tel:0905551234"' in page
    missed = client_of("Elin Sand").get("/calls?show=missed").content.decode()
    assert "0700000000" in missed and "Karin Holm" not in missed


def test_while_it_rings_the_next_page_asks_who_calls_and_no_other_does(ring, client_of):
    client = client_of("Elin Sand")
    asks = 'hx-trigger="load, live:calls from:document"'
    assert asks not in client.get("/queues/all").content.decode()
    ring("ringing")
    with at(NOON + timedelta(seconds=5)):
        client.get("/calls/ringing")
        assert asks in client.get("/queues/all").content.decode()
        ring("answered", after=6)
        assert not client.get("/calls/ringing").content.strip()
        assert asks not in client.get("/queues/all").content.decode()


def test_a_long_log_asks_no_more_than_a_short_one(ring, client_of):
    client = client_of("Elin Sand")
    asked = []
    for calls in (("a", "b"), ("c", "d", "e", "f")):
        for call in calls:
            ring("answered", call=call, agent="elin.sand@it.norrvik.example")
        client.get("/calls")
        with CaptureQueriesContext(connection) as queries:
            client.get("/calls")
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("place", ["/calls", "/calls/rows", "/calls/list", "/calls/ringing"])
def test_the_log_is_the_desks_alone(client_of, place):
    assert client_of("Karin Holm").get(place).status_code == 403
    assert Client().get(place).status_code == 302


def test_open_pages_hear_of_every_step(pbx, people):
    heard = []
    with CaptureQueriesContext(connection) as asked:
        for step in ("ringing", "answered", "ended"):
            follow_call(pbx, by=system(), rung=Rung("c1", step, "0700000000"))
            heard += [each["sql"] for each in asked if "pg_notify" in each["sql"]][len(heard) :]
    assert len(heard) == 3 and all("calls" in each for each in heard)


@pytest.mark.parametrize(("name", "shown"), [("Elin Sand", True), ("Maja Lindqvist", False)])
def test_the_pages_of_who_takes_calls_listen_for_them(client_of, name, shown):
    page = client_of(name).get("/queues/all").content.decode()
    assert ('hx-get="/calls/ringing"' in page, "calls:" in page) == (shown, shown)
