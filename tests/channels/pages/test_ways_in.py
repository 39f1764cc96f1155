"""Ways in have a queue, an owner and hours, and tell how they do."""

from datetime import timedelta

import pytest

from spoc.channels.activities import (
    Belonging,
    add_channel,
    answer_contact,
    await_contact,
    end_contact,
    note_look,
    switch_channel,
)
from spoc.channels.models import Channel, Notice
from spoc.channels.queries.ways_in import ways_in
from spoc.intake.activities import Question, ask
from spoc.kit.errors import NotPossible
from spoc.kit.time import at
from spoc.people.models import Team
from spoc.service_levels.models import Calendar


def test_a_channel_is_told_its_queue_its_owner_and_its_hours(people, client_of):
    team = Team.objects.get(name="Service desk")
    calendar = Calendar.objects.filter(is_active=True).first()
    owner = people["Elin Sand"]
    whose = {"team": team.pk, "owner": owner.pk, "calendar": calendar.pk}
    asa = client_of("Åsa Ekman")
    answer = asa.post("/settings/channels/new/portal", {"name": "Portal", **whose})
    assert answer.status_code == 302
    made = Channel.objects.get(name="Portal")
    assert (made.team, made.owner, made.calendar) == (team, owner, calendar)
    page = asa.get("/settings/channels").content.decode()
    assert all(words in page for words in (str(team), owner.name, calendar.name))


def test_an_owner_sees_how_their_channel_does_and_changes_nothing(people, client_of):
    whose = Belonging(owner=people["Elin Sand"])
    add_channel("Portal", by=people["Åsa Ekman"], kind="portal", told={}, whose=whose)
    elin, karin = client_of("Elin Sand"), client_of("Karin Holm")
    page = elin.get("/settings/channels").content.decode()
    assert "Portal" in page
    assert "/settings/channels/new" not in page
    assert elin.get("/settings/channels/new").status_code == 403
    assert karin.get("/settings/channels").status_code == 403


def test_an_owner_hears_once_that_a_channel_does_not_work(people, work):
    owner = people["Elin Sand"]
    whose = Belonging(owner=owner)
    way = add_channel("Portal", by=people["Åsa Ekman"], kind="portal", told={}, whose=whose)
    for _time in range(3):
        note_look(way, problem="No such host.")
        way.refresh_from_db()
    (notice,) = Notice.objects.filter(person=owner, event="channel_failed")
    assert (notice.count, notice.values["problem"]) == (1, "No such host.")
    note_look(way)
    way.refresh_from_db()
    assert way.problem == ""


def test_what_came_and_who_went_away_is_counted_by_channel(people):
    asa, karin = people["Åsa Ekman"], people["Karin Holm"]
    way = add_channel("Portal", by=asa, kind="portal", told={})
    answered = await_contact("portal", by=karin, person=karin)
    with at(answered.started_at + timedelta(seconds=75)):
        end_contact(answer_contact(answered, by=asa), by=asa, disposition="quick_answer")
    end_contact(await_contact("portal", by=karin, person=karin), by=karin)
    (seen,) = ways_in(asa)
    assert seen.channel == way
    assert (seen.course.contacts, seen.course.abandoned, seen.course.wait) == (2, 1, "1:15")


def test_what_comes_by_a_channel_is_its_teams_first(people):
    team = Team.objects.exclude(name="Service desk").filter(is_active=True).first()
    whose = Belonging(team=team, community=people["Karin Holm"].community)
    add_channel("Portal", by=people["Åsa Ekman"], kind="portal", told={}, whose=whose)
    karin = people["Karin Holm"]
    asked = ask(karin, by=karin, question=Question("It hums."))
    assert asked.team == team


def test_a_closed_form_takes_nothing_and_says_what_to_do(people):
    asa, karin = people["Åsa Ekman"], people["Karin Holm"]
    way = add_channel("Portal", by=asa, kind="portal", told={})
    switch_channel(way, by=asa, is_on=False)
    with pytest.raises(NotPossible, match="write a mail or call"):
        ask(karin, by=karin, question=Question("It hums."))
