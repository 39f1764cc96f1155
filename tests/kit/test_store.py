import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from spoc.kit import store
from spoc.kit.home import working_user

WORDS = b"The printer on floor three is on fire."
DIGEST = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture(autouse=True)
def spoc_home(monkeypatch, tmp_path):
    monkeypatch.setenv("SPOC_HOME", str(tmp_path))
    return tmp_path


def files_below(path):
    return [found for found in path.rglob("*") if found.is_file()]


@pytest.mark.parametrize("content", [WORDS, BytesIO(WORDS)], ids=["bytes", "stream"])
def test_content_is_kept_under_its_digest(content):
    kept = store.keep(content)

    assert kept == store.Kept(DIGEST, len(WORDS))
    assert store.exists(DIGEST)
    with store.open(DIGEST) as file:
        assert file.read() == WORDS


def test_the_same_content_is_kept_once(spoc_home):
    store.keep(WORDS)
    store.keep(WORDS)

    assert len(files_below(spoc_home)) == 1
    assert list(store.digests()) == [DIGEST]


def test_many_may_keep_the_same_content_at_once(spoc_home):
    with ThreadPoolExecutor(8) as people:
        kept = list(people.map(store.keep, [WORDS] * 40))

    assert {one.digest for one in kept} == {DIGEST}
    assert len(files_below(spoc_home)) == 1


def test_a_large_stream_is_kept_whole():
    content = os.urandom(3 * store.CHUNK + 17)

    assert store.keep(BytesIO(content)).size == len(content)
    with store.open(hashlib.sha256(content).hexdigest()) as file:
        assert file.read() == content


def test_an_empty_file_is_a_file_too():
    assert store.exists(store.keep(b"").digest)


def test_content_at_the_limit_is_kept_and_one_byte_more_is_not(spoc_home):
    store.keep(WORDS, limit=len(WORDS))

    with pytest.raises(store.TooLarge):
        store.keep(WORDS + b"!", limit=len(WORDS))
    assert list(store.digests()) == [DIGEST]
    assert len(files_below(spoc_home)) == 1


def test_a_stream_that_breaks_leaves_nothing_behind(spoc_home):
    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.keep(Broken())
    assert files_below(spoc_home) == []


def test_what_was_never_kept_is_not_there():
    assert not store.exists(DIGEST)


@pytest.mark.parametrize("name", ["", "../../keys/signing", DIGEST.upper(), DIGEST + "0"])
def test_only_a_digest_names_a_file(name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.open(name)


def test_what_is_kept_belongs_to_the_working_user_alone(spoc_home):
    store.keep(WORDS)

    user = working_user()
    owner = user.pw_uid if user else os.geteuid()
    found = [*(spoc_home / "files").rglob("*"), spoc_home / "files"]
    assert {path.stat().st_uid for path in found} == {owner}
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in found} == {0}


def test_many_contents_are_kept_together_each_once(spoc_home):
    kept = store.keep_all([WORDS, b"", WORDS])

    assert [one.digest for one in kept] == [DIGEST, hashlib.sha256(b"").hexdigest(), DIGEST]
    assert len(files_below(spoc_home)) == 2


def test_where_one_of_many_is_too_large_none_is_kept(spoc_home):
    with pytest.raises(store.TooLarge):
        store.keep_all([WORDS, WORDS + b"!"], limit=len(WORDS))

    assert files_below(spoc_home) == []
