"""What `spoc mail` prints, and what its exit code says to the mail server that calls it."""

import json

import pytest
from django.db import connection

from spoc.channels.models import Letter
from spoc.cli import command, mail
from tests.floor.letters import letter
from tests.floor.odd_letters import ODD

OUTCOMES = ("registered", "replied", "noted", "follow_up", "duplicate", "quarantined", "automatic")


@pytest.fixture
def deliver(db, tmp_path, capsys):
    """Deliver letters from files: the exit code, the objects printed, and the words beside."""

    def delivered(*raws):
        files = [tmp_path / f"{number}.eml" for number in range(len(raws))]
        for file, raw in zip(files, raws, strict=True):
            file.write_bytes(raw)
        code = command.main(["mail", "deliver", *map(str, files)])
        said = capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines()], said.err

    return delivered


def test_each_letter_is_one_object_with_a_documented_outcome(deliver):
    code, told, beside = deliver(*(odd.raw for odd in ODD.values()))
    assert (code, beside, len(told)) == (0, "", len(ODD))
    assert {one["outcome"] for one in told} <= set(OUTCOMES)
    assert all(list(one) == ["outcome", "request", "reason"] for one in told)


def test_a_letter_that_makes_a_request_names_it(deliver):
    raw = letter()
    _code, (first, again), _beside = deliver(raw, raw)
    assert first["outcome"] == "registered"
    assert first["request"].startswith("R-")
    assert (again["outcome"], again["request"]) == ("duplicate", first["request"])


@pytest.mark.parametrize(
    ("raw", "reason"), [(b" \n", "empty"), (letter(text="x" * 2000), "larger than the 1000 bytes")]
)
def test_what_could_not_be_kept_has_no_outcome_and_is_to_come_again(deliver, settings, raw, reason):
    settings.SPOC_LETTER_LIMIT = 1000
    code, (first, second), beside = deliver(raw, letter())
    assert code == mail.TRY_AGAIN == 75
    assert (first["outcome"], first["request"]) == (None, None)
    assert reason in first["reason"]
    assert reason in beside and "0.eml: not kept" in beside
    assert second["outcome"] == "registered", "one that cannot be kept stops no other"
    assert Letter.objects.filter(is_incoming=True).count() == 1


def test_a_file_that_is_not_there_is_not_kept(db, capsys):
    assert command.main(["mail", "deliver", "/there/is/none.eml"]) == mail.TRY_AGAIN
    assert json.loads(capsys.readouterr().out)["outcome"] is None


def test_what_the_database_refuses_is_to_come_again(deliver):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE channels_letter RENAME TO letters_elsewhere")
    code, (told,), beside = deliver(letter())
    assert (code, told["outcome"], told["request"]) == (mail.TRY_AGAIN, None, None)
    assert "channels_letter" in beside


def test_parse_prints_what_is_read_and_does_nothing(db, tmp_path, capsys):
    file, folder = tmp_path / "one.eml", tmp_path / "files"
    file.write_bytes(letter(files=(("a/b.txt", "text/plain", b"Full."),)))
    assert command.main(["mail", "parse", str(file), "--attachments", str(folder)]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["subject"], read["attachments"][0]["size"]) == ("PACS shows no images", 5)
    assert [path.read_bytes() for path in folder.iterdir()] == [b"Full."]
    assert not Letter.objects.exists()
