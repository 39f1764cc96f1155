import os
import stat
from pathlib import Path

import pytest

from spoc.kit import home as place
from spoc.kit.errors import NotPossible


@pytest.fixture
def spoc_home(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("SPOC_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def as_ordinary_user(monkeypatch):
    monkeypatch.delenv("SPOC_HOME", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_the_home_is_where_spoc_home_says(spoc_home):
    assert place.home() == spoc_home


def test_root_keeps_things_in_var_lib(monkeypatch):
    monkeypatch.delenv("SPOC_HOME", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert place.home() == Path("/var/lib/spoc")


def test_an_ordinary_user_keeps_things_below_its_own_home(monkeypatch):
    as_ordinary_user(monkeypatch)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/ada")

    assert place.home() == Path("/home/ada/.local/share/spoc")


def test_an_ordinary_user_may_have_its_data_elsewhere(monkeypatch):
    as_ordinary_user(monkeypatch)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")

    assert place.home() == Path("/data/spoc")


def test_a_folder_is_closed_to_everybody_but_the_working_user(spoc_home):
    made = place.folder("files")

    user = place.working_user()
    assert mode(made) == 0o700
    assert made.stat().st_uid == (user.pw_uid if user else os.geteuid())


def test_the_home_lets_others_through_only_where_root_works_for_another(spoc_home):
    place.folder("files")

    assert mode(spoc_home) == (0o711 if os.geteuid() == 0 else 0o700)


def test_a_folder_that_is_there_stays_as_it_is(spoc_home):
    (spoc_home / "files").mkdir(parents=True)
    (spoc_home / "files").chmod(0o750)

    assert mode(place.folder("files")) == 0o750


def test_every_folder_there_will_be_is_made_at_once(spoc_home):
    place.prepare()

    assert sorted(path.name for path in spoc_home.iterdir()) == sorted(place.FOLDERS)


def test_the_address_it_is_reached_at_is_kept_and_replaced(spoc_home):
    assert place.kept_address() == ""

    place.keep_address("http://127.0.0.1:8000")
    place.keep_address("https://desk.example.org")

    assert place.kept_address() == "https://desk.example.org"
    assert [path.name for path in (spoc_home / "run").iterdir()] == ["address"]
    assert mode(spoc_home / "run" / "address") == 0o600


def test_a_file_is_never_opened_through_a_link(tmp_path):
    (tmp_path / "log").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="symbolic"):
        place.opened_to_add(tmp_path / "log")
    assert not (tmp_path / "elsewhere").exists()


def test_an_ordinary_user_works_as_itself(monkeypatch):
    as_ordinary_user(monkeypatch)

    assert place.working_user() is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root works as somebody else")
class TestRoot:
    def test_works_as_the_user_it_was_told(self, monkeypatch, spoc_home):
        monkeypatch.setenv("SPOC_USER", "nobody")

        assert place.working_user().pw_name == "nobody"

    def test_works_as_the_owner_of_the_home(self, monkeypatch, spoc_home):
        monkeypatch.delenv("SPOC_USER", raising=False)
        spoc_home.mkdir()
        os.chown(spoc_home, 65534, -1)

        assert place.working_user().pw_name == "nobody"

    def test_works_as_whoever_has_the_keys_of_a_home_of_root(self, monkeypatch, spoc_home):
        monkeypatch.delenv("SPOC_USER", raising=False)
        os.chown(place.folder("keys"), 65534, -1)

        assert place.working_user().pw_name == "nobody"

    def test_finds_an_unprivileged_user_by_itself(self, monkeypatch, spoc_home):
        monkeypatch.delenv("SPOC_USER", raising=False)

        assert place.working_user().pw_name in place.UNPRIVILEGED

    @pytest.mark.parametrize("name", ["root", "no-such-user"])
    def test_refuses_to_work_as_root_or_as_nobody_known(self, monkeypatch, spoc_home, name):
        monkeypatch.setenv("SPOC_USER", name)

        with pytest.raises(NotPossible, match="SPOC_USER"):
            place.working_user()
