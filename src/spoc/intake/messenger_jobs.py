"""What waits about messengers: what the desk says is written into the threads it is about."""

from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from spoc.channels.activities import note_look
from spoc.channels.models import Delivery
from spoc.intake.activities.enclosed import enclose, enclosures_of, fetched
from spoc.intake.activities.messages import posting_about, say_in_thread
from spoc.intake.models import Posting
from spoc.people.queries import system
from spoc.requests.models import Entry, SupportRequest

MOST_TRIES = 6
LONGER = 5  # times as long as before the try before
AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5, retry_exceptions={OSError})


@app.task(queue="deliveries", retry=AGAIN)
def say_registered(number: int) -> None:
    """Tell whoever asked in a thread under which number we have it."""
    if posting := posting_about(number):
        row = posting.support_request
        with override(row.language):
            _say(posting, _("We have it as %(number)s.") % {"number": row.reference})


@app.task(queue="deliveries", retry=AGAIN)
def say_reply(number: int, entry: int) -> None:
    """Write a reply into its thread, unless it was taken back."""
    said = Entry.objects.filter(pk=entry, is_removed=False, is_internal=False).first()
    posting = posting_about(number)
    if said is not None and posting is not None:
        signature = f"{said.author.name}, {posting.support_request.reference}"
        _say(posting, f"{said.text}\n\n{signature}")


@app.task(queue="deliveries", retry=AGAIN)
def say_resolved(number: int) -> None:
    """Tell in its thread how a request was solved."""
    posting = posting_about(number)
    if posting is None or posting.support_request.status != "resolved":
        return
    row = posting.support_request
    with override(row.language):
        words = _("%(number)s is resolved: %(words)s")
        _say(posting, words % {"number": row.reference, "words": row.resolution})


@app.task(queue="deliveries")
def fetch_files(delivery: int, tries: int = 1) -> None:
    """Fetch the files that came with what was written, and keep them with it."""
    try:
        for posting, files in enclosures_of(Delivery.objects.get(pk=delivery)):
            kept = fetched(posting.channel, files, is_last=tries >= MOST_TRIES)
            enclose(posting, by=system(), files=kept)
    except OSError:
        later = fetch_files.configure(schedule_in={"seconds": LONGER**tries})
        later.defer(delivery=delivery, tries=tries + 1)


def fetch_soon(delivery: Delivery) -> None:
    """Let the files of a delivery be fetched, once what was written with them is kept."""
    fetch_files.defer(delivery=delivery.pk)


def _say(posting: Posting, text: str) -> None:
    if _is_closed(posting):
        return
    try:
        say_in_thread(posting, text)
    except OSError as problem:
        note_look(posting.channel, problem=str(problem))
        raise


def _is_closed(posting: Posting) -> bool:
    """Tell whether the request of a thread is restricted, or the one it goes on in.

    Whoever is in the channel reads the thread; who asked is answered by mail.
    """
    row: SupportRequest | None = posting.support_request
    while row is not None:
        if row.is_restricted:
            return True
        row = row.merged_into
    return False
