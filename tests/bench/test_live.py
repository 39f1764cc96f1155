"""The ears of the measuring hear whole events, however they come, and what is lost is counted."""

import pytest
from bench.streams import Change, Ear, heard

from bench import alive

SAID = (
    b"HTTP/1.1 200 OK\r\n\r\n2d\r\nretry: 1200\nevent: ping\nid: 7-a\ndata:\n\n\r\n"
    b"3e\r\nevent: change\nid: 9-a\ndata: queue\n\nevent: resync\nid: 11-a\ndata:\n\n\r\n"
)


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_an_ear_hears_the_same_however_the_bytes_are_cut(size):
    ear = Ear(0, "", ["queue"])
    for start in range(0, len(SAID), size):
        ear.data_received(SAID[start : start + size])

    assert (ear.opened, list(ear.heard), len(ear.anew), ear._mark) == (1, ["queue"], 1, "11-a")


def test_a_change_is_heard_by_its_name_or_by_looking_anew_and_else_it_is_lost():
    ear = Ear(0, "", ["a"], heard={"a": 3.0}, anew=[2.5])
    found = heard([Change("a", 2.0, [ear]), Change("a", 2.75, [ear]), Change("b", 2.75, [ear])])

    assert (found.seconds, found.lost) == ([0.5, 0.25], 1)


def test_the_figures_of_the_streams_are_told_in_a_table():
    said = {"made": 750, "heard": 15_000, "lost": 0, "median": 4.6, "p95": 145.0, "longest": 304.0}
    found = {"streams": 1_000, "kilobytes a stream": 22.7, "share of a core": 0.12}
    found |= {"seconds until all are open": 2.0, "seconds until all are back": 4.0}
    lines = list(alive.lines(found | dict.fromkeys(alive.WHILE, said)))

    assert "| fifty changes a second | 750 | 15,000 | 0 | 5 | 145 | 304 |" in lines
    assert lines[-1].startswith("All open within 2.0 s")
