"""Notices: who is told of what, once, by the way they chose; and nothing they may not see."""

from datetime import UTC, datetime, time

import pytest

from spoc.channels.activities import notify, prefer_times, prefer_ways, see_notices
from spoc.channels.activities.notify import News
from spoc.channels.models import Letter, Notice, Telling
from spoc.channels.queries.notices import unseen, unseen_count
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at
from spoc.people.queries import signed_in
from spoc.records.activities import watch
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words

DAY = datetime(2026, 11, 20, 10, tzinfo=UTC)  # a Friday: eleven in Stockholm
NIGHT = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
QUIET = {
    "quiet_from": time(22),
    "quiet_until": time(7),
    "quiet_days": [],
    "digest": "daily",
    "digest_at": time(8),
}


@pytest.fixture
def majas(people, register_request, found):
    """A request that Elin Sand gave to Maja Lindqvist, of which she has read."""
    request = register_request()
    do.classify(request, by=people["Elin Sand"], classification=found("incident"))
    do.assign(request, by=people["Elin Sand"], assignee=people["Maja Lindqvist"])
    return request


@pytest.fixture
def told(people):
    """Tell somebody of a request, as Elin Sand did it; return the notice."""

    def tell(name, request, event="answered"):
        news = News(event, request, {"by": "Elin Sand"})
        return notify(people[name], by=people["Elin Sand"], news=news)

    return tell


def events(person):
    return sorted(Notice.objects.filter(person=person, seen_at=None).values_list("event", "count"))


def letters_to(person):
    return Letter.objects.filter(noun="person", subject_id=person.pk, is_incoming=False)


def test_who_gets_a_request_is_told_and_who_gave_it_is_not(people, majas, work):
    work()
    assert events(people["Maja Lindqvist"]) == [("assigned", 1)]
    assert events(people["Elin Sand"]) == []


def test_many_answers_are_one_notice_until_it_is_read(people, majas, work):
    maja, karin = people["Maja Lindqvist"], people["Karin Holm"]
    work()
    see_notices(maja, unseen(maja))
    for words in ("One.", "Two.", "Three."):
        do.hear(majas, by=karin, channel="portal", words=Words(words))
    work()
    assert events(maja) == [("answered", 3)]
    assert unseen_count(signed_in(maja.pk)) == 1
    see_notices(maja, unseen(maja))
    do.hear(majas, by=karin, channel="portal", words=Words("Four."))
    work()
    assert events(maja) == [("answered", 1)]


def test_who_watches_hears_what_changes(people, majas, work):
    elin, maja = people["Elin Sand"], people["Maja Lindqvist"]
    watch(majas, by=elin, person=elin)
    watch(majas, by=maja, person=maja)
    work()
    do.note(majas, by=maja, text="Looked at it.")
    work()
    assert events(elin) == [("watched", 1)]
    assert ("watched", 1) not in events(maja), "who did it is told nothing"


def test_nobody_is_told_of_what_they_may_not_see(people, majas, work, told):
    sofia = people["Sofia Berg"]
    do.restrict(majas, by=sofia, readers=[sofia])
    assert told("Sanna Kivi", majas) is None


@pytest.mark.parametrize(
    ("way", "letters", "notices"),
    [("page", 0, 1), ("mail", 1, 1), ("digest", 0, 1), ("none", 0, 0)],
)
def test_everybody_is_told_by_the_way_they_chose(people, majas, told, way, letters, notices):
    maja = people["Maja Lindqvist"]
    prefer_ways(maja, by=maja, ways={"answered": way})
    told("Maja Lindqvist", majas)
    told("Maja Lindqvist", majas)
    assert letters_to(maja).count() == letters, "what happens again makes no second letter"
    assert Notice.objects.filter(person=maja, event="answered").count() == notices


@pytest.mark.parametrize(
    ("moment", "event", "letters"),
    [(DAY, "answered", 1), (NIGHT, "answered", 0), (NIGHT, "major", 1)],
)
def test_quiet_hours_keep_letters_back_but_not_of_a_major_incident(
    people, majas, told, moment, event, letters
):
    maja = people["Maja Lindqvist"]
    prefer_ways(maja, by=maja, ways={event: "mail"})
    prefer_times(maja, by=maja, **QUIET)
    with at(moment):
        told("Maja Lindqvist", majas, event)
    assert letters_to(maja).count() == letters


def test_what_was_gathered_goes_in_one_letter_at_the_chosen_hour(
    people, majas, told, register_request, found, run_job
):
    maja, other = people["Maja Lindqvist"], register_request(words="Label printer prints blank")
    do.classify(other, by=people["Elin Sand"], classification=found("incident"))
    do.assign(other, by=people["Elin Sand"], assignee=maja)
    prefer_ways(maja, by=maja, ways={"answered": "digest"})
    with at(DAY):
        told("Maja Lindqvist", majas)
        told("Maja Lindqvist", other)
        run_job("channels.jobs.gather_notices", timestamp=0)
    assert not letters_to(maja).exists()
    with at(DAY.replace(day=21, hour=7, minute=10)):
        run_job("channels.jobs.gather_notices", timestamp=0)
        run_job("channels.jobs.gather_notices", timestamp=0)
    letter = letters_to(maja).get()
    assert "Label printer prints blank" in letter.text
    assert "PACS shows no images" in letter.text
    assert letter.subject.startswith("2 ")
    ways = Telling.objects.filter(person=maja, at__gt=DAY).values_list("way", flat=True)
    assert list(ways) == ["digest"]


def test_what_was_read_or_is_hidden_by_then_stands_in_no_letter(people, majas, told, run_job):
    maja, sofia = people["Maja Lindqvist"], people["Sofia Berg"]
    prefer_ways(maja, by=maja, ways={"watched": "digest", "answered": "digest"})
    with at(DAY):
        told("Maja Lindqvist", majas)
        told("Maja Lindqvist", majas, "watched")
    see_notices(maja, unseen(maja).filter(event="answered"))
    do.assign(majas, by=people["Elin Sand"], assignee=people["Elin Sand"])
    do.restrict(majas, by=sofia, readers=[sofia])
    with at(DAY.replace(day=21)):
        run_job("channels.jobs.gather_notices", timestamp=0)
    assert not letters_to(maja).exists()


def test_half_of_the_quiet_hours_is_refused_beside_its_field(people):
    maja = people["Maja Lindqvist"]
    with pytest.raises(NotPossible) as refusal:
        prefer_times(maja, by=maja, **{**QUIET, "quiet_until": None})
    assert list(refusal.value.fields) == ["quiet_until"]


def test_nobody_decides_for_others_how_they_are_told(people):
    with pytest.raises(NotAllowed):
        prefer_ways(people["Maja Lindqvist"], by=people["Åsa Ekman"], ways={"answered": "none"})
