"""The measured house: its invented requests are shaped as real ones, and its figures add up."""

import random
from statistics import mean

import pytest

from bench import client, machine, raw, report, rows, shape, text

END = 1_790_000_000
FIGURE = {"act": "board", "clients": 1, "per_second": 50.0, "half": 20.0, "most": 30.0}
FIGURE |= {"web_cpu": 9.0, "database_cpu": 1.0, "size": 37_000, "statements": 8.0, "wrong": []}
FIGURE |= {"limit": {"milliseconds": 4.0}, "loop": 22.0}


@pytest.fixture(scope="module")
def lives():
    """The lives of two thousand requests."""
    return list(shape.lives(2_000, random.Random(7), END))


def test_a_tenth_of_all_requests_is_unfinished_and_mostly_recent(lives):
    unfinished = [life for life in lives if not life.is_over]
    assert len(unfinished) == 200
    assert mean(life.created for life in unfinished) > mean(life.created for life in lives)


def test_what_is_solved_is_confirmed_or_closed_within_a_week(lives):
    assert {life.status for life in lives if life.is_over} == {"resolved", "closed"}
    assert all(life.ended > END - shape.TO_CONFIRM for life in lives if life.status == "resolved")


def test_four_messages_are_usual_and_the_requester_begins(lives):
    assert 3.8 < mean(len(life.said) for life in lives) < 4.2
    assert not any(life.said[0].is_from_desk for life in lives)
    assert all(life.created <= said.at <= END for life in lives for said in life.said)


def test_the_same_seed_tells_the_same_lives(lives):
    assert list(shape.lives(2_000, random.Random(7), END)) == lives


def test_sought_words_stand_in_about_the_share_of_requests_they_were_chosen_for():
    language, dice = text.learn(7, sentences=30_000), random.Random(1)
    texts = [
        set(language.text(dice, text.WORDS_A_REQUEST).lower().replace(".", "").split())
        for _nth in range(1_000)
    ]
    for share in (text.MEDIUM, text.COMMON):
        word = text.sought(language.words, share)
        assert share / 3 < mean(word in each for each in texts) < share * 3


def test_rows_of_a_life_fit_together(lives):
    team = rows.Place(1, 1, [7, 8], [(5, 2)])
    asker = rows.Asker(9, 3, 4, "user@example.test", False)
    writer = rows.Writer(rows.House([asker], [team] * 4, [6], 1, 2, END))
    life = next(life for life in lives if life.status == "closed" and len(life.said) == 4)
    made = writer.rows(life, "Title", ["words"] * 4)
    tables = [table for table, _row in made]
    assert tables.count("requests_entry") == 4
    request = made[0][1]
    assert (request["closed_at"], request["assignee_id"] in team.agents) == (
        shape.moment(life.ended),
        True,
    )
    steps = [row["kind"] for table, row in made if table == "audit_fact"]
    assert steps == ["request.registered", "request.started", "request.resolved", "request.closed"]


def test_a_row_is_written_as_copy_reads_it():
    row = {"a": 1, "b": None, "c": False, "d": True}
    assert rows.line(row, ["a", "b", "c", "d"]) == "1\t\\N\tf\tt"


def test_figures_of_processes_and_of_pgbench_are_read():
    assert machine.fields("7 (a) b) S 1 7") == ["S", "1", "7"]
    assert raw.read("tps = 250.0 (without initial connection time)", 1).milliseconds == 4.0
    assert (client.quantile([5, 1, 4, 2, 3], 0.5), client.quantile([1, 2], 0.95)) == (3, 2)


def test_the_report_tells_growth_slow_statements_and_what_went_wrong():
    slow = {"act": "board", "mean": 12.5, "longest": 14.0, "words": "SELECT slow"}
    small = {"count": 10, "figures": [FIGURE], "slow": [], "web_megabytes": 200.0}
    wrong = FIGURE | {"half": 40.0, "wrong": ["/board: 500"]}
    large = {"count": 1_000, "figures": [wrong], "slow": [slow], "web_megabytes": 210.0}
    told = "\n".join(report.lines([small, large]))
    for part in ("| 20.0 | 30.0 | 9.0 + 1.0 | 8 | 37 | 4.00 | 5.0 |", "2.00 x   1.00 x  board"):
        assert part in told
    assert "12.5 ms at 1,000, board: SELECT slow" in told
    assert "NOT ANSWERED: /board: 500" in told
