"""Actions: what machines do for a process, as it was set up, and each time one was run."""

from django.db import models
from django.db.models import Q

from spoc.kit.quick import Quick
from spoc.people.models import Person
from spoc.workflow.models.identity import IdentityCheck


class Action(Quick, models.Model):
    """Something a machine does when a process asks for it.

    `settings` is what its kind was told, the secrets encrypted; `inputs` names what it is given
    each time, with the sort of each. It runs in the name of `run_as`, where its kind acts here.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    settings = models.JSONField(default=dict)
    inputs = models.JSONField(default=dict)
    # whether it runs only for who proved a moment ago who they are
    needs_identity = models.BooleanField(default=False)
    is_on = models.BooleanField(default=False)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    run_as = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()
    # when it was last tried or run, and what stood in the way
    looked_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "name"], name="action_by_owner")]

    def __str__(self) -> str:
        return self.name


class ActionRun(Quick, models.Model):
    """One time an action was asked for: written down before it goes, settled when it is over.

    `mark` is who asked, such as a step of a case: the same mark never runs twice. `sealed` holds,
    encrypted, what it is given in secret until it is over, and then what came of it in secret
    until that is collected.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        DOING = "doing"
        DONE = "done"
        FAILED = "failed"
        # nobody began it, and what asked for it went another way: neither done nor failed
        WITHDRAWN = "withdrawn"

    action = models.ForeignKey(Action, models.PROTECT, related_name="runs")
    mark = models.CharField(max_length=120, unique=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # what it is about, where it is about a record
    noun = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    identity = models.ForeignKey(IdentityCheck, models.PROTECT, related_name="runs", null=True)
    inputs = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    log = models.TextField(blank=True)
    problem = models.CharField(max_length=300, blank=True)
    # nobody knows whether it was done: a person looks
    is_unknown = models.BooleanField(default=False)
    is_trial = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["action", "state", "-id"], name="action_run_in_order"),
            models.Index(fields=["action", "asked_at"], name="action_run_by_day"),
            models.Index(
                fields=["next_try_at"], condition=Q(state="waiting"), name="action_run_waits"
            ),
            models.Index(fields=["began_at"], condition=Q(state="doing"), name="action_run_goes"),
            models.Index(
                fields=["ended_at"], condition=~Q(sealed=""), name="action_run_keeps_secret"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return self.state in (self.State.WAITING, self.State.DOING)
