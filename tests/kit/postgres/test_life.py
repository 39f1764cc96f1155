import psycopg


def test_making_a_cluster_touches_nothing(spacious):
    from spoc.kit.postgres import Cluster

    Cluster(spacious / "untouched").dsn("spoc")

    assert not (spacious / "untouched").exists()


def test_it_starts_answers_and_stops(cluster):
    assert cluster.start()
    assert cluster.answers()

    cluster.stop()

    assert not cluster.is_alive()
    assert not cluster.answers()


def test_a_second_start_finds_the_first(cluster):
    cluster.start()

    assert not cluster.start()


def test_for_a_block_it_runs_and_then_stops(cluster):
    with cluster.running():
        assert cluster.answers()

    assert not cluster.is_alive()


def test_a_block_leaves_a_server_that_ran_before(cluster):
    cluster.start()

    with cluster.running():
        pass

    assert cluster.answers()


def test_stopping_what_does_not_run_does_nothing(cluster):
    cluster.stop()

    assert not cluster.is_alive()


def test_a_database_is_made_once(cluster):
    cluster.start()

    cluster.ensure_database('odd "name"')
    cluster.ensure_database('odd "name"')

    with psycopg.connect(host=str(cluster.socket), user="postgres", dbname='odd "name"') as found:
        assert found.info.dbname == 'odd "name"'


def test_it_speaks_utf_8_and_sorts_by_code_point(cluster):
    cluster.start()

    with psycopg.connect(cluster.dsn("postgres")) as connection:
        words = "SELECT w FROM (VALUES ('ö'), ('Z'), ('a')) v(w) ORDER BY w"
        assert [row[0] for row in connection.execute(words)] == ["Z", "a", "ö"]


def test_it_can_only_be_reached_through_its_socket(cluster):
    cluster.start()

    with psycopg.connect(cluster.dsn("postgres")) as connection:
        row = connection.execute("SHOW listen_addresses").fetchone()
    assert row == ("",)
    assert cluster.socket.stat().st_mode & 0o077 == 0


def test_what_the_environment_says_of_postgresql_is_not_heeded(cluster, monkeypatch):
    for name, value in {"PGPORT": "9", "PGDATA": "/nowhere", "LC_ALL": "xx_XX"}.items():
        monkeypatch.setenv(name, value)

    assert cluster.start()
