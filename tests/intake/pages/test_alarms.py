"""Alarms at the desk: what is sent comes in, is listed, and is resolved by one press."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from tests.floor.jobs import jobs_waiting

from spoc.catalogue.models import Service
from spoc.channels.models import Delivery
from spoc.channels.rules.heard import Alarm as Told
from spoc.intake.activities import hear_alarm, plan_window
from spoc.intake.models import Alarm, MaintenanceWindow
from spoc.intake.pages.delivered import LARGEST
from spoc.kit.time import at, now
from spoc.requests.models import SupportRequest

SENT = {"key": "k7", "title": "Disk of post7 is full", "state": "firing", "service": "mail"}
TOKEN = {"authorization": "Bearer a secret of the monitoring"}
BUDGET = 16


def text(answer):
    return answer.content.decode()


@pytest.fixture
def post(noc):
    """Post to the address of the channel as monitoring does, from outside and without a session."""

    def posted(sent=SENT, headers=TOKEN, **how):
        client = Client(enforce_csrf_checks=True)
        body = sent if isinstance(sent, bytes) else json.dumps(sent)
        kind = "application/json"
        return client.post(f"/in/{noc.mark}", body, content_type=kind, headers=headers, **how)

    return posted


@pytest.fixture
def tell(noc):
    def told(key="disk", *, is_over=False, minutes=0, **further):
        words = {"title": f"{key} is full", "service": "mail", **further}
        with at(now() + timedelta(minutes=minutes)):
            hear_alarm(Told(key=key, is_over=is_over, **words), noc)
        return Alarm.objects.get(key=key)

    return told


def test_what_is_sent_with_the_token_becomes_an_incident(post, work):
    answer = post()
    assert answer.status_code == 202
    work()
    [incident] = SupportRequest.objects.filter(channel="event")
    assert incident.title == SENT["title"]
    kept = Delivery.objects.get(pk=answer.json()["kept"])
    assert (kept.state, kept.outcome) == ("done", "opened")
    assert "secret" not in str(kept.headers)


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer another"}, {"authorization": "Basic eDp5"}]
)
def test_a_wrong_token_is_refused_and_nothing_kept(post, headers):
    assert post(headers=headers).status_code == 403
    assert not Delivery.objects.exists()


def test_a_channel_that_is_off_has_no_address(post, noc):
    noc.is_on = False
    noc.save()
    assert post().status_code == 404


def test_what_is_too_large_is_refused(post):
    assert post(b"x" * (LARGEST + 1)).status_code == 422


def test_much_that_comes_before_it_is_read_leaves_one_job(post):
    assert [post().status_code for _each in range(5)] == [202] * 5
    assert [name for name, _told in jobs_waiting()].count("intake.jobs.hear_channel") == 1
    assert Delivery.objects.filter(state="stored").count() == 5


def test_alarms_are_listed_by_how_they_stand(tell, client_of, people):
    tell("fires")
    tell("cleared")
    tell("cleared", is_over=True)
    elin = client_of("Elin Sand")
    both = text(elin.get("/alarms"))
    assert ("fires is full" in both, "cleared is full" in both) == (True, True)
    firing, over = text(elin.get("/alarms?state=firing")), text(elin.get("/alarms?state=over"))
    assert ("fires is full" in firing, "cleared is full" in firing) == (True, False)
    assert ("fires is full" in over, "cleared is full" in over) == (False, True)
    assert "None is in this state" in text(elin.get("/alarms?state=suppressed"))


def test_many_alarms_are_listed_page_by_page(tell, client_of, django_assert_max_num_queries):
    for number in range(19):
        tell(f"a{number}")
    first = tell("a0")
    Alarm.objects.bulk_create(
        Alarm(
            **{
                field.attname: getattr(first, field.attname)
                for field in Alarm._meta.concrete_fields
                if field.attname not in ("id", "key")
            },
            key=f"b{number}",
        )
        for number in range(40)
    )
    elin = client_of("Elin Sand")
    elin.get("/alarms")
    with django_assert_max_num_queries(BUDGET):
        page = text(elin.get("/alarms"))
    assert page.count('data-head="Severity"') == 50
    further = page.split('hx-get="/alarms/rows?')[1].split('"')[0].replace("&amp;", "&")
    assert text(elin.get(f"/alarms/rows?{further}")).count('data-head="Severity"') == 9


@pytest.mark.parametrize("name", ["Karin Holm", "Åsa Ekman"])
def test_others_do_not_read_alarms(tell, client_of, name):
    incident = tell().support_request
    for address in ("/alarms", "/alarms/rows", f"/requests/{incident.pk}/alarms"):
        assert client_of(name).get(address).status_code == 403


def test_an_alarm_of_a_restricted_incident_is_its_readers_alone(tell, client_of, people):
    alarm = tell()
    SupportRequest.objects.filter(pk=alarm.support_request_id).update(is_restricted=True)
    elin = client_of("Elin Sand")
    assert alarm.title not in text(elin.get("/alarms"))
    assert elin.get(f"/requests/{alarm.support_request_id}/alarms").status_code == 404


def test_the_page_of_an_incident_leads_to_its_alarms(tell, client_of, register_request):
    incident, elin = tell().support_request, client_of("Elin Sand")
    assert f"/requests/{incident.pk}/alarms/rows" in text(elin.get(f"/requests/{incident.pk}"))
    other = register_request()
    assert "/alarms/rows" not in text(elin.get(f"/requests/{other.pk}"))


def test_the_panel_counts_and_proposes_only_what_is_over(tell, client_of):
    for _each in range(3):
        incident = tell(severity="major", link="https://monitor.example/1").support_request
    elin, address = client_of("Elin Sand"), f"/requests/{incident.pk}/alarms/rows"
    panel = text(elin.get(address))
    assert "told 3 times" in panel
    assert "https://monitor.example/1" in panel
    assert "alarm-resolution" not in panel
    tell(is_over=True)
    assert "The alarm is over since" in text(elin.get(address))
    assert "alarm-resolution" in text(elin.get(address))


def test_beside_a_storm_stand_a_few_and_the_way_to_the_others(tell, client_of):
    incident = tell("a0").support_request
    for number in range(1, 9):
        Alarm.objects.filter(pk=tell(f"a{number}").pk).update(support_request=incident)
    elin, address = client_of("Elin Sand"), f"/requests/{incident.pk}/alarms"
    beside = text(elin.get(f"{address}/rows"))
    assert (beside.count("is full"), "and 4 more" in beside) == (5, True)
    whole = text(elin.get(address))
    assert (whole.count("is full"), "more" in whole.split("page-body")[1]) == (9, False)


def test_one_press_resolves_it(tell, client_of):
    tell()
    incident = tell(is_over=True).support_request
    elin, address = client_of("Elin Sand"), f"/requests/{incident.pk}/alarm-resolution"
    answer = elin.post(address, follow=True)
    assert "monitoring saw that it is over" in text(answer)
    incident.refresh_from_db()
    assert incident.status == "resolved"
    assert "alarm-resolution" not in text(elin.get(f"/requests/{incident.pk}/alarms"))


def test_a_press_too_late_says_why_it_is_not_resolved(tell, client_of):
    incident = tell().support_request
    answer = client_of("Elin Sand").post(f"/requests/{incident.pk}/alarm-resolution", follow=True)
    assert "still fires" in text(answer)
    incident.refresh_from_db()
    assert incident.is_open


def test_what_nobody_classified_yet_says_what_lacks(tell, client_of):
    tell(service="unheard of")
    incident = tell(service="unheard of", is_over=True).support_request
    answer = client_of("Elin Sand").post(f"/requests/{incident.pk}/alarm-resolution", follow=True)
    incident.refresh_from_db()
    assert incident.status == "new"
    assert "classif" in text(answer).lower()


def moments(minutes=0):
    begin = (now() + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")
    end = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    return {"starts_at": begin, "ends_at": end}


def test_maintenance_is_planned_changed_and_ended_in_the_settings(client_of, people, db):
    sofia = client_of("Sofia Berg")
    mail = Service.objects.get(key="mail")
    given = {"service": mail.pk, "reason": "New disks", **moments()}
    assert sofia.post("/settings/maintenance/new", given).status_code == 302
    window = MaintenanceWindow.objects.get()
    address = f"/settings/maintenance/{window.pk}"
    assert "New disks" in text(sofia.get("/settings/maintenance"))
    assert "New disks" in text(sofia.get(address))
    assert sofia.post(address, given | {"reason": "More disks"}).status_code == 302
    assert sofia.post(f"{address}/end").status_code == 302
    window.refresh_from_db()
    assert (window.reason, window.is_on(now())) == ("More disks", False)


def test_what_is_wrong_with_maintenance_stands_beside_its_field(client_of, db):
    given = {"reason": "New disks", **moments()}
    answer = client_of("Sofia Berg").post("/settings/maintenance/new", given)
    assert answer.status_code == 422
    assert "Välj en tjänst eller ett konfigurationsobjekt." in text(answer)
    assert "New disks" in text(answer)


@pytest.mark.parametrize(("name", "reads"), [("Elin Sand", 200), ("Karin Holm", 403)])
def test_who_does_not_plan_maintenance_reads_it_at_most(client_of, name, reads, db):
    client = client_of(name)
    assert client.get("/settings/maintenance").status_code == reads
    assert client.get("/settings/maintenance/new").status_code == 403
    assert client.post("/settings/maintenance/new", moments()).status_code == 403


def test_an_alarm_kept_quiet_says_why_in_the_list(tell, client_of, people):
    particulars = {"service": Service.objects.get(key="mail"), "item": None}
    particulars |= {"starts_at": now(), "ends_at": now() + timedelta(hours=1)}
    plan_window("New disks", by=people["Sofia Berg"], particulars=particulars)
    assert tell().support_request is None
    page = text(client_of("Elin Sand").get("/alarms?state=suppressed"))
    assert "New disks" in page
    assert "Suppressed" in page


def test_nobody_is_written_to_where_nobody_asked(tell, client_of):
    tell()
    incident = SupportRequest.objects.get(channel="event")
    page = client_of("Elin Sand").get(f"/requests/{incident.pk}").content.decode()
    assert f"/people/{incident.requester_id}" not in page
    assert "Write to Spoc" not in page
    assert "compose=note" in page
