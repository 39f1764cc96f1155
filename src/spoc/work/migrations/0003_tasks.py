"""Tasks: the pieces of the work on a record."""

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

STATES = ["open", "doing", "done", "failed", "cancelled"]
OPEN = ["open", "doing"]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0004_tiers_filled"),
        ("work", "0002_timers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noun", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[(each, each) for each in STATES], default="open", max_length=9
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("waits", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "due_rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "due_at",
                            models.Value(datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)),
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended_tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["noun", "subject_id", "place"], name="task_of"),
                    models.Index(
                        condition=models.Q(("state__in", OPEN)),
                        fields=["assignee", "due_rank", "id"],
                        name="task_of_person",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", OPEN)),
                        fields=["team", "due_rank", "id"],
                        name="task_of_team",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", STATES)), name="task_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="task_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("state__in", STATES[2:])),
                            models.Q(("ended_at__isnull", True), ("state__in", OPEN)),
                            _connector="OR",
                        ),
                        name="task_ended_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("result", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="task_failed_says_why",
                    ),
                ],
            },
        ),
    ]
