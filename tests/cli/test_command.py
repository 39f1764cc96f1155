import pytest

from spoc.cli import command


def test_a_verb_is_a_file():
    known = command.verbs()

    assert {"up", "web", "worker", "backup", "restore", "upgrade", "manage", "check"} <= set(known)
    assert not {"command", "supervise", "database"} & set(known)


@pytest.mark.parametrize("words", [[], ["--help"], ["help"]])
def test_help_lists_every_verb_with_its_sentence(words, capsys):
    assert command.main(words) == 0

    said = capsys.readouterr().out
    assert all(f"  {verb.name} " in said and verb.help in said for verb in command.verbs().values())


def test_every_verb_says_what_it_does_in_one_sentence():
    for verb in command.verbs().values():
        assert verb.help, f"{verb.name} has no docstring"
        assert len(verb.help) < 100


def test_an_unknown_verb_is_answered_with_the_list(capsys):
    assert command.main(["dance"]) == 2

    assert "no verb 'dance'" in capsys.readouterr().err


def test_a_refusal_is_one_sentence_and_not_a_traceback(spoc):
    done = spoc("upgrade", DATABASE_URL="postgresql://nobody@127.0.0.1:9/spoc")

    assert done.returncode == 1
    assert done.stderr.startswith("The database in DATABASE_URL does not answer: ")
    assert "Traceback" not in done.stderr


def test_django_is_reached_through_manage(spoc):
    done = spoc("manage", "showmigrations", "sessions")

    assert "[X] 0001_initial" in done.stdout
