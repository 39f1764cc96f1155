"""What a machine sent once, so that sending it again registers nothing twice."""

from django.db import models

from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest


class IdempotencyKey(models.Model):
    """A key a person's machine chose for one call, what was sent under it, and what came of it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="idempotency_keys")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    support_request = models.ForeignKey(
        SupportRequest, models.CASCADE, related_name="idempotency_keys", null=True
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="idempotency_key_is_once"),
        ]

    def __str__(self) -> str:
        return self.key
