"""Services and categories, and the questions that guide to them."""

from django.db import models
from django.utils.translation import get_language

from spoc.catalogue.rules import TYPES, Entitlement, entitlement_of
from spoc.kit.quick import Quick
from spoc.people.models import Organisation, Person, Team


class Worded(Quick, models.Model):
    """Something said in each language; the first words serve where a language lacks its own."""

    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "", self.name))


class Named(Worded):
    """Something with a name in each language, and a key of its own."""

    key = models.SlugField(unique=True)

    class Meta:
        abstract = True


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

    def entitles(self, organisation: Organisation | None) -> Entitlement:
        """Tell whether an organisation has it, as far as the catalogue knows."""
        customers = None if self.is_unknown else list(self.customers.values_list("pk", flat=True))
        return entitlement_of(customers, organisation.pk if organisation else None)


class Category(Named):
    """What a request is about within a service, as a tree; one without a service fits all."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="categories", null=True)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    words = models.JSONField(default=list)
    is_live = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "categories"


class Question(Worded):
    """A guided question, asked as it is written; not knowing leads on, or to a person."""

    unknown_next = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    is_first = models.BooleanField(default=False)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_first"],
                condition=models.Q(is_first=True),
                name="question_first_is_one",
            ),
        ]


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers as they are offered."""

    def offered(self) -> "AnswerQuerySet":
        """Return the answers in use to questions in use, in the order of their lists."""
        rows = self.filter(is_live=True, question__is_live=True)
        return rows.select_related("question", "service", "category").order_by("rank", "id")


class Answer(Worded):
    """What may be answered: it leads to a further question, or says what a request is."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    next = models.ForeignKey(Question, models.PROTECT, related_name="+", null=True)
    type = models.CharField(max_length=12, choices=[(code, code) for code in TYPES], blank=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", null=True)
    is_complaint = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)
    is_live = models.BooleanField(default=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    next__isnull=False, type="", service__isnull=True, category__isnull=True
                )
                | models.Q(next__isnull=True, type__in=TYPES, category__isnull=False),
                name="answer_leads_on_or_ends",
            ),
        ]
