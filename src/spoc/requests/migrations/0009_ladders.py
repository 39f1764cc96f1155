"""Ladders with their rungs, and what was raised on a request."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_questions"),
        ("people", "0002_system"),
        ("requests", "0008_handoffs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ladder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("major", "major"),
                            ("1", "1"),
                            ("2", "2"),
                            ("3", "3"),
                            ("4", "4"),
                            ("5", "5"),
                        ],
                        max_length=5,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "head",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ladders",
                        to="catalogue.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("level", "service"),
                        name="ladder_is_one_for_its_level",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("used_50", "used_50"),
                            ("used_75", "used_75"),
                            ("used_90", "used_90"),
                            ("broken", "broken"),
                            ("no_update", "no_update"),
                            ("reopened", "reopened"),
                        ],
                        max_length=10,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("occasion", models.CharField(blank=True, max_length=20)),
                ("is_climb", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "raised"),
                            ("acknowledged", "acknowledged"),
                            ("actioned", "actioned"),
                            ("closed", "closed"),
                        ],
                        default="raised",
                        max_length=12,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField(null=True)),
                ("climbed_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("action", models.CharField(blank=True, max_length=300)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="escalations",
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "to",
                    models.ManyToManyField(related_name="escalations", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="requests.ladder",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer_by__isnull", False)),
                        fields=["answer_by", "id"],
                        name="escalation_to_climb",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "support_request",
                            "ladder",
                            "trigger",
                            "rank",
                            "occasion",
                            "is_climb",
                        ),
                        name="escalation_is_raised_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("raised", "acknowledged", "actioned", "closed"))
                        ),
                        name="escalation_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["raised", "closed"]),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("acknowledged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="escalation_acknowledged_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("used_50", "used_50"),
                            ("used_75", "used_75"),
                            ("used_90", "used_90"),
                            ("broken", "broken"),
                            ("no_update", "no_update"),
                            ("reopened", "reopened"),
                        ],
                        max_length=10,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("roles", models.JSONField()),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("is_always", models.BooleanField(default=False)),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rungs",
                        to="requests.ladder",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ladder", "trigger", "rank"), name="rung_is_one"
                    )
                ],
                "ordering": ("id",),
            },
        ),
    ]
