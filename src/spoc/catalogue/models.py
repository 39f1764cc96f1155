"""Services and categories."""

from django.db import models
from django.utils.translation import get_language

from spoc.people.models import Organisation, Person, Team


class Named(models.Model):
    """Something with a name of its own in each language; the first name serves where one lacks."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "", self.name))


class Service(Named):
    """A collection of features that enables somebody's work; criticality 1 is the highest."""

    description = models.TextField(blank=True)
    criticality = models.PositiveSmallIntegerField(default=3)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="owned_services", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="services", null=True)
    words = models.JSONField(default=list)
    is_live = models.BooleanField(default=True)
    is_unknown = models.BooleanField(default=False)
    customers = models.ManyToManyField(Organisation, related_name="services")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(criticality__range=(1, 4)), name="service_criticality_is_1_to_4"
            ),
            models.UniqueConstraint(
                fields=["is_unknown"],
                condition=models.Q(is_unknown=True),
                name="service_unknown_is_one",
            ),
        ]


class Category(Named):
    """What a request is about within a service, as a tree; one without a service fits all."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="categories", null=True)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    words = models.JSONField(default=list)
    is_live = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "categories"
