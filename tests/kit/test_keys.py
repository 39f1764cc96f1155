import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from spoc.kit import keys
from spoc.kit.errors import NotPossible


@pytest.fixture(autouse=True)
def spoc_home(monkeypatch, tmp_path):
    monkeypatch.setenv("SPOC_HOME", str(tmp_path))
    monkeypatch.delenv("SPOC_SECRET_KEY", raising=False)
    return tmp_path


def test_the_key_is_made_once():
    assert keys.secret_keys() == keys.secret_keys()
    assert len(keys.secret_keys()[0]) >= 50


def test_the_key_is_for_the_working_user_alone(spoc_home):
    keys.secret_keys()

    assert stat.S_IMODE((spoc_home / "keys" / "signing").stat().st_mode) == 0o600


def test_racing_starters_get_the_same_key():
    with ThreadPoolExecutor(8) as starters:
        got = list(starters.map(lambda _: keys.secret_keys()[0], range(40)))

    assert len(set(got)) == 1


def test_making_a_key_leaves_nothing_else_behind(spoc_home):
    keys.secret_keys()

    assert [path.name for path in (spoc_home / "keys").iterdir()] == ["signing"]


def test_a_new_key_goes_first_and_the_old_one_stays():
    old = keys.secret_keys()

    keys.rotate()

    new, *rest = keys.secret_keys()
    assert new not in old
    assert rest == old


def test_a_key_from_outside_goes_first(monkeypatch):
    made = keys.secret_keys()
    monkeypatch.setenv("SPOC_SECRET_KEY", "chosen elsewhere")

    assert keys.secret_keys() == ["chosen elsewhere", *made]


def test_a_key_from_outside_makes_no_file(monkeypatch, spoc_home):
    monkeypatch.setenv("SPOC_SECRET_KEY", "chosen elsewhere")

    assert keys.secret_keys() == ["chosen elsewhere"]
    assert not (spoc_home / "keys").exists()


def test_what_was_encrypted_reads_as_before():
    hidden = keys.encrypt("lösenord")

    assert "lösenord" not in hidden
    assert keys.decrypt(hidden) == "lösenord"


def test_what_was_encrypted_with_an_older_key_still_reads():
    hidden = keys.encrypt("token")

    keys.rotate()

    assert keys.decrypt(hidden) == "token"


def test_words_encrypted_elsewhere_are_refused(monkeypatch, tmp_path):
    hidden = keys.encrypt("token")
    monkeypatch.setenv("SPOC_HOME", str(tmp_path / "another"))

    with pytest.raises(NotPossible, match="restore the keys"):
        keys.decrypt(hidden)


def test_signing_and_encryption_have_keys_of_their_own(spoc_home):
    keys.secret_keys()
    keys.encrypt("x")

    signing, encryption = ((spoc_home / "keys" / n).read_text() for n in ("signing", "encryption"))
    assert signing != encryption


@pytest.fixture
def lent():
    yield keys.lend_one
    keys._lent.clear()


def test_a_mere_visitor_signs_with_a_key_of_the_moment_and_makes_none(spoc_home, lent):
    lent()

    assert keys.is_lent()
    assert len(keys.secret_keys()[0]) >= 50
    assert list(spoc_home.iterdir()) == []


def test_a_visitor_signs_with_the_key_that_is_here(lent):
    made = keys.secret_keys()

    lent()

    assert not keys.is_lent()
    assert keys.secret_keys() == made
