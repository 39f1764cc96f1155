"""Custom fields: what a desk keeps of its requests beside what every desk does."""

from django.db import models
from django.utils.translation import get_language

from spoc.catalogue.models import Named, Service
from spoc.requests.rules.custom_fields import KINDS, NEEDED, Shape


class CustomField(Named):
    """A field the desk added; its values stand on the requests, by its key, for good.

    `choices` are in their order, each with a key, a name and names in each language; one that is
    no longer offered stays, for the requests that have it.
    """

    hint = models.CharField(max_length=200, blank=True)
    hints = models.JSONField(default=dict)
    kind = models.CharField(max_length=8, choices=[(each, each) for each in KINDS])
    choices = models.JSONField(default=list)
    least = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    most = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    types = models.JSONField(default=list)
    services = models.ManyToManyField(Service, related_name="+")
    needed = models.CharField(
        max_length=14, choices=[(each, each) for each in NEEDED], default="never"
    )
    is_public = models.BooleanField(default=False)
    is_asked_at_intake = models.BooleanField(default=False)
    is_asked_in_portal = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="custom_field_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(needed__in=NEEDED), name="custom_field_needed_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_public=True) | models.Q(is_asked_in_portal=False),
                name="custom_field_asked_in_portal_is_public",
            ),
        ]

    @property
    def explained(self) -> str:
        """The hint in the reader's language."""
        return str(self.hints.get(get_language() or "", "") or self.hint)

    def choice_name(self, key: object) -> str:
        """Return what a choice is called in the reader's language; itself where there is none."""
        for each in self.choices:
            if each["key"] == key:
                return str(each.get("names", {}).get(get_language() or "", "") or each["name"])
        return str(key)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The choices that may be made, each with its name."""
        live = [each["key"] for each in self.choices if each.get("is_live", True)]
        return [(key, self.choice_name(key)) for key in live]

    def shape(self, services: frozenset[int]) -> Shape:
        """Return it as the rules read it."""
        return Shape(
            key=self.key,
            kind=self.kind,
            choices=tuple(key for key, _name in self.offered),
            least=self.least,
            most=self.most,
            types=frozenset(self.types),
            services=services,
            needed=self.needed,
        )
