"""Timers, guided answers: what else goes on in the request another was merged into."""

from datetime import timedelta

import pytest

from spoc.catalogue.models import Answer
from spoc.kit.time import at
from spoc.requests import activities as do
from spoc.work.activities import start_timer, stop_timer
from spoc.work.queries import minutes_of, timer_of


@pytest.fixture
def pair(register_request):
    """Two requests of Karin Holm."""
    return register_request(), register_request(words="Still no images.")


@pytest.fixture
def walked(db):
    """A way through the guided questions: from each to the answer."""
    rows = [Answer.objects.get(name=name) for name in ("Something does not work", "Printing")]
    return {row.question_id: row.pk for row in rows}


def test_the_timer_of_whoever_worked_on_it_runs_on_and_its_minutes_count_there(people, pair):
    source, target = pair
    elin = people["Elin Sand"]
    timer = start_timer(source, by=elin)
    do.merge(source, by=elin, into=target)
    with at(timer.started_at + timedelta(minutes=9)):
        stop_timer(timer_of(elin), by=elin)
    assert (minutes_of(target), minutes_of(source)) == (9, 0)


def test_undoing_brings_back_the_timer_that_still_runs(people, pair):
    source, target = pair
    elin, daniel = people["Elin Sand"], people["Daniel Okoro"]
    start_timer(source, by=elin)
    start_timer(target, by=daniel)
    do.merge(source, by=elin, into=target)
    assert timer_of(elin).subject == target
    do.unmerge(source, by=elin)
    assert (timer_of(elin).subject, timer_of(daniel).subject) == (source, target)


def test_guided_answers_go_along_and_come_back(people, pair, walked):
    source, target = pair
    do.guide(source, by=people["Elin Sand"], answers=walked)
    said = list(source.guided_answers.values_list("pk", flat=True))
    do.merge(source, by=people["Elin Sand"], into=target)
    assert said
    assert list(target.guided_answers.values_list("pk", flat=True)) == said
    do.unmerge(source, by=people["Elin Sand"])
    assert list(source.guided_answers.values_list("pk", flat=True)) == said


def test_two_ways_through_the_questions_are_not_mixed(people, pair, walked):
    for request in pair:
        do.guide(request, by=people["Elin Sand"], answers=walked)
    source, target = pair
    before = [list(each.guided_answers.values_list("pk", flat=True)) for each in pair]
    do.merge(source, by=people["Elin Sand"], into=target)
    assert [list(each.guided_answers.values_list("pk", flat=True)) for each in pair] == before
