"""Whatever ends suddenly - the starter, the server - the next start works and no row is lost."""

import os
import signal

import psycopg

from spoc.kit.postgres import Cluster
from spoc.kit.processes import spawn


def test_it_ends_when_its_parent_is_killed(cluster, starter, server_of, ends):
    parent = starter(cluster)
    assert parent.stdout.readline() == "True\n"
    server = server_of(cluster)

    parent.kill()

    assert ends(server)
    assert "database system is shut down" in cluster.log.read_text()[-200:]


def test_a_detached_server_outlives_its_starter(cluster, starter):
    parent = starter(cluster, owner="nobody")
    assert parent.stdout.readline() == "True\n"

    parent.communicate()

    assert cluster.answers()


def test_a_start_waits_for_a_server_that_is_shutting_down(cluster, starter, server_of):
    parent = starter(cluster, owner="nobody")
    parent.stdout.readline()
    with psycopg.connect(cluster.dsn("postgres")):
        # a smart shutdown waits for this connection and takes no other
        os.kill(server_of(cluster), signal.SIGTERM)
        second = starter(cluster)

    assert second.stdout.readline() == "True\n"


def test_after_a_kill_of_the_server_the_rows_are_there(cluster, server_of):
    lasting = Cluster(cluster.state)
    lasting.start()
    with psycopg.connect(lasting.dsn("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        os.kill(server_of(lasting), signal.SIGKILL)

        assert lasting.start()

    with psycopg.connect(lasting.dsn("postgres")) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_stale_number_that_is_another_program_s_today_is_no_server(cluster):
    cluster.start()
    cluster.stop()
    stranger = spawn(
        ["sleep", "60"], account=cluster._account(), at_our_end=signal.SIGKILL, env=dict(os.environ)
    )
    note = cluster.data / "postmaster.pid"
    note.write_text(f"{stranger.pid}\n{cluster.data}\n1\n5432\n\n\n0 0\nready\n")

    assert not cluster.is_alive()
    assert cluster.start()

    stranger.kill()
    stranger.wait()


def test_of_two_starters_one_starts_and_both_are_served(spacious, starter):
    fresh = Cluster(spacious / "raced", throwaway=True)
    first, second = starter(fresh), starter(fresh)

    said = sorted(process.stdout.readline() for process in (first, second))

    assert said == ["False\n", "True\n"]
    assert fresh.answers()
