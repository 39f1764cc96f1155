import psycopg
import pytest

from spoc.kit.postgres import Cluster


@pytest.fixture
def from_the_future(home):
    """A migration that only a newer version knows, in the list of those applied."""
    cluster = Cluster(home / "postgres")
    change = "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())"
    with cluster.running():
        with psycopg.connect(cluster.dsn("spoc")) as connection:
            connection.execute(change, ["people", "9999_telepathy"])
        yield
        with psycopg.connect(cluster.dsn("spoc")) as connection:
            connection.execute("DELETE FROM django_migrations WHERE name = '9999_telepathy'")


def test_older_data_are_backed_up_first(spoc, home):
    assert spoc("manage", "migrate", "sessions", "zero").returncode == 0

    said = spoc("upgrade").stdout

    written = list((home / "backups").glob("before-upgrade-*.tar"))
    assert len(written) == 1
    assert str(written[0]) in said
    assert spoc("upgrade").stdout == "The data are of this version.\n"


@pytest.mark.parametrize("verb", ["upgrade", "up"])
def test_newer_data_are_refused(spoc, from_the_future, verb):
    done = spoc(verb, *(["--port", "0"] if verb == "up" else []))

    assert done.returncode == 1
    assert "A newer Spoc has worked with these data (people.9999_telepathy)" in done.stderr
