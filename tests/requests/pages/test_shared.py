"""Lists and boards that many look at are drawn once for whoever is answered the same."""

import re

import pytest

from spoc.kit.time import at, now
from spoc.people.models import Grant, Person
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.ui import answered

ROW = re.compile(r'<tr class="queue-row[^>]*id="row-(\d+)"')


@pytest.fixture(autouse=True)
def drawn(monkeypatch):
    """The parts drawn in a test, in their order; time stands still."""
    parts = []

    class Told(answered.Drawn):
        def put(self, key, part):
            parts.append(str(part))
            super().put(key, part)

    monkeypatch.setattr(answered, "_drawn", Told())
    with at(now().replace(second=1)):
        yield parts


@pytest.fixture
def page(client_of):
    """Read a page as somebody."""
    return lambda name, path: client_of(name).get(path).content.decode()


PLACES = ("/board", "/board/figures", "/wall", "/wall/figures", "/queues/all", "/queues/all/rows")


@pytest.mark.parametrize("place", PLACES)
def test_who_sees_the_same_looks_at_what_was_drawn_once(page, at_status, drawn, place):
    at_status("in_progress", "incident")
    read = [page(name, place) for name in ("Elin Sand", "Elin Sand", "Henrik Vall")]
    assert len(drawn) == 1
    assert all(drawn[0] in each for each in read)


@pytest.mark.parametrize("place", PLACES)
def test_what_changed_is_seen_at_once(page, at_status, drawn, people, place):
    request = at_status("in_progress", "incident")
    page("Elin Sand", place)
    do.assign(request, by=people["Elin Sand"], assignee=people["Elin Sand"])
    page("Elin Sand", place)
    assert len(drawn) == 2
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("place", PLACES)
def test_swedes_read_it_in_swedish(page, at_status, drawn, place):
    at_status("in_progress", "incident")
    page("Elin Sand", place)
    page("Åsa Ekman", place)
    assert len(drawn) == 2
    assert drawn[0] != drawn[1]


def test_what_few_may_read_is_shown_to_them_alone(page, at_status, people):
    request = at_status("in_progress", "incident")
    SupportRequest.objects.filter(pk=request.pk).update(title="A word in confidence")
    assert "A word in confidence" in page("Elin Sand", "/queues/all")
    do.restrict(request, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    for place in ("/queues/all", "/board"):
        assert "A word in confidence" in page("Sofia Berg", place)
        assert "A word in confidence" not in page("Elin Sand", place)
        assert "A word in confidence" in page("Sofia Berg", place)


def test_the_wall_does_not_tell_what_the_board_tells(page, at_status, people):
    request = at_status("in_progress", "incident")
    SupportRequest.objects.filter(pk=request.pk).update(title="A word in confidence")
    do.restrict(request, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    assert "A word in confidence" in page("Sofia Berg", "/board")
    assert "A word in confidence" not in page("Sofia Berg", "/wall")


def test_each_has_their_own_queue(page, at_status, people, drawn):
    request = at_status("in_progress", "incident")
    SupportRequest.objects.filter(pk=request.pk).update(assignee=people["Elin Sand"])
    assert str(request.pk) in ROW.findall(page("Elin Sand", "/queues/mine"))
    assert str(request.pk) not in ROW.findall(page("Henrik Vall", "/queues/mine"))


def test_each_stands_on_their_own_row(page, at_status):
    first, second = at_status("in_progress", "incident"), at_status("in_progress", "incident")
    for request in (first, second):
        said = page("Elin Sand", f"/queues/all?at={request.pk}")
        assert said.count('aria-current="true">\n<td class="pick">') == 1
        assert re.search(rf'id="row-{request.pk}" aria-current="true"', said)


def test_a_new_name_is_read_at_once(page, at_status, people):
    request = at_status("in_progress", "incident")
    SupportRequest.objects.filter(pk=request.pk).update(assignee=people["Elin Sand"])
    for name in ("Elin Sand", "Elin Strand"):
        Person.objects.filter(pk=people["Elin Sand"].pk).update(name=name)
        for place in PLACES:
            if not place.startswith("/wall"):
                assert f">{name}" in page("Henrik Vall", place)


def test_the_same_rows_lead_back_to_the_queue_they_stand_in(page, register_request):
    number = register_request().pk
    for queue in ("all", "new", "all"):
        said = page("Elin Sand", f"/queues/{queue}")
        assert f'href="/requests/{number}?queue={queue}"' in said


def test_the_same_rows_alone_and_below_others_are_drawn_each_their_way(
    page, register_request, monkeypatch
):
    monkeypatch.setattr("spoc.requests.queries.rows.PAGE", 1)
    for _nth in range(2):
        register_request()
    mark = page("Elin Sand", "/queues/all").partition("after=")[2].partition('"')[0]
    alone, below = (page("Elin Sand", f"/queues/all{each}?after={mark}") for each in ("", "/rows"))
    assert 'class="bucket"' in alone
    assert 'class="bucket"' not in below


def test_as_many_rows_are_shown_as_there_is_room_for(page, register_request, monkeypatch):
    for _nth in range(2):
        register_request()
    whole = page("Elin Sand", "/queues/all")
    monkeypatch.setattr("spoc.requests.queries.rows.PAGE", 1)
    assert len(ROW.findall(whole)) == len(ROW.findall(page("Elin Sand", "/queues/all"))) + 1


def test_what_is_proposed_is_told_to_those_who_decide(page, incident, people):
    do.propose_major(incident(), by=people["Sofia Berg"], reason="The whole house calls.")
    told = {
        name: "A major incident?" in page(name, "/board")
        for name in ("Elin Sand", "Henrik Vall", "Elin Sand")
    }
    assert told == {"Elin Sand": False, "Henrik Vall": True}


def test_who_reaches_a_part_reads_new_names_at_once(page, at_status, people):
    elin, request = people["Elin Sand"], at_status("in_progress", "incident")
    elin.grants.all().delete()
    Grant.objects.create(
        person=elin,
        role="CSR",
        scope="organisation",
        scope_id=request.organisation_id,
        granted_at=now(),
    )
    SupportRequest.objects.filter(pk=request.pk).update(assignee=people["Tomasz Wolski"])
    for name in ("Tomasz Wolski", "Tomasz Wolska"):
        Person.objects.filter(pk=people["Tomasz Wolski"].pk).update(name=name)
        assert f'only=person-{people["Tomasz Wolski"].pk}">{name}<' in page("Elin Sand", "/board")


def test_whoever_has_no_place_in_the_rota_reads_no_shifts(page, client_of, people, monkeypatch):
    assert "On shift" in page("Elin Sand", "/board")
    before = page("Elin Sand", "/board")
    monkeypatch.setattr("spoc.requests.queries.board.may_have", lambda person: False)
    after = page("Elin Sand", "/board")
    assert "Nobody has a shift yet." in after
    assert before != after
