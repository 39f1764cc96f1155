"""What comes with a letter, and letters that cannot be read yet."""

from datetime import timedelta

import pytest

from spoc.channels.activities import add_channel, release_letter
from spoc.channels.base import ChannelKind
from spoc.channels.models import Letter
from spoc.intake.activities import read_letter, receive_letter
from spoc.kit import store
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.records.models import Attachment
from spoc.requests.models import SupportRequest

pytestmark = pytest.mark.django_db

PICTURE = ("skärm.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"0" * 100)


def test_files_are_kept_with_what_was_said(letter):
    receive_letter(letter(files=(PICTURE, ("log.txt", "text/plain", b"Full."))))
    request = SupportRequest.objects.get()
    files = Attachment.objects.filter(subject_id=request.pk).order_by("id")
    assert [file.filename for file in files] == ["skärm.png", "log.txt"]
    assert {file.part_id for file in files} == {request.entries.get().pk}
    with store.open(files[0].digest) as kept:
        assert kept.read() == PICTURE[2]


def test_a_file_that_is_too_large_is_told_of_instead(letter, settings):
    settings.SPOC_ATTACHMENT_LIMIT = 50
    receive_letter(letter(files=(PICTURE, ("log.txt", "text/plain", b"Full."))))
    entry = SupportRequest.objects.get().entries.get()
    assert "skärm.png" in entry.text
    assert [file.filename for file in Attachment.objects.all()] == ["log.txt"]


def test_a_file_cannot_choose_its_folder(letter):
    receive_letter(letter(files=(("../../etc/passwd", "text/plain", b"x"),)))
    assert "/" not in Attachment.objects.get().filename


@pytest.mark.parametrize("raw", [b"", b" \r\n"])
def test_nothing_is_no_letter(db, raw):
    with pytest.raises(NotPossible):
        receive_letter(raw)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("raw", [b"\x00\xff\xfe" * 50, b"Subject: only\n", b"no header at all"])
def test_garbage_is_kept_and_put_aside(db, raw):
    assert receive_letter(raw).outcome == "quarantined"
    with store.open(Letter.objects.get().digest) as kept:
        assert kept.read() == raw


@pytest.fixture
def held(letter):
    """A letter whose file cannot be read for the moment: the disk is away."""
    raw = letter()
    digest = store.keep(raw).digest
    place = store._place(digest)
    away = place.with_suffix(".away")
    kept = Letter.objects.create(
        is_incoming=True, state="stored", digest=digest, at=now(), next_try_at=now()
    )
    place.rename(away)
    return kept, lambda: away.rename(place)


def test_what_cannot_be_read_yet_is_held_and_read_later(held, run_job):
    kept, back = held
    assert read_letter(kept).outcome == "held"
    kept.refresh_from_db()
    assert (kept.state, kept.tries) == ("held", 1)
    assert "FileNotFoundError" in kept.reason
    run_job("intake.jobs.read_waiting", timestamp=0)
    kept.refresh_from_db()
    assert kept.tries == 1, "it is not tried again at once"
    back()
    with at(kept.next_try_at):
        run_job("intake.jobs.read_waiting", timestamp=0)
    kept.refresh_from_db()
    assert (kept.state, kept.outcome) == ("done", "registered")
    assert SupportRequest.objects.count() == 1


def test_it_is_tried_ever_less_often(held):
    kept, back = held
    waits = []
    moment = now()
    for _each in range(4):
        with at(moment):
            read_letter(kept)
        kept.refresh_from_db()
        waits.append(kept.next_try_at - moment)
        moment = kept.next_try_at
    back()
    assert waits == sorted(set(waits))
    assert waits[0] <= timedelta(minutes=5)
    assert not SupportRequest.objects.exists()


def test_a_letter_kept_and_not_read_is_read_by_the_job(letter, run_job):
    kept = Letter.objects.create(
        is_incoming=True,
        state="stored",
        digest=store.keep(letter()).digest,
        at=now(),
        next_try_at=now(),
    )
    run_job("intake.jobs.read_waiting", timestamp=0)
    kept.refresh_from_db()
    assert kept.outcome == "registered"


def test_what_was_put_aside_is_released_by_an_agent(people, letter, settings, run_job):
    settings.SPOC_LETTERS_PER_SENDER = 0
    receive_letter(letter())
    put_aside = Letter.objects.get()
    with pytest.raises(NotAllowed):
        release_letter(put_aside, by=people["Karin Holm"])
    release_letter(put_aside, by=people["Elin Sand"])
    run_job("intake.jobs.read_waiting", timestamp=0)
    put_aside.refresh_from_db()
    assert put_aside.outcome == "registered"
    with pytest.raises(NotPossible):
        release_letter(put_aside, by=people["Elin Sand"])


@pytest.fixture
def box(letter):
    """A kind of channel that hands over two letters and notes which were kept."""

    class Box(ChannelKind):
        key, label, settings = "box", "Box", ()
        is_fetched = True
        letters = [letter(), letter(subject="Another", text="Something else.")]
        kept = []

        def fetch(self, keep):
            for number, raw in enumerate(self.letters):
                if keep(raw):
                    self.kept.append(number)
                    yield str(number)

    yield Box
    del ChannelKind._family["box"]


def test_a_mailbox_is_emptied_letter_by_letter(people, box, run_job):
    channel = add_channel("Box", by=people["Åsa Ekman"], kind="box", told={})
    run_job("intake.jobs.look_into_mailboxes", timestamp=0)
    assert box.kept == [0, 1]
    assert SupportRequest.objects.count() == 2
    channel.refresh_from_db()
    assert (channel.problem, channel.looked_at is None) == ("", False)


def test_a_mailbox_that_does_not_answer_stops_no_other(people, box, run_job):
    def refuse(self, keep):
        raise OSError("No such host.")

    own = {"key": "a-bad-box", "label": "Bad", "settings": (), "is_fetched": True}
    bad = type("Bad", (ChannelKind,), own)
    bad.fetch = refuse
    asa = people["Åsa Ekman"]
    first = add_channel("A bad one", by=asa, kind="a-bad-box", told={})
    add_channel("Box", by=asa, kind="box", told={})
    run_job("intake.jobs.look_into_mailboxes", timestamp=0)
    del ChannelKind._family["a-bad-box"]
    first.refresh_from_db()
    assert first.problem == "No such host."
    assert SupportRequest.objects.count() == 2
