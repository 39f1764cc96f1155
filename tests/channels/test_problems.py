"""What stands in the way of a channel: kept in one language, read in the reader's own."""

from pathlib import Path

import pytest
from django.utils.translation import gettext, override

import spoc
from spoc.channels.activities import Belonging, add_channel, check_channel
from spoc.channels.problems import SENTENCES, in_readers_words

SOURCE = Path(spoc.__file__).parent


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_is_one_that_is_said_and_translated(sentence):
    said = "".join(
        path.read_text()
        for folder in ("channels", "kit")
        for path in (SOURCE / folder).rglob("*.py")
        if path.name != "problems.py"
    )
    assert f'"{sentence}"' in said
    with override("sv"):
        assert gettext(sentence) != sentence


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("It answered 503.", "Den svarade 503."),
        (
            "Slack refuses chat.postMessage: not_in_channel",
            "Slack avvisar chat.postMessage: not_in_channel",
        ),
        ("451 4.7.1 Try again later", "451 4.7.1 Try again later"),
        ("", ""),
    ],
)
def test_a_problem_is_read_in_the_readers_language(kept, read):
    with override("sv"):
        assert in_readers_words(kept) == read
    with override("en"):
        assert in_readers_words(kept) == kept


def test_who_tries_a_channel_reads_their_language_and_all_others_theirs(people, monkeypatch):
    """What is kept does not depend on who tried it."""
    told = {"host": "imap.nowhere.invalid", "user": "a", "password": "b", "security": "tls"}
    asa = people["Åsa Ekman"]
    channel = add_channel("Post", by=asa, kind="email", told=told, whose=Belonging())
    english = "there is no server of this name."

    def refused(kind):
        raise OSError(gettext(english))

    monkeypatch.setattr("spoc.channels.kinds.email.Email.check", refused)
    with override("sv"):
        assert check_channel(channel, by=asa) == gettext(english) != english
    channel.refresh_from_db()
    assert channel.problem == english
