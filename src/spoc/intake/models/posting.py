"""What is written in messengers, and the requests these conversations are."""

from django.db import models

from spoc.channels.models import Channel
from spoc.kit.quick import Quick
from spoc.people.models import Person
from spoc.requests.models import Entry, SupportRequest


class Posting(Quick, models.Model):
    """One thing somebody wrote in a thread of a messenger: the last says whose request it is.

    `thread` and `message` are the messenger's own marks, `handle` is how it knows who wrote;
    `enclosed_at` is when the files that came with it were fetched.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="postings", db_index=False)
    thread = models.CharField(max_length=300)
    message = models.CharField(max_length=300)
    handle = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="postings")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", null=True, db_index=False)
    at = models.DateTimeField()
    enclosed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "message"], name="posting_comes_once"),
        ]
        indexes = [
            models.Index(fields=["channel", "thread", "-id"], name="posting_in_thread"),
            models.Index(fields=["channel", "handle", "-id"], name="posting_by_handle"),
        ]

    def __str__(self) -> str:
        return f"{self.handle} {self.at:%Y-%m-%d %H:%M}"
