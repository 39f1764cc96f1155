"""A process is drawn, wired, published and succeeded; what does not fit is refused."""

import pytest

from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.people.models import Team
from spoc.workflow.activities import (
    Description,
    Drawing,
    add_process,
    draw_version,
    publish_version,
    redraw_version,
    retire_process,
    wire_version,
)
from spoc.workflow.rules.wiring import Wire, Wiring
from tests.workflow.processes import LANES, LAPTOP, laptop, listed


@pytest.fixture
def boss(people):
    return people["Peter Rask"]


@pytest.fixture
def team(db):
    return Team.objects.order_by("pk").first()


@pytest.fixture
def draft(boss):
    return add_process(Description("New laptop"), by=boss, drawing=Drawing(LAPTOP))


def refusal_of(act) -> str:
    """Return the words an act is refused in."""
    with pytest.raises(NotPossible) as refused:
        act()
    return refused.value.sentence


def test_what_is_not_supported_is_refused_on_upload_by_element_and_reason(boss):
    source = LAPTOP.replace("bpmn:serviceTask", "bpmn:businessRuleTask")

    words = refusal_of(
        lambda: add_process(Description("X"), by=boss, drawing=Drawing(source=source))
    )

    assert "“Create the account”" in words
    assert "business rule task" in words


def test_a_step_nobody_does_keeps_a_draft_from_being_published(boss, draft):
    words = refusal_of(lambda: publish_version(draft, by=boss, runs_as=boss))

    assert "“Hand over”: no team does it" in words


def test_an_approval_from_which_nothing_follows_is_refused(boss, draft, team):
    source = LAPTOP.replace("${approved}", "${1 == 1}").replace("${!approved}", "${1 == 2}")
    version = add_process(Description("Y"), by=boss, drawing=Drawing(source=source))
    wiring = Wiring(
        dict.fromkeys(LANES, team.pk), {"Approve_1": Wire("approval", approvers=("manager",))}
    )
    wire_version(version, by=boss, wiring=wiring)

    assert "nothing follows from a no" in refusal_of(
        lambda: publish_version(version, by=boss, runs_as=boss)
    )


def test_a_machine_that_is_not_there_is_refused(boss, draft, team):
    wiring = Wiring(dict.fromkeys(LANES, team.pk), {"Account_1": Wire("action", key="gone")})
    wire_version(draft, by=boss, wiring=wiring)

    assert "“Create the account”: choose the action" in refusal_of(
        lambda: publish_version(draft, by=boss, runs_as=boss)
    )


def test_nobody_lends_the_rights_of_a_colleague(boss, people, team):
    drawing = Drawing(steps=[{"sort": "task", "name": "Do it", "team": team.pk}])
    version = add_process(Description("Z"), by=boss, drawing=drawing)

    assert "nobody else" in refusal_of(
        lambda: publish_version(version, by=boss, runs_as=people["Elin Sand"])
    )


def test_publishing_succeeds_the_version_before(boss, people):
    first = laptop(boss, people["Gunilla Frisk"])
    later = draw_version(first.definition, by=boss, drawing=Drawing(LAPTOP, note="Anew"))
    assert later.wiring["lanes"] == first.wiring["lanes"]

    publish_version(later, by=boss, runs_as=boss)

    first.refresh_from_db()
    assert (first.state, later.state) == ("superseded", "published")
    assert first.definition.published == later


def test_what_is_published_stays_as_it_is(boss, people):
    version = laptop(boss, people["Gunilla Frisk"])

    for act in (
        lambda: wire_version(version, by=boss, wiring=Wiring()),
        lambda: redraw_version(version, by=boss, drawing=Drawing(LAPTOP)),
        lambda: publish_version(version, by=boss, runs_as=boss),
    ):
        assert "draw a new one" in refusal_of(act)


def test_who_saw_an_older_draft_overwrites_nothing(boss, draft):
    wire_version(draft, by=boss, wiring=Wiring(), seen=1)

    with pytest.raises(Stale):
        wire_version(draft, by=boss, wiring=Wiring(), seen=1)


def test_only_those_who_own_services_or_administer_draw(people):
    with pytest.raises(NotAllowed):
        add_process(Description("X"), by=people["Elin Sand"], drawing=Drawing(LAPTOP))


def test_a_process_out_of_use_begins_nothing_more(boss, team):
    version = listed(boss, {"sort": "task", "name": "Do it", "team": team.pk})

    retire_process(version.definition, by=boss)

    assert version.definition.published is None


def test_a_process_that_calls_another_keeps_it_as_it_was(boss, team):
    called = listed(boss, {"sort": "task", "name": "Part", "team": team.pk}, name="Part")
    source = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
    <process id="whole" name="Whole"><startEvent id="a"/><callActivity id="c" name="Call it"
    calledElement="part"/><endEvent id="z"/><sequenceFlow id="f1" sourceRef="a" targetRef="c"/>
    <sequenceFlow id="f2" sourceRef="c" targetRef="z"/></process></definitions>"""
    version = add_process(Description("Whole"), by=boss, drawing=Drawing(source=source))
    publish_version(version, by=boss, runs_as=boss)

    assert called.definition.key in version.called
    missing = source.replace('calledElement="part"', 'calledElement="gone"')
    other = add_process(Description("Other"), by=boss, drawing=Drawing(source=missing))
    assert "gone" in refusal_of(lambda: publish_version(other, by=boss, runs_as=boss))
