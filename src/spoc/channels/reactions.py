"""What follows from facts about letters."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import override

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.channels import jobs
from spoc.channels.activities import News, notify
from spoc.channels.models import Channel
from spoc.channels.problems import in_readers_words
from spoc.channels.queries.webhooks import ears
from spoc.kit.time import now
from spoc.people.queries import system


@on()
def tell_webhooks(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the webhooks that hear of it be told."""
    if ears.hear(fact.kind):
        later(jobs.tell_webhooks, fact_id=fact.pk)


@on("letter.queued")
def send_it(fact: Fact, values: Mapping[str, object]) -> None:
    """Send the letter once all is committed, and can no longer be taken back."""
    wait = int(str(values.get("wait", 0)))
    at = now() + timedelta(seconds=wait) if wait else None
    later(jobs.deliver.configure(schedule_at=at), letter_id=fact.subject_id)


@on("channel.failed")
def tell_owner(fact: Fact, values: Mapping[str, object]) -> None:
    """Let whoever answers for a channel know that it does not work."""
    channel = Channel.objects.get(pk=fact.subject_id)
    if channel.owner is not None:
        with override(channel.owner.speaks):
            said = {**values, "problem": in_readers_words(str(values.get("problem", "")))}
        notify(channel.owner, by=system(), news=News("channel_failed", channel, said))


@on("announcement.published", "announcement.updated", "announcement.ended")
def write_to_followers(fact: Fact, values: Mapping[str, object]) -> None:
    """Write to everybody who follows by mail, where something was said."""
    if word := values.get("word"):
        later(jobs.tell_followers, update=int(str(word)))


@on("identity_check.begun")
def tell_vouchers(fact: Fact, values: Mapping[str, object]) -> None:
    """Let whoever may vouch know that somebody waits for them."""
    if values.get("way") == "manager":
        later(jobs.tell_vouchers, check=fact.subject_id)


@on("action_run.collected")
def tell_whose_password_it_is(fact: Fact, values: Mapping[str, object]) -> None:
    """Let whose account it is know that something new of it was fetched."""
    later(jobs.tell_of_reset, number=fact.subject_id)
