"""What the desk's own history teaches, and how each suggestion made of it came out."""

import json
import zlib
from array import array

from django.db import models

from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest, choices
from spoc.requests.rules.learning import Learned, Trial

LESSONS = ("type", "service", "team", "person", "urgency")
OUTCOMES = ("accepted", "refused")


class Lesson(models.Model):
    """What texts of the past say of one field; the newest of a field is the one in use.

    `asked` and `right` are its trial on examples held back; from the two leads on a guess is fair,
    and strong (infinite where no guess is so good).
    """

    field = models.CharField(max_length=10, choices=choices(LESSONS))
    learned_at = models.DateTimeField()
    examples = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    fair_from = models.FloatField()
    strong_from = models.FloatField()
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(right__lte=models.F("asked")), name="lesson_right_within_asked"
            ),
        ]
        indexes = [models.Index(fields=["field", "-id"], name="lesson_newest")]

    def __str__(self) -> str:
        return f"{self.field} of {self.examples}"

    @property
    def trial(self) -> Trial:
        """How its guesses came out on examples held back."""
        return Trial(self.asked, self.right, self.fair_from, self.strong_from)

    @property
    def learned(self) -> Learned:
        """What was learned, ready to guess with."""
        return unpacked(bytes(self.body))


class Suggestion(models.Model):
    """A value that was suggested for a field of a request, and whether people took it."""

    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="suggestions")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="suggestions")
    value = models.CharField(max_length=80)
    chosen = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=choices(OUTCOMES))
    settled_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["support_request", "lesson"], name="suggestion_settled_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} for {self.support_request_id}"


def packed(learned: Learned) -> bytes:
    """Return what was learned as bytes: the words, then their rarity and weights as floats."""
    head = json.dumps({"words": list(learned.places), "labels": list(learned.weights)}).encode()
    rows = [array("f", learned.rarity), *(array("f", row) for row in learned.weights.values())]
    size = len(head).to_bytes(4, "big")
    return zlib.compress(size + head + b"".join(row.tobytes() for row in rows))


def unpacked(body: bytes) -> Learned:
    """Return what was learned, from the bytes it was packed into."""
    raw = zlib.decompress(body)
    starts = 4 + int.from_bytes(raw[:4], "big")
    head = json.loads(raw[4:starts])
    numbers = array("f", raw[starts:])
    words, width = head["words"], len(head["words"])
    weights = {
        label: numbers[width + at * (width + 1) : width + (at + 1) * (width + 1)]
        for at, label in enumerate(head["labels"])
    }
    return Learned({word: at for at, word in enumerate(words)}, numbers[:width], weights)
