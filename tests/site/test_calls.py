"""Calls are counted for all processes of a house together, quickly, and without the database."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from spoc.site import calls as module
from spoc.site.calls import NEAR, SLOTS, Calls

EACH = 2_000


@pytest.fixture
def run(tmp_path, monkeypatch, db):
    """A house of its own to count in."""
    monkeypatch.setattr(module, "folder", lambda name: tmp_path)
    return tmp_path


def in_a_process(work) -> int:
    """Do something in a process of its own, and return its number."""
    number = os.fork()
    if not number:
        work()
        os._exit(0)
    return number


def test_two_processes_of_a_house_count_together(run):
    def work():
        mine = Calls()
        for _call in range(EACH):
            mine.count("token-1", 7)

    for number in [in_a_process(work), in_a_process(work)]:
        assert os.waitpid(number, 0)[1] == 0
    assert Calls().count("token-1", 7) == 2 * EACH + 1


def test_copies_of_a_process_that_counted_before_count_together(run):
    ours = Calls()
    ours.count("token-1", 7)
    number = in_a_process(lambda: [ours.count("token-1", 7) for _call in range(EACH)])
    for _call in range(EACH):
        ours.count("token-1", 7)
    assert os.waitpid(number, 0)[1] == 0
    assert ours.count("token-1", 7) == 2 * EACH + 2


def test_threads_of_a_process_count_together(run):
    ours = Calls()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _call: ours.count("token-1", 7), range(EACH)))
    assert ours.count("token-1", 7) == EACH + 1


def test_each_name_and_each_minute_is_counted_by_itself(run):
    ours = Calls()
    told = [ours.count("a", 1), ours.count("a", 1), ours.count("b", 1), ours.count("a", 2)]
    assert told == [1, 2, 1, 1]


def test_another_process_that_begins_later_forgets_nothing(run):
    Calls().count("a", 1)
    assert Calls().count("a", 1) == 2


def test_names_that_fall_into_one_place_are_counted_apart(run, monkeypatch):
    keys = {str(number): number * SLOTS for number in range(NEAR)}
    monkeypatch.setattr(module, "_key", keys.__getitem__)
    ours = Calls()
    for _time in range(2):
        told = {ours.count(name, 1) for name in keys}
    assert told == {2}


def test_where_there_is_no_room_the_least_used_is_given_away(run, monkeypatch):
    keys = {str(number): number * SLOTS for number in range(NEAR + 1)}
    monkeypatch.setattr(module, "_key", keys.__getitem__)
    ours = Calls()
    for name in list(keys)[:NEAR]:
        for _call in range(1 if name == "5" else 3):
            ours.count(name, 1)
    assert ours.count(str(NEAR), 1) == 1
    assert (ours.count("4", 1), ours.count("5", 1)) == (4, 1)


def test_where_the_file_cannot_be_had_each_process_counts_alone(run):
    (run / module.FILE).symlink_to(run / "elsewhere")
    ours = Calls()
    assert [ours.count("a", 1), ours.count("a", 1)] == [1, 2]
    assert not (run / "elsewhere").exists()


def test_to_count_costs_next_to_nothing_and_asks_no_database(run, django_assert_num_queries):
    ours = Calls()
    ours.count("a", 1)
    with django_assert_num_queries(0):
        began = time.process_time()
        for _call in range(EACH):
            ours.count("a", 1)
        spent = time.process_time() - began
    assert spent / EACH < 0.0001
