"""Macros: all of their steps or none, by the guards of each, with the words of the request."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.people.models import Team
from spoc.records.queries import watchers_of
from spoc.requests import activities as do
from spoc.requests.activities import macros
from spoc.requests.models import MacroUse
from spoc.requests.queries.macros import macros_for
from spoc.requests.rules.macro import wrong_with
from spoc.work.queries import open_tasks_of

GREETS = {"do": "reply", "en": "Hello {requester.first_name}, {number}.", "sv": "Hej {number}."}
MINE = {"do": "assign", "assignee": "me"}


@pytest.fixture
def macro_of(people):
    """A macro somebody keeps: `macro_of("Elin Sand", step, …, audience="everybody")`."""

    def made(name, *steps, **shared):
        by = people[name]
        row = macros.add_macro("Answer the usual", by=by, **shared)
        return macros.set_steps(row, by=by, steps=steps)

    return made


def test_all_steps_are_taken_in_order_with_the_words_of_the_request(people, at_status, macro_of):
    elin, request = people["Elin Sand"], at_status("classified")
    steps = [MINE, GREETS, {"do": "tag", "tag": "usual"}, {"do": "watch", "person": "me"}]
    macro = macro_of("Elin Sand", *steps, {"do": "pause", "reason": "scheduled", "days": "2"})

    do.run_macro(request, by=elin, macro=macro)

    request.refresh_from_db()
    assert (request.status, request.assignee, request.pending_reason) == (
        *("pending", elin),
        "scheduled",
    )
    said = request.entries.get(is_from_desk=True, kind="mail").text
    assert said in (f"Hello Karin, R-{request.pk}.", f"Hej R-{request.pk}.")
    assert [watch.person for watch in watchers_of(request)] == [elin]
    assert story(request).last().particulars.values["macro"] == "Answer the usual"


def test_tasks_are_started_for_whoever_has_it_and_taken_back(people, at_status, macro_of):
    elin, request = people["Elin Sand"], at_status("classified")
    step = {"do": "tasks", "lines": "Order it\n\nSet it up", "whose": "assignee", "hours": "8"}
    use = do.run_macro(request, by=elin, macro=macro_of("Elin Sand", MINE, step))

    tasks = open_tasks_of(request)
    assert [(task.title, task.assignee) for task in tasks] == [
        ("Order it", elin),
        ("Set it up", elin),
    ]
    assert all(task.due_at >= request.created_at + timedelta(hours=8) for task in tasks)

    request.refresh_from_db()
    do.undo_macro(request, by=elin, use=use)
    assert not open_tasks_of(request)


def test_a_refused_step_leaves_nothing_done_and_says_which(people, at_status, macro_of):
    elin, request = people["Elin Sand"], at_status("classified")
    solve = {"do": "resolve", "en": "Done", "method": "fix", "code": "solved"}
    macro = macro_of("Elin Sand", MINE, GREETS, solve)
    before = Letter.objects.count(), story(request).count()

    with pytest.raises(NotPossible, match=r"^Resolve: .*Nothing of Answer the usual was done\.$"):
        do.run_macro(request, by=elin, macro=macro)

    request.refresh_from_db()
    assert (request.status, request.assignee) == ("classified", None)
    assert (Letter.objects.count(), story(request).count()) == before
    assert not MacroUse.objects.exists()


def test_what_the_request_does_not_say_is_not_written_to_the_requester(
    people, register_request, macro_of
):
    macro = macro_of("Elin Sand", {"do": "reply", "en": "About {service}"})
    with pytest.raises(NotPossible, match=r"nothing to put in the place of \{service\}"):
        do.run_macro(register_request(), by=people["Elin Sand"], macro=macro)


def test_what_can_be_taken_back_is_by_whoever_ran_it(people, at_status, macro_of):
    elin, request = people["Elin Sand"], at_status("classified")
    steps = [MINE, {"do": "watch", "person": "me"}, {"do": "tag", "tag": "a, b"}]
    use = do.run_macro(request, by=elin, macro=macro_of("Elin Sand", *steps))

    with pytest.raises(NotAllowed):
        do.undo_macro(request, by=people["Sofia Berg"], use=use)
    do.undo_macro(request, by=elin, use=use)

    request.refresh_from_db()
    assert (request.assignee, watchers_of(request).count(), request.tagged.count()) == (None, 0, 0)


def test_what_was_said_cannot_be_taken_back(people, at_status, macro_of):
    elin, request = people["Elin Sand"], at_status("assigned")
    use = do.run_macro(request, by=elin, macro=macro_of("Elin Sand", GREETS))
    with pytest.raises(Stale):
        do.undo_macro(request, by=elin, use=use)


@pytest.mark.parametrize(
    ("name", "shared", "may"),
    [
        ("Elin Sand", {}, True),
        ("Elin Sand", {"audience": "everybody"}, False),
        ("Sofia Berg", {"audience": "everybody"}, True),
        ("Elin Sand", {"audience": "team", "team": "applications"}, False),
        ("Maja Lindqvist", {"audience": "team", "team": "applications"}, True),
        ("Karin Holm", {}, False),
    ],
)
def test_own_ones_are_for_all_at_the_desk_and_shared_ones_for_who_keeps_them(
    macro_of, name, shared, may
):
    if key := shared.get("team"):
        shared = {**shared, "team": Team.objects.get(key=key)}
    if may:
        assert macro_of(name, MINE, **shared).steps == [MINE]
    else:
        with pytest.raises((NotAllowed, NotPossible)):
            macro_of(name, MINE, **shared)


def test_somebody_elses_own_macro_is_not_there_for_others(people, at_status, macro_of):
    macro, daniel = macro_of("Elin Sand", MINE), people["Daniel Okoro"]
    assert macros_for(daniel) == []
    with pytest.raises(NotAllowed):
        do.run_macro(at_status("classified"), by=daniel, macro=macro)


def test_those_used_on_requests_alike_come_first_with_how_often(people, at_status, macro_of):
    elin = people["Elin Sand"]
    other, helped = macro_of("Elin Sand", MINE), macro_of("Elin Sand", {"do": "tag", "tag": "x"})
    for macro in (helped, helped, other):
        do.run_macro(at_status("classified"), by=elin, macro=macro)

    offered = macros_for(elin, support_request=at_status("classified"))

    assert [(each.macro, each.used, each.alike) for each in offered] == [
        (helped, 2, 3),
        (other, 1, 3),
    ]


@pytest.mark.parametrize(
    ("step", "wrong"),
    [
        ({"do": "dance"}, ["step"]),
        ({"do": "reply"}, ["text"]),
        ({"do": "reply", "en": "{nobody} {number}"}, ["placeholder"]),
        ({"do": "reply", "en": "{{nobody}}"}, []),
        ({"do": "note", "sv": "}"}, ["placeholder"]),
        ({"do": "assign"}, ["whom"]),
        ({"do": "classify"}, ["something"]),
        ({"do": "classify", "impact": "9"}, ["choice"]),
        ({"do": "pause", "reason": "scheduled"}, ["number"]),
        ({"do": "pause", "reason": "customer"}, ["text"]),
        ({"do": "resolve", "en": "Done"}, ["choice", "choice"]),
        ({"do": "link", "other": "x"}, ["number"]),
    ],
)
def test_a_step_that_could_not_be_taken_is_known_before_it_is_kept(step, wrong):
    assert [each.code for each in wrong_with(step)] == wrong


def test_a_mention_in_a_note_lets_a_colleague_watch_and_tells_them(people, at_status):
    request, daniel = at_status("assigned"), people["Daniel Okoro"]
    text = "@Daniel Okoro, can you look? @Karin Holm @Elin Sand mail@Sofia Berg"
    do.note(request, by=people["Elin Sand"], text=text)

    assert [watch.person for watch in watchers_of(request)] == [daniel]
    letter = Letter.objects.order_by("-pk")[0]
    assert letter.to_addresses == [daniel.addresses.get(kind="mail").value]
    assert "look?" not in letter.text
