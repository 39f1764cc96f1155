"""Processes, their versions, the cases that run, and the steps they came to."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from spoc.kit.quick import Quick
from spoc.people.models import Team
from spoc.work.models import Task
from spoc.work.models.log import OnRecord
from spoc.workflow.rules.running import CASE_STATES, OPEN_STEPS, STEP_STATES

VERSION_STATES = ("draft", "published", "superseded")


class Definition(Quick, models.Model):
    """A process by name; what runs is one of its versions."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict)
    purpose = models.TextField(blank=True)
    is_live = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "", self.name))

    @property
    def published(self) -> "DefinitionVersion | None":
        """The version that new cases run by, where there is one."""
        return self.versions.filter(state="published").first()


class DefinitionVersion(Quick, models.Model):
    """A process as it stood once: its BPMN file, and who and what does each of its steps.

    `steps` is the list it was made from where it was made on a page; `wiring` tells by lane and by
    element who or what does it. Cases go on by the version they began with.
    """

    definition = models.ForeignKey(Definition, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in VERSION_STATES], default="draft"
    )
    source = models.TextField()
    steps = models.JSONField(null=True)
    wiring = models.JSONField(default=dict)
    # the files of processes it calls, by their names in it, as they stood when it was published
    called = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    runs_as = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "number"], name="definition_version_is_one"
            ),
            models.UniqueConstraint(
                fields=["definition"],
                condition=models.Q(state="published"),
                name="definition_published_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") ^ models.Q(published_at__isnull=False),
                name="definition_version_published_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.number}"


class Instance(Quick, OnRecord):
    """A case of a process that runs for one record, by the version it began with.

    `kept` is where it stands, as the engine writes it; `wake_at` is when its next timer is due.
    """

    definition_version = models.ForeignKey(
        DefinitionVersion, models.PROTECT, related_name="instances"
    )
    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=[(s, s) for s in CASE_STATES], default="running")
    kept = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    fault = models.CharField(max_length=300, blank=True)
    wake_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="running") ^ models.Q(ended_at__isnull=False),
                name="instance_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(fault=""),
                name="instance_failed_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["noun", "subject_id"], name="instance_of"),
            models.Index(
                fields=["wake_at"],
                condition=models.Q(state="running", wake_at__isnull=False),
                name="instance_to_wake",
            ),
            models.Index(fields=["definition_version", "state", "id"], name="instance_by_version"),
        ]

    def __str__(self) -> str:
        return f"{self.definition_version} #{self.pk}"


class Step(Quick, models.Model):
    """One step a case came to: what waits for a person, a machine, a message or a moment.

    `mark` is the engine's own for it: a step is begun once, however often its case is looked at.
    """

    instance = models.ForeignKey(Instance, models.CASCADE, related_name="steps")
    mark = models.UUIDField()
    element = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=[(s, s) for s in STEP_STATES], default="doing")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="+", null=True)
    due_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instance", "mark"], name="step_is_begun_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STEPS) ^ models.Q(ended_at__isnull=False),
                name="step_ended_says_when",
            ),
        ]
        indexes = [models.Index(fields=["task"], name="step_by_task")]

    def __str__(self) -> str:
        return self.name or self.element
