"""A promise from its first minute to the last: whose time was used, and who used it up.

A letter at 16:40 on a Friday, paused for the requester over a weekend with a change of clocks,
handed to tier II and to a supplier, broken; each minute stands with whoever had it.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from spoc.audit.queries import broken_links, story
from spoc.intake.activities import receive_letter
from spoc.kit.time import at
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.requests.models import SupportRequest
from spoc.requests.queries.chain import chain_of
from spoc.requests.queries.promises import promises_of
from spoc.service_levels.models import Clock
from spoc.service_levels.rules import Holder
from spoc.suppliers import activities as suppliers
from spoc.suppliers.activities import Order
from spoc.suppliers.models import Supplier
from spoc.world.norrvik.suppliers import build_suppliers
from tests.floor.notes import note
from tests.requests.portal.words import words_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FRIDAY, MONDAY = 23, 26  # October 2026; the clocks go back on Sunday the 25th
RUNE = "Rune Dahl <rune.dahl@norrvik.example>"


def october(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of October 2026 by the clock in Stockholm."""
    return datetime(2026, 10, day, hour, minute, tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.fixture
def hitec(people) -> Supplier:
    """The supplier of the archive, as the world has it."""
    there = Supplier.objects.filter(key="hitec").first()
    return there or build_suppliers(system())["hitec"]


@pytest.fixture
def lived(people, letter, found, hitec, run_job, work) -> SupportRequest:
    """The request as it stood on Monday at a quarter to five, and a minute more."""
    elin, maja = people["Elin Sand"], people["Maja Lindqvist"]
    with at(october(FRIDAY, 16, 40)):
        receipt = receive_letter(letter(RUNE, "Labels do not print", "None of us can print."))
    request = SupportRequest.objects.get(pk=int(receipt.request[2:]))
    with at(october(FRIDAY, 16, 45)):
        what = found("incident", service="print", category="fault", impact=2, urgency=1)
        do.classify(request, by=elin, classification=what)
        do.assign(request, by=elin, assignee=elin)
        work()
    with at(october(FRIDAY, 16, 50)):
        do.reply(request, by=elin, text="We are looking at it.")
    with at(october(FRIDAY, 16, 55)):
        do.pause(request, by=elin, reason="customer", question="Which printers?")
        run_job("requests.jobs.climb_ladders", timestamp=0)
    with at(october(MONDAY, 8, 12)):
        run_job("requests.jobs.climb_ladders", timestamp=0)
    with at(october(MONDAY, 8, 20)):
        _henrik_has_it(request, people["Henrik Vall"])
    with at(october(MONDAY, 9)):
        do.hear(request, by=people["Rune Dahl"], channel="portal", words=Words("All of them."))
    with at(october(MONDAY, 11, 30)):
        team = Team.objects.get(key="applications")
        do.escalate(request, by=elin, team=team, note=note())
        do.assign(request, by=elin, assignee=maja)
        do.start(request, by=maja)
    with at(october(MONDAY, 13, 35)):
        order = Order(hitec, "Print server", "Restart the queue on the print server.")
        handover = suppliers.hand_over(request, by=maja, order=order)
        suppliers.send_handover(handover, by=maja)
        do.pause(request, by=maja, reason="supplier")
    for moment in (
        october(MONDAY, 13),
        october(MONDAY, 14, 46),
        october(MONDAY, 16, 46),
        october(MONDAY, 16, 47),
    ):
        with at(moment):
            run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
            work()
            run_job("requests.jobs.climb_ladders", timestamp=0)
    request.refresh_from_db()
    return request


def _henrik_has_it(request: SupportRequest, henrik: Person) -> None:
    """Let the service manager acknowledge what climbed to him."""
    waiting = request.escalations.waiting().get(to=henrik)
    do.acknowledge_escalation(request, by=henrik, escalation=waiting)


def test_the_first_answer_was_in_time_and_the_solution_was_not(lived):
    clocks = {clock.metric: clock for clock in Clock.objects.filter(subject_id=lived.pk)}
    assert clocks["response"].result == "met"
    solution = clocks["resolution"]
    assert (solution.target_minutes, solution.broken_at) == (480, october(MONDAY, 16, 45))
    assert solution.result == "running"


def test_each_warning_came_once(lived):
    told = story(lived).filter(kind__in=["clock.warned", "clock.broken"]).order_by("id")
    solution = [
        fact.particulars.values.get("percent", 100)
        for fact in told
        if fact.particulars.values["metric"] == "resolution"
    ]
    assert solution == [50, 75, 90, 100]


def test_every_minute_is_somebodys_and_they_add_up(lived):
    moment = october(MONDAY, 16, 47)
    chain = chain_of(lived, promises_of(lived), moment)
    assert chain is not None
    lengths = {link.holder: link.length for link in chain.links}
    assert sum(lengths.values(), timedelta(0)) == moment - october(FRIDAY, 16, 40)
    desk = Team.objects.get(is_entry=True)
    assert lengths[Holder("team", desk.name, 1)] == timedelta(hours=2, minutes=45)
    assert lengths[Holder("team", "Applications", 2)] == timedelta(hours=2, minutes=5)
    assert lengths[Holder("requester")] == timedelta(hours=1, minutes=5)
    assert lengths[Holder("outside")] == timedelta(hours=64), "an hour longer than the wall says"
    supplier = Holder("supplier", "Hitec Storage")
    assert chain.blame == (supplier, timedelta(hours=3, minutes=10))


def test_the_ladder_was_raised_at_each_mark_once(lived):
    raised = lived.escalations.filter(is_climb=False).order_by("id")
    first = [each.trigger for each in raised if each.rank == 1 and each.trigger != "no_update"]
    assert first == ["created", "used_50", "used_75", "used_90", "broken"]
    told = story(lived).filter(kind="escalation.told").last()
    assert told.particulars.values["trigger"] == "broken", "the customer read of it in plain words"


def test_what_the_coordinator_left_unanswered_climbed_to_the_manager(lived):
    climbed = lived.escalations.filter(is_climb=True).order_by("id")
    names = [[person.name for person in each.to.all()] for each in climbed]
    assert names[:2] == [["Sofia Berg"], ["Henrik Vall"]]
    assert climbed[1].acknowledged_at == october(MONDAY, 8, 20)
    unanswered = story(lived).filter(kind="escalation.unanswered").order_by("id")
    assert [each.at for each in unanswered[:2]] == [
        october(FRIDAY, 16, 55),
        october(MONDAY, 8, 12),
    ]


def test_the_ladder_and_who_acknowledged_stand_on_the_timeline(client_of, lived):
    page = words_of(client_of("Elin Sand").get(f"/requests/{lived.pk}"))
    assert "Escalated to Sofia Berg: when it is registered" in page
    assert "Sofia Berg did not acknowledge in time" in page
    assert "Henrik Vall acknowledged the escalation" in page
    assert "Escalated to Henrik Vall: the promise is broken" in page


def test_the_page_says_who_used_it_up_and_why_it_stands_where_it_does(people, client_of, lived):
    with at(october(MONDAY, 16, 47)):
        page = words_of(client_of("Elin Sand").get(f"/requests/{lived.pk}"))
    assert "The promise was used up by: Hitec Storage, 3 h 10 m" in page
    assert "Place in the queue: priority 2; service of criticality" in page
    assert broken_links() == []
    assert lived.status == "pending", "the supplier has it, and the promise ran on"
